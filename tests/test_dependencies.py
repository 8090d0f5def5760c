"""What ``pyproject.toml`` asks for, what the modules import, and what ``docs/dependencies.md`` says of each agree."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import gapcheck

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(gapcheck.__file__).parent
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

FOR_US = ("test", "dev", "docs", "oscal")
"""The extras of whoever changes gapcheck."""

COMES_WITH = {"pydantic-core": "pydantic"}
"""What is imported and asked for by another package, which allows one version of it alone."""

UNSAFE = "## What is known to be unsafe"
"""Where the rows of the page tell of advisories."""

FORM = re.compile(r"([A-Za-z0-9._-]+)(?:\[\w+\])?>=([0-9.]+)(,<\d+)?")


def bounds(asked: list[str]) -> dict[str, str]:
    """Each package with its lower bound."""
    return {form[1]: form[2] for form in forms(asked)}


def forms(asked: list[str]) -> list[re.Match[str]]:
    """What is asked for, taken apart: a package, its lower bound, and seldom an upper one."""
    found = [(one, FORM.fullmatch(one)) for one in asked]
    assert [one for one, form in found if form is None] == []
    return [form for _, form in found if form is not None]


def plain(name: str) -> str:
    """A name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def numbers(version: str) -> tuple[int, ...]:
    """A version, as it is compared."""
    return tuple(map(int, version.split(".")))


def told(page: str = PAGE.split(UNSAFE)[0]) -> dict[str, list[str]]:
    """The rows of the page, by package."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:3] == "| `"]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_every_bound_is_the_same_everywhere() -> None:
    every = [one for asked in (PROJECT["dependencies"], *EXTRAS.values()) for one in asked]
    assert len({plain(name) for name in bounds(every)}) == len(set(every))


def test_nothing_that_users_install_has_an_upper_bound() -> None:
    asked = [PROJECT["dependencies"], *(EXTRAS[name] for name in EXTRAS if name not in FOR_US)]
    assert [form[0] for one in asked for form in forms(one) if form[3]] == []


def test_the_page_tells_of_each_package_and_of_no_other() -> None:
    asked = bounds([one for asked in (PROJECT["dependencies"], *EXTRAS.values()) for one in asked])
    assert {name: row[0] for name, row in told().items()} == asked


def test_every_cell_of_the_page_is_filled() -> None:
    assert [name for name, row in told().items() if not all(row)] == []


def test_no_bound_lets_a_version_in_that_is_known_to_be_unsafe() -> None:
    asked = bounds([one for asked in (PROJECT["dependencies"], *EXTRAS.values()) for one in asked])
    safe = told(PAGE.split(UNSAFE)[1])
    assert len(safe) > 5
    assert [name for name, row in safe.items() if numbers(asked[name]) < numbers(row[0])] == []


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_page_tells_the_extra(extra: str) -> None:
    rows = {name for name, row in told().items() if f"`{extra}`" in row[2]}
    assert rows == set(bounds(EXTRAS[extra]))


def third_party() -> set[str]:
    """The top names of what the package imports, wherever that stands, beside itself and the standard library."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"gapcheck"}


def test_what_is_imported_is_asked_for_and_the_other_way_round() -> None:
    of = packages_distributions()
    declared = [PROJECT["dependencies"], *(EXTRAS[name] for name in EXTRAS if name not in FOR_US)]
    asked = {plain(name) for one in declared for name in bounds(one)}
    used = {plain(of[name][0]) if name in of else name for name in third_party()}
    assert {COMES_WITH.get(name, name) for name in used} == asked
