"""Radicados: the numbers of what the municipality receives and sends, their constancia and letters, and their verification.

Numbers are never reserved, repeated or corrected; they follow the order of reception and begin again at 1 each year; a
voided one keeps its justification and is never used again (Acuerdo AGN 001 de 2024; CPACA arts. 15, 61 and 62).
Nouns: Radicado, Contador, constancia, carta, código de verificación. Entry points: `services.radicar_entrada`,
`services.radicar_salida`, `services.anular`, `pdf.constancia_pdf`, `pdf.carta_pdf`, `/verificar`.
"""
