"""Short papers of a page or two, as Word and PDF: what the brief and the cover of a release are written as."""
