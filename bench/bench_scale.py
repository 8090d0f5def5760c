"""What many assessments cost: seconds, bytes and memory, and what they would come to for every State and treaty.

Run from the repository: ``PYTHONPATH=src python bench/bench_scale.py`` (pyarrow is needed). The figures are CPU seconds
of one core, and the plan at the end is computed from them; docs/scale.md holds the last one and says what is assumed.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import made_up

FROM, TO = "2001-01-01", "2026-01-01"
SIZES = ((300, 900, 30, 500), (1000, 3000, 50, 500))
STATES, TREATIES, YEARS = 193, 560, 25
DUTIES = 188
"""The duties of a treaty: the mean of the four cybercrime treaties that are described in full."""
CORE_HOUR = 0.05
"""What an hour of one core costs, in dollars: an assumption."""
HOURS_A_KB, HOUR = 0.5, 100.0
"""How long a lawyer needs to write 1,000 bytes of such data and another to check them, and what the hour costs: both
are assumptions.
"""
PUT = 2_000
HERE = Path(__file__).parent


def seconds(action: Callable[[], object]) -> float:
    """CPU seconds of this process for an action."""
    start = time.process_time()
    action()
    return time.process_time() - start


def peak() -> float:
    """The most memory that this process has taken so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def of_catalogue(data: str | None) -> dict[str, float]:
    """One catalogue, loaded, and each of its instruments followed over 25 years and asked of 25 days."""
    import gapcheck
    from gapcheck.batch.light_rows import rows_of_job

    found: dict[str, float] = {}
    loaded: list[gapcheck.Gapcheck] = []
    found["load s"] = seconds(lambda: loaded.append(gapcheck.load(data)))
    catalogue = loaded[0].catalogue
    instruments = [i for i in catalogue.instruments if catalogue.duties_of(i)]
    found |= {"treaties": len(instruments), "duties": len(catalogue.duties), "rules": len(catalogue.rules)}
    rows: list[gapcheck.LightRow] = []
    jobs = [gapcheck.Job(i, start=FROM, end=TO) for i in instruments]
    found["timelines s"] = seconds(lambda: rows.extend(r for j in jobs for r in rows_of_job(catalogue, j, j.key(""))))
    days = [gapcheck.Job(i, as_at=f"{year}-07-01") for i in instruments for year in range(2001, 2001 + YEARS)]
    found["M checks/s"] = checks_a_second(catalogue, instruments)
    some = days if len(instruments) > 1 else days[::5]
    found["a day s"] = seconds(lambda: [rows_of_job(catalogue, j, "k") for j in some]) / len(some)
    # A worker writes no file, and so it does without pyarrow.
    found["peak MiB"] = peak()
    return found | of_rows(rows)


def checks_a_second(catalogue: Any, instruments: list[str]) -> float:
    """Millions of pairs of a cell and a rule of its kind in force that one day of every instrument disposes of."""
    from gapcheck.engine.assessment import assess
    from gapcheck.engine.cells import cells_of
    from gapcheck.model.treaty import JUDGED

    kinds = Counter(e.rule.kind for e in catalogue.rules_in_force(date.fromisoformat(TO)))
    full = [f for i in instruments for f in catalogue.duties_of(i) if f.duty.force in JUDGED and not f.follows]
    pairs = sum(len(cells_of(f)) * kinds[f.duty.kind] for f in full)
    return pairs / seconds(lambda: [assess(catalogue, i, TO) for i in instruments]) / 1e6


def of_rows(rows: list[Any]) -> dict[str, float]:
    """The same rows as a file."""
    from gapcheck.batch.parquet import part_file

    raw = part_file("k", rows, ())
    return {"rows": len(rows), "bytes a row": len(raw) / len(rows)}


def fresh(call: str) -> dict[str, float]:
    """What a function of this module measures in an interpreter of its own, whose memory is its own."""
    code = f"import bench_scale, json; print(json.dumps(bench_scale.{call}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE)
    return dict(json.loads(done.stdout))


def of_putting(data: str) -> dict[str, float]:
    """What it costs to put jobs, take their rows and write them: the part that one process does for all workers."""
    import gapcheck

    jobs = [gapcheck.Job("made-up", start=date(1990, 1, 1) + timedelta(days=n), end="2003-01-01") for n in range(PUT)]
    with TemporaryDirectory() as out:
        spent = seconds(lambda: gapcheck.assess_many(jobs, out=out, data=data, workers=2))
    return {"ms a job put": spent / len(jobs) * 1000}


def of_encoding() -> dict[str, float]:
    """How large our own data are, for one State: what people wrote."""
    root = HERE.parent
    law = [p for p in (root / "nz_statutes").glob("*.yaml") if p.name != "verification.yaml"]
    questions = list((root / "obligations/questions").glob("*.yaml"))
    apart = ("questions", "positions", "policy", "vocabulary")
    treaties = [p for p in (root / "obligations").glob("*/*.yaml") if p.parent.name not in apart]
    return {
        name: float(sum(p.stat().st_size for p in paths))
        for name, paths in (("statutes", law), ("treaties", treaties), ("questions", questions))
    }


def plan(
    nz: dict[str, float], large: dict[str, float], putting: float, size: dict[str, float]
) -> Iterator[tuple[str, float, str]]:
    """What every State, treaty and year come to. ``large`` is a catalogue of 3,000 rules."""
    timelines = STATES * TREATIES
    duties = TREATIES * DUTIES
    yield "timelines", timelines, ""
    yield "duties of all treaties", duties, ""
    for title, found in (("law as large as ours for each treaty", nz), ("3,000 rules for each treaty", large)):
        hours = found["timelines s"] / found["duties"] * duties * STATES / 3600
        yield f"core hours, {title}", hours, f"{hours * CORE_HOUR:,.0f} dollars"
    loads = nz["load s"] * timelines / 3600
    yield "core hours of loads, each treaty and State apart", loads, f"{loads * CORE_HOUR:,.0f} dollars"
    rows = nz["rows"] / nz["duties"] * duties * STATES
    yield "million rows", rows / 1e6, f"{rows * nz['bytes a row'] / 1e9:,.2f} GB"
    yield "hours of one process that puts the jobs", putting / 1000 * timelines / 3600, ""
    hours = {name: size[name] / 1000 * HOURS_A_KB / nz["duties"] * duties for name in size}
    each = hours["statutes"] + hours["questions"]
    yield "hours of encoding the treaties, once", hours["treaties"], f"{hours['treaties'] * HOUR / 1e6:,.1f} M dollars"
    yield "hours of encoding the law of one State", each, f"{each * HOUR / 1e6:,.1f} M dollars"
    yield (
        "million hours of encoding the law of all",
        each * STATES / 1e6,
        f"{each * STATES * HOUR / 1e6:,.0f} M dollars",
    )
    own = (size["statutes"] + size["questions"]) / 1000 * HOURS_A_KB
    yield "hours for one more State, on our treaties alone", own, f"{own * HOUR / 1e6:,.3f} M dollars"
    yield "core hours of one day a year instead", nz["a day s"] * timelines * YEARS / 3600, ""


def main() -> None:
    """Print the table and the plan."""
    table = {"New Zealand": fresh("of_catalogue(None)")}
    with TemporaryDirectory() as folder:
        for numbers in SIZES:
            where = str(Path(folder, str(numbers[0])))
            made_up.write(Path(where), *numbers)
            table[f"made up, {numbers[0]} x {numbers[1]}"] = fresh(f"of_catalogue({where!r})")
        made_up.write(Path(folder, "tiny"), 30, 90, 3, 100)
        putting = fresh(f"of_putting({str(Path(folder, 'tiny'))!r})")["ms a job put"]
    names = list(table["New Zealand"])
    print(f"{'':24}" + "".join(f"{name:>13}" for name in names))
    for title, found in table.items():
        print(f"{title:24}" + "".join(f"{found[name]:>13,.3f}" for name in names))
    print(f"\n{putting:.2f} ms a job in the process that puts them and writes the rows")
    size = of_encoding()
    print("bytes of YAML:", ", ".join(f"{name} {count:,.0f}" for name, count in size.items()))
    print(
        f"\n{STATES} States x {TREATIES} treaties of {DUTIES} duties x {YEARS} years, {CORE_HOUR} dollars a core hour"
    )
    for what, figure, more in plan(table["New Zealand"], list(table.values())[-1], putting, size):
        print(f"{what:52}{figure:>14,.1f}  {more}")


if __name__ == "__main__":
    main()
