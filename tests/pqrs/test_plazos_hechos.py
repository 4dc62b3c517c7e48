"""What happens to a petition, in order, and the term that it leaves: pauses, extensions, and the order that the law asks for."""

from datetime import date, datetime

import pytest

from portal.calendario import Calendario, Politica
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.pqrs.plazos import CausaPausa, ClaseHecho, Hecho, Termino, aplicar, explicar_vencimiento, list_limites, vencimiento
from portal.pqrs.tipos import TipoPeticion as T

CALENDARIO = Calendario()
ESTRICTA = Calendario(Politica.ESTRICTA)


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def term(*hechos: str, tipo: T = T.PETICION_GENERAL, received: str = "2026-02-03T10:15", calendario: Calendario = CALENDARIO) -> Termino:
    """The term of CA-01 after facts written as `requerida=02-10` or `prorrogada=02-23:03-17`."""
    read = []
    for one in hechos:
        name, days = one.split("=")
        el, _, hasta = days.partition(":")
        read.append(Hecho(ClaseHecho(name), d(el), d(hasta) if hasta else None))
    return aplicar(vencimiento(tipo, datetime.fromisoformat(received).replace(tzinfo=BOGOTA), calendario), read, calendario)


@pytest.mark.parametrize("calendario", [CALENDARIO, ESTRICTA], ids=["siguiente_habil", "estricta"])
def test_ca_22_a_term_pauses_when_papers_are_asked_for_and_resumes_the_day_after_they_arrive(calendario: Calendario) -> None:
    paused = term("requerida=02-10", calendario=calendario)
    assert paused.pausa is not None
    assert (paused.pausa.desde, paused.pausa.causa, paused.pausa.limite_el) == (d("02-10"), CausaPausa.COMPLETAR, d("03-10"))
    resumed = term("requerida=02-10", "aportada=02-27", calendario=calendario)
    assert (resumed.pausa, resumed.vencido.vence_el, resumed.vencido.estricta_el) == (None, d("03-13"), d("03-13"))


def test_a_paused_term_ends_at_the_latest_as_if_the_papers_came_on_the_last_day() -> None:
    assert term("requerida=02-10").vencido.vence_el == term("requerida=02-10", "aportada=03-10").vencido.vence_el == d("03-25")


def test_asking_on_day_eleven_is_recorded_and_moves_nothing() -> None:
    late = term("requerida=02-18", "aportada=02-20")
    assert (late.pausa, late.vencido.vence_el) == (None, d("02-24"))
    assert [one.clase for one in late.sin_efecto] == [ClaseHecho.REQUERIDA, ClaseHecho.APORTADA]


def test_the_person_gets_more_time_once_and_only_before_the_first_month_ends() -> None:
    longer = term("requerida=02-10", "mas_tiempo=03-10")
    assert longer.pausa is not None
    assert longer.pausa.limite_el == d("04-10")
    with pytest.raises(DomainError, match="una vez"):
        term("requerida=02-10", "mas_tiempo=03-09", "mas_tiempo=03-10")
    with pytest.raises(DomainError, match="a más tardar"):
        term("requerida=02-10", "mas_tiempo=03-11")
    with pytest.raises(DomainError, match="No hay documentos pedidos"):
        term("mas_tiempo=02-10")


def test_a_term_in_pause_is_neither_paused_again_nor_extended() -> None:
    with pytest.raises(DomainError, match="ya está en pausa"):
        term("requerida=02-10", "devuelta=02-11")
    with pytest.raises(DomainError, match="está en pausa"):
        term("requerida=02-10", "prorrogada=02-11:03-17")


def test_an_extension_after_a_pause_counts_the_days_of_the_pause_out() -> None:
    extended = term("requerida=02-10", "aportada=02-27", "prorrogada=03-13:04-08")
    assert (extended.vencido.vence_el, extended.vencido.prorrogada_desde) == (d("04-08"), d("03-13"))
    with pytest.raises(DomainError, match="no puede pasar"):
        term("requerida=02-10", "aportada=02-27", "prorrogada=03-13:04-09")


def test_a_petition_sent_back_to_be_clarified_waits_ten_business_days_and_resumes() -> None:
    waiting = term("devuelta=02-05")
    assert waiting.pausa is not None
    assert (waiting.pausa.causa, waiting.pausa.limite_el) == (CausaPausa.ACLARAR, d("02-19"))
    assert term("devuelta=02-05", "aclarada=02-12").vencido.vence_el == CALENDARIO.sumar(d("02-12"), 13)


def test_a_conflict_of_competence_stops_the_term_for_as_long_as_it_lasts() -> None:
    stopped = term("suspendida=02-09")
    assert stopped.pausa is not None
    assert (stopped.pausa.causa, stopped.pausa.limite_el) == (CausaPausa.COMPETENCIA, None)
    assert term("suspendida=02-09", "reanudada=06-16").vencido.vence_el == CALENDARIO.sumar(d("06-16"), 11)


def test_an_expired_term_cannot_be_paused() -> None:
    assert term("suspendida=02-25").sin_efecto == (Hecho(ClaseHecho.SUSPENDIDA, d("02-25")),)


def test_facts_out_of_order_are_refused() -> None:
    with pytest.raises(DomainError, match="en orden de fecha"):
        term("requerida=02-10", "aportada=02-09")


def test_a_claim_on_personal_data_counts_its_whole_term_from_the_complete_claim() -> None:
    assert term("requerida=02-10", "aportada=02-27", tipo=T.HD_RECLAMO).vencido.vence_el == CALENDARIO.sumar(d("02-27"), 15)
    # A pause of another cause only resumes.
    assert term("suspendida=02-10", "reanudada=02-27", tipo=T.HD_RECLAMO).vencido.vence_el == d("03-13")


@pytest.mark.parametrize(
    ("hechos", "words"),
    [
        (("requerida=02-10",), "Se pidió completar"),
        (("devuelta=02-10",), "Se pidió aclarar"),
        (("requerida=02-10", "aportada=02-27"), "Se pidió completar"),
        (("suspendida=02-10", "reanudada=02-27"), "El juez decide"),
    ],
)
def test_each_day_of_a_pause_is_explained_with_its_cause(hechos: tuple[str, ...], words: str) -> None:
    found = term(*hechos)
    told = explicar_vencimiento(found.vencido, CALENDARIO, found.pausa)
    assert [one.fecha for one in told.dias if one.numero is not None][-1] == found.vencido.vence_el
    paused = [one for one in told.dias if words.lower() in one.motivo.lower()]
    assert (paused[0].fecha, paused[0].cuenta) == (d("02-11"), False)
    assert ("en pausa" in told.final) is (found.pausa is not None)


def test_a_pause_without_end_is_explained_until_it_began() -> None:
    found = term("suspendida=02-10")
    told = explicar_vencimiento(found.vencido, CALENDARIO, found.pausa)
    assert told.dias[-1].fecha == d("02-10")
    assert "por los días que faltaban" in told.final


def limits(found: Termino) -> dict[str, date]:
    return {one.clave: one.el for one in list_limites(found, CALENDARIO)}


def test_the_limits_of_each_act_stand_beside_the_term() -> None:
    denied = {"silencio_negativo": d("05-04")}
    assert limits(term()) == {"trasladar": d("02-10"), "requerir": d("02-17"), "prorroga": d("03-17"), **denied}
    assert limits(term(tipo=T.INFORMACION)) == {
        "trasladar": d("02-10"), "requerir": d("02-17"), "silencio": d("02-18"), "copias": d("02-20"), "prorroga": d("03-03"),
    }  # fmt: skip
    assert limits(term("requerida=02-10"))["completar"] == d("03-10")
    assert limits(term("devuelta=02-05"))["aclarar"] == d("02-19")
    assert "prorroga" not in limits(term("prorrogada=02-23:03-10"))
    assert limits(term(tipo=T.CONGRESO)).keys() == {"trasladar", "requerir"}
