"""Pages about radicados."""
