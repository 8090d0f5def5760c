"""gapcheck beside other tools on one neutral job: CPU seconds, memory, and whether the counts are right.

``python bench/peers/run.py [--peers PYTHON] [--write]``: PYTHON is an interpreter in whose environment other tools are
installed (``pip install bmw-lobster compliance-trestle``); without it, this one. What is not installed is told so.
``--write`` puts the table into docs/performance.md. A job is made of whole processes, from the start of the interpreter
to the last byte of its output: CPU seconds of all of them together, the least of three after one that is not counted,
and one alone of a job that takes long.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from formats import DAY, WRITERS
from workload import ITEMS, LINKS, REQUIREMENTS, workload

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- beside other tools: made -->\n", "<!-- beside other tools: end -->\n"
RUNS = 3
LONG = 20
"""CPU seconds from which on a job is not run again."""
LIMIT = 300
"""CPU seconds after which a process is ended: a job that takes so long is told as such."""
RIGHT_OF_LINKS = {"linked": ("met", "partial"), "unmet": ("unmet",)}
"""What a tool can tell at best that knows links and no parts."""

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Places:
    """The workload in one format, the folder for what is made, and the interpreter that does it."""

    work: Path
    out: Path
    python: str


@dataclass(frozen=True)
class Job:
    """What one tool does: its commands, one after the other, and how the counts are read from what they made."""

    name: str
    form: str
    """The format in which it is given the workload."""
    commands: Callable[[Places], list[list[str]]]
    counts: Callable[[Path], Counts]
    distribution: str | None = None
    """Of a peer: what has to be installed."""
    cold: bool = False
    """Whether nothing is in the user's cache folder."""


@dataclass(frozen=True)
class Measured:
    """What a job took; without counts it was stopped."""

    seconds: float
    mebibytes: float
    counts: Counts | None


def gapcheck_json(at: Places) -> list[list[str]]:
    """Every verdict with its reasons and citations, printed as JSON."""
    return [_gapcheck(at, "assess", "--format", "json")]


def gapcheck_list(at: Places) -> list[list[str]]:
    """The verdicts with the law that answers each, as a workbook of one sheet."""
    file = ("--format", "xlsx", "--classification", "UNCLASSIFIED", "--out", str(at.out / "list.xlsx"))
    return [_gapcheck(at, "assess", *file)]


def gapcheck_workbook(at: Places) -> list[list[str]]:
    """The report as a workbook."""
    return [_gapcheck(at, "report", "--formats", "xlsx", "--classification", "UNCLASSIFIED", "--out", str(at.out))]


def _gapcheck(at: Places, command: str, *options: str) -> list[str]:
    return [at.python, "-m", "gapcheck", command, "neutral", "--as-at", DAY, "--data", str(at.work), *options]


def lobster_report(at: Places) -> list[list[str]]:
    """Its report as JSON."""
    return [_lobster(at, "report", "--lobster-config", "lobster.conf", "--out", str(at.out / "report.lobster"))]


def lobster_page(at: Places) -> list[list[str]]:
    """Its report as JSON, and the page that is made of it."""
    page = (str(at.out / "report.lobster"), "--out", str(at.out / "report.html"))
    return [*lobster_report(at), _lobster(at, "html_report", *page)]


def _lobster(at: Places, tool: str, *options: str) -> list[str]:
    code = f"import sys; from lobster.tools.core.{tool}.{tool} import main; sys.exit(main())"
    return [at.python, "-c", code, *options]


def _script(name: str) -> Callable[[Places], list[list[str]]]:
    return lambda at: [[at.python, str(HERE / name), str(at.work), str(at.out)]]


def _of_json(out: Path) -> Counts:
    told = json.loads((out / "stdout").read_bytes())
    return Counter(duty["status"] for article in told["articles"] for duty in article["duties"])


def _of_workbook(out: Path, sheet: str = "Matrix") -> Counts:
    """The verdicts in a sheet, read back by another library than wrote them."""
    from openpyxl import load_workbook

    (path,) = out.glob("*.xlsx")
    rows = load_workbook(path, read_only=True)[sheet].iter_rows(values_only=True)
    head = next(row for row in rows if "Verdict" in row)
    place = head.index("Verdict")
    words = {"Met": "met", "Partial": "partial", "Unmet": "unmet"}
    return Counter(words[str(row[place])] for row in rows if row[place] is not None)


def _of_list(out: Path) -> Counts:
    return _of_workbook(out, "Verdicts")


def _of_lobster(out: Path) -> Counts:
    report = json.loads((out / "report.lobster").read_bytes())
    (asked,) = (level for level in report["levels"] if level["name"] == "Requirements")
    found = Counter(item["tracing_status"] for item in asked["items"])
    return {"linked": found["OK"], "unmet": found["MISSING"]}


def _of_counts(out: Path) -> Counts:
    return dict(json.loads((out / "counts.json").read_bytes()))


LOBSTER, TRESTLE = "bmw-lobster", "compliance-trestle"
LOBSTER_PAGE, TRESTLE_WORKBOOK = "LOBSTER: report and page", "compliance-trestle: workbook"
JOBS = (
    Job("baseline (pydantic, XlsxWriter): workbook", "plain", _script("baseline_job.py"), _of_counts),
    Job("LOBSTER: report as JSON", "lobster", lobster_report, _of_lobster, LOBSTER),
    Job(LOBSTER_PAGE, "lobster", lobster_page, _of_lobster, LOBSTER),
    Job(TRESTLE_WORKBOOK, "oscal", _script("trestle_job.py"), _of_counts, TRESTLE),
    Job("gapcheck: JSON", "gapcheck", gapcheck_json, _of_json),
    Job("gapcheck: JSON, first time", "gapcheck", gapcheck_json, _of_json, cold=True),
    Job("gapcheck: workbook of one sheet", "gapcheck", gapcheck_list, _of_list),
    Job("gapcheck: workbook of one sheet, first time", "gapcheck", gapcheck_list, _of_list, cold=True),
    Job("gapcheck: whole report as a workbook", "gapcheck", gapcheck_workbook, _of_workbook),
    Job("gapcheck: whole report as a workbook, first time", "gapcheck", gapcheck_workbook, _of_workbook, cold=True),
)
BARS = {
    "gapcheck: JSON": (2.0, LOBSTER_PAGE),
    "gapcheck: workbook of one sheet": (1.0, TRESTLE_WORKBOOK),
    "gapcheck: whole report as a workbook": (1.0, TRESTLE_WORKBOOK),
}
"""How many times the seconds of another job a job may take at most."""


def bar_of(job: Job) -> tuple[float, str] | None:
    """The bar of a job, which holds of its first time too."""
    return BARS.get(job.name.removesuffix(", first time"))


def measure(job: Job, work: Path, python: str) -> Measured:
    """What a job takes: the least of some runs, after one that compiles the modules and fills the cache."""
    best: Measured | None = None
    with TemporaryDirectory() as kept:
        environment = _environment(Path(kept))
        for run in range(RUNS + 1):
            if job.cold:
                shutil.rmtree(Path(kept) / "cache", ignore_errors=True)
            with TemporaryDirectory() as out:
                found = _run(job, Places(work / job.form, Path(out), python), environment)
            if run and (best is None or found.seconds < best.seconds):
                best = found
            if found.counts is None or found.seconds > LONG:
                return found
    assert best is not None
    return best


def _environment(kept: Path) -> dict[str, str]:
    """That of every job: modules are compiled once, and nothing that the user kept is found."""
    off = ("PYTHONDONTWRITEBYTECODE", "GAPCHECK_NO_CACHE")
    environment = {name: value for name, value in os.environ.items() if name not in off}
    (kept / "cache").mkdir()
    own = {"XDG_CACHE_HOME": str(kept / "cache"), "PYTHONPYCACHEPREFIX": str(kept / "code")}
    return environment | own | {"PYTHONPATH": str(ROOT / "src")}


def _run(job: Job, at: Places, environment: Mapping[str, str]) -> Measured:
    seconds, kibibytes = 0.0, 0
    for command in job.commands(at):
        with (at.out / "stdout").open("wb") as told, (at.out / "stderr").open("wb") as errors:
            process = subprocess.Popen(
                command, cwd=at.work, env=environment, stdout=told, stderr=errors, preexec_fn=_limit
            )
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds += used.ru_utime + used.ru_stime
        kibibytes = max(kibibytes, used.ru_maxrss)
        if process.returncode < 0:
            return Measured(seconds, kibibytes / 1024, None)
        if process.returncode:
            raise SystemExit(f"{job.name}: {(at.out / 'stderr').read_text(encoding='utf-8')}")
    return Measured(seconds, kibibytes / 1024, job.counts(at.out))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def installed(python: str, distribution: str) -> str | None:
    """The version of a distribution in the environment of an interpreter; ``None`` if it is not there."""
    code = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
    done = subprocess.run([python, "-c", code, distribution], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def verdict(counts: Counts | None, right: Mapping[str, int]) -> str:
    """The counts of a job, with whether they are right."""
    if counts is None:
        return f"stopped after {LIMIT} s"
    if "linked" in counts:
        best = {name: sum(right[one] for one in whole) for name, whole in RIGHT_OF_LINKS.items()}
        told = f"{counts['linked']} linked, {counts['unmet']} not; it knows no parts"
        return told if dict(counts) == best else f"wrong: {told}"
    told = " / ".join(str(counts.get(status, 0)) for status in right)
    return f"{told}, right" if dict(counts) == dict(right) else f"wrong: {told}"


def table(found: Mapping[str, Measured], absent: Mapping[str, str], right: Mapping[str, int]) -> list[str]:
    """Every job as a line of Markdown, with its ratio to the one that it is held against."""
    lines = ["| job | CPU s | peak MiB | met / partial / not met | ratio | bar | kept? |"]
    lines.append("| --- | ---: | ---: | --- | ---: | ---: | --- |")
    for job in JOBS:
        if job.name in absent:
            lines.append(f"| {job.name} | | | {absent[job.name]} is not installed | | | |")
            continue
        took, bar = found[job.name], bar_of(job)
        cells = [job.name, f"{took.seconds:.2f}", f"{took.mebibytes:.0f}", verdict(took.counts, right)]
        if bar is None or bar[1] not in found:
            cells += ["", "", ""]
        else:
            ratio = took.seconds / found[bar[1]].seconds
            kept = took.counts is not None and ratio <= bar[0]
            cells += [f"{ratio:.2f} x {bar[1].partition(':')[0]}", f"{bar[0]:g}", "yes" if kept else "no"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def main() -> None:
    """Measure every job whose tool is there, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="an interpreter that has the peers")
    parser.add_argument("--requirements", type=int, default=REQUIREMENTS, help="another size, for a first look")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args()
    share = asked.requirements / REQUIREMENTS
    work = workload(asked.requirements, round(ITEMS * share), round(LINKS * share))
    right = {status: work.right[status] for status in ("met", "partial", "unmet")}
    found: dict[str, Measured] = {}
    absent: dict[str, str] = {}
    versions: list[str] = []
    with TemporaryDirectory() as folder:
        for form, write in WRITERS.items():
            write(Path(folder) / form, work)
        for job in JOBS:
            python = sys.executable if job.distribution is None else asked.peers
            there = "" if job.distribution is None else installed(python, job.distribution)
            if there is None:
                absent[job.name] = str(job.distribution)
                continue
            versions += [f"{job.distribution} {there}"] if there else []
            found[job.name] = measure(job, Path(folder), python)
            print(f"  {job.name}: {found[job.name].seconds:.2f}", file=sys.stderr, flush=True)
    told = ", ".join(["Python " + platform.python_version(), *dict.fromkeys(versions)])
    size = f"{len(work.requirements):,} requirements, {len(work.items):,} items, {work.links:,} links"
    lines = [f"{size}; {told}.", "", *table(found, absent, right)]
    print("\n".join(lines))
    if asked.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        head, _, rest = text.partition(BEGIN)
        DOCUMENT.write_text(head + BEGIN + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
