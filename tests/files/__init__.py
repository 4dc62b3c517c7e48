"""Attachments: what is received, what is refused and how, and that nothing received is lost."""
