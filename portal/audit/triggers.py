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

# The same for the heads that were printed.
SQLITE_HEAD_TRIGGERS = (
    "CREATE TRIGGER printed_head_no_update BEFORE UPDATE ON printed_head BEGIN SELECT RAISE(ABORT, 'printed_head is append-only'); END",
    "CREATE TRIGGER printed_head_no_delete BEFORE DELETE ON printed_head BEGIN SELECT RAISE(ABORT, 'printed_head is append-only'); END",
)

POSTGRESQL_HEAD_TRIGGERS = (
    """CREATE OR REPLACE FUNCTION printed_head_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'printed_head is append-only'; END $$""",
    """CREATE TRIGGER printed_head_no_change BEFORE UPDATE OR DELETE ON printed_head
    FOR EACH ROW EXECUTE FUNCTION printed_head_append_only()""",
    """CREATE TRIGGER printed_head_no_truncate BEFORE TRUNCATE ON printed_head
    FOR EACH STATEMENT EXECUTE FUNCTION printed_head_append_only()""",
)

HEAD_TRIGGERS = {"sqlite": SQLITE_HEAD_TRIGGERS, "postgresql": POSTGRESQL_HEAD_TRIGGERS}
TRIGGERS = {"sqlite": SQLITE_TRIGGERS, "postgresql": POSTGRESQL_TRIGGERS}

# The chain's head: one row, locked while rows are added, so that two transactions never chain to the same row.
FIRST_HEAD = "INSERT INTO audit_head (id, ultimo_id) VALUES (1, 0)"
