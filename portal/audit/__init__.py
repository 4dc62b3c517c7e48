"""The append-only record of acts: who did what to which case, and when.

Each row of `evento` holds the hash of the row before it, so that a row that was altered, removed or slipped in later
shows (`flask audit verify`). The case page's timeline, the statistics and the committee's counts read these rows:
there is no second log. Nouns: Evento. Entry points: `services.record` to write, `queries` to read.
Law: Ley 1712 de 2014 and Acuerdo AGN 001 de 2024 (integrity of the electronic file).
"""
