"""Letters about filings that were joined, or parted again."""

from portal.pqrs.mails import in_charge, shown, to_citizen, to_official
from portal.pqrs.models import Peticion


def fusionada(peticion: Peticion, principal: Peticion, *, motivo: str) -> None:
    """The person is told by which number the answer comes, and until when; the office of that one, that there is more to read."""
    to_citizen("fusionada", peticion, principal=principal, motivo=shown(peticion, motivo))
    to_official("fusionada_oficina", in_charge(principal), principal, repetida=peticion)


def separada(peticion: Peticion, principal: Peticion, *, motivo: str) -> None:
    """Each goes on by itself again."""
    to_citizen("fusion_deshecha", peticion, principal=principal, motivo=shown(peticion, motivo))
    to_official("fusion_deshecha_oficina", in_charge(peticion), peticion, principal=principal)
