"""Citations, dates, lists and numbers in words: primitives that know the model only."""
