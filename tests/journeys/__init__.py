"""Stories across packages, told through the pages: what a citizen and the municipality live from beginning to end."""
