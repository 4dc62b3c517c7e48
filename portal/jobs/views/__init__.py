"""Pages of periodic work."""
