"""Packages without a trace of the clock."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from gapcheck.report.steady_zip import steady_zip


def package(*stamps: tuple[int, ...]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for number, stamp in enumerate(stamps):
            made.writestr(zipfile.ZipInfo(f"part{number}.xml", stamp), f"<part>{number}</part>")
    return buffer.getvalue()


DAY = date(2025, 12, 1)


def test_the_parts_stay_and_their_dates_go() -> None:
    found = steady_zip(package((2001, 2, 3, 4, 5, 6), (2020, 1, 1, 1, 1, 2)), DAY)
    with zipfile.ZipFile(io.BytesIO(found)) as made:
        assert [(i.filename, i.date_time) for i in made.infolist()] == [
            (f"part{n}.xml", (2025, 12, 1, 0, 0, 0)) for n in range(2)
        ]
        assert made.read("part1.xml") == b"<part>1</part>"


def test_the_time_of_writing_makes_no_difference() -> None:
    one, other = package((2001, 2, 3, 4, 5, 6)), package((2020, 1, 1, 1, 1, 2))
    assert steady_zip(one, DAY) == steady_zip(other, DAY)


@pytest.mark.parametrize(
    ("day", "stamp"),
    [
        (date(1, 1, 1), (1980, 1, 1)),
        (date(1961, 1, 1), (1980, 1, 1)),
        (date(2107, 12, 31), (2107, 12, 31)),
        (date(2108, 1, 1), (2107, 12, 31)),
        (date(9999, 12, 31), (2107, 12, 31)),
    ],
)
def test_a_day_that_zip_files_cannot_tell(day: date, stamp: tuple[int, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(steady_zip(package((2001, 2, 3, 4, 5, 6)), day))) as made:
        assert made.infolist()[0].date_time[:3] == stamp
