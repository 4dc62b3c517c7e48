"""What the database itself refuses of radicados: removing one, changing its number, date or code, undoing an annulment,
and turning a counter back. The migration runs the same texts."""

_RADICADO_CHANGED = """NEW.numero <> OLD.numero OR NEW.vigencia <> OLD.vigencia OR NEW.serie <> OLD.serie
    OR NEW.consecutivo <> OLD.consecutivo OR NEW.fecha <> OLD.fecha OR NEW.codigo_verificacion <> OLD.codigo_verificacion
    OR NEW.objeto_tipo <> OLD.objeto_tipo OR (OLD.objeto_id IS NOT NULL AND (NEW.objeto_id IS NULL OR NEW.objeto_id <> OLD.objeto_id))
    OR (OLD.anulado_en IS NOT NULL AND (NEW.anulado_en IS NULL OR NEW.anulado_en <> OLD.anulado_en
        OR NEW.anulado_justificacion <> OLD.anulado_justificacion))"""
_CONTADOR_CHANGED = "NEW.ultimo < OLD.ultimo OR NEW.vigencia <> OLD.vigencia OR NEW.serie <> OLD.serie"

_TABLES = {"radicado": _RADICADO_CHANGED, "contador": _CONTADOR_CHANGED}


def _sqlite(table: str, changed: str) -> tuple[str, ...]:
    return (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table}: nothing is removed'); END",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: what was given does not change'); END",
    )


def _postgresql(table: str, changed: str) -> tuple[str, ...]:
    return (
        f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{table}: what was given is neither removed nor changed'; END $$""",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {table}_refuse()",
    )


TRIGGERS = {
    "sqlite": {table: _sqlite(table, changed) for table, changed in _TABLES.items()},
    "postgresql": {table: _postgresql(table, changed) for table, changed in _TABLES.items()},
}
