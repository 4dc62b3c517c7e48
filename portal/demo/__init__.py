"""Demonstration data: the municipality of Puerres with invented people, and cases in every state.

Everything is made by running the acts with the clock moved. Nouns: elenco (the cast), caso, guion (the story). Entry
points: `elenco.create_cast`, `carga.load_if_empty`, `volumen.load_volume`; `flask demo cargar`. Refused in production.
"""
