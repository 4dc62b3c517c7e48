"""E-mail that comes in: taken apart in a process of its own, looked at by plain rules, fetched from the mailbox.

`lectura_process` is the script that meets hostile bytes; `lectura` runs it and gives a `Lectura`; `reglas` says what is no
petition; `hilos` finds which case a message speaks of; `buzon` talks IMAP; `sobres` opens .eml and mbox files. None of them
knows the database. The acts are in `services.correo` and `services.correo_actos`. ADR 0014.
"""
