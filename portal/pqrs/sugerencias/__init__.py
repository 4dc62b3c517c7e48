"""Which kind and which office a new case is like, learned from those that the municipality decided itself. ADR 0012.

`rasgos`: what of a text is looked at. `modelo`: what was learned, and what it says of a text; plain Python, so that a web
worker needs no library for it. `aprender`: learns and measures, with scikit-learn, in a process of its own.
"""
