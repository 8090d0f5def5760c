"""The site of docs/: built without a warning, the same each time, whole, and read by everybody without a network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support.browsing import started_browser, violations

ROOT = Path(__file__).resolve().parents[1]
NOTABLE = (
    "index",
    "first-analysis",
    "faq",
    "glossary",
    "verdicts",
    "api",
    "command-line",
    "files",
    "samples",
    "reports",
)
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}

pytest.importorskip("mkdocs", reason="the extra docs is not installed")


def build(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(folder)
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    return folder


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_site", ROOT / "docs" / "check_site.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_site"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def test_no_link_is_broken_and_nothing_is_fetched_from_elsewhere(site: Path, checker: ModuleType) -> None:
    assert list(checker.problems(site)) == []


def test_two_builds_have_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert build(tmp_path / "again").returncode == 0
    names = {p.relative_to(site) for p in site.rglob("*") if p.is_file()}
    assert names == {p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert [n for n in sorted(names) if (site / n).read_bytes() != (tmp_path / "again" / n).read_bytes()] == []


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ('<a href="nowhere.html">x</a>', "index.html: nowhere.html leads to no file"),
        ('<a href="faq.html#no-such-place">x</a>', "index.html: faq.html#no-such-place leads to no place in that page"),
        ('<img src="https://example.org/a.png">', "index.html: https://example.org/a.png is fetched from elsewhere"),
    ],
)
def test_a_fault_is_found(site: Path, checker: ModuleType, tmp_path: Path, planted: str, told: str) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("samples"))
    page = copy / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", f"{planted}</main>"), encoding="utf-8")
    assert told in list(checker.problems(copy))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with started_browser() as chromium:
        yield chromium


class TestInABrowser:
    """From a folder, as on a machine without a network."""

    @pytest.fixture(params=SIZES)
    def tab(self, request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
        width, height = SIZES[request.param]
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
        yield context.new_page()
        context.close()

    @pytest.mark.parametrize("name", [*NOTABLE, "notebooks/01_budapest"])
    def test_axe_finds_nothing(self, tab: Any, site: Path, name: str) -> None:
        tab.goto((site / f"{name}.html").as_uri())
        assert violations(tab) == []

    @pytest.mark.parametrize("name", NOTABLE)
    def test_no_page_is_wider_than_the_screen(self, tab: Any, site: Path, name: str) -> None:
        tab.goto((site / f"{name}.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    def test_the_search_finds_a_page(self, tab: Any, site: Path) -> None:
        tab.goto((site / "index.html").as_uri())
        tab.keyboard.press("/")
        tab.keyboard.type("tikanga")
        tab.wait_for_selector(".md-search-result__link", state="attached")
        assert "glossary.html" in tab.locator(".md-search-result__link").first.get_attribute("href")
