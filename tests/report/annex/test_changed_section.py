"""The section on what changed, and the shortfalls of an article that are alike."""

from __future__ import annotations

import re
from collections.abc import Callable

from gapcheck.report.outputs import render
from gapcheck.report.report import Report


def markdown(report: Report) -> str:
    (raw,) = render(report, ["md"]).values()
    return raw.decode()


def test_no_article_is_said_to_be_moved_by_what_did_not_move_it(shipped_report: Callable[..., Report]) -> None:
    _, _, told = markdown(shipped_report("budapest", since="2023-12-20")).rpartition("What moved them |\n")
    moved = dict(re.findall(r"^\| (arts? [^|]+) \|.* \| ([^|]+) \|$", told, re.MULTILINE))
    assert moved["arts 6, 17"] == "Budapest Convention and Related Matters Legislation Amendment Act 2025"
    assert "reservation under Article 14(3)(a)" in moved["art 14"]
    assert moved["art 25"].endswith("Act 2025 and Instrument of accession")


def test_what_several_sections_lack_alike_is_told_once(shipped_report: Callable[..., Report]) -> None:
    told = markdown(shipped_report("uncc", since="2023-12-20"))
    assert "**(2)(a)** The same holds of section 57(1).<br>**(2)(b)** The same holds of section 128 of the " in told
    assert "**(1)(b)** The same holds of New Zealand law.<br>**(1)(c)** The same holds of section 131A(1)." in told


def test_every_count_of_the_statements_is_told(shipped_report: Callable[..., Report]) -> None:
    told = markdown(shipped_report("uncc", since="2023-12-20"))
    assert re.search(
        r"\d+ agrees?, \d+ disagrees?, \d+ (is|are) superseded .*, \d+ (is|are) neither .* and \d+ cannot", told
    )
