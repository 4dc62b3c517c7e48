"""No page scrolls sideways, at any width and with any size of letters; and what is told in columns has room for its words."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import visitas
from tests.browser.conftest import NewContext
from tests.browser.sitio import Sitio
from tests.browser.visitas import Visita
from tests.support.browser import PHONE, citizen_cookie

WIDTHS = (320, 360, 640, 768, 900, 1024, 1280)
LETTERS = ("", "texto-grande", "texto-muy-grande")
# Every list of the house, and the pages that have something beside something.
PUBLIC = (
    *(
        Visita(one)
        for one in (
            "inicio.portada", "pqrs.inicio", "pqrs.radicar", "pqrs.registro", "pqrs.estadisticas", "interrupciones.estado",
            "huellas.listar", "paginas.transparencia", "estilo.mostrar", "estilo.gestion", "pqrs.avisos", "pqrs.respuestas_unicas",
            "pqrs.informes",
        )
    ),
    Visita("pqrs.informe", clave="informe"), Visita("pqrs.informe", clave="informe_de_control"),
    Visita("pqrs.aviso", clave="aviso"),
)  # fmt: skip
OFFICE = {
    "carmen": (
        *(Visita(one) for one in ("gestion_inicio.inicio", "gestion_pqrs.bandeja", "gestion_pqrs.plantillas", "gestion_pqrs.autoridades",
                                  "gestion_pqrs.reglas", "gestion_pqrs.reglas_ensayo", "gestion_pqrs.ventanilla")),
        Visita("gestion_pqrs.caso", "conversada"), Visita("gestion_pqrs.caso", "por_notificar"),
        Visita("gestion_pqrs.termino", "en_tramite"),
        Visita("gestion_pqrs.correos"), Visita("gestion_pqrs.correo", clave="correo_apartado"),
    ),
    "nubia": (
        Visita("gestion_pqrs.encargos", query={"ver": "pedidos"}), Visita("gestion_pqrs.ausencias"),
        Visita("gestion_pqrs.ausencia", clave="ausencia"), Visita("gestion_pqrs.asunto", "separada", query={"numero": "2"}),
    ),
    "jairo": (
        Visita("gestion_pqrs.menciones"), Visita("gestion_pqrs.enlace", clave="acuse"), Visita("calendario.mostrar"),
        Visita("calendario.resumen"),
    ),
    "lucia": (Visita("gestion_pqrs.grupos"), Visita("gestion_pqrs.grupo", clave="grupo_propuesto")),
    "hernan": (
        Visita("gestion_pqrs.identidades"), Visita("gestion_pqrs.informes"), Visita("gestion_pqrs.informe", clave="informe_correccion"),
        Visita("gestion_pqrs.informe", clave="informe_corregido"),
    ),
    "octavio": (
        Visita("gestion_pqrs.series"), Visita("gestion_pqrs.tabla", clave="tabla"),
        Visita("gestion_pqrs.serie_nueva", clave="tabla_borrador"),
    ),
    "efrain": tuple(
        Visita(one)
        for one in ("gestion_entidad.dependencias", "gestion_entidad.funcionarios", "gestion_entidad.roles", "gestion_entidad.dias",
                    "gestion_entidad.interrupciones", "gestion_entidad.perfil", "cuenta.inicio", "auditoria.listar", "correo.listar",
                    "tareas.listar")
    ),
}  # fmt: skip
_CHOOSE = """(size) => {
  document.documentElement.classList.remove('texto-grande', 'texto-muy-grande');
  if (size) document.documentElement.classList.add(size);
}"""
_TOO_WIDE = "document.scrollingElement.scrollWidth - window.innerWidth"


def _measure(page: Page) -> list[str]:
    found = []
    for letters in LETTERS:
        page.evaluate(_CHOOSE, letters)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if (more := page.evaluate(_TOO_WIDE)) > 0:
                found.append(f"{page.url} {letters or 'texto normal'}: {more} px more than {width}")
    return found


def _measure_all(context: BrowserContext, sitio: Sitio, pages: tuple[Visita, ...]) -> None:
    page, found = context.new_page(), []
    for one in pages:
        page.goto(one.path(sitio))
        found += _measure(page)
    assert not found, "\n" + "\n".join(found)


def test_no_public_page_scrolls_sideways(new_context: NewContext, sitio: Sitio) -> None:
    _measure_all(new_context(), sitio, PUBLIC)


@pytest.mark.parametrize("who", OFFICE)
def test_no_page_of_officials_scrolls_sideways(new_context: NewContext, sitio: Sitio, who: str) -> None:
    _measure_all(new_context(who=who), sitio, OFFICE[who])


def test_no_page_of_a_case_scrolls_sideways(new_context: NewContext, sitio: Sitio) -> None:
    context, found = new_context(), []
    page = context.new_page()
    for one in (Visita("pqrs.caso", "por_notificar"), Visita("pqrs.caso", "con_cartas"), *visitas.CIUDADANIA_TERMINO[:2]):
        cookie = citizen_cookie(sitio.app, sitio.casos[one.caso])
        context.add_cookies([{"name": "portal", "value": cookie, "url": sitio.url}])
        page.goto(one.path(sitio))
        found += _measure(page)
    assert not found, "\n" + "\n".join(found)


def test_the_name_of_the_official_stands_in_lines_of_words(new_context: NewContext) -> None:
    page = new_context(PHONE, "carmen").new_page()
    page.goto("/gestion/pqrs/")
    page.evaluate(_CHOOSE, "texto-muy-grande")
    box = page.locator(".account-who b").bounding_box()
    assert box
    assert box["height"] < 80, "two lines at most"


def test_with_the_largest_letters_a_case_stands_in_one_column(new_context: NewContext, sitio: Sitio) -> None:
    page = new_context(who="carmen").new_page()
    page.goto(Visita("gestion_pqrs.caso", "en_tramite").path(sitio))
    columns = "getComputedStyle(document.querySelector('main .split')).gridTemplateColumns.split(' ').length"
    assert page.evaluate(columns) == 2
    page.evaluate(_CHOOSE, "texto-muy-grande")
    assert page.evaluate(columns) == 1


def test_the_bar_of_the_ticked_cases_covers_none_before_one_is_ticked(new_context: NewContext) -> None:
    page = new_context(PHONE, "carmen").new_page()
    page.goto("/gestion/pqrs/")
    position = "getComputedStyle(document.querySelector('.bulk')).position"
    assert page.evaluate(position) == "static"
    page.locator("tbody input[type=checkbox]").first.check()
    assert page.evaluate(position) == "sticky"
    expect(page.get_by_text("Asignar los marcados").first).to_be_in_viewport()
