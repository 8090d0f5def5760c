"""What the tests share: a small made-up catalogue in which every kind of verdict occurs."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import warm_catalogues, warm_results
from support.laws import use_profile
from support.office import Office, found_office

if TYPE_CHECKING:
    from gapcheck import Gapcheck
    from gapcheck.catalogue.catalogue import Catalogue


use_profile()
# No test may find or leave anything in the cache of whoever runs it; those of the cache have a folder of their own.
os.environ["GAPCHECK_NO_CACHE"] = "1"
warm_catalogues.share_catalogues()
warm_results.share_results()


# Thousands of tests are made and stay to the end: to look through them for garbage again and again takes a third of the
# time of collecting them, and a tenth of that of running them.
gc.disable()


def pytest_collection_finish() -> None:
    """What is there now is not looked through again; the collector goes on with what tests make."""
    gc.collect()
    gc.freeze()
    gc.enable()


PROGRAMS = ("office", "browser")
"""Fixtures that start a program of that name: ``pytest -m "not office and not browser"`` does without."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start another program."""
    for item in items:
        for program in PROGRAMS:
            if program in getattr(item, "fixturenames", ()):
                item.add_marker(program)


@pytest.fixture(autouse=True)
def _own_collector() -> Iterator[None]:
    """A command that is run within the process of the tests ends, and they go on: no test sets the collector for the
    next.
    """
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every load of the test reads the files again, and shares nothing with another."""
    monkeypatch.setattr(warm_catalogues, "SHARING", False)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with a profile for the run, or a skip."""
    return found_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def small_path() -> Path:
    """The folder of the small catalogue: one treaty (``model``), two Acts and a register of practice."""
    return Path(__file__).parent / "catalogues" / "small"


@pytest.fixture(scope="session")
def small(small_path: Path) -> Gapcheck:
    """The small catalogue, loaded."""
    import gapcheck

    return gapcheck.load(small_path)


@pytest.fixture(scope="session")
def mandate_path() -> Path:
    """The folder of a catalogue of a treaty text, a mandate that it answers, statements and registers of policy."""
    return Path(__file__).parent / "catalogues" / "mandate"


@pytest.fixture(scope="session")
def policy(mandate_path: Path) -> Gapcheck:
    """That catalogue, loaded."""
    import gapcheck

    return gapcheck.load(mandate_path)


@pytest.fixture(scope="session")
def reviewed(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small catalogue with two questions that agencies can settle."""
    from support.reviews import reviewed_data

    from gapcheck.catalogue.loading import load

    return load(reviewed_data(small_path, tmp_path_factory.mktemp("reviewed") / "data"))
