"""What the tests share: a small made-up catalogue in which every kind of verdict occurs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.laws import use_profile

if TYPE_CHECKING:
    from gapcheck import Gapcheck
    from gapcheck.catalogue.catalogue import Catalogue


use_profile()
# No test may find or leave anything in the cache of whoever runs it; those of the cache have a folder of their own.
os.environ["GAPCHECK_NO_CACHE"] = "1"


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
