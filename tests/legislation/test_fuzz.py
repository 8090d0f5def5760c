"""Whatever a file holds, the reader reads it or refuses it with its own error. bench/fuzz_legislation.py does more of
this.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.legislation import Legislation, LegislationError, read_bytes
from gapcheck.legislation.element_words import SKIPPED
from gapcheck.legislation.outline import outline
from gapcheck.legislation.tree import articles
from gapcheck.legislation.tree_builder import INLINE, KINDS

FILES = [file.read_bytes() for file in sorted((Path(__file__).parent / "xml").iterdir())]
TAGS = sorted(
    {*KINDS, *INLINE, *SKIPPED, "body", "para", "text", "label", "heading", "prov.body", "notes", "history", "unknown"}
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "deletion-status", "type", "amend.level1", "href"]),
    TEXTS | st.sampled_from(["repealed", "struckout"]),
    max_size=2,
)


def element(tag: str, attributes: dict[str, str], parts: list[str]) -> str:
    return f"<{tag}{''.join(f' {k}={quoteattr(v)}' for k, v in attributes.items())}>{''.join(parts)}</{tag}>"


ELEMENTS = st.recursive(
    TEXTS.map(escape),
    lambda parts: st.builds(element, st.sampled_from(TAGS), ATTRIBUTES, st.lists(parts, max_size=5)),
    max_leaves=40,
)


def use(text: Legislation) -> None:
    """What gapcheck does with what it reads."""
    for placed in text.walk(foreign=True):
        assert placed.node.text == " ".join(placed.node.text.split())
        assert not set(placed.node.text) & set("\x9b\x7f\xad\u200b\u202e\ufeff")
    for placed in text.sections:
        assert not any(n.kind in ("amendment", "treaty") for n in placed.above)
    for placed in text.treaties:
        articles(placed.node)
    if text.type in ("act", "regulation"):
        parse(outline(text).encode(), "outline.yaml")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ELEMENTS, max_size=6))
def test_any_tree_of_elements_is_read(parts: list[str]) -> None:
    use(read_bytes(element("act", {"year": "2001", "act.no": "1"}, parts).encode(), "made.xml"))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_a_damaged_file_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data)))
        cut = draw.draw(st.integers(0, 60))
        data = (
            data[:at]
            + draw.draw(st.binary(max_size=6) | st.sampled_from([b"<prov>", b"&a;", b"<!DOCTYPE a>", b"]]>"]))
            + data[at + cut :]
        )
    try:
        text = read_bytes(data, "damaged.xml")
    except LegislationError:
        return
    use(text)
