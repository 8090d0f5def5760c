"""The texts of the catalogue are paraphrases: no long run of words comes from the treaty or from an Act.

Headings, titles and citations are quoted on purpose and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(__file__).resolve().parents[3] / "shared"
TREATY = SHARED / "sources" / "budapest_ets185_statengeneraal_BWBV0001839.md"
ACTS = tuple(
    SHARED / "legislation" / name
    for name in (
        "act_public_2003_39_crimes_amendment_2007-09-03.xml",
        "act_public_1961_43_crimes_trimmed_2026-08-08.xml",
    )
)
RUN = 8
QUOTED = {"heading", "title", "by", "ref", "pinpoint"}
LONG_TITLE = "Budapest Convention and Related Matters Legislation Amendment Act 2025"

Grams = frozenset[tuple[str, ...]]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(found: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


def grams(text: str) -> Grams:
    """Every run of words in a source, without its links and its markup."""
    bare = re.sub(r"<[^>]+>", " ", re.sub(r"\(\.\./[^)]*\)", "", text))
    return frozenset(runs(words(bare)))


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every text below a value, except under the keys that quote."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str) and key not in QUOTED:
        yield value


def copied(values: Iterable[str], source: Grams) -> list[str]:
    """The texts that share a run of words with a source."""
    return [text for text in values if any(run in source for run in runs(words(text)))]


@pytest.fixture(scope="module")
def ours() -> list[str]:
    files = [
        path
        for folder in ("obligations", "nz_statutes", "reports")
        for path in sorted((ROOT / folder).glob("**/*.yaml"))
    ]
    found = [text for file in files for text in texts(yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader))]
    return [text.replace(LONG_TITLE, "Act") for text in found]


def test_there_are_texts_to_look_at(ours: list[str]) -> None:
    assert len([text for text in ours if len(words(text)) >= RUN]) > 200


@pytest.mark.skipif(not TREATY.is_file(), reason="the text of the treaty is not beside the checkout")
def test_nothing_is_copied_from_the_treaty(ours: list[str]) -> None:
    source = grams(TREATY.read_text(encoding="utf-8"))
    assert len(source) > 5000
    assert copied(ours, source) == []


@pytest.mark.skipif(not all(act.is_file() for act in ACTS), reason="the texts of the Acts are not beside the checkout")
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.stem[:22])
def test_nothing_is_copied_from_an_act(ours: list[str], act: Path) -> None:
    source = grams(act.read_text(encoding="utf-8", errors="ignore"))
    assert len(source) > 400
    assert copied(ours, source) == []


class TestTheCheck:
    SOURCE = grams(
        "Each Party shall adopt <b>such legislative</b> and other measures [as may](../x) be necessary to establish it."
    )

    def test_fails_on_a_planted_copy(self) -> None:
        planted = {
            "duties": [
                {"id": "1", "text": "It says that such LEGISLATIVE and other measures, as may be necessary, do."}
            ]
        }
        assert copied(texts(planted), self.SOURCE) == [planted["duties"][0]["text"]]

    def test_seven_words_are_no_copy(self) -> None:
        assert copied(["Such legislative and other measures as may well do."], self.SOURCE) == []

    def test_what_quotes_may_quote(self) -> None:
        quoted = "Such legislative and other measures as may be necessary"
        assert copied(texts(dict.fromkeys(QUOTED, quoted)), self.SOURCE) == []
        assert copied(texts({"note": [quoted]}), self.SOURCE) == [quoted]

    @pytest.mark.skipif(not TREATY.is_file(), reason="the text of the treaty is not beside the checkout")
    def test_fails_on_a_sentence_of_the_treaty(self) -> None:
        text = TREATY.read_text(encoding="utf-8")
        found = re.search(r"Each Party shall adopt such legislative[^.;:]{60,}", text)
        assert found is not None
        assert copied([found[0]], grams(text)) == [found[0]]
