"""All timings in one table: what each step costs, how it grows, and whether it keeps its bar.

``python bench/all.py`` prints the table in under five minutes; ``--write`` also writes ``docs/performance.md``;
``--even`` prints how steps grow where the vocabulary grows with the duties, so that a duty has as many rules near it
at every size; ``--large`` loads and assesses 50,000 duties by 150,000 rules and tells the memory that it took. Run from
the repository with ``src`` in PYTHONPATH. Seconds are CPU seconds of one process, the least of several runs: on a
shared machine they mean something as ratios within one run alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import platform
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from zipfile import ZipFile

from made_up import write as write_catalogue

DAY = "2026-01-01"
SIZES = {300: (900, 30, 500), 1000: (3000, 50, 500), 5000: (15000, 150, 1000)}
LARGE = (50_000, 150_000, 500, 2000)
LARGE_GIB = 12
EVEN = {300: (900, 30, 500), 1000: (3000, 50, 1667), 5000: (15000, 150, 8333)}
"""The same with as many concepts for each duty at every size."""
MOST_SECONDS = 60.0
"""A step that takes longer is stopped, and told as such: the table is there in five minutes whatever happens."""
REPEAT_UNDER = 5.0
RUNS = 3
FORMATS = ("xlsx", "docx", "html", "md")
GROWTH = 1.15
CHECKS = "checks a second, millions"
LEAST_CHECKS = 2.0
"""Millions of pairs of a cell and a rule of its kind in force that an assessment disposes of in a second, at least."""
MEMORY = "peak MiB"
FLOOR = "floor of load"
DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"


@dataclass(frozen=True)
class Bar:
    """What a step is held to: at most ``most`` times the seconds of another step at 1,000 duties."""

    most: float
    of: str


BARS = {"load": Bar(1.5, FLOOR), "assess": Bar(0.3, "load"), "whole report": Bar(8, "load")}
COMMANDS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "--help": (("--help",), None),
    "assess budapest": (("assess", "budapest", "--as-at", "2026-11-28"), 0.6),
    "assess budapest, --no-cache": (("--no-cache", "assess", "budapest", "--as-at", "2026-11-28"), None),
    "assess uncc": (("assess", "uncc", "--as-at", "2026-11-28"), None),
    "timeline budapest --from 2003-01-01": (("timeline", "budapest", "--from", "2003-01-01"), 1.5),
    "repair budapest": (("repair", "budapest", "--as-at", "2026-11-28"), 1.5),
    "repair uncc": (("repair", "uncc", "--as-at", "2026-11-28"), 1.5),
    "hindcast": (("hindcast",), 1.5),
}


class _TooLong(BaseException):
    """A step took more than ``MOST_SECONDS``."""


def _stop(*_: object) -> None:
    raise _TooLong


@dataclass(frozen=True)
class Step:
    """A step of the table: what is timed, and how large what it gives is, in bytes or things."""

    name: str
    action: Callable[[], Any]
    output: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class Timed:
    """The CPU seconds of a step, infinite if it was stopped, and how much it gave, where that is counted."""

    seconds: float
    output: int | None = None


def timed(step: Step) -> Timed:
    """The least of three runs, of one alone if that is long."""
    best, found = math.inf, None
    signal.signal(signal.SIGPROF, _stop)
    for _ in range(RUNS):
        gc.collect()
        # Of the CPU seconds of this process, as those that are told.
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        start = process_time()
        try:
            found = step.action()
        except _TooLong:
            return Timed(math.inf)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        best = min(best, process_time() - start)
        if best > REPEAT_UNDER:
            break
    return Timed(best, step.output(found) if step.output else None)


def floor_of_load(folder: Path) -> None:
    """The least that a load can do with the same libraries: events of libyaml to plain data, and each model once."""
    import yaml

    from gapcheck.catalogue.file_places import form_of
    from gapcheck.model.base import FROM_FILE

    for path in sorted(folder.rglob("*.yaml")):
        form = form_of(path.relative_to(folder))
        assert form is not None
        data = _plain(yaml.CSafeLoader(path.read_text(encoding="utf-8")))
        form.model_validate(data, by_alias=True, by_name=False, context=FROM_FILE)


def _plain(parser: Any) -> Any:
    """The data of a file from its events, with nothing checked and no line kept."""
    from yaml.events import CollectionEndEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent, StreamEndEvent

    top: list[Any] = []
    stack: list[Any] = [top]
    keys: list[Any] = [None]
    while (event := parser.get_event()).__class__ is not StreamEndEvent:
        kind = event.__class__
        if kind is ScalarEvent:
            value: Any = event.value
            if not event.style:
                value = {"null": None, "true": True, "false": False, "": None}.get(value, value)
                value = int(value) if isinstance(value, str) and value.isdigit() and value[:1] != "0" else value
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            value = {} if kind is MappingStartEvent else []
        else:
            if issubclass(kind, CollectionEndEvent):
                stack.pop()
                keys.pop()
            continue
        holder, key = stack[-1], keys[-1]
        if holder.__class__ is list:
            holder.append(value)
        elif key is None:
            keys[-1] = value
            continue
        else:
            holder[key], keys[-1] = value, None
        if kind is not ScalarEvent:
            stack.append(value)
            keys.append(None)
    return top[0]


def steps(folder: Path) -> Iterator[Step]:
    """Each step on a made-up catalogue, in the order in which one needs another."""
    import gapcheck
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.cli.output import as_json

    # What is imported for the first time is no part of a step.
    import gapcheck.report.outputs  # isort: skip
    import docxtpl
    import pandas
    import scipy.optimize
    import xlsxwriter

    assert all((docxtpl, pandas, scipy.optimize, xlsxwriter))
    gapcheck.load(Path(__file__).parent.parent / "tests" / "catalogues" / "small").assess("model", DAY)

    def json_bytes(value: object) -> int:
        return len(as_json(value).encode())

    yield Step(FLOOR, lambda: floor_of_load(folder))
    yield Step("load", lambda: gapcheck.load(folder), lambda _: sum(p.stat().st_size for p in folder.rglob("*.yaml")))
    book = gapcheck.load(folder)

    def fresh() -> Any:
        return gapcheck.Gapcheck(Catalogue(book.catalogue.contents, book.catalogue.version, book.catalogue.origins))

    yield Step("join up", lambda: fresh().catalogue.duties, len)
    yield Step("assess", lambda: book.assess("made-up", DAY), lambda _: pairs(book.catalogue))
    yield Step("JSON", lambda: book.assess("made-up", DAY).to_dict(), json_bytes)
    yield Step(
        "timeline", lambda: book.timeline("made-up", "2001-01-01", DAY), lambda found: json_bytes(found.to_dict())
    )
    yield Step("repair", lambda: book.repair("made-up", DAY), lambda found: json_bytes(found.to_dict()))

    def report() -> int:
        with TemporaryDirectory() as out:
            book.assess("made-up", DAY).report("UNCLASSIFIED").write(out, FORMATS)
            return sum(_unpacked_size(path) for path in Path(out).rglob("*") if path.is_file())

    yield Step("whole report", report, int)


def pairs(catalogue: Any) -> int:
    """The pairs of a cell and a rule of its kind in force, of every duty that is judged by its own cells."""
    from gapcheck.engine.cells import cells_of
    from gapcheck.model.treaty import JUDGED

    kinds = Counter(e.rule.kind for e in catalogue.rules_in_force(date.fromisoformat(DAY)))
    full = [f for f in catalogue.duties_of("made-up") if f.duty.force in JUDGED and not f.follows]
    return sum(len(cells_of(f)) * kinds[f.duty.kind] for f in full)


def _unpacked_size(path: Path) -> int:
    """The bytes of a file, of an Office file without compression."""
    if path.suffix not in (".xlsx", ".docx"):
        return path.stat().st_size
    with ZipFile(path) as package:
        return sum(part.file_size for part in package.infolist())


def measure(folder: Path) -> dict[str, Timed]:
    """What each step takes and gives, and last of all the memory that they took together."""
    found: dict[str, Timed] = {}
    for step in steps(folder):
        found[step.name] = timed(step)
        print(f"  {step.name}: {found[step.name].seconds:.2f}", file=sys.stderr, flush=True)
    found[MEMORY] = Timed(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


def measured(size: int, numbers: tuple[int, int, int]) -> dict[str, Timed]:
    """What each step takes and gives at one size, measured in a process of its own."""
    with TemporaryDirectory() as folder:
        print(f"{size:,} duties", file=sys.stderr, flush=True)
        write_catalogue(Path(folder), size, *numbers)
        command = [sys.executable, __file__, "--steps", folder]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return {name: Timed(*told) for name, told in json.loads(done.stdout).items()}


def command_seconds(arguments: tuple[str, ...]) -> float:
    """CPU seconds of a whole command, the least of three, after one that fills the cache and compiles the modules."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "GAPCHECK_NO_CACHE")}
    best = math.inf
    with TemporaryDirectory() as kept:
        environment |= {"XDG_CACHE_HOME": kept, "PYTHONPYCACHEPREFIX": f"{kept}/code"}
        for run in range(RUNS + 1):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-m", "gapcheck", *arguments]
            subprocess.run(command, check=True, capture_output=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if run:
                best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def powers(values: Sequence[float | None], sizes: Sequence[int]) -> list[float | None]:
    """With which power of the size something grows from each size to the next; ``None`` where that is not known."""
    return [
        math.log(large / small) / math.log(b / a) if small and large and math.isfinite(small + large) else None
        for small, large, a, b in zip(values, values[1:], sizes, sizes[1:], strict=False)
    ]


HEADINGS = ("ratio at 1,000", "bar", "n^k", "in halves", "its output", "kept?")


def table(found: Mapping[int, Mapping[str, Timed]]) -> list[str]:
    """Every step at every size, as lines of Markdown."""
    sizes = sorted(found)
    head = ["step", *(f"{size:,}" for size in sizes), *HEADINGS]
    rows = [head, ["---", *("---:" for _ in head[1:])]]
    rows += [_row(step, sizes, found) for step in found[sizes[0]] if step != MEMORY]
    checks = [found[size]["assess"] for size in sizes]
    millions = [(one.output or 0) / one.seconds / 1e6 for one in checks]
    kept = "yes" if min(millions[1:]) >= LEAST_CHECKS else "no"
    rows.append([CHECKS, *(f"{one:.1f}" for one in millions), "", f"{LEAST_CHECKS:g} from 1,000 on", "", "", "", kept])
    memory = (f"{found[size][MEMORY].seconds:.0f}" for size in sizes)
    rows.append([MEMORY, *memory, *("" for _ in HEADINGS)])
    return [f"| {' | '.join(row)} |" for row in rows]


def command_table(commands: Mapping[str, float]) -> list[str]:
    """Every command, as lines of Markdown."""
    lines = ["| command | seconds | bar | kept? |", "| --- | ---: | ---: | --- |"]
    for name, taken in commands.items():
        bar = COMMANDS[name][1]
        kept = ("-", "-") if bar is None else (f"{bar}", "yes" if taken <= bar else "no")
        lines.append(f"| `gapcheck {name}` | {taken:.2f} | {' | '.join(kept)} |")
    return lines


def _row(step: str, sizes: list[int], found: Mapping[int, Mapping[str, Timed]]) -> list[str]:
    here = [found[size][step] for size in sizes]
    figures = [f"{one.seconds:.2f}" if math.isfinite(one.seconds) else f"over {MOST_SECONDS:.0f}" for one in here]
    ends = (here[0], here[-1]), (sizes[0], sizes[-1])
    grows, halves = (powers([one.seconds for one in some], of) for some, of in (ends, (here, sizes)))
    given = powers([one.output for one in ends[0]], ends[1])
    # What others are held against has no bar of its own.
    kept = [] if step == FLOOR else [power is not None and power <= GROWTH for power in grows]
    ratio = bar = ""
    if step in BARS:
        held = BARS[step]
        times = found[1000][step].seconds / found[1000][held.of].seconds
        ratio, bar = f"{times:.2f} x {held.of}", f"{held.most:g}"
        kept.append(times <= held.most)
    counted = [_powers_told(given)] if any(power is not None for power in given) and step != "assess" else [""]
    told = "yes" if all(kept) else "no"
    return [step, *figures, ratio, bar, _powers_told(grows), _powers_told(halves), *counted, told if kept else "-"]


def _powers_told(found: Iterable[float | None]) -> str:
    return ", ".join("-" if power is None else f"{power:.2f}" for power in found)


def large() -> str:
    """Load and assess the largest catalogue, and tell what that took."""
    with TemporaryDirectory() as folder:
        print(f"writing {LARGE[0]:,} duties and {LARGE[1]:,} rules", file=sys.stderr, flush=True)
        write_catalogue(Path(folder), *LARGE)
        done = subprocess.run([sys.executable, __file__, "--one", folder], check=True, stdout=subprocess.PIPE)
    took: dict[str, float] = json.loads(done.stdout)
    kept = "yes" if took["peak GiB"] <= LARGE_GIB else "no"
    return (
        f"50,000 duties by 150,000 rules: load {took['load']:.0f} s, assess {took['assess']:.0f} s, "
        f"peak {took['peak GiB']:.1f} GiB (bar: {LARGE_GIB}; kept: {kept})."
    )


def one(folder: Path) -> dict[str, float]:
    """The seconds of a load and an assessment, and the memory that they took together."""
    import gapcheck

    gc.disable()
    start = process_time()
    book = gapcheck.load(folder)
    loaded = process_time()
    book.assess("made-up", DAY)
    took = {"load": loaded - start, "assess": process_time() - loaded}
    return took | {"peak GiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2}


HEAD = """# How long gapcheck takes

CPU seconds on {machine}, Python {python}, the least of several runs, as `python bench/all.py --write` last wrote
them. On a shared machine they mean something as ratios within one run alone. The catalogues are made up
(`bench/made_up.py`): so many duties, three times as many rules. *Floor of load* is what the same libraries need to
turn the files into plain data and each model once. *n^k* is how a step grows from 300 to 5,000 duties; the bar is k =
{growth}. *In halves* is the same from 300 to 1,000 and from 1,000 to 5,000. *Its output* is how that grows which the
step gives (bytes of JSON, of the files of a report without compression; of a load what it reads). The vocabulary
grows more slowly than the duties, so that a cell has 7 rules near it at 300 duties, 27 at 1,000 and 66 at 5,000;
`--even` lets it grow as they do. *No* marks a bar that is not kept, *over {most:.0f}* a step that was stopped. A
command is a whole process, its catalogue in the user's cache unless it says otherwise.

"""


def _all_sizes(sizes: Mapping[int, tuple[int, int, int]]) -> dict[int, dict[str, Timed]]:
    return {size: measured(size, numbers) for size, numbers in sizes.items()}


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--even", action="store_true", help="only the growth, with a vocabulary that grows as well")
    parser.add_argument("--large", action="store_true", help="load and assess the largest catalogue alone")
    parser.add_argument("--steps", help=argparse.SUPPRESS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.steps:
        print(json.dumps({name: astuple(one) for name, one in measure(Path(asked.steps)).items()}))
    elif asked.one:
        print(json.dumps(one(Path(asked.one))))
    elif asked.large:
        print(large())
    elif asked.even:
        print("\n".join(table(_all_sizes(EVEN))))
    else:
        lines = [*table(_all_sizes(SIZES)), ""]
        lines += command_table({name: command_seconds(arguments) for name, (arguments, _) in COMMANDS.items()})
        print("\n".join(lines))
        if asked.write:
            machine = f"{os.cpu_count()} cores of {platform.machine()}"
            head = HEAD.format(machine=machine, python=platform.python_version(), growth=GROWTH, most=MOST_SECONDS)
            # What was measured apart stands under headings of its own, and stays.
            apart = "".join(DOCUMENT.read_text(encoding="utf-8").partition("\n## ")[1:])
            DOCUMENT.write_text(head + "\n".join(lines) + "\n" + apart, encoding="utf-8")


if __name__ == "__main__":
    main()
