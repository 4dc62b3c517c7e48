"""Many generated cases, to measure the portal with: consistent rows written in bulk, not by running the acts.

Each case has its radicado, petitioner, answer, deliveries and chained acts as if it had been filed and handled; numbers,
keys, counters and the full-text index agree, so that the portal goes on from there. Only in one thing it differs from a
real year: what is loaded later takes later numbers although it may tell of earlier days. Refused in production.
"""

from portal.demo.volumen.carga import Report, load_volume

__all__ = ["Report", "load_volume"]
