"""PQRSD: petitions, complaints, claims, suggestions and denunciations, from the filing to the answer that was received.

Law: CPACA arts. 13-33 (Ley 1755 de 2015), Decreto 1166 de 2016 for verbal petitions; normativa in `plazos.py` and
`estados.py`. Nouns: Peticion, Solicitante, Respuesta, Entrega, Mensaje, Nota. Entry points: `services` (one function
per act), `queries`, `plazos.vencimiento`, and the pages in `views`.
"""
