"""The look of statuses: every one has words, a symbol and colours that can be told apart by everybody."""

from __future__ import annotations

from itertools import combinations

import pytest

from gapcheck.engine.results import STATUSES
from gapcheck.report.statuses import RESULT, STATUS, VERDICT, pale, status_badge, words
from gapcheck.wording.verdicts import VERDICTS

# Machado, Oliveira and Fernandes 2009, at full severity, on linear RGB.
SIGHT = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}

Colour = tuple[float, ...]


def linear(code: str) -> Colour:
    channels = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def seen(code: str, sight: str) -> Colour:
    """The colour in CIELAB, as it is seen."""
    red, green, blue = (
        min(max(sum(m * c for m, c in zip(row, linear(code), strict=True)), 0.0), 1.0) for row in SIGHT[sight]
    )
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def luminance(code: str) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(code), strict=True))


def test_every_status_has_a_look() -> None:
    assert tuple(STATUS) == (*STATUSES, "withheld")
    looks = list(STATUS.values())
    assert len({look.words for look in looks}) == len({look.symbol for look in looks}) == len(looks)
    assert words("met_with_reservation") == "Met with reservation"
    assert words("covers") == RESULT["covers"].words


def test_every_verdict_has_a_look_of_its_own_without_any_colour() -> None:
    assert tuple(VERDICT) == VERDICTS
    looks = list(VERDICT.values())
    assert len({look.symbol for look in looks}) == len({look.slug for look in looks}) == len(looks)
    textures = {words: look.texture for words, look in VERDICT.items()}
    assert textures["Contested"] == "dotted"
    assert {texture for verdict, texture in textures.items() if verdict.startswith("Likely")} == {"striped"}
    assert set(textures.values()) == {"plain", "striped", "dotted"}


def test_a_likely_verdict_differs_from_the_settled_one_in_notebooks_without_its_words() -> None:
    settled, likely, open_ = (status_badge(v, "x") for v in ("Met", "Likely met", "Contested"))
    assert ("solid" in settled, "dashed" in likely, "dotted" in open_) == (True, True, True)


@pytest.mark.parametrize("verdict", VERDICT)
def test_dark_text_is_readable_on_a_texture(verdict: str) -> None:
    contrast = (luminance(pale(VERDICT[verdict])) + 0.05) / (luminance("#1A1A1A") + 0.05)
    assert VERDICT[verdict].texture == "plain" or contrast >= 4.5


@pytest.mark.parametrize("verdict", [v for v, look in VERDICT.items() if look.texture != "plain"])
def test_a_texture_is_seen_in_grey(verdict: str) -> None:
    look = VERDICT[verdict]
    assert abs(luminance(look.fill) - luminance(pale(look))) > 0.05


@pytest.mark.parametrize("sight", SIGHT)
def test_fills_can_be_told_apart(sight: str) -> None:
    for a, b in combinations(STATUS.values(), 2):
        pairs = zip(seen(a.fill, sight), seen(b.fill, sight), strict=True)
        assert sum((p - q) ** 2 for p, q in pairs) ** 0.5 > 10, (a.words, b.words)


@pytest.mark.parametrize("status", STATUSES)
def test_dark_text_is_readable(status: str) -> None:
    contrast = (luminance(STATUS[status].fill) + 0.05) / (luminance("#1A1A1A") + 0.05)
    assert contrast > 7
