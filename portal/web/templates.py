"""How Jinja keeps the macros that templates import."""

from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context


class SharedGlobals(Template):
    """A template whose macros are made once, since no template here has globals of its own.

    Jinja compares the globals of the importing and the imported template at every `import`, name by name: with six imports a
    twelfth of the front page. All templates get theirs from the one environment.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module(None)
