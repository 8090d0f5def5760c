"""A text made even: what its signs become, where its paragraphs and sentences end."""

from __future__ import annotations

import pytest

from gapcheck.citing.plain_text import Paragraph, PlainText, normalised


class TestSigns:
    @pytest.mark.parametrize(
        ("text", "even"),
        [
            ("x\u00a0y\u2009z\tt", "x y z t"),
            ("*x* _y_ `z`", " x   y   z "),
            ("“x” and «y»", " x  and  y "),
            ("‐ ‑ – — −", "- - - - -"),
            ("‣ ▪ ·", "• • •"),
            ("s 249¹", "s 249 "),
            ("it’s the Acts’ end", "it's the Acts' end"),
            ("'Crimes' (1961' 'y' )", " Crimes' (1961   y  )"),
            ("x&nbsp;y&amp;z&#38;t&sect;5", "x      y&    z&    t§     5"),
            ("&bogus; &#xe9;", "&bogus; é     "),
            ("<b>x</b><p>y</p>", "   x    ¶  y¶   "),
            ("<td>x</td><th>y</th></tr>", " |  x      |  y     ¶    "),
            ("<!-- s 5 -->x", "            x"),
            (r"x\*y\[z\]", "x  y (z )"),
            ("a form\x0cfeed", "a form feed"),
        ],
    )
    def test_each_keeps_its_place(self, text: str, even: str) -> None:
        assert normalised(text) == even
        assert len(even) == len(text)

    @pytest.mark.parametrize(
        ("text", "even"),
        [
            # The number of a note, a year and the number of a paragraph are no part of a pinpoint.
            ("word[1] s 5", "word    s 5"),
            ("s 249[^1] of", "s 249     of"),
            ("[12] (a) [b]", "     (a) (b)"),
            ("it ends. [12]  The Judge", "it ends.¶      The Judge"),
            ("as in [12]  The Judge", "as in       The Judge"),
            ('[it](http://x "t") is', "(it                is"),
            ("[it](<http://x>) is", "(it              is"),
        ],
    )
    def test_brackets_and_links(self, text: str, even: str) -> None:
        assert normalised(text) == even
        assert len(even) == len(text)


class TestParagraphs:
    @pytest.mark.parametrize(
        ("text", "even"),
        [
            ("One\n\nTwo", "One¶¶Two"),
            ("One\n\n\n  \nTwo\n\nThree", "One¶¶¶¶¶¶Two¶¶Three"),
            ("One\nTwo", "One Two"),
            ("One\n- b\n1. c\n(a) d\n# e\n| f\n> g", "One¶- b¶1. c¶(a) d¶# e¶| f¶> g"),
            ("* item\n* two", "• item¶• two"),
            ("# Head\n\nText", "# Head¶ Text"),
            ("Line\n# Head\nText", "Line¶# Head¶Text"),
            ("| a |\n\n| b |", "| a |¶¶| b |"),
            ("> One\n\nTwo", "> One¶¶Two"),
            ("| under the\n\nTwo", "| under the¶¶Two"),
            ("Text.\n\nAct 1961", "Text.¶¶Act 1961"),
            ("Text:\n\nAct 1961", "Text:¶¶Act 1961"),
            ("under the\n\n- item", "under the¶¶- item"),
            ("under the\n\n1. item", "under the¶¶1. item"),
            ("under the\n\n(a) item", "under the¶¶(a) item"),
            ("under the\n\n1.", "under the¶¶1."),
            ("(a)\n\n", "(a)¶¶"),
            (f"| {'x' * 200} under the\n\nAct", f"| {'x' * 200} under the¶¶Act"),
            ("under the\n\n# Head", "under the¶¶# Head"),
            ("under the\n\n, and", "under the¶¶, and"),
            ("under the\n\n,and", "under the¶¶,and"),
            ("under the\n\n1.\nitem", "under the¶¶1. item"),
            ("\n\nTwo", "¶¶Two"),
            ("under the\n\n", "under the¶¶"),
        ],
    )
    def test_where_one_ends(self, text: str, even: str) -> None:
        assert normalised(text) == even

    @pytest.mark.parametrize(
        "text",
        [
            "under the\n\nAct 1961",
            "see s\n\n249",
            "under section\n\n(1)(a) of it",
            "(a)\n\ntext here",
            "-\n\ntext here",
            "Crimes\n\nAct 1961",
            "Bail\n\nAct 2000",
            "under the Mutual\n\nAssistance in",
            "of the Big Crimes\n\nRules apply",
        ],
    )
    def test_a_blank_line_inside_a_sentence_is_none(self, text: str) -> None:
        assert normalised(text) == text.replace("\n", " ")

    @pytest.mark.parametrize(
        "text",
        [
            "of the Big Crimes\n\nrules apply",
            "Mutual\n\nAssistance in",
            "The\n\nact",
            "Bail\n\nAct of old",
            "Xyz\n\nAct 1961",
            "(1999\n\nAct 1961",
            "(a) Text\n\nText",
        ],
    )
    def test_another_is_one(self, text: str) -> None:
        assert normalised(text) == text.replace("\n", "¶")

    def test_the_words_before_it_count_from_the_line(self) -> None:
        assert normalised("It is the\nend\n\nof it") == "It is the end¶¶of it"
        assert normalised(f"under the\n\nAct {'x' * 400}") == f"under the  Act {'x' * 400}"
        assert normalised("One\n\nunder the\n\nAct") == "One¶¶under the  Act"
        assert normalised("> One\n\nunder the\n\nAct") == "> One¶¶under the  Act"
        assert normalised("One\n\n(a)\n\ntext") == "One¶¶(a)  text"
        assert normalised("# One\ntwo under the\n\nAct") == "# One¶two under the  Act"
        assert normalised(f"{'x' * 200} under the\n\nAct of\nold") == f"{'x' * 200} under the  Act of old"

    def test_each_with_its_sort(self) -> None:
        text = normalised("# One\nFirst one.\n\n- item one\n| row |\n\n##### Five\nLast")
        plain = PlainText(text)
        assert plain.paragraphs == (
            Paragraph(0, 6, False, 1),
            Paragraph(6, 18, False, 0),
            Paragraph(18, 29, True, 0),
            Paragraph(29, 38, True, 0),
            Paragraph(38, 49, False, 5),
            Paragraph(49, 53, False, 0),
        )
        assert [text[p.start : p.end].strip("¶") for p in plain.paragraphs] == [
            "# One", "First one.", "- item one", "| row |", "##### Five", "Last"
        ]  # fmt: skip
        assert [plain.paragraph(at) for at in (0, 5, 6, 17, 18, 52)] == [0, 0, 1, 1, 2, 5]

    def test_a_numbered_item(self) -> None:
        assert [p.item for p in PlainText("12. Text¶(iv) text¶12) text¶+ text¶12 text").paragraphs] == [
            True, True, True, True, False
        ]  # fmt: skip

    def test_an_empty_text(self) -> None:
        assert PlainText("").paragraphs == (Paragraph(0, 0, False, 0),)


def test_sentences() -> None:
    text = "In s 5. Then (Act 1961). no more! Yes? X | Y¶Z"
    plain = PlainText(text)
    ends = [7, 33, 38, 42, 45]
    assert [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)] == [
        "In s 5.", " Then (Act 1961). no more!", " Yes?", " X |", " Y¶", "Z"
    ]  # fmt: skip
    for number, (start, end) in enumerate(zip([0, *ends], [*ends, len(text)], strict=True)):
        for at in (start, end - 1):
            assert (plain.sentence(at), plain.sentence_start(at), plain.sentence_end(at)) == (number, start, end)
