"""The shape of what officials and administrators send. Rules that need the database are the services'."""
