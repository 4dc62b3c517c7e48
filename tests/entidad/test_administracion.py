"""The administrator manages the municipality's profile, terms, days, dependencias, officials and roles."""

import io
import re

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core.actors import Actor
from portal.core.clock import MovableClock
from portal.demo.elenco import get_oficina, get_persona
from portal.entidad.models import Dependencia, DiaLocal, Funcionario, Rol
from portal.entidad.queries import get_calendario, get_entidad, list_dias_vigentes
from portal.entidad.services import dias
from portal.extensions import db
from portal.outbox.models import OutboxMail
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

BASE = "/gestion/entidad"


@pytest.fixture
def admin(client: PageClient) -> PageClient:
    sign_in(client, "efrain")
    return client


def error_of(response: object) -> str:
    page = Page(response)  # type: ignore[arg-type]
    return " ".join(page.text(one) for one in page.all("p") if one.get("class") == "field-error") + page.text(page.all("main")[0])[:300]


def test_the_profile_is_edited_and_the_change_is_on_record(admin: PageClient) -> None:
    admin.submit(f"{BASE}/perfil", {"telefono": "+57 602 111 2233", "redes": "Facebook https://www.facebook.com/puerres"}, action="perfil")
    assert get_entidad().telefono == "+57 602 111 2233"
    assert get_entidad().redes == [{"nombre": "Facebook", "url": "https://www.facebook.com/puerres"}]
    last = list_eventos("entidad", 1)[-1]
    assert last.tipo == "perfil_editado"
    assert last.datos["telefono"] == ["+57 602 000 0000", "+57 602 111 2233"]
    assert "+57 602 111 2233" in admin.page("/").text(admin.page("/").all("footer")[0])


@pytest.mark.parametrize(
    ("campo", "valor", "words"),
    [
        ("nombre", "", "Escriba el nombre de la entidad"),
        ("correo", "no es un correo", "Escriba un correo"),
        ("tema", "fucsia", "Not a valid choice"),
        ("redes", "Facebook javascript:alert(1)", "No entendimos esta línea"),
        ("carta_trato_url", "javascript:alert(1)", "Escriba la dirección completa"),
        ("telefono", "9" * 50, "como máximo 40"),
        ("datos_desde", "ayer", ""),
    ],
)
def test_a_wrong_profile_is_refused_with_everything_typed_kept(admin: PageClient, campo: str, valor: str, words: str) -> None:
    admin.check_pages = campo != "tema"
    response = admin.submit(f"{BASE}/perfil", {campo: valor, "direccion": "Calle nueva 7"}, action="perfil")
    assert response.status_code == 422
    assert "Calle nueva 7" in response.get_data(as_text=True)
    if campo != "tema":
        assert words in error_of(response)
    assert get_entidad().direccion != "Calle nueva 7"


def test_two_wrong_fields_of_one_kind_say_which_is_which(admin: PageClient) -> None:
    response = admin.submit(
        f"{BASE}/perfil", {"correo": "x", "correo_judicial": "y", "telefono": "9" * 50, "linea_gratuita": "9" * 50}, action="perfil"
    )
    assert response.status_code == 422
    page = Page(response)
    summary = next(one for one in page.all("div") if one.get("class") == "error-summary")
    told = [page.text(one) for one in summary.iter("li")]
    assert len(told) == len(set(told)) == 4
    for label in ("Correo institucional", "Correo de notificaciones judiciales", "Teléfono", "Línea gratuita"):
        assert any(label in one for one in told), label


def test_two_administrators_who_edit_at_once_the_second_is_told_and_loses_nothing(admin: PageClient) -> None:
    stale = admin.form_values(admin.page(f"{BASE}/perfil"), "perfil")
    admin.submit(f"{BASE}/perfil", {"direccion": "La del primero"}, action="perfil")
    response = admin.post(f"{BASE}/perfil", data={**stale, "direccion": "La del segundo"})
    assert response.status_code == 409
    text = response.get_data(as_text=True)
    assert "La del segundo" in text
    assert "La del primero" in text
    assert get_entidad().direccion == "La del primero"
    again = admin.form_values(Page(response), "perfil")
    admin.post(f"{BASE}/perfil", data=again)
    assert get_entidad().direccion == "La del segundo"


def picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (60, 80), "navy").save(stream, "PNG")
    stream.seek(0)
    return stream


def test_a_shield_is_put_up_and_served(admin: PageClient) -> None:
    admin.submit(f"{BASE}/perfil", {"escudo": (picture(), "escudo.png")}, action="escudo")
    response = admin.get("/escudo")
    assert response.status_code == 200
    assert response.mimetype == "image/png"
    assert any("/escudo?v=" in one.get("src", "") for one in admin.page("/").all("img"))


@pytest.mark.parametrize(
    ("name", "data"), [("escudo.svg", b"<svg onload=alert(1)>"), ("escudo.png", b"MZ\x90\x00"), ("a.pdf", b"%PDF-1.4\n%%EOF")]
)
def test_what_is_not_a_picture_cannot_be_the_shield(admin: PageClient, name: str, data: bytes) -> None:
    response = admin.submit(f"{BASE}/perfil", {"escudo": (io.BytesIO(data), name)}, action="escudo")
    assert response.status_code == 422
    assert "como PDF" not in response.text
    assert "PNG" in Page(response).text()
    assert get_entidad().escudo_sha256 is None


def test_terms_change_with_the_act_that_orders_it(admin: PageClient) -> None:
    admin.submit(
        f"{BASE}/terminos",
        {"politica_horario": "estricta", "hora_cierre": "16:30", "acto_reglamento": "Decreto 3 de 2026"},
        action="terminos",
    )
    assert get_calendario().politica == "estricta"
    assert get_calendario().cierre.isoformat() == "16:30:00"
    response = admin.submit(f"{BASE}/terminos", {"acto_reglamento": "  "}, action="terminos")
    assert response.status_code == 422
    assert "Escriba el acto" in error_of(response)


@pytest.mark.parametrize(
    ("campo", "valor"), [("hora_cierre", "25:99"), ("politica_horario", "otra"), ("dias_reapertura", "-3"), ("dias_reapertura", "x")]
)
def test_wrong_terms_are_refused(admin: PageClient, campo: str, valor: str) -> None:
    admin.check_pages = False
    assert admin.submit(f"{BASE}/terminos", {campo: valor}, action="terminos").status_code == 422
    assert get_entidad().hora_cierre.hour == 17


def test_a_local_day_needs_its_act_and_stops_counting(admin: PageClient, reloj: MovableClock) -> None:
    response = admin.submit(f"{BASE}/dias", {"fecha": "2026-02-13", "motivo": "Fiestas", "acto": ""}, action="dias")
    assert "Escriba el acto" in error_of(response)
    admin.submit(f"{BASE}/dias", {"fecha": "2026-02-13", "motivo": "Fiestas", "acto": "Decreto 7 de 2026"}, action="dias")
    assert [one.fecha.isoformat() for one in list_dias_vigentes()] == ["2026-02-13"]
    assert not get_calendario().is_habil(list_dias_vigentes()[0].fecha)


@pytest.mark.parametrize(
    ("fecha", "words"), [("2026-02-14", "ya es no hábil: Sábado"), ("2126-02-13", "Revise el año"), ("no", ""), ("2026-02-30", "")]
)
def test_a_day_that_makes_no_sense_is_refused(admin: PageClient, reloj: MovableClock, fecha: str, words: str) -> None:
    admin.check_pages = False
    response = admin.submit(f"{BASE}/dias", {"fecha": fecha, "motivo": "Fiestas", "acto": "Decreto 7"}, action="dias")
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    assert not list_dias_vigentes()


def test_who_counts_terms_is_told_of_each_change_of_the_calendar(
    admin: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []

    def listener(motivo: str, actor: Actor) -> int:
        told.append((motivo, actor.nombre))
        return 3

    monkeypatch.setattr(dias, "_listeners", [listener])
    response = admin.submit(f"{BASE}/dias", {"fecha": "2026-02-13", "motivo": "Fiestas", "acto": "Decreto 7"}, action="dias")
    assert "Cambió el vencimiento de 3 casos abiertos." in Page(response).text()
    key = db.session.scalars(select(DiaLocal.id)).one()
    admin.submit(f"{BASE}/dias/{key}/retirar", {"acto": "Decreto 8"}, action="retirar")
    assert [actor for _motivo, actor in told] == ["Efraín Enríquez", "Efraín Enríquez"]
    assert "Decreto 7" in told[0][0]
    assert "Decreto 8" in told[1][0]
    assert not list_dias_vigentes()
    assert admin.submit(f"{BASE}/dias/{key}/retirar", {"acto": "Decreto 9"}, action="retirar").status_code == 409


def test_a_dependencia_is_opened_edited_and_closed(admin: PageClient) -> None:
    jefe = get_persona("lucia").id
    admin.submit(f"{BASE}/dependencias/nueva", {"nombre": "Comisaría de Familia", "codigo": "111", "jefe_id": str(jefe)})
    made = db.session.scalars(select(Dependencia).where(Dependencia.codigo == "111")).one()
    assert made.activa
    assert made.jefe_id == jefe
    admin.submit(f"{BASE}/dependencias/{made.id}", {"activa": None, "exige_aprobacion": "y"})
    db.session.refresh(made)
    assert not made.activa
    assert made.exige_aprobacion
    assert "Comisaría de Familia" not in admin.page("/directorio").text()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nombre": "secretaría de SALUD".title()}, "Ya hay una dependencia con ese nombre"),
        ({"codigo": "150"}, "Ya hay una dependencia con ese código"),
        ({"nombre": ""}, "Escriba el nombre"),
        ({"activa": None}, "Todavía hay funcionarios activos"),
        ({"jefe_id": "99999"}, ""),
        ({"padre_id": "abc"}, ""),
    ],
)
def test_a_dependencia_that_breaks_a_rule_is_refused(admin: PageClient, change: dict[str, str | None], words: str) -> None:
    admin.check_pages = False
    response = admin.submit(f"{BASE}/dependencias/{get_oficina('planeacion').id}", change)
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    db.session.expire_all()
    assert get_oficina("planeacion").nombre == "Secretaría de Planeación"


def test_a_dependencia_cannot_hang_from_itself_by_a_detour(admin: PageClient) -> None:
    above, below = get_oficina("administrativa"), get_oficina("atencion")
    response = admin.submit(f"{BASE}/dependencias/{above.id}", {"padre_id": str(below.id)})
    assert "no puede depender de sí misma" in error_of(response)


def test_an_account_is_opened_and_its_owner_gets_a_link(admin: PageClient) -> None:
    data = {
        "nombre": "Sara Solarte",
        "cargo": "Técnica",
        "correo": "Sara@Puerres.example",
        "dependencia_id": str(get_oficina("salud").id),
        "roles": ["funcionario"],
    }
    admin.submit(f"{BASE}/funcionarios/nuevo", data)
    made = db.session.scalars(select(Funcionario).where(Funcionario.correo == "sara@puerres.example")).one()
    assert [rol.clave for rol in made.roles] == ["funcionario"]
    assert made.clave_hash is None
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == made.correo)).one()
    link = re.search(r"/ingreso/restablecer/\S+", letter.body)
    assert link
    visitor = admin.application.test_client()
    assert visitor.get(link[0]).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"correo": "carmen@puerres.example"}, "Ya hay una cuenta con ese correo"),
        ({"correo": "sin arroba"}, "Escriba un correo"),
        ({"nombre": " "}, "Escriba el nombre"),
        ({"roles": ["emperador"]}, ""),
        ({"dependencia_id": "777"}, ""),
    ],
)
def test_a_wrong_account_is_refused(admin: PageClient, change: dict[str, object], words: str) -> None:
    admin.check_pages = False
    response = admin.submit(f"{BASE}/funcionarios/{get_persona('beto').id}", change)
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    db.session.expire_all()
    assert get_persona("beto").nombre == "Beto Benavides"


@pytest.mark.parametrize("change", [{"activo": None}, {"roles": ["jefe"]}, {"dependencia_id": "1"}])
def test_who_leaves_or_changes_office_or_role_loses_every_session(admin: PageClient, change: dict[str, object]) -> None:
    beto = admin.application.test_client()
    sign_in(beto, "beto")
    assert beto.get("/cuenta/").status_code == 200
    admin.submit(f"{BASE}/funcionarios/{get_persona('beto').id}", {"roles": ["funcionario"], **change})
    assert beto.get("/cuenta/").status_code == 302


def test_a_change_of_telephone_leaves_the_sessions_alone(admin: PageClient) -> None:
    beto = admin.application.test_client()
    sign_in(beto, "beto")
    admin.submit(f"{BASE}/funcionarios/{get_persona('beto').id}", {"telefono": "123", "roles": ["funcionario"]})
    assert beto.get("/cuenta/").status_code == 200


def test_the_last_administrator_cannot_shut_the_house_and_lose_the_keys(admin: PageClient) -> None:
    for change in ({"activo": None, "roles": ["administrador"]}, {"roles": ["editor"]}):
        response = admin.submit(f"{BASE}/funcionarios/{get_persona('efrain').id}", change)
        assert response.status_code == 422
        assert "sin nadie que administre" in Page(response).text()
    rol = db.session.scalars(select(Rol).where(Rol.clave == "administrador")).one()
    assert admin.submit(f"{BASE}/roles/{rol.id}", {"permisos": []}).status_code == 422
    assert admin.get(f"{BASE}/roles").status_code == 200


def test_the_second_factor_of_who_lost_the_telephone_is_taken_off(admin: PageClient) -> None:
    beto = get_persona("beto")
    beto.totp_semilla, beto.totp_activo = "semilla", True
    admin.submit(f"{BASE}/funcionarios/{beto.id}", action="segundo-factor")
    db.session.refresh(beto)
    assert not beto.totp_activo
    assert list_eventos("funcionario", beto.id)[-1].tipo == "segundo_factor_retirado"


def test_the_administrator_ends_somebodys_sessions_and_it_is_on_record(admin: PageClient) -> None:
    beto = admin.application.test_client()
    sign_in(beto, "beto")
    url = f"{BASE}/funcionarios/{get_persona('beto').id}"
    assert "Cerramos la única sesión" in Page(admin.submit(url, action="/sesiones")).text()
    assert beto.get("/cuenta/").status_code == 302
    act = list_eventos("funcionario", get_persona("beto").id)[-1]
    assert (act.tipo, act.actor_nombre, act.datos) == ("sesiones_cerradas", "Efraín Enríquez", {"cuantas": 1})
    assert "Cerrar sus sesiones" not in admin.page(url).text()


def test_accounts_are_searched_without_accents_and_paged(admin: PageClient) -> None:
    assert "Efraín Enríquez" in admin.page(f"{BASE}/funcionarios?q=efrain").text()
    assert "No encontramos cuentas" in admin.page(f"{BASE}/funcionarios?q=%25").text()
    for number in range(55):
        row = Funcionario(
            nombre=f"Persona {number:03}", cargo="x", correo=f"p{number}@puerres.example", creado_en=get_entidad().actualizada_en
        )
        row.busqueda = f"persona {number:03}"
        db.session.add(row)
    first = admin.page(f"{BASE}/funcionarios?q=persona")
    second = admin.page(next(link for link in first.links() if "desde=" in link))
    assert "Persona 000" in first.text()
    assert "Persona 054" in second.text()
    assert "Persona 000" not in second.text()
    admin.page(f"{BASE}/funcionarios?desde=WyJ4Il0&ver=nada")


def test_a_role_is_made_of_permissions_and_who_holds_it_signs_in_again(admin: PageClient) -> None:
    admin.submit(f"{BASE}/roles/nuevo", {"nombre": "Auditor externo", "permisos": ["sistema:ver_auditoria"]})
    rol = db.session.scalars(select(Rol).where(Rol.clave == "auditor_externo")).one()
    assert rol.permisos == ["sistema:ver_auditoria"]
    beto = admin.application.test_client()
    sign_in(beto, "beto")
    funcionario = db.session.scalars(select(Rol).where(Rol.clave == "funcionario")).one()
    admin.submit(f"{BASE}/roles/{funcionario.id}", {"permisos": ["pqrs:ver"]})
    assert beto.get("/cuenta/").status_code == 302


def test_a_permission_that_nobody_registered_is_refused(admin: PageClient) -> None:
    admin.check_pages = False
    response = admin.submit(f"{BASE}/roles/nuevo", {"nombre": "Raro", "permisos": ["todo:poder"]})
    assert response.status_code == 422


def test_without_the_token_of_the_form_nothing_is_changed(admin: PageClient, app: Flask) -> None:
    assert admin.post(f"{BASE}/perfil", data={"nombre": "Otra"}).status_code == 400
    assert get_entidad().nombre == "Alcaldía Municipal de Puerres"


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999", "²"])
def test_a_forged_version_counts_as_an_old_copy(admin: PageClient, version: str) -> None:
    assert admin.submit(f"{BASE}/perfil", {"version": version, "direccion": "x"}, action="perfil").status_code == 409
