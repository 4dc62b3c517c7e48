"""Pure Python that every subject uses: clock, actors, permissions, state tables, errors, text. No Flask, no database."""
