"""Stands where a package of the development tools would be found, so that servers are measured as they run in production."""

raise ImportError("not among requirements.lock")
