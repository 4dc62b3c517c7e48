"""Periodic work without a broker: workers claim due runs in the database, each run leaves a row.

`portal/schedule.py` lists the work; this package runs it and knows no subject. Any number of `flask worker` processes
on any number of machines share it. Nouns: Job (a line of the list), JobRun (one run), WorkerBeat (a living worker).
"""
