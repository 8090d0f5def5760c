"""Which obligations of a cybercrime convention New Zealand law meets, on any date, with the reason and the citation.

>>> import gapcheck
>>> assessment = gapcheck.load().assess("budapest", as_at="2023-12-20")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck, assess, load
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.errors import DataError, GapcheckError, Problem, UnknownIdError, UsageError
    from gapcheck.explain.explanation import Explanation
    from gapcheck.faces import Assessment

__version__ = "0.3.0"

__all__ = [
    "Assessment",
    "Catalogue",
    "DataError",
    "Explanation",
    "Gapcheck",
    "GapcheckError",
    "Problem",
    "UnknownIdError",
    "UsageError",
    "__version__",
    "assess",
    "load",
]

# Everything is imported when it is first asked for, so that `import gapcheck` costs next to nothing.
_HOMES = {
    "Assessment": "gapcheck.faces",
    "Catalogue": "gapcheck.catalogue.catalogue",
    "DataError": "gapcheck.errors",
    "Explanation": "gapcheck.explain.explanation",
    "Gapcheck": "gapcheck.api",
    "GapcheckError": "gapcheck.errors",
    "Problem": "gapcheck.errors",
    "UnknownIdError": "gapcheck.errors",
    "UsageError": "gapcheck.errors",
    "assess": "gapcheck.api",
    "load": "gapcheck.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'gapcheck' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
