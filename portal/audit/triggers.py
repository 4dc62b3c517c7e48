"""What the database itself refuses: changing or removing a row of `evento`. The migration runs the same texts."""

SQLITE_TRIGGERS = (
    "CREATE TRIGGER evento_no_update BEFORE UPDATE ON evento BEGIN SELECT RAISE(ABORT, 'evento is append-only'); END",
    "CREATE TRIGGER evento_no_delete BEFORE DELETE ON evento BEGIN SELECT RAISE(ABORT, 'evento is append-only'); END",
)

POSTGRESQL_TRIGGERS = (
    """CREATE OR REPLACE FUNCTION evento_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'evento is append-only'; END $$""",
    "CREATE TRIGGER evento_no_change BEFORE UPDATE OR DELETE ON evento FOR EACH ROW EXECUTE FUNCTION evento_append_only()",
    "CREATE TRIGGER evento_no_truncate BEFORE TRUNCATE ON evento FOR EACH STATEMENT EXECUTE FUNCTION evento_append_only()",
)

TRIGGERS = {"sqlite": SQLITE_TRIGGERS, "postgresql": POSTGRESQL_TRIGGERS}

# The chain's head: one row, locked while rows are added, so that two transactions never chain to the same row.
FIRST_HEAD = "INSERT INTO audit_head (id, ultimo_id) VALUES (1, 0)"
