"""The whole file of a case as one thing to carry: its documents in order, their electronic index with hashes, PDF and ZIP.

Law: Ley 594 de 2000, CPACA arts. 36 and 59 (electronic file, index, integrity), Acuerdo AGN 001 de 2024. Nouns: Documento, Alcance,
Expediente. Entry points: `armado.armar`, `indice`, `paquete.write_zip`, `libro.make_pdf`.
"""
