"""The verdicts: cells, coverage, findings, assessment and other dates, as pure functions of values."""
