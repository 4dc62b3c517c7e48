"""Web plumbing that knows no subject: transaction hook, access, forms, pages, errors, headers, sessions, logs."""
