"""What the screens of the PQRSD ask: one case, the officials' inbox, the public register."""
