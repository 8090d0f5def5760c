"""The brief: one page for Ministers on an instrument, as Word and PDF."""
