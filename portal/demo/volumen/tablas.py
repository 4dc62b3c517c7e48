"""The columns that the loader fills, in the order of its rows, and the marks from which it goes on."""

from dataclasses import dataclass, field

Row = tuple[object, ...]

COLUMNS = {
    "radicado": (
        "id", "numero", "vigencia", "serie", "consecutivo", "objeto_tipo", "objeto_id", "fecha", "codigo_verificacion",
        "anulado_en", "anulado_por_id", "anulado_justificacion",
    ),
    "solicitante": (
        "id", "tipo", "primer_nombre", "segundo_nombre", "primer_apellido", "segundo_apellido", "razon_social", "tipo_documento",
        "numero_documento", "pais", "departamento", "municipio", "direccion", "correo", "telefono_fijo", "telefono_movil",
        "representado", "representado_documento", "calidad",
    ),
    "peticion": (
        "id", "radicado_id", "radicado", "tipo", "estado", "abierta", "canal", "verbal", "recibida_en", "termino_desde", "efectiva_el",
        "vence_el", "estricta_el", "plazo_dias", "plazo_unidad", "plazo_norma", "politica", "calendario_version", "asunto", "texto",
        "texto_sha256", "lugar", "anonima", "solicitante_id", "preferente", "preferente_motivo", "medio_respuesta", "aviso_datos_version",
        "codigo_hash", "dependencia_id", "responsable_id", "espera_ciudadano", "respondida_en", "notificada_en", "cerrada_en",
        "texto_busqueda", "version",
    ),
    "respuesta": (
        "id", "peticion_id", "cuerpo", "autor_id", "actualizada_en", "motivo_devolucion", "firmante_id", "radicado_id", "enviada_en",
        "carta_sha256", "version",
    ),
    "entrega": ("id", "respuesta_id", "medio", "iniciada_en", "probada_en", "prueba", "registrada_por_id"),
    "evento": (
        "id", "en", "tipo", "actor_tipo", "actor_id", "actor_nombre", "objeto_tipo", "objeto_id", "dependencia_id", "datos", "origen",
        "publico", "hash_previo", "hash",
    ),
}  # fmt: skip

# The order in which foreign keys let them be written.
ORDER = ("solicitante", "radicado", "peticion", "respuesta", "entrega")
TABLES = (*ORDER, "evento")


@dataclass
class Marks:
    """The last key of each table, the last number of each (year, series), the chain's last act: what a batch goes on from."""

    keys: dict[str, int]
    numbers: dict[tuple[int, str], int]
    act: int
    act_hash: str

    def copy(self) -> "Marks":
        return Marks(dict(self.keys), dict(self.numbers), self.act, self.act_hash)

    def next_key(self, table: str) -> int:
        self.keys[table] += 1
        return self.keys[table]

    def next_number(self, year: int, series: str) -> int:
        self.numbers[year, series] = self.numbers.get((year, series), 0) + 1
        return self.numbers[year, series]


@dataclass
class Batch:
    """Rows ready to be written, good only while the database still stands at `before`."""

    before: Marks
    after: Marks
    casos: int = 0
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
