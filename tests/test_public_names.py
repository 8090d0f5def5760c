"""What ``import gapcheck`` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gapcheck

if TYPE_CHECKING:
    from gapcheck import Gapcheck

HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "jinja2", "docx", "rich", "click", "pydantic")


def run(code: str) -> str:
    """The output of a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_all_names_exist_and_are_sorted() -> None:
    assert gapcheck.__all__ == sorted(gapcheck.__all__)
    assert all(getattr(gapcheck, name) is not None for name in gapcheck.__all__)
    assert dir(gapcheck) == gapcheck.__all__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        _ = gapcheck.asess  # type: ignore[attr-defined]


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(gapcheck.__file__).parent / "py.typed").is_file()


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert gapcheck.__version__ == project["project"]["version"]


def test_import_brings_in_nothing_heavy() -> None:
    assert run(f"import sys, gapcheck; print([m for m in {HEAVY!r} if m in sys.modules])") == "[]"


def test_assessing_brings_in_no_report_library(small_path: Path) -> None:
    heavy = tuple(m for m in HEAVY if m != "pydantic")
    code = f"import sys, gapcheck; gapcheck.load({str(small_path)!r}).assess('model', '2014-01-01').to_dict()"
    assert run(f"{code}; print([m for m in {heavy!r} if m in sys.modules])") == "[]"


def test_help_imports_no_command() -> None:
    code = "import sys; from gapcheck.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += (
        "print([m for m in sys.modules if m.endswith('_command') or m.split('.')[0] in ('rich', 'pydantic', 'pandas')])"
    )
    assert run(code).endswith("[]")


class TestGapcheck:
    def test_assess_needs_a_date(self, small: Gapcheck) -> None:
        with pytest.raises(TypeError, match="as_at"):
            small.assess("model")  # type: ignore[call-arg]
        with pytest.raises(gapcheck.UsageError, match="expected an ISO date"):
            small.assess("model", as_at="1 January 2014")

    def test_unknown_ids_name_the_nearest(self, small: Gapcheck) -> None:
        with pytest.raises(gapcheck.UnknownIdError, match="did you mean 'model'"):
            small.assess("modle", "2014-01-01")
        with pytest.raises(gapcheck.UnknownIdError, match="did you mean 'officials'"):
            small.assess("model", "2014-01-01", reading="official")

    def test_assess_in_one_call(self, small_path: Path, small: Gapcheck) -> None:
        made = gapcheck.assess("model", "2014-01-01", data=small_path)
        assert made.to_dict() == small.assess("model", "2014-01-01").to_dict()

    def test_instruments_and_repr(self, small: Gapcheck) -> None:
        assert list(small.instruments) == ["model"]
        assert repr(small).startswith("<Gapcheck model: 13 duties, 2 Acts, 11 rules, catalogue ")
        assert "\n" not in repr(small)
        assert "<table>" in small._repr_html_()

    def test_find_needs_every_word(self, small: Gapcheck) -> None:
        hits = small.find("Traffic RECORD")
        assert [h.id for h in hits if h.what in ("duty", "rule")] == ["model:6(1)", "search-act-2008:30-warrant"]
        assert [h.citation for h in hits if h.what in ("duty", "rule")] == [
            "Model Convention, art 6(1)",
            "Search Act 2008, s 30",
        ]
        assert len(small.find("traffic elephant")) == len(small.find(" ")) == 0
        assert "search-act-2008:30-warrant" in str(hits)
        assert "<table>" in hits._repr_html_()


def test_the_clock_is_read_in_one_place_only() -> None:
    source = Path(__file__).parents[1] / "src" / "gapcheck"
    readers = ("date.today(", "datetime.now(", "time.time(", "datetime.utcnow(", "datetime.today(")
    found = [p.name for p in source.rglob("*.py") if any(r in p.read_text(encoding="utf-8") for r in readers)]
    assert found == ["options.py"]
