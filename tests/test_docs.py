"""The pages of docs/ tell everything: each command, key, column and public name, and each page is in the site."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from pydantic import BaseModel

import gapcheck
from gapcheck.cli import main
from gapcheck.model.base import Source

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_every_column_of_the_frame_of_duties_is_told() -> None:
    from gapcheck.report.frames import ARTICLE_COLUMNS, CELL_COLUMNS, DUTY_COLUMNS, LINK_COLUMNS

    named = set(re.findall(r"`(\w+)`", (DOCS / "frames.md").read_text(encoding="utf-8")))
    columns = {c.name for many in (DUTY_COLUMNS, ARTICLE_COLUMNS, CELL_COLUMNS, LINK_COLUMNS) for c in many}
    assert columns - named == set()


def maker(name: str) -> ModuleType:
    """A script of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["make_files_page", "make_command_line_page"])
def test_a_page_that_is_made_is_current(name: str) -> None:
    module = maker(name)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), f"make it anew: python docs/{name}.py"


def test_every_public_name_is_on_the_page_of_the_python_interface() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    assert {name for name in gapcheck.__all__ if not re.search(rf"gapcheck\.{name}\b", text)} == set()


def test_every_command_has_a_heading() -> None:
    module = maker("make_command_line_page")
    headings = set(re.findall(r"^#+ ([a-z -]+)$", (DOCS / "command-line.md").read_text(encoding="utf-8"), flags=re.M))
    assert {" ".join(words) for words, _ in module.commands(main, ())} == headings


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """A model and every model that it is made of."""
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for found in classes(field.annotation):
                models(found, seen)
    return seen


def classes(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from classes(inner)


@pytest.mark.parametrize(
    ("page", "model"),
    [
        ("context.md", "gapcheck.model.context:Context"),
        ("reviews.md", "gapcheck.model.review:ReviewsFile"),
        ("reviews.md", "gapcheck.model.review:SignOffPolicy"),
        ("reviews.md", "gapcheck.model.review:MeasuresFile"),
    ],
)
def test_every_key_is_told(page: str, model: str) -> None:
    """The files of a catalogue are told by docs/files.md, which is made of their models."""
    module, _, name = model.partition(":")
    text = (DOCS / page).read_text(encoding="utf-8")
    told = models(getattr(import_module(module), name), set()) - {Source}
    keys = {field.alias or key for found in told for key, field in found.model_fields.items()}
    assert {key for key in keys if not re.search(rf"\b{key}\b", text)} == set()


def test_every_page_is_in_the_navigation_of_the_site() -> None:
    """The build is strict about it too; this is quicker to read."""
    named = re.findall(
        r"^\s+- (?:[^#\n]*: )?([\w-]+\.md)$", (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8"), re.M
    )
    assert sorted(named) == sorted(p.name for p in DOCS.glob("*.md"))


def test_words_of_te_reo_are_marked_for_who_hears_them() -> None:
    rows = (DOCS / "glossary.md").read_text(encoding="utf-8").partition("## Te reo")[2]
    first = re.findall(r"^\| (?!words|---)(.+?) \|", rows, flags=re.M)
    assert len(first) >= 10
    assert all(cell.startswith('<span lang="mi">') and cell.endswith("</span>") for cell in first)


@pytest.mark.parametrize("page", ["faq.md", "first-analysis.md", "verdicts.md", "index.md"])
def test_pages_for_readers_are_free_of_the_words_of_the_engine(page: str) -> None:
    text = re.sub(r"`[^`]*`|```.*?```|\]\([^)]*\)", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    told = text.partition("## Behind a verdict")[0]
    assert re.findall(r"\b(?:cells?|facets?|concepts?|encoded|shortfalls?|coverage)\b", told) == []


def test_the_tests_that_hold_what_attackers_found_are_there() -> None:
    table = [
        line for line in (DOCS / "reliability.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| F\d", line)
    ]
    assert [line.split("|")[1].strip() for line in table] == [f"F{number}" for number in range(1, 16)]
    for line in table:
        files = "".join(
            (DOCS.parent / name).read_text(encoding="utf-8") for name in re.findall(r"`(tests/[\w/]+\.py)`", line)
        )
        for name in re.findall(r"`((?:test_|Test)\w+)`", line):
            assert re.search(rf"\b(def|class) {name}\b", files), f"{name} is in no file that {line[:6]} names"
