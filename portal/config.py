"""The only module that reads the environment. Everything else receives a `Settings`.

Any variable may come from a file: `NAME_FILE=/run/secrets/name` is read in place of `NAME`. A value that is missing
or wrong in production stops the start with a sentence that says which one and why (`ConfigError`), in Spanish: the
technicians of a municipality read it.
`docs/operar.md` lists them all; a test compares that list with `SETTINGS`.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from portal.config_checks import find_problems

ROOT = Path(__file__).resolve().parent.parent


class ConfigError(Exception):
    """The portal cannot start; the message says which settings are wrong, one sentence each."""


@dataclass(frozen=True)
class Settings:
    """The deployment's settings, with their values already checked. Sizes in bytes, times in seconds."""

    environment: str
    secret_key: str
    database_url: str
    public_url: str
    files_dir: Path
    upload_max_file: int
    upload_max_total: int
    upload_max_body: int
    body_patience: int
    upload_max_count: int
    mail_server: str
    mail_port: int
    mail_username: str
    mail_password: str
    mail_security: str
    mail_sender: str
    mail_intake: str
    sms_gateway: str
    sms_authorization: str
    sms_format: str
    sms_fields: str
    imap_server: str
    imap_port: int
    imap_username: str
    imap_password: str
    imap_security: str
    imap_folder: str
    imap_trust_date: bool
    imap_authserv: str
    antivirus_socket: str
    metrics: bool
    metrics_token: str
    trusted_proxies: int
    identity_keys: tuple[str, ...]
    signing_certificate: str
    signing_password: str
    security_contact: str
    rate_limits: bool
    pow_threshold: int
    filing_hard_limit: int
    session_idle: int
    session_absolute: int
    second_factor_for_all: bool
    log_level: str

    @property
    def is_production(self) -> bool:
        return self.environment == "production"


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    if value.lower() in {"1", "true", "yes", "on", "si", "sí"}:
        return True
    if value.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("use 1 o 0")


def _amount(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError("use un número entero que no sea negativo")
    return int(value)


def _contact(value: str) -> str:
    if value and not (value.startswith("https://") or re.fullmatch(r"[^\s@:]+@[^\s@]+", value)):
        raise ValueError("use un correo o una dirección que comience por https://")
    return value


def _mailbox(value: str) -> str:
    if value and not re.fullmatch(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+", value):
        raise ValueError("use un correo como solicitudes@municipio.gov.co")
    return value


def _keys(value: str) -> tuple[str, ...]:
    keys = tuple(one for one in re.split(r"[\s,]+", value) if one)
    if any(not re.fullmatch(r"[0-9a-fA-F]{64}", one) for one in keys):
        raise ValueError("use 64 signos hexadecimales por llave, como los da «openssl rand -hex 32», separadas por comas")
    return keys


def _choice(*options: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in options:
            raise ValueError(f"use uno de estos valores: {', '.join(options)}")
        return value

    return parse


@dataclass(frozen=True)
class Setting:
    """One variable of the environment: its name there, how to read it, what it is when absent, and what it is for."""

    variable: str
    parse: Callable[[str], Any]
    default: str
    help: str


SETTINGS: Mapping[str, Setting] = {
    "environment": Setting(
        "PORTAL_ENV",
        _choice("production", "demo", "test"),
        "production",
        "`production` refuses unsafe values; `demo` is what `make run` uses; `test` belongs to the tests.",
    ),
    "secret_key": Setting(
        "SECRET_KEY",
        _text,
        "",
        "Signs cookies, links and tracking codes. At least 32 characters, the same on every host, never changed lightly.",
    ),
    "database_url": Setting("DATABASE_URL", _text, "", "`postgresql+psycopg://user:password@host/name` or `sqlite:////path/file.sqlite3`."),
    "public_url": Setting(
        "PUBLIC_URL",
        _text,
        "",
        "The address that citizens see, as `https://www.municipio.gov.co`; links in letters are built on it. "
        "In the demonstration it follows HOST and PORT: commands take the same ones as `make run`.",
    ),
    "files_dir": Setting("FILES_DIR", Path, "", "Folder of the attachments; must be backed up together with the database."),
    "upload_max_file": Setting("UPLOAD_MAX_FILE", _amount, "20000000", "Largest attachment, in bytes."),
    "upload_max_total": Setting("UPLOAD_MAX_TOTAL", _amount, "60000000", "Largest sum of one form's attachments, in bytes."),
    "upload_max_body": Setting(
        "UPLOAD_MAX_BODY",
        _amount,
        "120000000",
        "Most bytes that are read of one form. Up to here a form whose attachments are too large comes back with its text.",
    ),
    "body_patience": Setting("BODY_PATIENCE", _amount, "15", "Seconds of silence inside a form that is being sent, before it is given up."),
    "upload_max_count": Setting("UPLOAD_MAX_COUNT", _amount, "10", "Most attachments that one form may bring."),
    "mail_server": Setting(
        "MAIL_SERVER", _text, "", "SMTP host; without it no mail leaves the machine and the outbox page shows what waits."
    ),
    "mail_port": Setting("MAIL_PORT", _amount, "587", "SMTP port."),
    "mail_username": Setting("MAIL_USERNAME", _text, "", "SMTP user, when the server asks for one."),
    "mail_password": Setting("MAIL_PASSWORD", _text, "", "SMTP password."),
    "mail_security": Setting(
        "MAIL_SECURITY",
        _choice("starttls", "tls", "none"),
        "starttls",
        "How the SMTP connection is protected; certificates are verified. `none` only for a server on the same machine.",
    ),
    "mail_sender": Setting("MAIL_SENDER", _text, "no-responder@localhost", "Sender of the portal's letters."),
    "mail_intake": Setting(
        "MAIL_INTAKE", _mailbox, "", "Address that citizens write to; letters of a case name it for answers. Needed with `IMAP_SERVER`."
    ),
    "sms_gateway": Setting(
        "SMS_GATEWAY", _text, "", "Address of the HTTP gateway that sends text messages, `https://…`; empty: nobody is offered them."
    ),
    "sms_authorization": Setting("SMS_AUTHORIZATION", _text, "", "Value of the `Authorization` header that the gateway asks for."),
    "sms_format": Setting("SMS_FORMAT", _choice("json", "form"), "json", "Whether the gateway takes JSON or a form."),
    "sms_fields": Setting(
        "SMS_FIELDS",
        _text,
        "to={a}&text={texto}&id={id}",
        "The gateway's fields and what goes into each: `{a}` the number as +573001234567, `{a_sin_mas}` without the sign, `{texto}`, "
        "`{id}` of the message, or a fixed word.",
    ),
    "imap_server": Setting("IMAP_SERVER", _text, "", "IMAP host of the mailbox whose messages become cases; empty: no mail is read."),
    "imap_port": Setting("IMAP_PORT", _amount, "993", "IMAP port."),
    "imap_username": Setting("IMAP_USERNAME", _text, "", "IMAP user."),
    "imap_password": Setting("IMAP_PASSWORD", _text, "", "IMAP password."),
    "imap_security": Setting(
        "IMAP_SECURITY",
        _choice("tls", "starttls", "none"),
        "tls",
        "How the IMAP connection is protected; certificates are verified. `none` only for a server on the same machine.",
    ),
    "imap_folder": Setting("IMAP_FOLDER", _text, "INBOX", "Folder whose unseen messages are read; nobody else may read mail in it."),
    "imap_trust_date": Setting(
        "IMAP_TRUST_DATE", _flag, "1", "Count terms from when the mail server received a message; 0: from when the portal read it."
    ),
    "imap_authserv": Setting(
        "IMAP_AUTHSERV",
        _text,
        "",
        "Name with which the mail server signs `Authentication-Results` (RFC 8601). Empty: the header is not believed.",
    ),
    "antivirus_socket": Setting(
        "ANTIVIRUS_SOCKET",
        _text,
        "",
        "Path of clamd's socket, or `host:port`. Empty: no scan. When set and not answering, uploads are refused.",
    ),
    "metrics": Setting("METRICS", _flag, "0", "Serve `/metrics` for Prometheus."),
    "metrics_token": Setting("METRICS_TOKEN", _text, "", "Bearer token that `/metrics` asks for."),
    "trusted_proxies": Setting("TRUSTED_PROXIES", _amount, "0", "How many proxies in front set `X-Forwarded-*`; 0 ignores those headers."),
    "identity_keys": Setting(
        "IDENTITY_KEYS",
        _keys,
        "",
        "Seal who denounces officials: 64 hexadecimal digits each (`openssl rand -hex 32`), the newest first. "
        "Back them up apart from the database.",
    ),
    "signing_certificate": Setting(
        "SIGNING_CERTIFICATE",
        _text,
        "",
        "Path of the PKCS#12 file (`.p12`, `.pfx`) that signs outgoing letters. Empty: letters carry no digital signature.",
    ),
    "signing_password": Setting("SIGNING_PASSWORD", _text, "", "Password of that file."),
    "security_contact": Setting(
        "SECURITY_CONTACT",
        _contact,
        "",
        "Whom to tell of a weakness: an address or `https://…`, shown in `/.well-known/security.txt`. Empty: the municipality's address.",
    ),
    "rate_limits": Setting("RATE_LIMITS", _flag, "1", "Limit tries per address. Switched off only in benchmarks."),
    "pow_threshold": Setting(
        "POW_THRESHOLD", _amount, "8", "Filings per hour from one address above which the form asks for a proof of work."
    ),
    "filing_hard_limit": Setting("FILING_HARD_LIMIT", _amount, "60", "Filings per hour from one address above which the answer is 429."),
    "session_idle": Setting("SESSION_IDLE", _amount, str(30 * 60), "Seconds without use after which an official must sign in again."),
    "session_absolute": Setting("SESSION_ABSOLUTE", _amount, str(10 * 3600), "Seconds after which a session ends whatever happens."),
    "second_factor_for_all": Setting(
        "SECOND_FACTOR_FOR_ALL", _flag, "1", "Ask every official for a second factor. Administrators always need it."
    ),
    "log_level": Setting("LOG_LEVEL", _choice("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "Least severe log line that is written."),
}


def _read(environ: Mapping[str, str], variable: str, default: str) -> str:
    path = environ.get(f"{variable}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ValueError(f"el archivo que nombra {variable}_FILE no se puede leer") from error
    return environ.get(variable, default)


def load_settings(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read and check every setting.

    Args:
        environ: the environment; the process's own when None.
        overrides: values by field name that take precedence (the tests use them).

    Raises:
        ConfigError: names every setting that is missing or wrong.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    problems: list[str] = []
    for field in fields(Settings):
        setting = SETTINGS[field.name]
        if field.name in overrides:
            values[field.name] = overrides[field.name]
            continue
        try:
            values[field.name] = setting.parse(_read(environ, setting.variable, setting.default))
        except ValueError as error:
            problems.append(f"{setting.variable} no sirve: {error}.")
    if problems:
        raise ConfigError("\n".join(problems))
    _fill_for_development(values, environ)
    problems = find_problems(values)
    if problems:
        raise ConfigError("\n".join(problems))
    return Settings(**values)


def _fill_for_development(values: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Outside production an absent value gets one that works on this machine alone."""
    if values["database_url"].startswith("postgresql://"):
        values["database_url"] = values["database_url"].replace("postgresql://", "postgresql+psycopg://", 1)
    if values["environment"] == "production":
        return
    instance = ROOT / "instance"
    values["database_url"] = values["database_url"] or f"sqlite:///{instance / 'portal.sqlite3'}"
    values["public_url"] = values["public_url"] or f"http://{environ.get('HOST', '127.0.0.1')}:{environ.get('PORT', '8000')}"
    if str(values["files_dir"]) in {"", "."}:
        values["files_dir"] = instance / "archivos"
    if not values["secret_key"]:
        values["secret_key"] = _development_secret(instance)
    values["identity_keys"] = values["identity_keys"] or (sha256(f"identity:{values['secret_key']}".encode()).hexdigest(),)


def _development_secret(instance: Path) -> str:
    """A secret of this checkout: two workers must share it, and a restart must not end every session."""
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def flask_config(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions read, from our settings."""
    host = "__Host-" if settings.is_production else ""
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # Without `hide_parameters` an error's text would carry citizens' data into the log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": settings.database_url.startswith("postgresql"), "hide_parameters": True},
        "MAX_CONTENT_LENGTH": settings.upload_max_total + 4 * 2**20,
        # Free text is never limited by the form (CPACA art. 15): the whole request's limit is the only one.
        "MAX_FORM_MEMORY_SIZE": 4 * 2**20,
        "MAX_FORM_PARTS": 500,
        "SESSION_COOKIE_NAME": f"{host}portal",
        "SESSION_COOKIE_SECURE": settings.is_production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # WTForms keeps its Spanish words once loaded; flask-wtf would load them anew in each request.
        "WTF_I18N_ENABLED": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.is_production,
        "BABEL_DEFAULT_LOCALE": "es_CO",
        "BABEL_DEFAULT_TIMEZONE": "America/Bogota",
        "RATELIMIT_ENABLED": settings.rate_limits,
        "MAIL_SERVER": settings.mail_server,
        "MAIL_PORT": settings.mail_port,
        "MAIL_USERNAME": settings.mail_username or None,
        "MAIL_PASSWORD": settings.mail_password or None,
        "MAIL_USE_TLS": settings.mail_security == "starttls",
        "MAIL_USE_SSL": settings.mail_security == "tls",
        "MAIL_DEFAULT_SENDER": settings.mail_sender,
    }
