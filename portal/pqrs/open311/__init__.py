"""Open311 GeoReport v2 at `/open311/v2`: what the public register shows, and filing with a key, in the standard's words.

Nothing leaves here that the register does not show: no text, person, place or file. Kinds against officials are left out.
Specification: wiki.open311.org/GeoReport_v2.
"""
