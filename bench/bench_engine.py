"""Time gapcheck: what a user waits for (import, help, load, assess, report), and the engine on large catalogues.

Run from the repository: ``PYTHONPATH=src python bench/bench_engine.py``. Every figure is the median of five runs. With
``--public`` only what goes through the public names is timed, which works on older commits too, so that two can be
compared: give the ``src`` of the other in PYTHONPATH.
"""

from __future__ import annotations

import gc
import math
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from made_up import write as write_catalogue

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Catalogue

RUNS = 5
DAY = date(2026, 1, 1)


def median(action: Callable[[], object]) -> float:
    """Seconds that ``action`` takes, the median of five runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def fresh(code: str) -> None:
    """Run ``code`` in an interpreter of its own."""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def import_time() -> float:
    """Seconds for ``import gapcheck``, without the start of the interpreter."""
    return median(lambda: fresh("import gapcheck")) - median(lambda: fresh(""))


def help_time() -> float:
    """Seconds for ``gapcheck --help``, the start of the interpreter included."""
    return median(lambda: fresh("from gapcheck.cli import main; main(['--help'])"))


def load_time() -> float:
    """Seconds to read and check the bundled catalogue."""
    import gapcheck

    return median(gapcheck.load)


def assess_time() -> float:
    """Seconds to assess Budapest against the bundled catalogue, joined up afresh each time."""
    import gapcheck

    loaded = gapcheck.load()
    joined = type(loaded.catalogue)
    return median(lambda: gapcheck.Gapcheck(joined(loaded.catalogue.contents)).assess("budapest", DAY))


def report_time() -> float:
    """Seconds to write the workbook, annex and page of Budapest, of an assessment that is there already."""
    import gapcheck

    assessment = gapcheck.load().assess("budapest", DAY)
    with TemporaryDirectory() as folder:
        return median(lambda: assessment.report("UNCLASSIFIED").write(folder, ["xlsx", "docx", "html", "md"]))


def yaml_time() -> float:
    """Seconds to refuse two files that were made to take long: an alias bomb, and a hundred thousand brackets."""
    from gapcheck.catalogue.strict_yaml import parse
    from gapcheck.errors import DataError

    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))

    def refuse() -> None:
        for text in (bomb, "a:\n  " + "[" * 100_000):
            with suppress(DataError):
                parse(text.encode(), "made-up.yaml")

    return median(refuse)


def timeline_time() -> float:
    """Seconds for the timeline of Budapest from 2003 on, the catalogue joined up afresh each time."""
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.catalogue.loading import load
    from gapcheck.change.timeline import timeline

    contents = load().contents
    return median(lambda: timeline(Catalogue(contents), "budapest", date(2003, 1, 1), DAY))


def timeline_command_time() -> float:
    """Seconds for ``gapcheck timeline budapest --from 2003-01-01``, start and load included."""
    command = ("-m", "gapcheck", "timeline", "budapest", "--from", "2003-01-01")
    return median(lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True))


def large_time() -> float:
    """Seconds to assess 70 duties (450 cells) against 200 rules."""
    from gapcheck.engine.assessment import assess

    made = large()
    return median(lambda: assess(made, "t", DAY))


# No return type: the annotation would import the package before its import is timed.
def large(duty_count: int = 70, rule_count: int = 200):  # type: ignore[no-untyped-def]
    """70 duties, 450 cells and 200 rules (unless told otherwise), every tenth of which gives something to all of a
    kind.
    """
    from gapcheck.catalogue.catalogue import Catalogue, Contents
    from gapcheck.model.base import Interval, Source
    from gapcheck.model.law import Act, Condition, Gift, Rule, Section, StatuteFile, Supports
    from gapcheck.model.treaty import Article, ArticlesFile, Duty, Element, Instrument, Narrowing, Survey
    from gapcheck.model.vocabulary import Concept, Facet, Kind, VocabularyFile

    random = Random(20260101)
    scope = ("conduct", "object", "fault", "purpose", "data", "offence")
    guarantee = ("power", "secrecy", "safeguard")
    source = (Source(ref="Made up", pinpoint="p 1", checked="unverified"),)
    anchors = {"offence": "conduct", "power": "power"}

    def named(facet: str) -> list[str]:
        return [f"{facet}-{n}" for n in range(60)]

    def some(facet: str, most: int) -> tuple[str, ...]:
        return tuple(random.sample(named(facet), random.randint(1, most)))

    concepts = [
        Concept(id=name, facet=facet, label=name, broader=(f"{facet}-{n // 5 * 5}",) if n % 5 else ())
        for facet in (*scope, *guarantee)
        for n, name in enumerate(named(facet))
    ]
    facets = [
        Facet(id=f, role="scope", label=f, unrelated="overlapping" if n == 2 else "disjoint")
        for n, f in enumerate(scope)
    ]
    facets += [Facet(id=f, role="guarantee", label=f) for f in guarantee]
    duties = []
    for n in range(duty_count):
        kind = random.choice(list(anchors))
        every = {anchors[kind], *random.sample(scope, 2)}
        once = {*random.sample(scope, 1), *random.sample(guarantee, 2)} - every
        elements = [Element(facet=f, every=some(f, 3)) for f in sorted(every)]
        elements += [Element(facet=f, any=some(f, 2)) for f in sorted(once)]
        limits = random.sample(scope, 2)
        allows = tuple(Narrowing(id=f, facet=f, limit_to=some(f, 2), how="reservation", under="40") for f in limits)
        duties.append(
            Duty(
                id=str(n),
                kind=kind,
                force="shall",
                text="Text.",
                elements=elements,
                allows=allows,
                survey=Survey(date=DAY, acts=("act",)),
                source=source,
            )
        )
    rules = []
    for n in range(rule_count):
        kind = random.choice(list(anchors))
        limited = {*random.sample(scope, 2)} | ({"conduct"} if kind == "offence" else set())
        given = {*random.sample(guarantee, 1)} | ({"power"} if kind == "power" else set())
        rules.append(
            Rule(
                id=str(n),
                kind=kind,
                text="Text.",
                in_force=Interval(start=date(2000, 1, 1)),
                conditions=tuple(Condition(facet=f, any=some(f, 2), arguably=some(f, 1)) for f in sorted(limited)),
                gives=tuple(Gift(facet=f, concepts=some(f, 2)) for f in sorted(given)),
                supports=None if n % 10 else Supports(kinds=(kind,)),
                source=source,
            )
        )
    sections = tuple(Section(section=r.id, heading="Heading", rules=(r,)) for r in rules)
    articles = tuple(Article(article=d.id, heading="Heading", chapter="One", duties=(d,)) for d in duties)
    kinds = tuple(Kind(id=k, anchor=a, label=k) for k, a in anchors.items())
    return Catalogue(
        Contents(
            vocabulary=(VocabularyFile(kinds=kinds, facets=facets, concepts=concepts),),
            instruments=(Instrument(id="t", title="T", short_title="T", citation="T", text_status="draft"),),
            articles=(ArticlesFile(instrument="t", articles=articles),),
            statutes=(StatuteFile(act=Act(id="act", title="Made Up Act 2000"), sections=sections),),
        )
    )


def lint_time() -> float:
    """Seconds to lint 600 duties and 400 rules, joined up afresh each time."""
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.lint import lint

    contents = large(600, 400).contents
    return median(lambda: lint(Catalogue(contents)))


def check_rates() -> Iterator[tuple[str, int, float]]:
    """Of some catalogues: how many checks an assessment stands for, and in how many CPU seconds it makes them.

    A check is a cell against a rule in force of its kind, as if each were held against each. Joining up the catalogue
    is no part of it, sorting its rules into masks is.
    """
    import gapcheck

    yield "UN Convention", *_check_rate(gapcheck.load().catalogue, "uncc")
    with TemporaryDirectory() as folder:
        write_catalogue(Path(folder), 1000, 3000, 50, 500)
        yield "made up, 1,000 by 3,000", *_check_rate(gapcheck.load(folder).catalogue, "made-up")


def _check_rate(loaded: Catalogue, instrument: str) -> tuple[int, float]:
    from gapcheck.engine.assessment import assess

    result = assess(loaded, instrument, DAY)
    kinds = Counter(entry.rule.kind for entry in result.rules_in_force(DAY))
    checks = sum(len(duty.cells) * kinds[duty.kind] for duty in result.duties)
    best = math.inf
    for _ in range(RUNS):
        afresh = type(loaded)(loaded.contents)
        _ = afresh.duties, afresh.rules, afresh.vocabulary
        gc.collect()
        start = time.process_time()
        assess(afresh, instrument, DAY)
        best = min(best, time.process_time() - start)
    return checks, best


# What goes through public names only.
PUBLIC: dict[str, Callable[[], float]] = {
    "import gapcheck": import_time,
    "gapcheck --help": help_time,
    "load the bundled catalogue": load_time,
    "assess Budapest": assess_time,
    "report on Budapest": report_time,
    "timeline command from 2003": timeline_command_time,
}
INNER: dict[str, Callable[[], float]] = {
    "timeline of Budapest from 2003": timeline_time,
    "assess 70 duties by 200 rules": large_time,
    "lint 600 duties and 400 rules": lint_time,
    "refuse hostile YAML": yaml_time,
}


def main() -> None:
    """Print a table; what cannot be timed yet says why."""
    benchmarks = PUBLIC if "--public" in sys.argv else {**PUBLIC, **INNER}
    print(f"{'what':<32}{'seconds':>10}")
    for what, bench in benchmarks.items():
        try:
            print(f"{what:<32}{bench():>10.3f}", flush=True)
        except (ImportError, LookupError, OSError, ValueError, subprocess.CalledProcessError) as error:
            print(f"{what:<32}{'-':>10}  {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
    if "--public" not in sys.argv:
        print(f"\n{'checks of a rule against a cell':<32}{'checks':>10}{'CPU s':>10}{'a second':>13}")
        for what, checks, taken in check_rates():
            print(f"{what:<32}{checks:>10,}{taken:>10.3f}{checks / taken:>13,.0f}", flush=True)


if __name__ == "__main__":
    main()
