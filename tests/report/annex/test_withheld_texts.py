"""A planted secret in every text of the newer keys of a context is in no byte of a release copy of the annex."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from support.annexes import CONTEXT, SECRET, small_report
from support.leaks import leaks

from gapcheck import Gapcheck
from gapcheck.model.context import Context
from gapcheck.report.outputs import render
from gapcheck.report.report import make_report

HIDDEN: dict[str, str] = {"text": f"{SECRET} and more", "withheld": "s 9(2)(j)"}
SOURCE = [{"ref": f"{SECRET} paper", "pinpoint": "para 1", "checked": "verified"}]


def _context(instrument: str, question: str) -> dict[str, Any]:
    prose = {
        topic: [{"parts": [HIDDEN], "source": SOURCE}]
        for topic in ("recommendation", "timing", "intentions", "not_entering", "reservations_policy")
    }
    answers = [{"question": question, "by": HIDDEN, "date": "2019-01-01", "says": HIDDEN}] if question else []
    return {
        "context": {"instrument": instrument},
        "prose": prose,
        "opposing_views": {
            "asked": [{"who": HIDDEN, "date": "2019-01-01", "answer": HIDDEN}],
            "views": [{"who": HIDDEN, "holds": HIDDEN, "source": SOURCE}, {"who": "Known", "holds": HIDDEN}],
        },
        "confirmations": answers,
        "cost_lines": [{"who": HIDDEN, "what": HIDDEN, "once": HIDDEN, "each_year": HIDDEN, "paid_by": HIDDEN}],
    }


@pytest.mark.parametrize("release", [False, True])
def test_of_a_treaty(bundled: Gapcheck, release: bool) -> None:
    forms = ["docx", "html", "md", "pdf"] if find_spec("typst") else ["docx", "html", "md"]
    fact = next(q.id for q in bundled.catalogue.questions.values() if q.title == "The contact point at all hours")
    context = Context.model_validate(_context("budapest", fact))
    report = make_report(bundled.assess("budapest", "2026-11-21"), "IN CONFIDENCE", context, release=release)
    files = {name: raw for name, raw in render(report, forms).items() if "annex" in name}
    assert len(files) == len(forms)
    leaking = {name for name, raw in files.items() if leaks(name, raw, SECRET)}
    # The scanner has to find what the internal copy shows, or its silence would say nothing.
    assert leaking == (set() if release else files.keys())


def test_the_key_lists_the_grounds_of_the_newer_texts(small_path: Path) -> None:
    context = CONTEXT | {"prose": {}, "consultation": [], "cost_lines": [{"who": "Police", "what": HIDDEN}]}
    report = small_report(small_path, context, release=True)
    assert [ground.id for ground in report.key] == ["s 9(2)(j)"]
