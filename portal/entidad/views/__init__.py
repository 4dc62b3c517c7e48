"""Pages: the public ones, sign-in, one's own account, and the administration."""
