"""From files to one consistent value: strict YAML, validation, checks, the joined catalogue, revisions and staleness."""
