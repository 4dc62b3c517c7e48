"""Acts of signing in, and of setting a password.

No answer tells whether an account exists: unknown accounts cost the same time and get the same words (ASVS 6.3.8).
"""

import secrets
from datetime import timedelta

from sqlalchemy import select, update

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.entidad.models import EnlaceRestablecer, Funcionario
from portal.entidad.passwords import check_password, hash_password, needs_rehash, verify_password
from portal.entidad.queries import find_entidad, find_funcionario_by_correo
from portal.extensions import db
from portal.outbox.services import enqueue
from portal.web.models import WebSession
from portal.web.sessions import end_all_sessions, hash_token
from portal.web.urls import absolute_url

# Five free tries; then the wait doubles from half a minute up to a quarter of an hour, so that nobody can lock an official out for good.
LIBRES = 5
PRIMERA_ESPERA = timedelta(seconds=30)
ESPERA_MAXIMA = timedelta(minutes=15)

VIGENCIA_RESTABLECER = timedelta(hours=1)
VIGENCIA_INVITACION = timedelta(days=3)
NO_ONE = "nadie@portal.invalid"


def check_credentials(correo: str, clave: str) -> Funcionario | None:
    """The official whose address and password these are, or None. Counts the failures of an account that exists."""
    funcionario = find_funcionario_by_correo(correo)
    stored = funcionario.clave_hash if funcionario and funcionario.activo else None
    right = verify_password(stored, clave)
    if funcionario is None or is_locked(funcionario):
        _write_nothing()
        return None
    if not right:
        note_failure(funcionario)
        return None
    if stored and needs_rehash(stored):
        funcionario.clave_hash = hash_password(clave)
    return funcionario


def _write_nothing() -> None:
    """Write a row as it stands: a refusal that counts nothing must cost a commit too, or it would tell that there is no account."""
    some = select(Funcionario.id).order_by(Funcionario.id).limit(1).scalar_subquery()
    db.session.execute(update(Funcionario).where(Funcionario.id == some).values(intentos_fallidos=Funcionario.intentos_fallidos))


def is_locked(funcionario: Funcionario) -> bool:
    """Whether failures make this account wait now."""
    return funcionario.bloqueado_hasta is not None and funcionario.bloqueado_hasta > clock.now()


def note_failure(funcionario: Funcionario) -> None:
    """Count a wrong password or code; from the sixth on the account waits, longer each time.

    The audit keeps the first of a row and each that begins a new wait: nobody fills it by trying.
    """
    waited = is_locked(funcionario)
    # Counted by the database: tries that arrive together must not count as one.
    tries = db.session.scalar(
        update(Funcionario)
        .where(Funcionario.id == funcionario.id)
        .values(intentos_fallidos=Funcionario.intentos_fallidos + 1)
        .returning(Funcionario.intentos_fallidos)
    )
    db.session.refresh(funcionario, ["intentos_fallidos"])
    excess = (tries or 0) - LIBRES
    if excess > 0:
        wait = min(PRIMERA_ESPERA * 2 ** min(excess - 1, 10), ESPERA_MAXIMA)
        funcionario.bloqueado_hasta = clock.now() + wait
        if not waited:
            datos = {"intentos": tries, "espera_segundos": int(wait.total_seconds())}
            record("cuenta_en_espera", actor=SISTEMA, sobre=("funcionario", funcionario.id), datos=datos)
    elif tries == 1:
        record("ingreso_fallido", actor=SISTEMA, sobre=("funcionario", funcionario.id))


def note_sign_in(funcionario: Funcionario) -> None:
    """Every factor was right: the failures are forgotten and the sign-in is on record."""
    funcionario.intentos_fallidos, funcionario.bloqueado_hasta = 0, None
    funcionario.ultimo_ingreso_en = clock.now()
    record("ingreso", actor=funcionario.as_actor(), sobre=("funcionario", funcionario.id))


def _context_of(funcionario: Funcionario) -> list[str]:
    entidad = find_entidad()
    house = [entidad.nombre, entidad.municipio, entidad.departamento] if entidad else []
    return [*house, funcionario.nombre, funcionario.correo, "portal", "alcaldia"]


def _store_password(funcionario: Funcionario, clave: str, field: str) -> None:
    check_password(clave, _context_of(funcionario), field)
    funcionario.clave_hash = hash_password(clave)
    funcionario.clave_cambiada_en = clock.now()
    funcionario.intentos_fallidos, funcionario.bloqueado_hasta = 0, None


def change_password(funcionario: Funcionario, *, actual: str, nueva: str, session_id: int | None, actor: Actor) -> None:
    """An official changes their own password; every other session of theirs ends.

    Args:
        session_id: the session in which this happens, which goes on.

    Raises:
        DomainError: the current password is wrong, or the new one breaks the rules.
    """
    if is_locked(funcionario) or not verify_password(funcionario.clave_hash, actual):
        raise DomainError("La contraseña actual no es esa.", "actual")
    _store_password(funcionario, nueva, "nueva")
    end_all_sessions("funcionario", funcionario.id, except_id=session_id)
    _drop_links(funcionario)
    record("clave_cambiada", actor=actor, sobre=("funcionario", funcionario.id))


def end_session_of(funcionario: Funcionario, session_id: int) -> bool:
    """End one of this official's own sessions; False when they have no such session."""
    ended = db.session.scalar(
        update(WebSession)
        .where(WebSession.id == session_id, WebSession.kind == "funcionario", WebSession.subject_id == funcionario.id)
        .where(WebSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .returning(WebSession.id)
    )
    return ended is not None


def end_sessions_of(funcionario: Funcionario, *, actor: Actor) -> int:
    """Put an official out of every browser, as when a telephone or a computer was lost (ASVS 7.4.5).

    Args:
        actor: the official themselves, or who manages accounts.

    Returns:
        How many sessions were open.

    Raises:
        Forbidden: the actor is somebody else and does not manage accounts.
    """
    if actor.id != funcionario.id:
        require(actor, "entidad:funcionarios")
    ended = end_all_sessions("funcionario", funcionario.id)
    record("sesiones_cerradas", actor=actor, sobre=("funcionario", funcionario.id), datos={"cuantas": ended})
    return ended


def make_link(funcionario: Funcionario, vigencia: timedelta) -> str:
    """The address of a page that sets this official's password once. Earlier links stop working."""
    _drop_links(funcionario)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    db.session.add(EnlaceRestablecer(funcionario_id=funcionario.id, token_hash=hash_token(token), creado_en=now, vence_en=now + vigencia))
    db.session.flush()
    return absolute_url("acceso.restablecer", token=token)


def _drop_links(funcionario: Funcionario) -> None:
    db.session.execute(
        update(EnlaceRestablecer)
        .where(EnlaceRestablecer.funcionario_id == funcionario.id, EnlaceRestablecer.usado_en.is_(None))
        .values(usado_en=clock.now())
    )


def send_invitation(funcionario: Funcionario, *, actor: Actor) -> None:
    """Send the link with which a new official sets the first password.

    Raises:
        DomainError: the account is not active.
        Forbidden: the actor does not manage accounts.
    """
    require(actor, "entidad:funcionarios")
    if not funcionario.activo:
        raise DomainError("La cuenta está inactiva.")
    link = make_link(funcionario, VIGENCIA_INVITACION)
    context = {"nombre": funcionario.nombre, "enlace": link, "dias": VIGENCIA_INVITACION.days}
    enqueue("entidad/invitacion", to=funcionario.correo, context=context, about=("funcionario", funcionario.id), secrets=[link])
    record("enlace_enviado", actor=actor, sobre=("funcionario", funcionario.id))


def request_reset(correo: str) -> None:
    """Send a link to set a new password if an active official has this address.

    For an address that nobody has, the same letter is written and thrown away: the answer takes as long.
    """
    funcionario = find_funcionario_by_correo(correo)
    if funcionario is not None and funcionario.activo:
        link = make_link(funcionario, VIGENCIA_RESTABLECER)
        _write_reset(funcionario.correo, funcionario.nombre, link, ("funcionario", funcionario.id))
        return
    thrown_away = db.session.begin_nested()
    _write_reset(NO_ONE, "Nadie", absolute_url("acceso.restablecer", token=secrets.token_urlsafe(32)), None)
    thrown_away.rollback()


def _write_reset(to: str, nombre: str, link: str, about: tuple[str, int] | None) -> None:
    enqueue("entidad/restablecer", to=to, context={"nombre": nombre, "enlace": link}, about=about, secrets=[link])


def find_link(token: str) -> EnlaceRestablecer | None:
    """The unused, unexpired link of this token."""
    link = db.session.scalar(select(EnlaceRestablecer).where(EnlaceRestablecer.token_hash == hash_token(token)))
    if link is None or link.usado_en is not None or link.vence_en <= clock.now():
        return None
    return link


def reset_password(token: str, nueva: str) -> Funcionario:
    """Set a password through a link, once. Every session ends; the second factor stays as it was.

    Raises:
        DomainError: the link does not serve any more, or the password breaks the rules.
    """
    link = find_link(token)
    funcionario = db.session.get(Funcionario, link.funcionario_id, with_for_update=True) if link else None
    if link is None or funcionario is None or not funcionario.activo:
        raise DomainError("Este enlace ya se usó o venció. Pida uno nuevo.")
    _store_password(funcionario, nueva, "nueva")
    _drop_links(funcionario)
    end_all_sessions("funcionario", funcionario.id)
    record("clave_restablecida", actor=funcionario.as_actor(), sobre=("funcionario", funcionario.id))
    return funcionario
