"""HTML tables of notebooks: what is escaped, and what is left out."""

from __future__ import annotations

from gapcheck.html_table import CELL_STYLE, bordered_table, html_table


class TestPlain:
    def test_everything_is_escaped(self) -> None:
        assert "<td>&lt;b&gt;</td>" in html_table(["A & B"], [["<b>"]])
        assert "<th>A &amp; B</th>" in html_table(["A & B"], [["<b>"]])

    def test_the_rest_is_counted(self) -> None:
        assert html_table(["A"], [[1], [2]], most=1).endswith("<p>1 more is not shown.</p>")
        assert html_table(["A"], [[1], [2], [3]], most=1).endswith("<p>2 more are not shown.</p>")
        assert html_table(["A"], [[1]], most=1).endswith("</table>")


class TestBordered:
    def test_cells_are_html_already_and_the_texts_around_them_are_not(self) -> None:
        table = bordered_table(["<A>"], [["<b>1</b>", "<i>2</i>"]], caption="<C>")
        assert f'<th scope="row" style="{CELL_STYLE}"><b>1</b></th><td style="{CELL_STYLE}"><i>2</i></td>' in table
        assert "&lt;A&gt;</th>" in table
        assert "&lt;C&gt;</caption>" in table

    def test_without_a_head_or_a_caption(self) -> None:
        table = bordered_table((), [["1"]])
        assert "<thead>" not in table
        assert "<caption" not in table
