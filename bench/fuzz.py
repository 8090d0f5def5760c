"""Feed everything that gapcheck reads with what nobody should send it: it may refuse it, and nothing else.

Run from the repository: ``PYTHONPATH=src python bench/fuzz.py [--cases N] [--seed S] [--only AREA]``. The same seed
gives the same cases. A case passes if it is read, or refused with an error of gapcheck (from the command line: with
exit code 0, 1 or 2 and without a traceback), within ``SLOW`` CPU seconds, and if no message is longer than ``LONGEST``.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random

from click.testing import CliRunner

import gapcheck
from gapcheck.citing import Citations
from gapcheck.citing.files import Given
from gapcheck.cli import COMMANDS, main
from gapcheck.engine.assessment import assess
from gapcheck.errors import GapcheckError
from gapcheck.legislation import read_bytes
from gapcheck.model.context import blank
from gapcheck.report.annex.template_check import check_template
from gapcheck.report.context_file import read_context
from gapcheck.review.applied_reviews import Rules, apply_reviews
from gapcheck.review.fingerprints import ReviewedLaw
from gapcheck.review.returned_rows import returned_sheet
from gapcheck.review.review_items import dispatch
from gapcheck.review.review_sheet import review_sheet_bytes
from gapcheck.review.reviews_folder import Reviews

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "catalogues" / "small"
AS_AT = "2019-06-01"
SLOW = 20.0
LONGEST = 900_000
"""Five hundred problems of at most 1,500 characters each, and what stands before them."""

Case = Callable[[Random], None]
"""One case: returns if what it made was read, raises ``GapcheckError`` if it was refused."""

BYTES = (
    b"\x00", b"\xff\xfe", b"\t", b"\r", b"#", b":", b"- ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!x ",
    b"<<: ", b"---\n", b"null", b"true", b"9" * 5_000, b"9999-12-31", b"0001-01-01", b"2001-02-30", b"withheld: s 6(a)",
    "\u202e".encode(), "\u200b".encode(), "M\u0101ori".encode(), b"=cmd()", b"{{ x }}", b"<script>", b"x" * 10_000,
)  # fmt: skip
WORDS = (
    "s 252", "ss 1 to", "section", "Crimes Act 1961", "art 16(2)", "of that Act", "and", ",", "(", ")", "\n\n",
    "the Act",
    "ibid", "Schedule 2", "subs (1)(a)(ii)", "99999999999999999999", "\u2013", "M\u0101ori", "cl 5 of the Bill", "para",
)  # fmt: skip
XML = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"<act>",
    b"</act>",
    b"<label>1</label>",
    b"<prov id='x'>",
    b"<![CDATA[",
)
TAGS = (
    "{{ title }}", "{% if title %}", "{% endif %}", "{% for a in articles %}", "{% endfor %}", "{{ body }}",
    "{%p if x %}",
    "{%tr for a in duties %}", "{{ a.b.c }}", "{{ title.__class__ }}", "{# ", " #}", "{{", "%}", "{{ '\\ud800' }}",
    "{% autoescape false %}", "{{ '<w:t>' }}", "{{ range(9**9) }}", "{{ title|safe }}", "{% include 'x' %}",
)  # fmt: skip


def mutated(raw: bytes, dice: Random, inserted: tuple[bytes, ...] = BYTES) -> bytes:
    """The bytes with a few lines moved, dropped or doubled, bytes changed, or one of ``inserted`` put in."""
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        lines, place = raw.split(b"\n"), dice.randrange(len(raw) + 1)
        line = dice.randrange(len(lines))
        kind = dice.randrange(6)
        if kind == 0:
            del lines[line]
        elif kind == 1:
            lines.insert(line, dice.choice(lines))
        elif kind == 2:
            lines[line] = lines[line].lstrip() if dice.random() < 0.5 else b"  " + lines[line]
        raw = b"\n".join(lines)
        if kind == 3:
            raw = raw[:place] + dice.choice(inserted) + raw[place:]
        elif kind == 4:
            raw = raw[:place] + raw[place + dice.randint(1, 30) :]
        elif kind == 5:
            raw = raw[:place] + bytes([dice.randrange(256)]) + raw[place + 1 :]
    return raw


def catalogues(folder: Path) -> Case:
    """A file of the small catalogue that was changed; what can be read is judged and written as a report."""
    files = {path.relative_to(SMALL): path.read_bytes() for path in SMALL.rglob("*.yaml")}
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)

    def case(dice: Random) -> None:
        name = dice.choice(sorted(files))
        (folder / name).write_bytes(mutated(files[name], dice))
        try:
            book = gapcheck.load(folder)
            for instrument in book.catalogue.instruments:
                assessment = book.assess(instrument, dice.choice([AS_AT, "9999-12-31", "0001-01-01"]))
                if dice.random() < 0.1:
                    assessment.report("U").write(folder / "out", dice.choice([["xlsx"], ["html"], ["md"], ["docx"]]))
        finally:
            (folder / name).write_bytes(files[name])

    return case


def contexts(folder: Path) -> Case:
    """A context that was changed."""
    assessment = gapcheck.load().assess("budapest", "2026-11-21")
    raw = (ROOT / "reports" / "context" / "budapest.yaml").read_bytes()

    def case(dice: Random) -> None:
        path = folder / "budapest.yaml"
        path.write_bytes(mutated(raw, dice))
        read_context(path, assessment)

    return case


def templates(folder: Path) -> Case:
    """A Word template with tags where nobody wants them, or damaged in its bytes."""
    own = (ROOT / "reports" / "templates" / "annex.docx").read_bytes()
    parts = unpacked(own)

    def case(dice: Random) -> None:
        if dice.random() < 0.5:
            raw = mutated(own, dice)
        else:
            changed = dict(parts)
            name = dice.choice([n for n, content in parts.items() if b"</w:t>" in content])
            pieces = changed[name].split(b"</w:t>")
            place = dice.randrange(len(pieces) - 1)
            pieces[place] += "".join(dice.choices(TAGS, k=dice.randint(1, 3))).replace("<", "&lt;").encode()
            changed[name] = b"</w:t>".join(pieces) if dice.random() < 0.8 else mutated(changed[name], dice, XML)
            raw = packed(changed)
        path = folder / "template.docx"
        path.write_bytes(raw)
        check_template(path)

    return case


def workbooks(folder: Path) -> Case:
    """A review sheet that came back with other words in its cells, or damaged in its XML or its bytes, and is taken."""
    catalogue = gapcheck.load(SMALL).catalogue
    sent = dispatch(assess(catalogue, "model", AS_AT), blank("model"))
    own = review_sheet_bytes(sent, roles=("Adviser",), grounds=("s 6(a)",))
    parts, law, reviews = unpacked(own), ReviewedLaw(catalogue), Reviews()
    rules = Rules(("s 6(a)",), date(2020, 1, 1))
    inside = [name for name in sorted(parts) if name.startswith("xl/") and name.endswith(".xml")]
    cell = re.compile(rb"<c r=\"[A-Z]+\d+\"[^>]*?(?:/>|>.*?</c>)")
    values = (
        "agrees",
        "disagrees",
        "needs advice",
        "x" * 9_000,
        "2019-06-01",
        "=1+1",
        "s 6(a)",
        "\u202e",
        "",
        "9" * 400,
    )

    def filled(raw: bytes, dice: Random) -> bytes:
        cells = list(cell.finditer(raw))
        for found in sorted(dice.sample(cells, min(len(cells), dice.randint(1, 6))), key=lambda m: -m.start()):
            place = found[0].split(b'"')[1]
            text = dice.choice(values).encode()
            new = dice.choice((b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>', b'<c r="%s"><v>%s</v></c>'))
            raw = raw[: found.start()] + new % (place, text) + raw[found.end() :]
        return raw

    def case(dice: Random) -> None:
        kind, name = dice.random(), dice.choice(inside)
        sheet = dice.choice([n for n in inside if "worksheets/" in n])
        if kind < 0.2:
            raw = mutated(own, dice)
        elif kind < 0.6:
            raw = packed(parts | {name: mutated(parts[name], dice, XML)})
        else:
            raw = packed(parts | {sheet: filled(parts[sheet], dice)})
        path = folder / "sheet.xlsx"
        path.write_bytes(raw)
        apply_reviews(law, reviews, [returned_sheet(path)], rules)

    return case


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An Office file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def legislation(_folder: Path) -> Case:
    """An official text in XML that was changed (``fuzz_legislation.py`` goes further)."""
    seeds = [path.read_bytes() for path in sorted((ROOT / "tests").rglob("*.xml"))]

    def case(dice: Random) -> None:
        read_bytes(mutated(dice.choice(seeds), dice, XML), "case.xml")

    return case


def citations(_folder: Path) -> Case:
    """A text made of pieces of citations."""
    from gapcheck.citing.files import cited_in_text

    finder = Citations(gapcheck.load().catalogue)

    def case(dice: Random) -> None:
        text = " ".join(dice.choices(WORDS, k=dice.randint(1, 60)))
        cited_in_text(finder, text, (0,), Given(None, None, None))

    return case


def arguments(folder: Path) -> Case:
    """Commands with arguments that nobody means."""
    values = (
        "", "-", "--", "model", "model:2", "budapest", AS_AT, "today", "2001-02-30", "x" * 5_000, "\u0101", "s 6(a)",
        "--format", "json", "csv", "--as-at", "--data", str(SMALL), "--out", str(folder / "o"), "--with", "--reading",
        "--classification", "U", "/dev/null", str(folder), "--level", "note", "[", "..", "0", "-1",
    )  # fmt: skip

    # Half of the cases are commands that work, with something put in, left out or put in its place.
    plain = (
        ("assess", "model", "--as-at", AS_AT), ("assess", "model", "--as-at", AS_AT, "--format", "csv"),
        ("explain", "model:2", "--as-at", AS_AT), ("timeline", "model"), ("questions", "model", "--as-at", AS_AT),
        ("repair", "model", "--as-at", AS_AT), ("relations", "model", "--as-at", AS_AT), ("check",),
        ("compare", "model", "--as-at", AS_AT, "--then", "2021-01-01"), ("list",),
        ("report", "model", "--as-at", AS_AT, "--classification", "U", "--out", str(folder / "o"), "--formats", "md"),
    )  # fmt: skip

    def case(dice: Random) -> None:
        words = list(dice.choice(plain))
        if dice.random() < 0.5:
            words = [dice.choice(sorted(COMMANDS)), *dice.choices(values, k=dice.randint(0, 7))]
        else:
            for _ in range(dice.randint(0, 2)):
                place = dice.randrange(1, len(words) + 1)
                words[place : place + dice.randint(0, 1)] = dice.choices(values, k=dice.randint(0, 1))
        found = CliRunner().invoke(main, [*words, "--data", str(SMALL)])
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        if found.exit_code not in (0, 1, 2):
            raise AssertionError(f"exit code {found.exit_code}")
        if found.exit_code == 2:
            raise GapcheckError(found.output)

    return case


AREAS: dict[str, tuple[Callable[[Path], Case], float]] = {
    "catalogue": (catalogues, 1.0),
    "context": (contexts, 1.0),
    "template": (templates, 0.05),  # each takes a process of its own
    "workbook": (workbooks, 0.5),
    "legislation": (legislation, 2.0),
    "citations": (citations, 1.0),
    "arguments": (arguments, 0.2),
}


def cpu_seconds() -> float:
    """CPU seconds so far, of the processes that a case started too: a busy machine makes no case slow."""
    return sum(os.times()[:4])


def run(area: str, cases: int, seed: int) -> Iterator[str]:
    """Run the cases of an area, and tell each failure as it comes; the last line counts."""
    made, counts, slowest = AREAS[area][0], Counter[str](), 0.0
    with tempfile.TemporaryDirectory() as folder:
        case = made(Path(folder))
        for number in range(cases):
            outcome, began = "read", cpu_seconds()
            try:
                case(Random(f"{seed} {area} {number}"))
            except GapcheckError as error:
                outcome = "refused" if len(str(error)) <= LONGEST else "too long"
            except Exception as error:
                outcome = "failed"
                where = traceback.extract_tb(error.__traceback__)[-1]
                yield f"{area} {number}: {type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {error}"[
                    :300
                ]
            taken = cpu_seconds() - began
            slowest = max(slowest, taken)
            if taken > SLOW:
                outcome = "too slow"
            counts[outcome] += 1
            if outcome in ("too long", "too slow"):
                yield f"{area} {number}: {outcome}"
    bad = counts["failed"] + counts["too long"] + counts["too slow"]
    told = f"{counts['read']:,} read, {counts['refused']:,} refused, {bad} failures, slowest {slowest:.1f} s"
    yield f"{area}: {cases:,} cases: {told}"


def command() -> int:
    """Run all areas, or one; the exit code is 1 if a case failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200, help="of the catalogue; other areas have their share")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=AREAS)
    options = parser.parse_args()
    failed = False
    for area in [options.only] if options.only else AREAS:
        for line in run(area, max(int(options.cases * AREAS[area][1]), 5), options.seed):
            print(line, flush=True)
        failed |= ", 0 failures," not in line
    return int(failed)


if __name__ == "__main__":
    sys.exit(command())
