"""The administration of the municipality, at /gestion/entidad/."""
