"""Acts on the second factor: enrol, check a code or a recovery code once, renew the codes, take it off."""

from sqlalchemy import delete, func, select, update

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.entidad import totp
from portal.entidad.models import CodigoRecuperacion, Funcionario
from portal.extensions import db
from portal.web.sessions import end_all_sessions

CODIGOS = 10


def is_required(funcionario: Funcionario, for_all: bool) -> bool:
    """Whether this official may not work without a second factor: by their role, or `for_all` by the deployment's setting."""
    return for_all or any(rol.exige_segundo_factor for rol in funcionario.roles)


def activate(funcionario: Funcionario, *, seed: str, code: str, session_id: int | None = None) -> list[str]:
    """Turn the second factor on, proven by a first code; returns the recovery codes, shown this once.

    Args:
        seed: what the QR code was made from.
        session_id: the session that goes on; the others end.

    Raises:
        DomainError: the code does not belong to the seed now.
    """
    step = totp.matching_step(funcionario.id, seed, code, clock.now())
    if step is None:
        raise DomainError("Ese código no corresponde. Espere el siguiente y revise la hora de su teléfono.", "codigo")
    funcionario.totp_semilla, funcionario.totp_activo, funcionario.totp_ultimo_paso = seed, True, step
    end_all_sessions("funcionario", funcionario.id, except_id=session_id)
    record("segundo_factor_activado", actor=funcionario.as_actor(), sobre=("funcionario", funcionario.id))
    return _renew_codes(funcionario)


def renew_recovery_codes(funcionario: Funcionario) -> list[str]:
    """New recovery codes; the old ones stop working."""
    record("codigos_renovados", actor=funcionario.as_actor(), sobre=("funcionario", funcionario.id))
    return _renew_codes(funcionario)


def _renew_codes(funcionario: Funcionario) -> list[str]:
    db.session.execute(delete(CodigoRecuperacion).where(CodigoRecuperacion.funcionario_id == funcionario.id))
    codes = [totp.new_recovery_code() for _ in range(CODIGOS)]
    db.session.add_all(CodigoRecuperacion(funcionario_id=funcionario.id, codigo_hash=totp.hash_recovery_code(code)) for code in codes)
    db.session.flush()
    return codes


def count_recovery_codes(funcionario: Funcionario) -> int:
    """How many recovery codes are left."""
    query = select(func.count(CodigoRecuperacion.id)).where(
        CodigoRecuperacion.funcionario_id == funcionario.id, CodigoRecuperacion.usado_en.is_(None)
    )
    return db.session.scalar(query) or 0


def check_code(funcionario: Funcionario, code: str) -> bool:
    """Whether `code` is this official's code of now, or an unused recovery code. Either serves once (RFC 6238, 5.2)."""
    if not funcionario.totp_activo or not funcionario.totp_semilla:
        return False
    if len("".join(code.split())) == 6:
        return _take_step(funcionario, code)
    return _take_recovery_code(funcionario, code)


def _take_step(funcionario: Funcionario, code: str) -> bool:
    step = totp.matching_step(funcionario.id, funcionario.totp_semilla or "", code, clock.now())
    if step is None:
        return False
    # Conditional in the database: of two browsers that send the same code together, one gets in.
    taken = db.session.scalar(
        update(Funcionario)
        .where(Funcionario.id == funcionario.id, Funcionario.totp_ultimo_paso < step)
        .values(totp_ultimo_paso=step)
        .returning(Funcionario.id)
    )
    return taken is not None


def _take_recovery_code(funcionario: Funcionario, code: str) -> bool:
    taken = db.session.scalar(
        update(CodigoRecuperacion)
        .where(
            CodigoRecuperacion.funcionario_id == funcionario.id,
            CodigoRecuperacion.codigo_hash == totp.hash_recovery_code(code),
            CodigoRecuperacion.usado_en.is_(None),
        )
        .values(usado_en=clock.now())
        .returning(CodigoRecuperacion.id)
    )
    if taken is not None:
        record("codigo_recuperacion_usado", actor=funcionario.as_actor(), sobre=("funcionario", funcionario.id))
    return taken is not None


def take_off(funcionario: Funcionario, *, actor: Actor) -> None:
    """Take the second factor off an account whose owner lost it; they enrol again at the next sign-in.

    Raises:
        Forbidden: the actor does not manage accounts.
    """
    require(actor, "entidad:funcionarios")
    funcionario.totp_semilla, funcionario.totp_activo = None, False
    db.session.execute(delete(CodigoRecuperacion).where(CodigoRecuperacion.funcionario_id == funcionario.id))
    end_all_sessions("funcionario", funcionario.id)
    record("segundo_factor_retirado", actor=actor, sobre=("funcionario", funcionario.id))
