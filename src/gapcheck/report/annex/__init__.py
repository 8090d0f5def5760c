"""The annex of a National Interest Analysis: one content model, and the writers that give it as Word, HTML, Markdown and PDF."""
