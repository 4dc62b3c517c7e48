"""A browser in words, for the list of one's own sessions: «Firefox en Windows». Nothing finer is kept."""

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
             ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "ChromeOS"),
            ("Linux", "Linux"))  # fmt: skip


def describe(user_agent: str) -> str:
    """The browser and system that a `User-Agent` header tells of."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "Otro navegador")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} en {system}" if system else browser
