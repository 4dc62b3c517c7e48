"""A certificate that cannot sign stops the start and says which setting to mend; one that can is told with its last day."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal import create_app
from portal.config import ConfigError, load_settings
from tests.support.certificates import PASSWORD, write_pkcs12
from tests.test_config import GOOD


def _refusal(path: Path, password: str = PASSWORD) -> str:
    with pytest.raises(ConfigError) as refused:
        load_settings({**GOOD, "SIGNING_CERTIFICATE": str(path), "SIGNING_PASSWORD": password})
    return str(refused.value)


def test_what_cannot_sign_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "alcaldia.p12"
    assert _refusal(path) == "SIGNING_CERTIFICATE no sirve: el archivo no existe o el portal no puede leerlo."
    path.write_bytes(b"no es un certificado")
    assert _refusal(path) == "SIGNING_CERTIFICATE no sirve: el archivo no es un certificado PKCS#12 (.p12 o .pfx)."
    write_pkcs12(path, signs=False)
    assert _refusal(path) == "SIGNING_CERTIFICATE no sirve: el certificado no es para firmar documentos (uso de la llave)."
    write_pkcs12(path)
    for wrong in ("otra", ""):
        said = _refusal(path, wrong)
        assert said == "SIGNING_PASSWORD no sirve: no es la contraseña del archivo de SIGNING_CERTIFICATE."
    with pytest.raises(ConfigError, match="Falta SIGNING_CERTIFICATE"):
        load_settings({**GOOD, "SIGNING_PASSWORD": PASSWORD})


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (datetime(2060, 3, 5, 12, tzinfo=UTC), "que vence el viernes 5 de marzo de 2060."),
        (datetime(2025, 6, 1, 12, tzinfo=UTC), "venció el domingo 1 de junio de 2025; las cartas no salen hasta que se cambie."),
    ],
)
def test_one_that_expired_stops_no_start_and_the_command_tells_it(tmp_path: Path, until: datetime, said: str) -> None:
    write_pkcs12(tmp_path / "alcaldia.p12", until=until)
    (tmp_path / "clave").write_text(f"{PASSWORD}\n", encoding="utf-8")
    given = {
        **GOOD, "PORTAL_ENV": "test", "SIGNING_CERTIFICATE": str(tmp_path / "alcaldia.p12"),
        "SIGNING_PASSWORD_FILE": str(tmp_path / "clave"), "DATABASE_URL": f"sqlite:///{tmp_path / 'nada.sqlite3'}",
        "FILES_DIR": str(tmp_path / "archivos"),
    }  # fmt: skip
    app = create_app(load_settings(given))
    with app.app_context():
        ran = app.test_cli_runner().invoke(args=["check-config"])
    assert ran.exit_code == 0
    assert said in ran.output
