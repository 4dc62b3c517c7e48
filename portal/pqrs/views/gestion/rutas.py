"""The blueprint of the officials' pages; its views are in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("gestion_pqrs", __name__, url_prefix="/gestion/pqrs", template_folder="../../templates")
