"""What the tests share: the client that looks at every page, and the databases."""
