"""pandas, which only frames need: with numpy it weighs twice as much as everything else that gapcheck brings."""

from __future__ import annotations

from gapcheck.errors import not_installed


def needs_pandas() -> None:
    """Raise ``UsageError`` where pandas, of the extra ``frames``, is not installed."""
    try:
        import pandas  # noqa: F401
    except ImportError:
        raise not_installed("a frame", "pandas") from None
