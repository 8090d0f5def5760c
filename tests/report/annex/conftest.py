"""What the tests of the annex share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

import gapcheck
from gapcheck import Gapcheck
from gapcheck.report.annex.template_rendering import MEMORY, SECONDS, attempt, taken


@pytest.fixture(scope="session")
def bundled() -> Gapcheck:
    """The bundled catalogue."""
    return gapcheck.load()


@pytest.fixture
def filled_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates of agencies are filled in this process: for tests of what comes of it, and not of how it is bounded."""

    def fill_here(template: bytes, values: Mapping[str, Any], seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
        return taken(*attempt(template, json.loads(json.dumps(values))), seconds, memory)

    monkeypatch.setattr("gapcheck.report.annex.word.fill_apart", fill_here)
