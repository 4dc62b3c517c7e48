"""What is wrong with settings that could each be read: what is missing, what is unsafe, what does not fit together."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from portal.core.certificates import CertificateProblem, read_certificate


def find_problems(values: Mapping[str, Any]) -> list[str]:
    """One sentence in Spanish for each; none when the portal may start."""
    problems = []
    url = values["database_url"]
    if not url:
        problems.append("Falta DATABASE_URL: el portal no sabe dónde están sus datos.")
    elif not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        problems.append("DATABASE_URL no sirve: debe comenzar por sqlite:/// o por postgresql+psycopg://.")
    if not values["secret_key"]:
        problems.append("Falta SECRET_KEY: sin ella no se pueden firmar las cookies ni los enlaces.")
    elif len(values["secret_key"]) < 32:
        problems.append("SECRET_KEY es muy corta: use al menos 32 caracteres al azar.")
    elif len(set(values["secret_key"])) < 8:
        problems.append("SECRET_KEY no es al azar: repite unos pocos caracteres.")
    if values["mail_security"] == "none" and values["mail_server"] not in {"", "localhost", "127.0.0.1", "::1"}:
        problems.append("MAIL_SECURITY no sirve: los correos solo pueden viajar sin cifrar a un servidor de esta misma máquina.")
    problems += _imap_problems(values) + _sms_problems(values) + _signing_problems(values)
    if values["environment"] == "production":
        problems += _production_problems(values)
    return problems


def _imap_problems(values: Mapping[str, Any]) -> list[str]:
    if not values["imap_server"]:
        return []
    needed = {"imap_username": "IMAP_USERNAME", "imap_password": "IMAP_PASSWORD", "mail_intake": "MAIL_INTAKE"}
    problems = [f"Falta {name}: sin ella no se puede leer el buzón de IMAP_SERVER." for key, name in needed.items() if not values[key]]
    if any(not mark.isprintable() or mark in '"\\' for mark in values["imap_folder"]) or not values["imap_folder"].isascii():
        problems.append("IMAP_FOLDER no sirve: use el nombre de la carpeta como lo da el servidor, sin comillas ni tildes.")
    if values["imap_security"] == "none" and values["imap_server"] not in {"localhost", "127.0.0.1", "::1"}:
        problems.append("IMAP_SECURITY no sirve: el correo solo puede leerse sin cifrar de un servidor de esta misma máquina.")
    return problems


def _sms_problems(values: Mapping[str, Any]) -> list[str]:
    if not values["sms_gateway"]:
        return []
    problems = []
    address = urlsplit(values["sms_gateway"])
    is_here = address.hostname in {"localhost", "127.0.0.1", "::1"}
    if not address.hostname or address.scheme not in {"https", "http"} or (address.scheme == "http" and not is_here):
        problems.append("SMS_GATEWAY no sirve: debe comenzar por https://; sin cifrar, solo a un servidor de esta misma máquina.")
    if not values["sms_authorization"].isascii() or not values["sms_authorization"].isprintable():
        problems.append("SMS_AUTHORIZATION no sirve: es lo que va en el encabezado Authorization, por ejemplo «Bearer …».")
    placed = {value for _name, value in parse_qsl(values["sms_fields"])}
    if "{texto}" not in placed or not placed & {"{a}", "{a_sin_mas}"}:
        problems.append("SMS_FIELDS no sirve: debe decir en qué campo va {texto} y en cuál {a} o {a_sin_mas}.")
    return problems


def _signing_problems(values: Mapping[str, Any]) -> list[str]:
    """Of a certificate only what will not mend itself: one that expired stops letters, not the whole portal."""
    if not values["signing_certificate"]:
        return ["Falta SIGNING_CERTIFICATE: hay SIGNING_PASSWORD y ningún archivo que abrir."] if values["signing_password"] else []
    try:
        read_certificate(values["signing_certificate"], values["signing_password"])
    except CertificateProblem as problem:
        return [str(problem)]
    return []


def _production_problems(values: Mapping[str, Any]) -> list[str]:
    problems = []
    address = urlsplit(values["public_url"])
    if not values["public_url"]:
        problems.append("Falta PUBLIC_URL: sin ella no se pueden armar los enlaces de los correos y las constancias.")
    elif address.scheme != "https" or not address.hostname:
        problems.append("PUBLIC_URL no sirve: debe comenzar por https://, porque los datos de la ciudadanía viajan cifrados.")
    if str(values["files_dir"]) in {"", "."}:
        problems.append("Falta FILES_DIR: los archivos necesitan una carpeta que se conserve y tenga copia de seguridad.")
    if not values["identity_keys"]:
        problems.append(
            "Falta IDENTITY_KEYS: sin ella no se puede sellar la identidad de quien denuncia. Créela con «openssl rand -hex 32»."
        )
    if not values["rate_limits"]:
        problems.append("RATE_LIMITS no sirve: en producción los intentos deben tener límite.")
    if values["metrics"] and len(values["metrics_token"]) < 16:
        problems.append("Falta METRICS_TOKEN o es muy corto: /metrics no puede estar abierto a todo el mundo.")
    return problems
