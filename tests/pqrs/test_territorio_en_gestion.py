"""The vereda or barrio at the counter, and as a filter of the inbox."""

import re

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.support import casos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in
from tests.support.territorios import traer

COUNTER = "/gestion/pqrs/ventanilla"


def test_the_counter_says_the_vereda_and_the_inbox_narrows_to_it(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        keys = traer(("San Mateo", (-77.5, 0.9)), ("Tescual", (-77.4, 0.9)))
        elsewhere = casos.radicar(asunto="Otra cosa").radicado
    sign_in(client, "carmen")
    data = {
        "canal": "telefono", "tipo": "peticion_general", "texto": "Pide arreglar el puente.", "quien": "anonima",
        "territorio": str(keys["Tescual"]),
    }  # fmt: skip
    values = {**client.form_values(client.page(COUNTER)), **data}
    # Pressed by its own button, not that which only asks for a suggestion.
    sent = {name: one for name, one in values.items() if one is not None and name != "accion"}
    refused = client.post(COUNTER, data={**sent, "texto": ""})
    assert refused.status_code == 422
    assert re.search(rf'<option[^>]*selected[^>]*value="{keys["Tescual"]}"', refused.text)
    assert client.post(COUNTER, data=sent).status_code == 303
    filed = db.session.scalars(db.select(Peticion).order_by(Peticion.id.desc())).first()
    assert filed is not None
    assert filed.territorio_id == keys["Tescual"]
    page = client.page(f"/gestion/pqrs/?territorio={keys['Tescual']}").text()
    assert filed.radicado in page
    assert elsewhere not in page
    assert "Tescual" in page
    # What nobody can give is said, and does not narrow.
    assert elsewhere in client.page("/gestion/pqrs/?territorio=999").text()
