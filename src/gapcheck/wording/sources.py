"""A source in words: what it is, where in it, and whether somebody read it there."""

from __future__ import annotations

from collections.abc import Mapping

from gapcheck.model.base import Source

_UNREAD: Mapping[str, str] = {"verified": "", "secondary": " (read second-hand)", "unverified": " (not read)"}


def source_in_words(source: Source) -> str:
    """``Search and Surveillance Act 2012, s 6``; with what was not read in the original marked as such."""
    return f"{source.ref}, {source.pinpoint}{_UNREAD[source.checked]}"
