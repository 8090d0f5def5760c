"""Words and lists: joining, first letters, full stops, and a status as it stands in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def join(items: Iterable[object], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    texts = [str(item) for item in items]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {word} {texts[-1]}" if texts else ""


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """The text with one full stop, unless it ends a sentence already."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def small(label: str) -> str:
    """A label as it stands inside a sentence: with a small first letter, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def status_in_words(status: str) -> str:
    """A status as it stands in a sentence: ``met with reservation``."""
    return status.replace("_", " ")
