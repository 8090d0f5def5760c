"""What falls short, in words of substance: what no rule covers or provides for, as the answer on the article tells it;
the question that decides it by its title only where that says too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from gapcheck.explain.answers import DutyAnswer
from gapcheck.report.brief.tally import Tally
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.statuses import is_gap
from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import capital, join

_ABOUT_PART = re.compile(r" \(for [^()]*\)\.?$")
_OF_THE_DAY = re.compile(r"^(no rule) in force on \d{1,2} \w+ \d{4} (covers)\b")
"""The brief names its day once, at its head."""
_LIST_WITHIN = re.compile(r"\([^()]*;[^()]*\)")
_AT_THE_END = re.compile(r" \(([^()]*)\)$")
_NO_RULE = ("no rule covers ", "no rule provides for ")
_MISSING = re.compile(r"^.+? (?:likely )?does not (cover|provide for) (.+)$")
"""What a rule leaves out. Of a chapter nobody has to be told which rule comes nearest."""
_WHICH_OFFENCE = ("an offence ", "an attempt ")
"""How words begin that say for which offence something is missing, and not what."""

MOST_TOLD = 12
"""So many things are all told in words; of more, the rare cases are told by article."""


@dataclass(frozen=True)
class _Lack:
    """A thing that an article lacks. ``asked``: it is told by the question about it; ``rare``: losing that is a rare
    case.
    """

    article: str
    words: str
    asked: bool = False
    rare: bool = False


def lacks(tally: Tally, rows: Iterable[ArticleRow], most: int | None = None) -> str:
    """What the law lacks for articles that it falls short of, chapter by chapter, each thing once, and of each chapter
    the ``most`` weighty in words; then the articles that only ask for others to be carried out:
    ``Procedural law: streaming (art 10). Art 14 falls short with them.``
    """
    short = list(rows)
    following = [row for row in short if follows_others(tally.report, row.article)]
    own = [row for row in short if row not in following]
    chapters = [
        (chapter, [lack for row in found for lack in _of_article(tally.report, row)])
        for chapter, found in groupby(own, key=lambda row: row.chapter)
    ]
    briefly = len({lack.words for _, lacking in chapters for lack in lacking}) > MOST_TOLD
    told = [_chapter(tally, chapter, lacking, most, briefly=briefly) for chapter, lacking in chapters]
    if following:
        falls, asks = ("falls", "it asks") if len(following) == 1 else ("fall", "they ask")
        told.append(
            f"{capital(tally.places(following))} {falls} short with them, since {asks} for the rest to be carried out."
        )
    return " ".join(told)


def follows_others(report: ReportRows, article: str) -> bool:
    """Whether all that an article falls short in are duties that only ask for what others ask."""
    duties = [d for d in report.assessment[article].duties if is_gap(d.status, binding=d.binding)]
    return bool(duties) and all(d.followed for d in duties)


def _chapter(tally: Tally, chapter: str, lacking: list[_Lack], most: int | None, *, briefly: bool) -> str:
    by_words: dict[str, list[str]] = {}
    for lack in lacking:
        by_words.setdefault(lack.words if not (briefly and lack.rare) else "", []).append(lack.article)
    rare = by_words.pop("", [])
    asked = {lack.words for lack in lacking if lack.asked}
    # Where there is room for one, it is the one that is told in the fewest words of substance.
    first = sorted(by_words, key=lambda words: (words in asked, len(words))) if most == 1 else list(by_words)
    shown = {words: by_words[words] for words in first[:most]}
    others = [article for words, found in by_words.items() if words not in shown for article in found]
    told = _once([f"{words} ({tally.places(found)})" for words, found in shown.items() if words not in asked])
    told += _on_questions([f"“{words}” ({tally.places(found)})" for words, found in shown.items() if words in asked])
    if left := [*others, *rare]:
        told.append(f"{'other points' if others else 'rarer cases'} ({tally.places(left)})")
    listed = join(told) if len(told) < 2 else f"{', '.join(told[:-1])}, and {told[-1]}"
    return f"{chapter}: {listed}."


def _once(told: list[str]) -> list[str]:
    """What no rule covers, told together: ``no rule covers stored data (art 16) or path data (art 17)``."""
    merged = []
    for start in _NO_RULE:
        if unreached := [words.removeprefix(start) for words in told if words.startswith(start)]:
            merged.append(f"{start}{join(unreached, 'or')}")
    return [*merged, *(words for words in told if not words.startswith(_NO_RULE))]


def _on_questions(titles: list[str]) -> list[str]:
    """The questions by their titles, told as questions and not as what is lacking."""
    return [f"{'the question' if len(titles) == 1 else 'the questions'} {join(titles)}"] if titles else []


def _of_article(report: ReportRows, row: ArticleRow) -> Iterator[_Lack]:
    """What an article lacks, each thing once; its heading where nothing says what."""
    found = [lack for duty in _short_duties(report, row.article) if (lack := _of_duty(report, row.article, duty))]
    decided = [lack for lack, by_question in found if by_question]
    # What rules leave out is often the same thing in several words; what questions decide is not.
    left_out = [lack for lack, _ in found[:1]]
    yield from dict.fromkeys(decided or left_out or [_Lack(row.article, in_sentence(row.heading))])


def _short_duties(report: ReportRows, article: str) -> Iterator[DutyAnswer]:
    for duty in report.answers[article].duties:
        if is_gap(duty.status, binding=duty.binding) and not report.assessment.duty(duty.duties[0]).followed:
            yield duty


def _of_duty(report: ReportRows, article: str, duty: DutyAnswer) -> tuple[_Lack, bool] | None:
    """What is missing for a duty, and whether a question decides that against the State."""
    asked = {q.id: q for q in report.questions}
    against = [asked[q] for q in duty.questions if q in asked and asked[q].view == "fails"]
    if against:
        rare = against[0].weight == "edge"
        words = next(filter(None, map(_no_rule, duty.left_out)), "")
        return _Lack(article, words or against[0].title, asked=not words, rare=rare), True
    if not duty.left_out:
        return None
    words = _OF_THE_DAY.sub(r"\1 \2", in_sentence(_ABOUT_PART.sub("", duty.left_out[0].rstrip("."))))
    # Lists within a list are for the annex: here the heading tells what it is about.
    return None if _LIST_WITHIN.search(words) else (_Lack(article, words), False)


def _no_rule(left_out: str) -> str:
    """What a rule leaves out as what no rule gives; nothing where that would not say what is missing.

    >>> _no_rule("Section 74 of the Search Act 2012 likely does not cover a provider abroad (for orders).")
    'no rule covers a provider abroad'
    >>> _no_rule("Section 88D of the Search Act 2012 does not cover an offence that carries less than 2 years.")
    ''
    """
    found = _MISSING.match(_ABOUT_PART.sub("", left_out.rstrip(".")))
    if not found or found[2].startswith(_WHICH_OFFENCE) or _LIST_WITHIN.search(found[2]):
        return ""
    # Brackets at the end would stand beside those of the article.
    what = _AT_THE_END.sub(r", for \1", found[2])
    return f"no rule {'covers' if found[1] == 'cover' else 'provides for'} {what}"
