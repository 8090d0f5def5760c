"""The table of rules: what it says of each code, and docs/lints.md, which is made from it.

After a change of the table:

    GAPCHECK_WRITE_GOLDEN=1 PYTHONPATH=src python -m pytest tests/test_lint_rules.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import gapcheck.lint
from gapcheck.lint import LEVELS, RULES

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "lints.md"

HEAD = """# Lints

`gapcheck check` first tells what makes a catalogue inconsistent (exit code 2). On a catalogue that is sound it tells what looks
wrong or unfinished: an **error** breaks a promise that gapcheck makes to its readers, a **warning** is probably a mistake or a gap
in the work, a **note** is worth knowing. `--level` says which of them are shown, `--fail-on` which make it exit with 1.

| code | level | finding | why it matters |
| --- | --- | --- | --- |
"""


def page() -> str:
    return HEAD + "".join(f"| `{r.code}` | {r.level} | {r.description} | {r.rationale} |\n" for r in RULES.values())


def test_the_page_is_current() -> None:
    if os.environ.get("GAPCHECK_WRITE_GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("code", RULES)
def test_each_rule_is_told_in_sentences(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert rule.level in LEVELS
    for text in (rule.description, rule.rationale):
        assert text[0].isupper()
        assert text.endswith(".")
        assert "|" not in text
    assert rule.description.count(".") == 1


def test_each_code_is_found_somewhere_and_tested() -> None:
    """Every code stands in a module of the lint, and in a test of that module."""
    package = Path(gapcheck.lint.__file__).parent
    code = "".join(p.read_text(encoding="utf-8") for p in package.glob("*.py") if p.name != "rules.py")
    tests = "".join(p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    assert [c for c in RULES if f'"{c}"' not in code] == []
    assert [c for c in RULES if f'"{c}"' not in tests] == []
