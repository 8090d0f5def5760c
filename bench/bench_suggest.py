"""Measure the search for provisions: how often those that answer a duty are among the first 10 and 20.

Run from the repository: ``PYTHONPATH=src python bench/bench_suggest.py [--legislation DIR] [--cache DIR] [--all]``;
without a folder, that of the shared files beside the repository. ``--cache`` keeps the index and the queries between
runs.

Two sets of questions, with sections that are known to be right:

* treaties: an article whose text is scheduled to an Act, and the sections of that Act that cite the article. The
  citations are taken out of the sections first, or they would give the answer away.
* duties: a duty of the catalogue, and the sections on which its verdict rests on 1 July 2010, where the folder has
  their Act.

Half of each set (by a hash of the article) was looked at when the weights and synonyms were chosen; the other half was
held out. Each variant is told with its difference to the plain search: 95 % interval of a bootstrap over articles, and
a sign test.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import comb
from pathlib import Path
from random import Random

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.errors import UsageError
from gapcheck.legislation import Legislation, LegislationError, read_folder
from gapcheck.legislation.index import PLAIN, Index, Weights, build_index, content_key, open_index
from gapcheck.legislation.provisions import Provision, provisions
from gapcheck.legislation.search_words import Wanted, wording
from gapcheck.legislation.suggestions import wanted_for
from gapcheck.legislation.tree import articles
from gapcheck.wording.citation import Pinpoint

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "legislation"
AS_AT = "2010-07-01"
TREATIES = ("budapest", "first-protocol", "second-protocol", "uncc")
DEPTHS = (10, 20)
RESAMPLES = 2000

NUMBER = r"\d+[A-Z]?(?:\s*\(\w+\))*"
CITED = re.compile(
    rf"\b[Aa]rticles?\s+(?P<numbers>{NUMBER}(?:(?:,\s*|\s+(?:and|or|to)\s+|\s*[-–]\s*){NUMBER})*)"
    r"(?:,?\s+of\s+(?:the\s+)?(?P<name>(?:[A-Z][\w'-]* ?)+))?"
)
NAMES = {"convention", "statute", "protocol", "treaty", "agreement"}


@dataclass(frozen=True)
class Question:
    """Words to search with, and the sections that are right: ``cluster`` is the article, ``plain`` the text alone."""

    key: str
    cluster: str
    plain: str
    full: Wanted
    right: frozenset[tuple[str, str]]

    @property
    def held_out(self) -> bool:
        """Whether nothing was tuned on it."""
        return hashlib.sha256(self.cluster.encode()).digest()[0] % 2 == 0


# The questions ---------------------------------------------------------------------------------------------------


def words(text: str) -> set[str]:
    """The words of a name that tell treaties apart."""
    return set(re.findall(r"[a-z]+", text.lower())) - {"of", "the", "to", "on", "in", "and", "for", "s"}


def numbers(text: str) -> Iterator[str]:
    """The articles that a citation names, those of a range included."""
    for first, last in re.findall(r"(\d+[A-Z]?)(?:\s*\(\w+\))*(?:\s*(?:to|-|–)\s*(\d+[A-Z]?))?", text):
        yield first
        if first.isdigit() and last.isdigit():
            yield from (str(n) for n in range(int(first) + 1, min(int(last), int(first) + 60) + 1))
        elif last:
            yield last


def treaty_questions(act: Legislation) -> Iterator[tuple[str, str, frozenset[tuple[str, str]]]]:
    """Key, text and right sections for each article scheduled to an Act that some section of it cites."""
    treaties = [t for t in act.treaties if t.node.subtype in NAMES and articles(t.node)]
    found: dict[tuple[int, str], str] = {}
    for n, treaty in enumerate(treaties):
        for article in articles(treaty.node):
            if label := re.search(r"\d+[A-Z]?\b", article.node.label):
                found.setdefault((n, label[0]), article.node.full_text)
    right: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
    heads = [words(" ".join([t.node.heading, *(n.heading for n in t.above if n.kind == "schedule")])) for t in treaties]
    for provision in provisions(act) if found else ():
        text = f"{provision.words}\n{provision.definitions}"
        for cited in CITED.finditer(text):
            treaty_number = _which(cited["name"] or "", text, heads)
            if treaty_number is not None:
                for number in numbers(cited["numbers"]):
                    right[treaty_number, number].add((provision.number, provision.label))
    for place in sorted(found.keys() & right.keys()):
        yield f"{act.title}|{place[0]}|{place[1]}", found[place], frozenset(right[place])


def _which(name: str, text: str, heads: Sequence[set[str]]) -> int | None:
    """Which of the treaties of an Act a citation is of; ``None`` if that is not certain."""
    if len(heads) == 1:
        certain = (
            words(name) & NAMES if name else re.search(r"\b(?:Convention|Statute|Protocol|Treaty|Agreement)\b", text)
        )
        return 0 if certain else None
    own = words(name) - {"convention"}
    fits = [n for n, head in enumerate(heads) if own - {"protocol"} and own <= head]
    return fits[0] if len(fits) == 1 else None


def duty_questions(catalogue: Catalogue, known: dict[str, dict[str, str]]) -> Iterator[Question]:
    """A question for each duty whose verdict rests on a section that the folder has; ``known``: number by title and
    label.
    """
    for instrument in TREATIES:
        for duty in assess(catalogue, instrument, AS_AT).duties:
            right = set()
            for entry in duty.rules:
                point, _ = Pinpoint.leading(entry.section.section)
                if point is not None and point.label in known.get(entry.act.title, {}):
                    right.add((known[entry.act.title][point.label], point.label))
            if right:
                cluster = f"{instrument}:{duty.full.article}"
                yield Question(duty.id, cluster, duty.full.duty.text, wanted_for(catalogue, duty.id), frozenset(right))


def without_citations(provision: Provision) -> Provision:
    """The provision without its citations of articles."""
    return replace(provision, words=CITED.sub(" ", provision.words), definitions=CITED.sub(" ", provision.definitions))


def prepare(folder: Path, cache: Path) -> tuple[Index, list[Question], list[Question]]:
    """The index and both sets of questions, from the cache if the folder is as it was."""
    key = content_key(folder)
    index, kept = open_index(cache / "suggest.index", key), cache / "suggest.json"
    if index is None or not kept.is_file():
        seen: dict[str, object] = {"treaties": [], "known": {}}

        def read() -> Iterator[Provision]:
            known: dict[str, dict[str, str]] = {}
            found = []
            try:
                for act in read_folder(folder):
                    found += [(k, t, sorted(r)) for k, t, r in treaty_questions(act)]
                    for provision in provisions(act):
                        known.setdefault(act.title, {}).setdefault(provision.label, provision.number)
                        yield without_citations(provision)
            except LegislationError as error:
                print(error, file=sys.stderr)
            seen.update(treaties=found, known=known)

        (cache / "suggest.index").unlink(missing_ok=True)
        index = build_index(read(), cache / "suggest.index", lambda: key)
        kept.write_text(json.dumps(seen), encoding="utf-8")
    data = json.loads(kept.read_text(encoding="utf-8"))
    treaties = [Question(k, k, t, wording().wanted(t), frozenset((a, b) for a, b in r)) for k, t, r in data["treaties"]]
    return index, treaties, list(duty_questions(gapcheck.load().catalogue, data["known"]))


# The measures ----------------------------------------------------------------------------------------------------

FULL = Weights()
VARIANTS: dict[str, tuple[bool, Weights]] = {
    "plain": (False, PLAIN),
    "plain + labels, article heading": (True, PLAIN),
    "+ title of the Act, headings above": (True, replace(PLAIN, act=1, place=1)),
    "+ the Act as a whole": (True, replace(FULL, synonyms=0, context=0)),
    "+ synonyms": (True, replace(FULL, context=0)),
    "+ words of the kind (all)": (True, FULL),
}
TRIED: dict[str, tuple[bool, Weights]] = {
    "all, without synonyms": (True, replace(FULL, synonyms=0)),
    "all, without the Act as a whole": (True, replace(FULL, whole_act=0)),
    "all, synonyms as strong as the duty": (True, replace(FULL, synonyms=1)),
    "all, definitions count 0.3": (True, replace(FULL, definitions=0.3)),
    "all, headings count 4": (True, replace(FULL, heading=4)),
    "all, the Act as a whole counts 1": (True, replace(FULL, whole_act=1)),
}


SEEN: dict[tuple[object, ...], list[tuple[str, str]]] = {}


def ranked(index: Index, question: Question, full: bool, weights: Weights) -> list[tuple[str, str]]:
    """The first sections, each once."""
    wanted = question.full if full else wording().wanted(question.plain)
    synonyms = wanted.synonyms if weights.synonyms else {}
    context = wanted.context if weights.context else ()
    weights = replace(weights, synonyms=weights.synonyms if synonyms else 0, context=weights.context if context else 0)
    key = (wanted.own, tuple(synonyms), context, weights)
    if key not in SEEN:  # variants that do not differ for a question are searched once
        hits = index.search(replace(wanted, synonyms=synonyms, context=context), 2 * DEPTHS[-1], weights, matched=False)
        SEEN[key] = list(dict.fromkeys((hit.number, hit.label) for hit in hits))
    return SEEN[key]


def recall(found: list[tuple[str, str]], right: frozenset[tuple[str, str]], depth: int) -> float:
    """The share of the right sections among the first ``depth``."""
    return len(right & set(found[:depth])) / len(right)


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def interval(questions: Sequence[Question], differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean difference: whole articles are drawn with replacement."""
    clusters: dict[str, list[float]] = defaultdict(list)
    for question, difference in zip(questions, differences, strict=True):
        clusters[question.cluster].append(difference)
    groups, random = [clusters[c] for c in sorted(clusters)], Random(1)
    means = sorted(mean(x for g in random.choices(groups, k=len(groups)) for x in g) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def sign_test(differences: Sequence[float]) -> float:
    """The two-sided probability of so uneven a split of gains and losses by chance."""
    gains, losses = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    total, least = gains + losses, min(gains, losses)
    return min(1.0, 2 * sum(comb(total, n) for n in range(least + 1)) / 2**total) if total else 1.0


def report(name: str, index: Index, questions: Sequence[Question], variants: dict[str, tuple[bool, Weights]]) -> None:
    """Print a table of the variants for one set of questions."""
    sections = len({section for q in questions for section in q.right})
    print(f"\n## {name}: {len(questions)} questions, {sections} sections\n")
    print(
        "| variant | recall@10 | recall@20 | some right@10 | some right@20 | recall@20 over plain (95 %) | better:worse, p |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    plain: list[float] = []
    for variant, (full, weights) in {"plain": VARIANTS["plain"], **variants}.items():
        found = [ranked(index, q, full, weights) for q in questions]
        by_depth = {d: [recall(f, q.right, d) for f, q in zip(found, questions, strict=True)] for d in DEPTHS}
        cells = [f"{mean(by_depth[d]):.3f}" for d in DEPTHS] + [
            f"{mean(r > 0 for r in by_depth[d]):.3f}" for d in DEPTHS
        ]
        plain = plain or by_depth[DEPTHS[-1]]
        difference = [a - b for a, b in zip(by_depth[DEPTHS[-1]], plain, strict=True)]
        low, high = interval(questions, difference)
        gains, losses = sum(d > 0 for d in difference), sum(d < 0 for d in difference)
        over = f"{mean(difference):+.3f} ({low:+.3f} to {high:+.3f})" if variant != "plain" else ""
        signs = f"{gains}:{losses}, {sign_test(difference):.3f}" if variant != "plain" else ""
        print(f"| {variant} | {' | '.join(cells)} | {over} | {signs} |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--legislation", type=Path, default=FOLDER, help="a folder of official XML")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the index and the questions")
    parser.add_argument("--all", action="store_true", help="show the half that was tuned on, and what was tried, too")
    options = parser.parse_args()
    if not options.legislation.is_dir():
        print(f"skipped: there is no folder {options.legislation}")
        return
    with tempfile.TemporaryDirectory() as aside:
        cache = options.cache or Path(aside)
        cache.mkdir(parents=True, exist_ok=True)
        try:
            index, treaties, duties = prepare(options.legislation, cache)
        except UsageError as error:
            print(f"skipped: {error}")
            return
        with index:
            print(f"{len(index):,} provisions of {index.acts:,} enactments; weights {asdict(FULL)}")
            for name, questions in (("treaties", treaties), ("duties", duties)):
                if not questions:
                    print(f"\n{name}: skipped, the folder has no right answer to any question")
                    continue
                report(f"{name}, held out", index, [q for q in questions if q.held_out], VARIANTS)
                if options.all:
                    tuned = [q for q in questions if not q.held_out]
                    report(f"{name}, tuned on", index, tuned, VARIANTS | TRIED)


if __name__ == "__main__":
    main()
