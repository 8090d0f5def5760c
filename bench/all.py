"""All timings in one table: what each step costs, how it grows, and whether it keeps its bar.

``python bench/all.py`` prints the table in under five minutes; ``--write`` also writes ``docs/performance.md``;
``--large`` loads and assesses 50,000 duties by 150,000 rules and tells the memory that it took. Run from the
repository with ``src`` in PYTHONPATH. Seconds are CPU seconds of one process, the least of several runs: on a shared
machine they mean something as ratios within one run alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from made_up import write as write_catalogue

DAY = "2026-01-01"
SIZES = {300: (900, 30, 500), 1000: (3000, 50, 500), 5000: (15000, 150, 1000)}
LARGE = (50_000, 150_000, 500, 2000)
LARGE_GIB = 12
MOST_SECONDS = 45.0
"""A step that would take longer at the next size, by its growth so far, is not run there."""
REPEAT_UNDER = 1.0
RUNS = 3
FORMATS = ("xlsx", "docx", "html", "md")
GROWTH = 1.15
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


def seconds(action: Callable[[], object]) -> float:
    """CPU seconds that ``action`` takes: the least of three runs, of one alone if that is long."""
    best = math.inf
    for _ in range(RUNS):
        gc.collect()
        start = process_time()
        action()
        best = min(best, process_time() - start)
        if best > REPEAT_UNDER:
            break
    return best


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


def steps(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each step on a made-up catalogue, by name, in the order in which one needs another."""
    import gapcheck
    from gapcheck.catalogue.catalogue import Catalogue

    # What is imported for the first time is no part of a step.
    import gapcheck.report.outputs  # isort: skip
    import docxtpl
    import pandas
    import scipy.optimize
    import xlsxwriter

    assert all((docxtpl, pandas, scipy.optimize, xlsxwriter))
    gapcheck.load(Path(__file__).parent.parent / "tests" / "catalogues" / "small").assess("model", DAY)
    yield FLOOR, lambda: floor_of_load(folder)
    yield "load", lambda: gapcheck.load(folder)
    book = gapcheck.load(folder)

    def fresh() -> Any:
        return gapcheck.Gapcheck(Catalogue(book.catalogue.contents, book.catalogue.version, book.catalogue.origins))

    yield "join up", lambda: fresh().catalogue.duties
    yield "assess", lambda: book.assess("made-up", DAY)
    yield "JSON", lambda: book.assess("made-up", DAY).to_dict()
    yield "timeline", lambda: book.timeline("made-up", "2001-01-01", DAY)
    yield "repair", lambda: book.repair("made-up", DAY)

    def report(*formats: str) -> None:
        with TemporaryDirectory() as out:
            book.assess("made-up", DAY).report("UNCLASSIFIED").write(out, formats)

    yield "whole report", lambda: report(*FORMATS)


def measure(folder: Path, before: dict[str, float], ratio: float) -> dict[str, float]:
    """The seconds of each step, without those that would take too long by what they took at the size ``before``."""
    found: dict[str, float] = {}
    for name, action in steps(folder):
        if before and before.get(name, math.inf) * ratio**1.6 > MOST_SECONDS:
            continue
        found[name] = seconds(action)
        print(f"  {name}: {found[name]:.2f}", file=sys.stderr, flush=True)
    found["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def measured(size: int, before: dict[str, float], ratio: float) -> dict[str, float]:
    """The seconds of each step at one size, measured in a process of its own."""
    with TemporaryDirectory() as folder:
        print(f"{size:,} duties", file=sys.stderr, flush=True)
        write_catalogue(Path(folder), size, *SIZES[size])
        command = [sys.executable, __file__, "--steps", folder, json.dumps(before), str(ratio)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found


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


def exponent(small: float | None, large: float | None, ratio: float) -> float | None:
    """With which power of the size a step grows."""
    if not small or not large:
        return None
    return math.log(large / small) / math.log(ratio)


def table(found: dict[int, dict[str, float]], commands: dict[str, float]) -> list[str]:
    """The whole table, as lines of Markdown."""
    sizes = sorted(found)
    head = ["step", *(f"{size:,}" for size in sizes), "ratio at 1,000", "bar", "n^k", "kept?"]
    rows = [head, ["---", *("---:" for _ in head[1:])]]
    for step in found[sizes[0]]:
        rows.append(_row(step, sizes, found))
    told = [f"| {' | '.join(row)} |" for row in rows]
    told += ["", "| command | seconds | bar | kept? |", "| --- | ---: | ---: | --- |"]
    for name, taken in commands.items():
        bar = COMMANDS[name][1]
        kept = ("-", "-") if bar is None else (f"{bar}", "yes" if taken <= bar else "no")
        told.append(f"| `gapcheck {name}` | {taken:.2f} | {' | '.join(kept)} |")
    return told


def _row(step: str, sizes: list[int], found: dict[int, dict[str, float]]) -> list[str]:
    taken = [found[size].get(step) for size in sizes]
    figures = ["not run" if t is None else f"{t:.0f}" if step == "peak MiB" else f"{t:.2f}" for t in taken]
    if step == "peak MiB":
        return [step, *figures, "", "", "", ""]
    pairs = zip(sizes, sizes[1:], taken, taken[1:], strict=False)
    powers = [exponent(small, large, b / a) for a, b, small, large in pairs]
    # What others are held against has no bar of its own.
    kept = [] if step == FLOOR else [power is not None and power <= GROWTH for power in powers]
    ratio = bar = ""
    if step in BARS:
        held = BARS[step]
        times = found[1000][step] / found[1000][held.of]
        ratio, bar = f"{times:.2f} x {held.of}", f"{held.most:g}"
        kept.append(times <= held.most)
    grows = ", ".join("-" if power is None else f"{power:.2f}" for power in powers)
    told = "yes" if all(kept) else "no"
    return [step, *figures, ratio, bar, grows, told if kept else "-"]


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

CPU seconds on {machine}, Python {python}, the least of several runs, as `python bench/all.py --write` last wrote them.
On a shared machine they mean something as ratios within one run alone. The catalogues are made up
(`bench/made_up.py`): so many duties, three times as many rules. *Floor of load* is what the same libraries need to turn
the files into plain data and each model once. *n^k* is how a step grows from 300 to 1,000 and from 1,000 to 5,000
duties; the bar is k = {growth}. *No* marks a bar that is not kept yet, *not run* a step that would have taken more than
{most:.0f} seconds. A command is a whole process, its catalogue in the user's cache unless it says otherwise.

"""


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--large", action="store_true", help="load and assess the largest catalogue alone")
    parser.add_argument("--steps", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.steps:
        folder, before, ratio = asked.steps
        print(json.dumps(measure(Path(folder), json.loads(before), float(ratio))))
    elif asked.one:
        print(json.dumps(one(Path(asked.one))))
    elif asked.large:
        print(large())
    else:
        found: dict[int, dict[str, float]] = {}
        for size in SIZES:
            last = max(found, default=0)
            found[size] = measured(size, found.get(last, {}), size / last if last else 1)
        lines = table(found, {name: command_seconds(arguments) for name, (arguments, _) in COMMANDS.items()})
        print("\n".join(lines))
        if asked.write:
            machine = f"{os.cpu_count()} cores of {platform.machine()}"
            head = HEAD.format(machine=machine, python=platform.python_version(), growth=GROWTH, most=MOST_SECONDS)
            # What was measured apart stands under headings of its own, and stays.
            apart = "".join(DOCUMENT.read_text(encoding="utf-8").partition("\n## ")[1:])
            DOCUMENT.write_text(head + "\n".join(lines) + "\n" + apart, encoding="utf-8")


if __name__ == "__main__":
    main()
