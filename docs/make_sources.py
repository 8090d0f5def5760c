"""Write ``docs/sources.md``: what was verified against what, from the data.

Run from anywhere: ``python docs/make_sources.py``. A test holds the page against the data.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.model.base import Source
from gapcheck.natural_order import natural_key
from gapcheck.report.markdown import escape_markdown
from gapcheck.review.reading_places import PLACES

PAGE = Path(__file__).parent / "sources.md"
CHECKS = ("verified", "secondary", "unverified")

HEAD = """# What was verified against what

Generated from the data by `docs/make_sources.py`. Every duty, rule, position, reading and statement names its source:

* **verified**: the cited text was read there;
* **secondary**: it was read in a summary, an older reprint, another language version or a quotation;
* **unverified**: neither; it rests on general knowledge until somebody reads the text.

A verdict is no better founded than the weakest source behind it; the matrix shows that for each duty.
"""

Group = tuple[str, list[Source]]


def render(catalogue: Catalogue) -> str:
    """The whole page."""
    groups = [*_instruments(catalogue), *_acts(catalogue)]
    blocks = [HEAD, _where_to_read(catalogue), "## In numbers\n", _numbers(groups)]
    blocks += [_section(name, sources) for name, sources in groups]
    return "\n".join(blocks).rstrip() + "\n"


def _where_to_read(catalogue: Catalogue) -> str:
    """Where a person with a browser finds the treaty texts that were not read, or not in every paragraph."""
    lines = [
        "## Where the treaty texts can be read\n",
        "Most paragraphs of the UN Convention and of the Second Protocol were not read in an authentic text, because",
        "none could be reached. Whoever can open these addresses settles that in an hour: `gapcheck verify-sheet`",
        "lists the paragraphs, the doubtful ones first, and takes the answers back.\n",
        "| Text | Address | What stands there |",
        "| --- | --- | --- |",
    ]
    titles = {treaty.citation: treaty.title for treaty in catalogue.instruments.values()}
    for citation, places in PLACES.items():
        name = f"{titles[citation]} ({citation})" if citation in titles else citation
        lines += [f"| {escape_markdown(name)} | <{place.url}> | {escape_markdown(place.what)} |" for place in places]
    return "\n".join(lines) + "\n"


def _instruments(catalogue: Catalogue) -> Iterator[Group]:
    for treaty in catalogue.instruments.values():
        articles = catalogue.articles(treaty.id)
        found = [*treaty.source, *(s for p in treaty.participation for s in p.source)]
        found += [s for part in (treaty.purpose, treaty.joining) if part for s in part.source]
        found += [s for a in articles for d in a.duties for s in d.source]
        found += [s for a in articles if a.withheld for s in a.withheld.source]
        position = catalogue.positions.get(treaty.id)
        if position is not None:
            found += [*position.source, *(s for x in position.exercised for s in x.source)]
        yield treaty.title, found
    readings = [s for r in catalogue.readings.values() for g in r.grounds for s in g.source]
    yield "Readings: grounds for settling arguable points", readings
    yield "What officials said", [s for statement in catalogue.statements for s in statement.source]
    policy = [s for i in catalogue.ideas for s in (*i.source, *(s for e in i.history for s in e.source))]
    policy += [s for a in catalogue.agencies.values() for r in a.roles for s in r.source]
    policy += [s for m in catalogue.capabilities for c in m.cells for s in c.source]
    policy += [s for d in catalogue.documents.values() for s in d.source]
    yield "Policy registers", policy


def _acts(catalogue: Catalogue) -> Iterator[Group]:
    for act in sorted(catalogue.acts.values(), key=lambda a: natural_key(a.title)):
        rules = [e.rule for e in catalogue.rules if e.act.id == act.id]
        yield act.title, [s for r in rules for s in (*r.source, *(s for saving in r.savings for s in saving.source))]


def _numbers(groups: Iterable[Group]) -> str:
    lines = ["| | Verified | Secondary | Unverified |", "| --- | ---: | ---: | ---: |"]
    totals = [0, 0, 0]
    for name, sources in groups:
        counts = [sum(s.checked == c for s in sources) for c in CHECKS]
        totals = [t + c for t, c in zip(totals, counts, strict=True)]
        if any(counts):
            lines.append(f"| {escape_markdown(name)} | {' | '.join(map(str, counts))} |")
    lines.append(f"| **All** | {' | '.join(f'**{t}**' for t in totals)} |")
    return "\n".join(lines) + "\n"


def _section(name: str, sources: list[Source]) -> str:
    """One table for an instrument or Act: each text with the places cited and what was read."""
    if not sources:
        return ""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for source in sources:
        found.setdefault((source.checked, source.ref, str(source.note or "")), {})[source.pinpoint] = None
    lines = [f"## {escape_markdown(name)}\n", "| Checked | Text | Places | Note |", "| --- | --- | --- | --- |"]
    for (checked, ref, note), places in sorted(
        found.items(), key=lambda i: (CHECKS.index(i[0][0]), natural_key(i[0][1]), i[0][2])
    ):
        told = _places(sorted(places, key=natural_key))
        lines.append(f"| {checked} | {escape_markdown(ref)} | {escape_markdown(told)} | {escape_markdown(note)} |")
    return "\n".join(lines) + "\n"


def _places(places: list[str]) -> str:
    """Places with the word for an article or section told once."""
    for word, plural in (("art ", "arts "), ("s ", "ss ")):
        if len(places) > 1 and all(p.startswith(word) for p in places):
            return plural + "; ".join(p.removeprefix(word) for p in places)
    return "; ".join(places)


def main() -> None:
    """Write the page aside, then move it into place."""
    with tempfile.NamedTemporaryFile(
        "w", dir=PAGE.parent, suffix=".tmp", delete=False, encoding="utf-8", newline="\n"
    ) as file:
        file.write(render(load()))
    Path(file.name).chmod(0o644)
    Path(file.name).replace(PAGE)


if __name__ == "__main__":
    main()
