"""The catalogue that comes with gapcheck, loaded once for the tests of the annex."""

from __future__ import annotations

import pytest

import gapcheck
from gapcheck import Gapcheck


@pytest.fixture(scope="session")
def bundled() -> Gapcheck:
    """The bundled catalogue."""
    return gapcheck.load()
