"""Edits that close a gap, repairs and plans made of them, drafting instructions, and hindcasts."""
