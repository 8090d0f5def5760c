"""What the tests of reviews share."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reviews import reviewed_data

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load


@pytest.fixture(scope="session")
def reviewed(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small catalogue with two questions that agencies can settle."""
    return load(reviewed_data(small_path, tmp_path_factory.mktemp("reviewed") / "data"))
