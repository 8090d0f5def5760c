"""Texts with labels: nothing is told wrongly, and what is told is what ``labelled/told.txt`` says.

The texts are extracts of Acts, labelled by their own links (``labelled/statutes.json``), and the prose of
``bench/cite_prose.json``, labelled by hand; ``bench/bench_cite.py`` judges both, and measures whole Acts the same way.
After a change that is meant to tell more, write what is told anew and read the difference:

    GAPCHECK_WRITE_GOLDEN=1 python -m pytest tests/citing/test_labelled_texts.py
    git diff tests/citing/labelled
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import gapcheck
from gapcheck.citing import Citations

LABELLED = Path(__file__).parent / "labelled"
STATUTES = LABELLED / "statutes.json"
TOLD = LABELLED / "told.txt"
Judged = dict[str, tuple[str, list[Any]]]


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    """``bench/bench_cite.py``, which is in no package."""
    script = Path(__file__).parents[2] / "bench" / "bench_cite.py"
    spec = importlib.util.spec_from_file_location("bench_cite", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)  # its data classes look themselves up
        spec.loader.exec_module(module)
        yield module


@pytest.fixture(scope="module")
def judged(bench: ModuleType) -> Judged:
    """Each text by its name: its words, and what became of each of its labels."""
    catalogue = gapcheck.load().catalogue
    numbers = json.loads(STATUTES.read_text(encoding="utf-8"))["numbers"]
    of = cache(partial(bench.citations_of, catalogue))  # several are of one Act
    found: Judged = {}
    for name, text, labels, given in bench.labelled(STATUTES):
        search, act = of(given["act"])
        found[name] = text, list(bench.judge(labels, search.find(text, act=act), numbers))
    search = Citations(catalogue)
    for name, text, labels, given in bench.labelled(bench.PROSE):
        found[name] = text, list(bench.judge(labels, search.find(text, **given)))
    return found


def test_every_label_stands_on_its_place(bench: ModuleType) -> None:
    texts = [*bench.labelled(STATUTES), *bench.labelled(bench.PROSE)]
    assert len({name for name, *_ in texts}) == len(texts)
    for name, text, labels, _ in texts:
        astray = [label for label in labels if text[label.start : label.end] != label.place]
        assert (name, astray) == (name, [])


def test_no_label_is_told_wrongly(bench: ModuleType, judged: Judged) -> None:
    wrong = [
        line
        for text, outcomes in judged.values()
        for line in bench.confusion(text, [o for o in outcomes if o.outcome == "wrong"])
    ]
    assert wrong == []


def test_as_many_are_told_as_before(bench: ModuleType, judged: Judged) -> None:
    bases = Counter(o.basis for _, outcomes in judged.values() for o in outcomes if o.outcome == "right")
    lines = [bench.HEAD, *(bench.table(name, outcomes) for name, (_, outcomes) in judged.items()), ""]
    lines += [f"{basis:<20} right {count:5}" for basis, count in sorted(bases.items())]
    told = "".join(f"{line}\n" for line in lines)
    if os.environ.get("GAPCHECK_WRITE_GOLDEN"):
        TOLD.write_text(told, encoding="utf-8", newline="\n")
    assert told.splitlines() == TOLD.read_text(encoding="utf-8").splitlines()
