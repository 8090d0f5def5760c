"""What officials said, held against the verdicts."""
