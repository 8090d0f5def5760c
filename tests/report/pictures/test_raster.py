"""Pictures as PNG."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from gapcheck.errors import UsageError
from gapcheck.report.pictures.drawing import Drawing, svg_of
from gapcheck.report.pictures.raster import can_draw_png, png_bytes

PICTURE = svg_of(Drawing(), "T", "D", "en")


def test_a_png_of_the_width_asked_for() -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    made = png_bytes(PICTURE, 800)
    assert made.startswith(b"\x89PNG")
    assert (int.from_bytes(made[16:20]), int.from_bytes(made[20:24])) == (800, 450)
    assert png_bytes(PICTURE, 800) == made


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert not can_draw_png()
    with pytest.raises(UsageError, match="pip install typst"):
        png_bytes(PICTURE)
