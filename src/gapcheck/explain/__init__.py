"""Sentences about one verdict."""
