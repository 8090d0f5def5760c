"""Feed the reader of official legislation with mutated files: it may refuse them, and nothing else.

Run from the repository: ``PYTHONPATH=src python bench/fuzz_legislation.py [CASES] [SEED] [FOLDER]``. The same seed
gives the same cases. A case passes if the file is read, or refused with ``LegislationError``, within ``SLOW`` CPU
seconds; what was read is walked, told as text and (one in three) outlined, and the outline has to be sound YAML. Peak
memory after the first tenth of the cases and at the end is told, so that growth would show.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections import Counter
from copy import deepcopy
from pathlib import Path
from random import Random

from lxml import etree

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.legislation import LegislationError, read_bytes
from gapcheck.legislation.outline import outline
from gapcheck.legislation.penalties import maxima
from gapcheck.legislation.tree import articles

HERE = Path(__file__).resolve().parents[1]
FOLDER = HERE.parent / "shared" / "legislation"
SMALL, LARGEST = 100_000, 450_000
SLOW = 5.0

TAGS = (
    "act", "bill", "sop", "regulation", "body", "part", "subpart", "prov", "prov.body", "subprov", "para", "label-para",
    "def-para", "label", "heading", "text", "crosshead", "amend", "conv", "conv.body", "head1", "head3", "schedule",
    "schedule.group", "table", "tgroup", "row", "entry", "notes", "history", "history-note",
    "amending-provision", "def-term",
    "citation", "brk", "end", "skeletons", "cover", "title", "unknown",
)  # fmt: skip
ATTRIBUTES = (
    "deletion-status",
    "id",
    "year",
    "act.no",
    "date.as.at",
    "act.type",
    "type",
    "xmlns",
    "amend.level1",
    "href",
)
WORDS = (
    b"<!DOCTYPE act [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
    b"&a;",
    b"&#0;",
    b"&#x202E;",
    b"&#xD800;",
    b"&lt;",
    b"<![CDATA[ ]]> ]]>",
    b"<!--",
    b"-->",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<?php ?>",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u00a0\u2009\u200b\u2028".encode(),
    b"31 February 2020",
    b"9999-99-99",
    b"nulldate",
    b'xmlns:x="http://www.arbortext.com/namespace/atidlm"',
    b"<x:metadata/>",
    b"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>",
    b"imprisonment for a term not exceeding 99999999999999 years",
    b"(",
    b"#",
    b'"',
)
TEXTS = (
    "", " ", "1", "1A", "Article 1", "(a)",
    "repealed", "2020-01-01", "nulldate", "1 July 2020", "31 February 2020", "\u00a0",
    "\u202e", "Section 5(1)", "imprisonment for a term not exceeding 2 years",
    "word " * 2000, '"', "#", "- x: [", "Ng\u0101", "\U0001f600",
)  # fmt: skip
_ELEMENT = re.compile(rb"<([a-z][a-z0-9.-]*)([^<>]*)>")


def seeds(folder: Path) -> list[bytes]:
    """The small files of the tests and, if they are there, real files that are not too large."""
    found = sorted((HERE / "tests" / "legislation" / "xml").glob("*.xml"))
    found += sorted(f for f in folder.glob("*.xml") if f.stat().st_size <= LARGEST)
    return [f.read_bytes() for f in found]


def mutate(data: bytes, others: list[bytes], random: Random) -> bytes:
    """The file with a few changes: in one case of two of its bytes, else of its tree, so that it stays well-formed."""
    if random.random() < 0.5:
        return _tree(data, random)
    for _ in range(random.randint(1, 6)):
        data = random.choice(MUTATIONS)(data, others, random)
    return data


def _flip(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    at = random.randrange(len(data) or 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    at = random.randrange(len(data) or 1)
    return data[:at] + data[at + random.randint(1, 400) :]


def _truncate(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    at, length = random.randrange(len(data) or 1), random.randint(1, 2000)
    return data[:at] + data[at : at + length] * random.randint(2, 20) + data[at + length :]


def _word(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(WORDS) + data[at:]


def _splice(data: bytes, others: list[bytes], random: Random) -> bytes:
    other = random.choice(others)
    at, there = random.randrange(len(data) + 1), random.randrange(len(other) + 1)
    return data[:at] + other[there : there + random.randint(1, 5000)] + data[at:]


def _rename(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    """Rename every element of one name, so that the file stays well-formed."""
    if not (names := sorted({m[1] for m in _ELEMENT.finditer(data[:50_000])})):
        return data
    old, new = random.choice(names), random.choice(TAGS).encode()
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\g<1>" + new, data)


def _nest(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    """Nest an element in itself, or in others, up to a great depth."""
    at = data.find(b"<", random.randrange(len(data) or 1))
    names = [random.choice(TAGS).encode() for _ in range(random.choice((1, 3, 50, 95, 240, 400)))]
    inside = b"".join(b"<%s>" % n for n in names) + b"x" + b"".join(b"</%s>" % n for n in reversed(names))
    return data if at < 0 else data[:at] + inside + data[at:]


def _attribute(data: bytes, others: list[bytes], random: Random) -> bytes:  # noqa: ARG001
    found = list(_ELEMENT.finditer(data[:50_000]))
    if not found:
        return data
    at = random.choice(found).end(1)
    value = random.choice((b"", b"repealed", b"2020-13-01", b"x" * 5000, b"\xc2\xa0", b"-1", b"struckout-draft"))
    return data[:at] + b" " + random.choice(ATTRIBUTES).encode() + b'="' + value + b'"' + data[at:]


def _tree(data: bytes, random: Random) -> bytes:
    """Elements copied, moved, removed and renamed; attributes and texts changed."""
    root = etree.fromstring(data)
    for _ in range(random.randint(1, 40)):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        one, other = random.choice(elements), random.choice(elements)
        match random.randrange(7):
            case 0:
                one.insert(random.randint(0, len(one)), deepcopy(other)) if len(elements) < 20_000 else None
            case 1 if other.getparent() is not None and other not in set(one.iterancestors()) and one is not other:
                one.append(other)
            case 2 if one.getparent() is not None:
                one.getparent().remove(one)
            case 3:
                one.tag = random.choice(TAGS)
            case 4:
                one.set(random.choice(ATTRIBUTES).replace("xmlns", "year"), random.choice(TEXTS))
            case 5:
                one.text = random.choice(TEXTS)
            case 6:
                one.tail = random.choice(TEXTS)
    return etree.tostring(root, encoding="utf-8")


MUTATIONS = (_flip, _cut, _truncate, _repeat, _word, _word, _splice, _rename, _rename, _nest, _attribute, _attribute)


def use(data: bytes, case: int) -> str:
    """Read a file and do with it what gapcheck does. Returns what became of it."""
    try:
        text = read_bytes(data, f"case {case}")
    except LegislationError as error:
        return f"refused: {error.problems[0].message.split(':')[0][:24]}"
    for placed in text.walk(foreign=True):
        assert isinstance(placed.path, tuple)
    for placed in text.sections:
        maxima(placed.node.full_text)
        list(placed.node.notes())
    for treaty in text.treaties:
        articles(treaty.node)
    text.repeated_labels()
    if text.type in ("act", "regulation") and case % 3 == 0:
        parse(outline(text).encode(), "outline.yaml")
    return f"read: {text.type}"


def peak() -> float:
    """Peak memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run the cases and print the figures; a case that fails is written beside the working directory and raised."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    files = seeds(Path(sys.argv[3]) if len(sys.argv) > 3 else FOLDER)
    weights = [1.0 if len(data) < SMALL else 0.03 for data in files]
    outcomes: Counter[str] = Counter()
    slowest, early, began = 0.0, 0.0, time.process_time()
    for case in range(cases):
        random = Random(f"{seed}/{case}")
        data = mutate(random.choices(files, weights)[0], files, random)
        start = time.process_time()
        try:
            outcomes[use(data, case)] += 1
        except BaseException:
            Path(f"fuzz-{seed}-{case}.xml").write_bytes(data)
            raise
        taken = time.process_time() - start
        slowest = max(slowest, taken)
        if taken > SLOW:
            raise SystemExit(f"case {case} of seed {seed} took {taken:.1f} s")
        if case == cases // 10:
            early = peak()
    for outcome, count in outcomes.most_common():
        print(f"{count:7,}  {outcome}")
    total = time.process_time() - began
    print(f"{cases:,} cases of seed {seed} on {len(files)} files: {total:.0f} CPU s, slowest {slowest:.2f} s")
    print(f"peak memory after a tenth {early:.0f} MiB, at the end {peak():.0f} MiB")


if __name__ == "__main__":
    main()
