"""inicial

Revision: 0001
After: nothing
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

# What each database does by itself: refuse to alter the audit and the numbers, and keep the search index.
SQLITE = (
    "INSERT INTO audit_head (id, ultimo_id) VALUES (1, 0)",
    "CREATE TRIGGER evento_no_update BEFORE UPDATE ON evento BEGIN SELECT RAISE(ABORT, 'evento is append-only'); END",
    "CREATE TRIGGER evento_no_delete BEFORE DELETE ON evento BEGIN SELECT RAISE(ABORT, 'evento is append-only'); END",
    "CREATE TRIGGER radicado_no_delete BEFORE DELETE ON radicado BEGIN SELECT RAISE(ABORT, 'radicado: nothing is removed'); END",
    """CREATE TRIGGER radicado_no_change BEFORE UPDATE ON radicado WHEN NEW.numero <> OLD.numero OR NEW.vigencia <> OLD.vigencia OR NEW.serie <> OLD.serie
    OR NEW.consecutivo <> OLD.consecutivo OR NEW.fecha <> OLD.fecha OR NEW.codigo_verificacion <> OLD.codigo_verificacion
    OR NEW.objeto_tipo <> OLD.objeto_tipo OR (OLD.objeto_id IS NOT NULL AND (NEW.objeto_id IS NULL OR NEW.objeto_id <> OLD.objeto_id))
    OR (OLD.anulado_en IS NOT NULL AND (NEW.anulado_en IS NULL OR NEW.anulado_en <> OLD.anulado_en
        OR NEW.anulado_justificacion <> OLD.anulado_justificacion)) BEGIN SELECT RAISE(ABORT, 'radicado: what was given does not change'); END""",
    "CREATE TRIGGER contador_no_delete BEFORE DELETE ON contador BEGIN SELECT RAISE(ABORT, 'contador: nothing is removed'); END",
    "CREATE TRIGGER contador_no_change BEFORE UPDATE ON contador WHEN NEW.ultimo < OLD.ultimo OR NEW.vigencia <> OLD.vigencia OR NEW.serie <> OLD.serie BEGIN SELECT RAISE(ABORT, 'contador: what was given does not change'); END",
    "CREATE VIRTUAL TABLE peticion_fts USING fts5(texto_busqueda, content='peticion', content_rowid='id', tokenize='unicode61')",
    """CREATE TRIGGER peticion_fts_insert AFTER INSERT ON peticion BEGIN
        INSERT INTO peticion_fts(rowid, texto_busqueda) VALUES (new.id, new.texto_busqueda);
    END""",
    """CREATE TRIGGER peticion_fts_update AFTER UPDATE OF texto_busqueda ON peticion BEGIN
        INSERT INTO peticion_fts(peticion_fts, rowid, texto_busqueda) VALUES ('delete', old.id, old.texto_busqueda);
        INSERT INTO peticion_fts(rowid, texto_busqueda) VALUES (new.id, new.texto_busqueda);
    END""",
)
POSTGRESQL = (
    "INSERT INTO audit_head (id, ultimo_id) VALUES (1, 0)",
    """CREATE OR REPLACE FUNCTION evento_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'evento is append-only'; END $$""",
    "CREATE TRIGGER evento_no_change BEFORE UPDATE OR DELETE ON evento FOR EACH ROW EXECUTE FUNCTION evento_append_only()",
    "CREATE TRIGGER evento_no_truncate BEFORE TRUNCATE ON evento FOR EACH STATEMENT EXECUTE FUNCTION evento_append_only()",
    """CREATE OR REPLACE FUNCTION radicado_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'radicado: what was given is neither removed nor changed'; END $$""",
    "CREATE TRIGGER radicado_no_delete BEFORE DELETE ON radicado FOR EACH ROW EXECUTE FUNCTION radicado_refuse()",
    "CREATE TRIGGER radicado_no_truncate BEFORE TRUNCATE ON radicado FOR EACH STATEMENT EXECUTE FUNCTION radicado_refuse()",
    """CREATE TRIGGER radicado_no_change BEFORE UPDATE ON radicado FOR EACH ROW WHEN (NEW.numero <> OLD.numero OR NEW.vigencia <> OLD.vigencia OR NEW.serie <> OLD.serie
    OR NEW.consecutivo <> OLD.consecutivo OR NEW.fecha <> OLD.fecha OR NEW.codigo_verificacion <> OLD.codigo_verificacion
    OR NEW.objeto_tipo <> OLD.objeto_tipo OR (OLD.objeto_id IS NOT NULL AND (NEW.objeto_id IS NULL OR NEW.objeto_id <> OLD.objeto_id))
    OR (OLD.anulado_en IS NOT NULL AND (NEW.anulado_en IS NULL OR NEW.anulado_en <> OLD.anulado_en
        OR NEW.anulado_justificacion <> OLD.anulado_justificacion))) EXECUTE FUNCTION radicado_refuse()""",
    """CREATE OR REPLACE FUNCTION contador_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'contador: what was given is neither removed nor changed'; END $$""",
    "CREATE TRIGGER contador_no_delete BEFORE DELETE ON contador FOR EACH ROW EXECUTE FUNCTION contador_refuse()",
    "CREATE TRIGGER contador_no_truncate BEFORE TRUNCATE ON contador FOR EACH STATEMENT EXECUTE FUNCTION contador_refuse()",
    "CREATE TRIGGER contador_no_change BEFORE UPDATE ON contador FOR EACH ROW WHEN (NEW.ultimo < OLD.ultimo OR NEW.vigencia <> OLD.vigencia OR NEW.serie <> OLD.serie) EXECUTE FUNCTION contador_refuse()",
    "CREATE INDEX ix_peticion_busqueda ON peticion USING gin (to_tsvector('simple', texto_busqueda))",
)
SQLITE_DOWN = ("DROP TABLE IF EXISTS peticion_fts",)
POSTGRESQL_DOWN = (
    "DROP FUNCTION IF EXISTS evento_append_only() CASCADE",
    "DROP FUNCTION IF EXISTS radicado_refuse() CASCADE",
    "DROP FUNCTION IF EXISTS contador_refuse() CASCADE",
)


def upgrade() -> None:
    op.create_table('archivo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('objeto_tipo', sa.String(length=40), nullable=False),
    sa.Column('objeto_id', sa.Integer(), nullable=False),
    sa.Column('etiqueta', sa.String(length=40), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('mime', sa.String(length=100), nullable=False),
    sa.Column('tamano', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('sha256_recibido', sa.String(length=64), nullable=False),
    sa.Column('publico', sa.Boolean(), nullable=False),
    sa.Column('creado_en', Instant(), nullable=False),
    sa.CheckConstraint('length(sha256) = 64 AND length(sha256_recibido) = 64', name=op.f('ck_archivo_sha256')),
    sa.CheckConstraint('tamano >= 0', name=op.f('ck_archivo_tamano')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archivo'))
    )
    with op.batch_alter_table('archivo', schema=None) as batch_op:
        batch_op.create_index('ix_archivo_objeto_tipo_objeto_id', ['objeto_tipo', 'objeto_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_archivo_sha256'), ['sha256'], unique=False)

    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ultimo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_audit_head_una_sola')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )
    op.create_table('contador',
    sa.Column('vigencia', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('serie', sa.String(length=1), nullable=False),
    sa.Column('ultimo', sa.Integer(), nullable=False),
    sa.CheckConstraint("serie IN ('E', 'S')", name=op.f('ck_contador_serie')),
    sa.CheckConstraint('ultimo >= 0', name=op.f('ck_contador_ultimo')),
    sa.PrimaryKeyConstraint('vigencia', 'serie', name=op.f('pk_contador'))
    )
    op.create_table('dependencia',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('codigo', sa.String(length=12), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('funciones', sa.Text(), nullable=False),
    sa.Column('ubicacion', sa.String(length=160), nullable=False),
    sa.Column('telefono', sa.String(length=40), nullable=False),
    sa.Column('correo', sa.String(length=254), nullable=False),
    sa.Column('padre_id', sa.Integer(), nullable=True),
    sa.Column('jefe_id', sa.Integer(), nullable=True),
    sa.Column('exige_aprobacion', sa.Boolean(), nullable=False),
    sa.Column('activa', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['padre_id'], ['dependencia.id'], name=op.f('fk_dependencia_padre_id_dependencia')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dependencia')),
    sa.UniqueConstraint('codigo', name=op.f('uq_dependencia_codigo')),
    sa.UniqueConstraint('nombre', name=op.f('uq_dependencia_nombre'))
    )
    with op.batch_alter_table('dependencia', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dependencia_jefe_id'), ['jefe_id'], unique=False)

    op.create_table('entidad',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=160), nullable=False),
    sa.Column('municipio', sa.String(length=80), nullable=False),
    sa.Column('departamento', sa.String(length=80), nullable=False),
    sa.Column('nit', sa.String(length=20), nullable=False),
    sa.Column('direccion', sa.String(length=160), nullable=False),
    sa.Column('codigo_postal', sa.String(length=10), nullable=False),
    sa.Column('horario', sa.String(length=200), nullable=False),
    sa.Column('telefono', sa.String(length=40), nullable=False),
    sa.Column('linea_gratuita', sa.String(length=40), nullable=False),
    sa.Column('linea_anticorrupcion', sa.String(length=40), nullable=False),
    sa.Column('correo', sa.String(length=254), nullable=False),
    sa.Column('correo_judicial', sa.String(length=254), nullable=False),
    sa.Column('redes', sa.JSON(), nullable=False),
    sa.Column('tema', sa.String(length=20), nullable=False),
    sa.Column('escudo_sha256', sa.String(length=64), nullable=True),
    sa.Column('escudo_mime', sa.String(length=40), nullable=True),
    sa.Column('hora_cierre', sa.Time(), nullable=False),
    sa.Column('politica_horario', sa.String(length=20), nullable=False),
    sa.Column('sabado_habil', sa.Boolean(), nullable=False),
    sa.Column('acto_reglamento', sa.String(length=160), nullable=False),
    sa.Column('cargo_quejas', sa.String(length=160), nullable=False),
    sa.Column('dias_reapertura', sa.Integer(), nullable=False),
    sa.Column('carta_trato_url', sa.String(length=300), nullable=False),
    sa.Column('datos_area', sa.String(length=160), nullable=False),
    sa.Column('datos_correo', sa.String(length=254), nullable=False),
    sa.Column('datos_desde', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('actualizada_en', Instant(), nullable=False),
    sa.CheckConstraint("politica_horario IN ('siguiente_habil', 'estricta')", name=op.f('ck_entidad_politica_horario')),
    sa.CheckConstraint('id = 1', name=op.f('ck_entidad_una_sola')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entidad'))
    )
    op.create_table('evento',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('en', Instant(), nullable=False),
    sa.Column('tipo', sa.String(length=60), nullable=False),
    sa.Column('actor_tipo', sa.String(length=12), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_nombre', sa.String(length=160), nullable=False),
    sa.Column('objeto_tipo', sa.String(length=40), nullable=False),
    sa.Column('objeto_id', sa.Integer(), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=True),
    sa.Column('datos', sa.JSON(), nullable=False),
    sa.Column('origen', sa.String(length=20), nullable=False),
    sa.Column('publico', sa.Boolean(), nullable=False),
    sa.Column('hash_previo', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.CheckConstraint("actor_tipo IN ('funcionario', 'ciudadano', 'sistema')", name=op.f('ck_evento_actor_tipo')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evento'))
    )
    with op.batch_alter_table('evento', schema=None) as batch_op:
        batch_op.create_index('ix_evento_funcionario', ['actor_id'], unique=False, sqlite_where=sa.text("actor_tipo = 'funcionario'"), postgresql_where=sa.text("actor_tipo = 'funcionario'"))
        batch_op.create_index('ix_evento_objeto', ['objeto_tipo', 'objeto_id'], unique=False)
        batch_op.create_index('ix_evento_tipo', ['tipo'], unique=False)

    op.create_table('form_key',
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('result_id', sa.Integer(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('pk_form_key'))
    )
    with op.batch_alter_table('form_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_key_created_at'), ['created_at'], unique=False)

    op.create_table('job_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job', sa.String(length=60), nullable=False),
    sa.Column('slot', sa.String(length=40), nullable=False),
    sa.Column('worker', sa.String(length=80), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('started_at', Instant(), nullable=False),
    sa.Column('lease_until', Instant(), nullable=False),
    sa.Column('ended_at', Instant(), nullable=True),
    sa.Column('done', sa.Integer(), nullable=True),
    sa.Column('error', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_run')),
    sa.UniqueConstraint('job', 'slot', name=op.f('uq_job_run_job_slot'))
    )
    with op.batch_alter_table('job_run', schema=None) as batch_op:
        batch_op.create_index('ix_job_run_job_id', ['job', 'id'], unique=False)

    op.create_table('outbox_mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=True),
    sa.Column('letter', sa.String(length=80), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('attachments', sa.JSON(), nullable=False),
    sa.Column('secrets', sa.JSON(), nullable=False),
    sa.Column('about_type', sa.String(length=40), nullable=True),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('message_id', sa.String(length=254), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', Instant(), nullable=False),
    sa.Column('claimed_by', sa.String(length=32), nullable=True),
    sa.Column('claimed_until', Instant(), nullable=True),
    sa.Column('last_error', sa.String(length=300), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('sent_at', Instant(), nullable=True),
    sa.CheckConstraint("state IN ('pendiente', 'enviado', 'fallido')", name=op.f('ck_outbox_mail_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_mail')),
    sa.UniqueConstraint('key', name=op.f('uq_outbox_mail_key'))
    )
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_mail_about', ['about_type', 'about_id'], unique=False)
        batch_op.create_index('ix_outbox_mail_pendiente', ['next_try_at', 'id'], unique=False, sqlite_where=sa.text("state = 'pendiente'"), postgresql_where=sa.text("state = 'pendiente'"))
        batch_op.create_index('ix_outbox_mail_state', ['state', 'id'], unique=False)

    op.create_table('rol',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clave', sa.String(length=40), nullable=False),
    sa.Column('nombre', sa.String(length=80), nullable=False),
    sa.Column('descripcion', sa.String(length=300), nullable=False),
    sa.Column('permisos', sa.JSON(), nullable=False),
    sa.Column('exige_segundo_factor', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rol')),
    sa.UniqueConstraint('clave', name=op.f('uq_rol_clave')),
    sa.UniqueConstraint('nombre', name=op.f('uq_rol_nombre'))
    )
    op.create_table('solicitante',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tipo', sa.String(length=10), nullable=False),
    sa.Column('primer_nombre', sa.String(length=80), nullable=False),
    sa.Column('segundo_nombre', sa.String(length=80), nullable=False),
    sa.Column('primer_apellido', sa.String(length=80), nullable=False),
    sa.Column('segundo_apellido', sa.String(length=80), nullable=False),
    sa.Column('razon_social', sa.String(length=200), nullable=False),
    sa.Column('tipo_documento', sa.String(length=12), nullable=False),
    sa.Column('numero_documento', sa.String(length=30), nullable=False),
    sa.Column('pais', sa.String(length=60), nullable=False),
    sa.Column('departamento', sa.String(length=60), nullable=False),
    sa.Column('municipio', sa.String(length=80), nullable=False),
    sa.Column('direccion', sa.String(length=200), nullable=False),
    sa.Column('correo', sa.String(length=254), nullable=False),
    sa.Column('telefono_fijo', sa.String(length=30), nullable=False),
    sa.Column('telefono_movil', sa.String(length=30), nullable=False),
    sa.Column('representado', sa.String(length=200), nullable=False),
    sa.Column('representado_documento', sa.String(length=40), nullable=False),
    sa.Column('calidad', sa.String(length=80), nullable=False),
    sa.CheckConstraint("tipo IN ('natural', 'juridica', 'menor')", name=op.f('ck_solicitante_tipo')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_solicitante'))
    )
    with op.batch_alter_table('solicitante', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_solicitante_numero_documento'), ['numero_documento'], unique=False)

    op.create_table('web_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('browser', sa.String(length=80), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('expires_at', Instant(), nullable=False),
    sa.Column('ended_at', Instant(), nullable=True),
    sa.CheckConstraint("kind IN ('funcionario', 'ciudadano')", name=op.f('ck_web_session_kind')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_web_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_web_session_token_hash'))
    )
    with op.batch_alter_table('web_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_web_session_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index('ix_web_session_kind_subject_id', ['kind', 'subject_id'], unique=False)

    op.create_table('worker_beat',
    sa.Column('worker', sa.String(length=80), nullable=False),
    sa.Column('started_at', Instant(), nullable=False),
    sa.Column('seen_at', Instant(), nullable=False),
    sa.PrimaryKeyConstraint('worker', name=op.f('pk_worker_beat'))
    )
    with op.batch_alter_table('worker_beat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_worker_beat_seen_at'), ['seen_at'], unique=False)

    op.create_table('funcionario',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('cargo', sa.String(length=120), nullable=False),
    sa.Column('correo', sa.String(length=254), nullable=False),
    sa.Column('telefono', sa.String(length=40), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=True),
    sa.Column('activo', sa.Boolean(), nullable=False),
    sa.Column('clave_hash', sa.String(length=200), nullable=True),
    sa.Column('clave_cambiada_en', Instant(), nullable=True),
    sa.Column('totp_semilla', sa.String(length=64), nullable=True),
    sa.Column('totp_activo', sa.Boolean(), nullable=False),
    sa.Column('totp_ultimo_paso', sa.Integer(), nullable=False),
    sa.Column('intentos_fallidos', sa.Integer(), nullable=False),
    sa.Column('bloqueado_hasta', Instant(), nullable=True),
    sa.Column('ultimo_ingreso_en', Instant(), nullable=True),
    sa.Column('creado_en', Instant(), nullable=False),
    sa.Column('busqueda', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_funcionario_dependencia_id_dependencia')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_funcionario')),
    sa.UniqueConstraint('correo', name=op.f('uq_funcionario_correo'))
    )
    with op.batch_alter_table('funcionario', schema=None) as batch_op:
        batch_op.create_index('ix_funcionario_dependencia_id', ['dependencia_id'], unique=False)
        batch_op.create_index('ix_funcionario_nombre_id', ['nombre', 'id'], unique=False)

    op.create_table('plantilla_respuesta',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('cuerpo', sa.Text(), nullable=False),
    sa.Column('tipo', sa.String(length=24), nullable=True),
    sa.Column('dependencia_id', sa.Integer(), nullable=True),
    sa.Column('activa', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_plantilla_respuesta_dependencia_id_dependencia')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plantilla_respuesta')),
    sa.UniqueConstraint('nombre', name=op.f('uq_plantilla_respuesta_nombre'))
    )
    op.create_table('codigo_recuperacion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('codigo_hash', sa.String(length=64), nullable=False),
    sa.Column('usado_en', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_codigo_recuperacion_funcionario_id_funcionario'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_codigo_recuperacion'))
    )
    with op.batch_alter_table('codigo_recuperacion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_codigo_recuperacion_funcionario_id'), ['funcionario_id'], unique=False)

    op.create_table('dia_local',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('fecha', sa.Date(), nullable=False),
    sa.Column('motivo', sa.String(length=160), nullable=False),
    sa.Column('acto', sa.String(length=160), nullable=False),
    sa.Column('publicado_en', Instant(), nullable=False),
    sa.Column('registrado_por_id', sa.Integer(), nullable=True),
    sa.Column('retirado_en', Instant(), nullable=True),
    sa.Column('retirado_acto', sa.String(length=160), nullable=True),
    sa.ForeignKeyConstraint(['registrado_por_id'], ['funcionario.id'], name=op.f('fk_dia_local_registrado_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dia_local'))
    )
    with op.batch_alter_table('dia_local', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dia_local_fecha'), ['fecha'], unique=False)

    op.create_table('enlace_restablecer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('creado_en', Instant(), nullable=False),
    sa.Column('vence_en', Instant(), nullable=False),
    sa.Column('usado_en', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_enlace_restablecer_funcionario_id_funcionario'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enlace_restablecer')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_enlace_restablecer_token_hash'))
    )
    with op.batch_alter_table('enlace_restablecer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enlace_restablecer_funcionario_id'), ['funcionario_id'], unique=False)

    op.create_table('funcionario_rol',
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('rol_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_funcionario_rol_funcionario_id_funcionario'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['rol_id'], ['rol.id'], name=op.f('fk_funcionario_rol_rol_id_rol')),
    sa.PrimaryKeyConstraint('funcionario_id', 'rol_id', name=op.f('pk_funcionario_rol'))
    )
    op.create_table('radicado',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.String(length=20), nullable=False),
    sa.Column('vigencia', sa.Integer(), nullable=False),
    sa.Column('serie', sa.String(length=1), nullable=False),
    sa.Column('consecutivo', sa.Integer(), nullable=False),
    sa.Column('objeto_tipo', sa.String(length=40), nullable=False),
    sa.Column('objeto_id', sa.Integer(), nullable=True),
    sa.Column('fecha', Instant(), nullable=False),
    sa.Column('codigo_verificacion', sa.String(length=40), nullable=False),
    sa.Column('anulado_en', Instant(), nullable=True),
    sa.Column('anulado_por_id', sa.Integer(), nullable=True),
    sa.Column('anulado_justificacion', sa.String(length=1000), nullable=True),
    sa.CheckConstraint("length(numero) >= 13 AND substr(numero, 5, 3) = '-' || serie || '-' AND CAST(substr(numero, 1, 4) AS INTEGER) = vigencia AND CAST(substr(numero, 8) AS INTEGER) = consecutivo", name=op.f('ck_radicado_numero')),
    sa.CheckConstraint("serie IN ('E', 'S')", name=op.f('ck_radicado_serie')),
    sa.CheckConstraint('anulado_en IS NULL OR length(anulado_justificacion) >= 10', name=op.f('ck_radicado_anulado_justificacion')),
    sa.CheckConstraint('consecutivo > 0', name=op.f('ck_radicado_consecutivo')),
    sa.CheckConstraint('length(codigo_verificacion) >= 20', name=op.f('ck_radicado_codigo_verificacion')),
    sa.ForeignKeyConstraint(['anulado_por_id'], ['funcionario.id'], name=op.f('fk_radicado_anulado_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_radicado')),
    sa.UniqueConstraint('codigo_verificacion', name=op.f('uq_radicado_codigo_verificacion')),
    sa.UniqueConstraint('numero', name=op.f('uq_radicado_numero')),
    sa.UniqueConstraint('vigencia', 'serie', 'consecutivo', name=op.f('uq_radicado_vigencia_serie_consecutivo'))
    )
    with op.batch_alter_table('radicado', schema=None) as batch_op:
        batch_op.create_index('ix_radicado_objeto_tipo_objeto_id', ['objeto_tipo', 'objeto_id'], unique=False)

    op.create_table('peticion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('radicado_id', sa.Integer(), nullable=False),
    sa.Column('radicado', sa.String(length=20), nullable=False),
    sa.Column('tipo', sa.String(length=24), nullable=False),
    sa.Column('estado', sa.String(length=16), nullable=False),
    sa.Column('abierta', sa.Boolean(), nullable=False),
    sa.Column('canal', sa.String(length=12), nullable=False),
    sa.Column('verbal', sa.Boolean(), nullable=False),
    sa.Column('recibida_en', Instant(), nullable=False),
    sa.Column('termino_desde', Instant(), nullable=False),
    sa.Column('efectiva_el', sa.Date(), nullable=False),
    sa.Column('vence_el', sa.Date(), nullable=False),
    sa.Column('estricta_el', sa.Date(), nullable=False),
    sa.Column('plazo_dias', sa.Integer(), nullable=False),
    sa.Column('plazo_unidad', sa.String(length=12), nullable=False),
    sa.Column('plazo_norma', sa.String(length=200), nullable=False),
    sa.Column('politica', sa.String(length=20), nullable=False),
    sa.Column('calendario_version', sa.String(length=60), nullable=False),
    sa.Column('asunto', sa.Text(), nullable=False),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('texto_sha256', sa.String(length=64), nullable=False),
    sa.Column('observaciones', sa.Text(), nullable=False),
    sa.Column('latitud', sa.Double(), nullable=True),
    sa.Column('longitud', sa.Double(), nullable=True),
    sa.Column('lugar', sa.String(length=200), nullable=False),
    sa.Column('anonima', sa.Boolean(), nullable=False),
    sa.Column('solicitante_id', sa.Integer(), nullable=True),
    sa.Column('preferente', sa.Boolean(), nullable=False),
    sa.Column('preferente_motivo', sa.String(length=120), nullable=False),
    sa.Column('medio_respuesta', sa.String(length=12), nullable=False),
    sa.Column('notificacion_aceptada_en', Instant(), nullable=True),
    sa.Column('notificacion_revocada_en', Instant(), nullable=True),
    sa.Column('aviso_datos_version', sa.String(length=20), nullable=False),
    sa.Column('codigo_hash', sa.String(length=64), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=True),
    sa.Column('responsable_id', sa.Integer(), nullable=True),
    sa.Column('recibida_por_id', sa.Integer(), nullable=True),
    sa.Column('espera_ciudadano', sa.Boolean(), nullable=False),
    sa.Column('respondida_en', Instant(), nullable=True),
    sa.Column('notificada_en', Instant(), nullable=True),
    sa.Column('cerrada_en', Instant(), nullable=True),
    sa.Column('texto_busqueda', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("canal IN ('web', 'ventanilla', 'telefono', 'papel', 'correo')", name=op.f('ck_peticion_canal')),
    sa.CheckConstraint("estado IN ('radicada', 'en_tramite', 'en_aprobacion', 'por_notificar', 'respondida', 'cerrada', 'desistida', 'anulada')", name=op.f('ck_peticion_estado')),
    sa.CheckConstraint("medio_respuesta IN ('correo', 'direccion', 'aviso')", name=op.f('ck_peticion_medio_respuesta')),
    sa.CheckConstraint("tipo IN ('peticion_general', 'peticion_particular', 'informacion', 'documentos', 'consulta', 'queja', 'reclamo', 'sugerencia', 'felicitacion', 'denuncia', 'denuncia_corrupcion', 'queja_disciplinaria', 'hd_consulta', 'hd_reclamo', 'entre_autoridades', 'congreso', 'defensoria', 'insistencia')", name=op.f('ck_peticion_tipo')),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_peticion_dependencia_id_dependencia')),
    sa.ForeignKeyConstraint(['radicado_id'], ['radicado.id'], name=op.f('fk_peticion_radicado_id_radicado')),
    sa.ForeignKeyConstraint(['recibida_por_id'], ['funcionario.id'], name=op.f('fk_peticion_recibida_por_id_funcionario')),
    sa.ForeignKeyConstraint(['responsable_id'], ['funcionario.id'], name=op.f('fk_peticion_responsable_id_funcionario')),
    sa.ForeignKeyConstraint(['solicitante_id'], ['solicitante.id'], name=op.f('fk_peticion_solicitante_id_solicitante')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peticion')),
    sa.UniqueConstraint('radicado', name=op.f('uq_peticion_radicado')),
    sa.UniqueConstraint('radicado_id', name=op.f('uq_peticion_radicado_id'))
    )
    with op.batch_alter_table('peticion', schema=None) as batch_op:
        batch_op.create_index('ix_peticion_abierta', ['abierta', 'vence_el', 'id'], unique=False)
        batch_op.create_index('ix_peticion_dependencia', ['dependencia_id', 'abierta', 'vence_el', 'id'], unique=False)
        batch_op.create_index('ix_peticion_dependencia_recibida', ['dependencia_id', 'recibida_en', 'id'], unique=False)
        batch_op.create_index('ix_peticion_espera', ['espera_ciudadano', 'abierta', 'vence_el', 'id'], unique=False)
        batch_op.create_index('ix_peticion_estado', ['estado', 'vence_el', 'id'], unique=False)
        batch_op.create_index('ix_peticion_estado_recibida', ['estado', 'recibida_en', 'id'], unique=False)
        batch_op.create_index('ix_peticion_recibida', ['recibida_en', 'id'], unique=False)
        batch_op.create_index('ix_peticion_responsable', ['responsable_id', 'abierta', 'vence_el', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_peticion_solicitante_id'), ['solicitante_id'], unique=False)
        batch_op.create_index('ix_peticion_tipo_recibida', ['tipo', 'recibida_en', 'id'], unique=False)

    op.create_table('mensaje',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('de', sa.String(length=10), nullable=False),
    sa.Column('autor_id', sa.Integer(), nullable=True),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('enviado_en', Instant(), nullable=False),
    sa.Column('pide_respuesta', sa.Boolean(), nullable=False),
    sa.CheckConstraint("de IN ('ciudadano', 'entidad')", name=op.f('ck_mensaje_de')),
    sa.ForeignKeyConstraint(['autor_id'], ['funcionario.id'], name=op.f('fk_mensaje_autor_id_funcionario')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_mensaje_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mensaje'))
    )
    with op.batch_alter_table('mensaje', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mensaje_peticion_id'), ['peticion_id'], unique=False)

    op.create_table('nota',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('autor_id', sa.Integer(), nullable=True),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('creada_en', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['autor_id'], ['funcionario.id'], name=op.f('fk_nota_autor_id_funcionario')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_nota_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nota'))
    )
    with op.batch_alter_table('nota', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nota_peticion_id'), ['peticion_id'], unique=False)

    op.create_table('recordatorio',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=True),
    sa.Column('clave', sa.String(length=80), nullable=False),
    sa.Column('enviado_en', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_recordatorio_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recordatorio')),
    sa.UniqueConstraint('clave', name=op.f('uq_recordatorio_clave'))
    )
    with op.batch_alter_table('recordatorio', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recordatorio_peticion_id'), ['peticion_id'], unique=False)

    op.create_table('respuesta',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('cuerpo', sa.Text(), nullable=False),
    sa.Column('autor_id', sa.Integer(), nullable=True),
    sa.Column('actualizada_en', Instant(), nullable=False),
    sa.Column('motivo_devolucion', sa.Text(), nullable=False),
    sa.Column('firmante_id', sa.Integer(), nullable=True),
    sa.Column('radicado_id', sa.Integer(), nullable=True),
    sa.Column('enviada_en', Instant(), nullable=True),
    sa.Column('carta_sha256', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['autor_id'], ['funcionario.id'], name=op.f('fk_respuesta_autor_id_funcionario')),
    sa.ForeignKeyConstraint(['firmante_id'], ['funcionario.id'], name=op.f('fk_respuesta_firmante_id_funcionario')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_respuesta_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['radicado_id'], ['radicado.id'], name=op.f('fk_respuesta_radicado_id_radicado')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_respuesta')),
    sa.UniqueConstraint('radicado_id', name=op.f('uq_respuesta_radicado_id'))
    )
    with op.batch_alter_table('respuesta', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_respuesta_peticion_id'), ['peticion_id'], unique=False)
        batch_op.create_index('uq_respuesta_borrador', ['peticion_id'], unique=True, sqlite_where=sa.text('enviada_en IS NULL'), postgresql_where=sa.text('enviada_en IS NULL'))

    op.create_table('encuesta',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=False),
    sa.Column('puntaje', sa.Integer(), nullable=False),
    sa.Column('resuelto', sa.Boolean(), nullable=False),
    sa.Column('comentario', sa.Text(), nullable=False),
    sa.Column('respondida_en', Instant(), nullable=False),
    sa.CheckConstraint('puntaje BETWEEN 1 AND 5', name=op.f('ck_encuesta_puntaje')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_encuesta_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_encuesta_respuesta_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encuesta')),
    sa.UniqueConstraint('respuesta_id', name=op.f('uq_encuesta_respuesta_id'))
    )
    with op.batch_alter_table('encuesta', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_encuesta_peticion_id'), ['peticion_id'], unique=False)

    op.create_table('entrega',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=False),
    sa.Column('medio', sa.String(length=12), nullable=False),
    sa.Column('iniciada_en', Instant(), nullable=False),
    sa.Column('probada_en', Instant(), nullable=True),
    sa.Column('prueba', sa.JSON(), nullable=False),
    sa.Column('registrada_por_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("medio IN ('correo', 'pagina', 'ventanilla', 'mensajeria', 'aviso')", name=op.f('ck_entrega_medio')),
    sa.ForeignKeyConstraint(['registrada_por_id'], ['funcionario.id'], name=op.f('fk_entrega_registrada_por_id_funcionario')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_entrega_respuesta_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entrega'))
    )
    with op.batch_alter_table('entrega', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entrega_respuesta_id'), ['respuesta_id'], unique=False)

    # The two tables name each other: this key can only come when both exist.
    with op.batch_alter_table('dependencia') as batch_op:
        batch_op.create_foreign_key('fk_dependencia_jefe_id_funcionario', 'funcionario', ['jefe_id'], ['id'])
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    for statement in POSTGRESQL_DOWN if op.get_bind().dialect.name == "postgresql" else SQLITE_DOWN:
        op.execute(statement)
    with op.batch_alter_table('entrega', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entrega_respuesta_id'))

    op.drop_table('entrega')
    with op.batch_alter_table('encuesta', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_encuesta_peticion_id'))

    op.drop_table('encuesta')
    with op.batch_alter_table('respuesta', schema=None) as batch_op:
        batch_op.drop_index('uq_respuesta_borrador', sqlite_where=sa.text('enviada_en IS NULL'), postgresql_where=sa.text('enviada_en IS NULL'))
        batch_op.drop_index(batch_op.f('ix_respuesta_peticion_id'))

    op.drop_table('respuesta')
    with op.batch_alter_table('recordatorio', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recordatorio_peticion_id'))

    op.drop_table('recordatorio')
    with op.batch_alter_table('nota', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nota_peticion_id'))

    op.drop_table('nota')
    with op.batch_alter_table('mensaje', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mensaje_peticion_id'))

    op.drop_table('mensaje')
    with op.batch_alter_table('peticion', schema=None) as batch_op:
        batch_op.drop_index('ix_peticion_tipo_recibida')
        batch_op.drop_index(batch_op.f('ix_peticion_solicitante_id'))
        batch_op.drop_index('ix_peticion_responsable')
        batch_op.drop_index('ix_peticion_recibida')
        batch_op.drop_index('ix_peticion_estado_recibida')
        batch_op.drop_index('ix_peticion_estado')
        batch_op.drop_index('ix_peticion_espera')
        batch_op.drop_index('ix_peticion_dependencia_recibida')
        batch_op.drop_index('ix_peticion_dependencia')
        batch_op.drop_index('ix_peticion_abierta')

    op.drop_table('peticion')
    with op.batch_alter_table('radicado', schema=None) as batch_op:
        batch_op.drop_index('ix_radicado_objeto_tipo_objeto_id')

    op.drop_table('radicado')
    op.drop_table('funcionario_rol')
    with op.batch_alter_table('enlace_restablecer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enlace_restablecer_funcionario_id'))

    op.drop_table('enlace_restablecer')
    with op.batch_alter_table('dia_local', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dia_local_fecha'))

    op.drop_table('dia_local')
    with op.batch_alter_table('codigo_recuperacion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_codigo_recuperacion_funcionario_id'))

    op.drop_table('codigo_recuperacion')
    op.drop_table('plantilla_respuesta')
    with op.batch_alter_table('funcionario', schema=None) as batch_op:
        batch_op.drop_index('ix_funcionario_nombre_id')
        batch_op.drop_index('ix_funcionario_dependencia_id')

    with op.batch_alter_table('dependencia') as batch_op:
        batch_op.drop_constraint('fk_dependencia_jefe_id_funcionario', type_='foreignkey')
    op.drop_table('funcionario')
    with op.batch_alter_table('worker_beat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_worker_beat_seen_at'))

    op.drop_table('worker_beat')
    with op.batch_alter_table('web_session', schema=None) as batch_op:
        batch_op.drop_index('ix_web_session_kind_subject_id')
        batch_op.drop_index(batch_op.f('ix_web_session_expires_at'))

    op.drop_table('web_session')
    with op.batch_alter_table('solicitante', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_solicitante_numero_documento'))

    op.drop_table('solicitante')
    op.drop_table('rol')
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_mail_state')
        batch_op.drop_index('ix_outbox_mail_pendiente', sqlite_where=sa.text("state = 'pendiente'"), postgresql_where=sa.text("state = 'pendiente'"))
        batch_op.drop_index('ix_outbox_mail_about')

    op.drop_table('outbox_mail')
    with op.batch_alter_table('job_run', schema=None) as batch_op:
        batch_op.drop_index('ix_job_run_job_id')

    op.drop_table('job_run')
    with op.batch_alter_table('form_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_key_created_at'))

    op.drop_table('form_key')
    with op.batch_alter_table('evento', schema=None) as batch_op:
        batch_op.drop_index('ix_evento_tipo')
        batch_op.drop_index('ix_evento_objeto')
        batch_op.drop_index('ix_evento_funcionario', sqlite_where=sa.text("actor_tipo = 'funcionario'"), postgresql_where=sa.text("actor_tipo = 'funcionario'"))

    op.drop_table('evento')
    op.drop_table('entidad')
    with op.batch_alter_table('dependencia', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dependencia_jefe_id'))

    op.drop_table('dependencia')
    op.drop_table('contador')
    op.drop_table('audit_head')
    with op.batch_alter_table('archivo', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_archivo_sha256'))
        batch_op.drop_index('ix_archivo_objeto_tipo_objeto_id')

    op.drop_table('archivo')
