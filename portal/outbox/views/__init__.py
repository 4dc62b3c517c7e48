"""Pages of the outbox."""
