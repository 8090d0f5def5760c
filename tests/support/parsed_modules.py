"""The modules of the package as the rules of the house see them: parsed, once for a run."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import gapcheck

PACKAGE = Path(gapcheck.__file__).parent


@cache
def parsed_modules() -> dict[Path, ast.Module]:
    """Every module by its file."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
