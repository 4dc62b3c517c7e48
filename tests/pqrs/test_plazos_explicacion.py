"""The printable explanation of a due date and the terminal command that prints it."""

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner, Result

from portal.calendario import Calendario, DiaNoHabil, Politica
from portal.core.clock import BOGOTA
from portal.pqrs import plazos
from portal.pqrs.cli_calendario import calendario_cli
from portal.pqrs.plazos import Explicacion, explicar_vencimiento, vencimiento
from portal.pqrs.tipos import TipoPeticion as T

CALENDARIO = Calendario()


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def explain(received: str, calendario: Calendario = CALENDARIO, tipo: T = T.PETICION_GENERAL, *, presencial: bool = False) -> Explicacion:
    return explicar_vencimiento(vencimiento(tipo, bogota(received), calendario, presencial=presencial), calendario)


def test_the_explanation_ends_on_the_due_date_with_the_last_number_of_the_term() -> None:
    told = explain("2026-02-03T10:15")
    assert told.recepcion == "Se recibió el martes 3 de febrero de 2026 a las 10:15 a. m."
    assert told.dias[0].fecha == date(2026, 2, 4)
    assert (told.dias[-1].fecha, told.dias[-1].numero) == (date(2026, 2, 24), 15)
    assert "martes 24 de febrero de 2026" in told.final
    assert told.norma_plazo == "Ley 1437 de 2011, art. 14 (Ley 1755 de 2015)"
    assert not told.is_calendario_distinto


@pytest.mark.parametrize(
    ("received", "words"),
    [
        ("2026-09-09T17:00", "sin pasar de las 5:00 p. m., hora de cierre. Por eso cuenta desde ese día, el miércoles 9 de septiembre"),
        ("2026-09-09T17:01", "después de las 5:00 p. m., hora de cierre. Por eso cuenta desde el día hábil siguiente, el jueves 10"),
        ("2026-05-30T20:00", "El sábado 30 de mayo de 2026 no es hábil: se tiene por recibida el lunes 1 de junio de 2026."),
        (
            "2026-07-13T09:00",
            "no es hábil, por festivo: Día de Nuestra Señora del Rosario de Chiquinquirá (trasladado). Se tiene por recibida el martes 14",
        ),
    ],
)
def test_it_says_from_which_day_the_term_counts_and_why(received: str, words: str) -> None:
    assert words in explain(received).efectiva


def test_under_the_strict_policy_and_at_the_counter_the_day_of_reception_counts() -> None:
    assert "a cualquier hora" in explain("2026-09-09T22:00", Calendario(Politica.ESTRICTA)).efectiva
    at_the_counter = explain("2026-09-09T17:20", presencial=True)
    assert at_the_counter.efectiva == "Se entregó en persona, así que cuenta desde ese día, el miércoles 9 de septiembre de 2026."
    assert at_the_counter.norma_efectiva == "Ley 1437 de 2011, art. 7, num. 3"


def test_it_says_when_the_calendar_is_no_longer_the_one_it_was_counted_with() -> None:
    stored = vencimiento(T.INFORMACION, bogota("2026-02-03T10:15"), CALENDARIO)
    later = Calendario(dias_no_habiles=(DiaNoHabil(date(2026, 2, 16), "Día cívico", "Decreto 010 de 2026"),))
    assert explicar_vencimiento(stored, later).is_calendario_distinto


def test_the_days_of_a_pause_do_not_count_and_say_so() -> None:
    case = vencimiento(T.PETICION_GENERAL, bogota("2026-02-03T10:15"), CALENDARIO)
    resumed = plazos.reanudar(case, plazos.Suspension(date(2026, 2, 10), date(2026, 2, 27)), CALENDARIO)
    dias = {dia.fecha.isoformat(): dia for dia in explicar_vencimiento(resumed, CALENDARIO).dias}
    assert dias["2026-02-10"].numero == 5
    assert (dias["2026-02-11"].cuenta, dias["2026-02-11"].norma) == (False, "Ley 1437 de 2011, art. 17")
    assert not dias["2026-02-27"].cuenta
    assert dias["2026-03-02"].numero == 6
    assert dias["2026-03-13"].numero == 15


def test_an_incomplete_claim_on_personal_data_counts_from_its_completion() -> None:
    case = vencimiento(T.HD_RECLAMO, bogota("2026-02-03T10:15"), CALENDARIO)
    complete = plazos.reanudar(case, plazos.Suspension(date(2026, 2, 5), date(2026, 2, 12)), CALENDARIO)
    dias = explicar_vencimiento(complete, CALENDARIO).dias
    assert dias[0].motivo == "El reclamo no estaba completo"
    assert [dia.numero for dia in dias if dia.cuenta] == list(range(1, 16))


def test_the_days_of_an_extension_are_named() -> None:
    case = vencimiento(T.INFORMACION, bogota("2026-02-03T10:15"), CALENDARIO)
    extended = plazos.prorrogar(case, date(2026, 2, 16), date(2026, 2, 19), CALENDARIO)
    assert [dia.motivo for dia in explicar_vencimiento(extended, CALENDARIO).dias[-2:]] == [
        "Es día hábil (plazo prorrogado)",
        "Es día hábil (plazo prorrogado)",
    ]


# --- flask calendario vence


def run(*args: str) -> Result:
    return CliRunner().invoke(calendario_cli, ["vence", *args])


def test_the_command_prints_the_due_date_and_every_day() -> None:
    result = run("informacion", "2026-03-18T09:00")
    assert result.exit_code == 0
    assert result.stdout.startswith("Solicitud de información: vence el lunes 6 de abril de 2026 (2026-04-06)")
    assert "2026-04-02       Festivo: Jueves Santo [Ley 51 de 1983]" in result.stdout


def test_the_command_answers_in_json_with_policy_and_local_days() -> None:
    result = run(
        "peticion_general",
        "2026-09-09T17:01",
        "--politica",
        "estricta",
        "--no-habil",
        "2026-09-11=Feria",
        "--no-habil",
        "2026-09-14",
        "--json",
    )
    answer = json.loads(result.stdout)
    assert (answer["efectiva_el"], answer["vence_el"], answer["politica"]) == ("2026-09-09", "2026-10-02", "estricta")
    assert [day["motivo"] for day in answer["explicacion"]["dias"] if day["fecha"] in ("2026-09-11", "2026-09-14")] == [
        "Feria",
        "Día no hábil de la entidad",
    ]


CA_01 = ("peticion_general", "2026-02-03T10:15")
CA_02 = ("informacion", "2026-02-03T10:15")


@pytest.mark.parametrize("politica", ["siguiente_habil", "estricta"])
@pytest.mark.parametrize(
    ("args", "what", "day"),
    [
        pytest.param((*CA_01, "--evento", "prorrogada=2026-02-23:2026-03-17"), "vence_el", "2026-03-17", id="CA-17"),
        pytest.param(CA_01, "prorroga", "2026-03-17", id="CA-17 latest"),
        pytest.param((*CA_02, "--evento", "prorrogada=2026-02-17:2026-03-03"), "vence_el", "2026-03-03", id="CA-18"),
        pytest.param(CA_02, "silencio", "2026-02-18", id="CA-19 accepted"),
        pytest.param(CA_02, "copias", "2026-02-20", id="CA-19 copies"),
        pytest.param(("peticion_general", "2026-04-30T10:00"), "trasladar", "2026-05-08", id="CA-20"),
        pytest.param(CA_01, "requerir", "2026-02-17", id="CA-22 could be asked"),
        pytest.param((*CA_01, "--evento", "requerida=2026-02-10"), "completar", "2026-03-10", id="CA-22 citizen"),
        pytest.param(
            (*CA_01, "--evento", "requerida=2026-02-10", "--evento", "aportada=2026-02-27"), "vence_el", "2026-03-13", id="CA-22 new date"
        ),
        pytest.param(("hd_consulta", "2026-08-11T10:00"), "prorroga", "2026-09-02", id="CA-27 latest"),
        pytest.param(("pregunta_rendicion", "2026-11-27T11:00"), "vence_el", "2026-12-21", id="CA-29"),
    ],
)
def test_the_command_states_what_happened_and_what_may_still_be_done(args: tuple[str, ...], what: str, day: str, politica: str) -> None:
    answer = json.loads(run(*args, "--politica", politica, "--json").stdout)
    limits = {one["clave"]: one["el"] for one in answer["limites"]}
    assert (answer | limits)[what] == day


def test_the_command_tells_a_pause_and_what_had_no_effect() -> None:
    paused = run(*CA_01, "--evento", "requerida=2026-02-10").stdout
    assert "en pausa; vence a más tardar el miércoles 25 de marzo de 2026" in paused
    late = run(*CA_01, "--evento", "requerida=2026-02-18").stdout
    assert "vence el martes 24 de febrero de 2026" in late
    assert "Sin efecto sobre el plazo: requerida el miércoles 18 de febrero de 2026." in late


def test_the_command_reads_an_instant_with_zone() -> None:
    answer = json.loads(run("informacion", "2026-02-03T22:00:01Z", "--json").stdout)
    assert answer["recibida_en"] == "2026-02-03T17:00:01-05:00"
    assert (answer["vence_el"], answer["estricta_el"]) == ("2026-02-18", "2026-02-17")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nada", "2026-02-03T10:15"), "No existe el tipo «nada»"),
        ((*CA_01, "--evento", "perdida=2026-02-10"), "No existe el evento «perdida»"),
        ((*CA_01, "--evento", "requerida"), "le falta la fecha"),
        ((*CA_01, "--evento", "requerida=2026-02-10:2026-02-11"), "los demás eventos, una fecha"),
        ((*CA_01, "--evento", "prorrogada=2026-02-23"), "La prórroga lleva el aviso y la fecha nueva"),
        ((*CA_01, "--evento", "prorrogada=2026-02-25:2026-03-17"), "antes de vencer el plazo"),
        ((*CA_01, "--evento", "prorrogada=2026-02-23:2026-03-18"), "no puede pasar"),
        (("informacion",), "Falta FECHA-HORA"),
        ((), "Falta TIPO"),
        (("informacion", "ayer"), "«ayer» no es una fecha con hora"),
        (("informacion", "2026-02-30T10:00"), "no es una fecha con hora"),
        (("informacion", "2026-02-03"), "le falta la hora"),
        (("informacion", "9999-12-31T23:59-12:00"), "no es una fecha con hora"),
        (("informacion", "2014-02-03T10:15"), "No hay plazo registrado"),
        (("informacion", "2100-12-30T10:15"), "El calendario va de 1984 a 2100"),
        (("informacion", "1900-01-01T10:15"), "El calendario va de 1984 a 2100"),
        (("informacion", "2026-02-03T10:15", "--politica", "otra"), "No existe la política «otra»"),
        (("informacion", "2026-02-03T10:15", "--no-habil", "mañana"), "«mañana» no es una fecha"),
        (("informacion", "2026-02-03T10:15", "--nada"), "No existe la opción --nada"),
        (("informacion", "2026-02-03T10:15", "más"), "Sobran o faltan datos"),
        (("informacion", "2026-02-03T10:15", "--politica"), "Sobran o faltan datos"),
    ],
)
def test_a_wrong_order_is_refused_in_spanish_with_code_two(args: tuple[str, ...], words: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
