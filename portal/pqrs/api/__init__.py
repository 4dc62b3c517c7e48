"""The public interface for programs at `/api/v1`: what the public pages show, as JSON, read-only.

`formas` are its answers, `lectura` makes them of the queries that the pages use, `parametros` is what may be asked. Nothing leaves
here that no page shows: no person, no text of a petition, no file. Norm: Ley 1712 de 2014, arts. 3 and 11 lit. k.
"""
