"""Radicados: numbers without gaps or repetition, documents that prove them, and their public verification."""
