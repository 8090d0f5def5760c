"""Templates of an agency: what they may use, what is refused, and what the check tells about them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from support.agency import OFFICE, agency_docx, paragraph, row, table
from support.annexes import CONTEXT, parts_of, small_report, word_of

from gapcheck.cli import main
from gapcheck.errors import UsageError
from gapcheck.report.annex import package_check
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.template_check import check_template, examples
from gapcheck.report.annex.template_rendering import fill_apart
from gapcheck.report.annex.template_variables import VARIABLES, values_of

DOCS = Path(__file__).parents[3] / "docs" / "annex-template.md"


def filled(small_path: Path, template: Path) -> bytes:
    return word_of(small_report(small_path, CONTEXT), template)


class TestVariables:
    def test_the_documentation_lists_each(self) -> None:
        rows = [f"| `{v.name}` | {v.kind} | {v.meaning} | {', '.join(f'`{f}`' for f in v.fields)} |" for v in VARIABLES]
        text = DOCS.read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if line.startswith("| `")] == rows

    def test_each_has_a_value_of_its_kind(self, small_path: Path) -> None:
        report = small_report(small_path, CONTEXT)
        values = values_of(report, annex_of(report))
        assert set(values) == {v.name for v in VARIABLES}
        for variable in VARIABLES:
            value = values[variable.name]
            if variable.kind == "list":
                assert {tuple(item) for item in value} <= {variable.fields}
                assert all(type(text) is str for item in value for text in item.values())
            else:
                assert type(value) is str

    def test_the_command_lists_each(self) -> None:
        found = CliRunner().invoke(main, ["template", "variables"])
        assert [line.split()[0] for line in found.output.splitlines()] == [v.name for v in VARIABLES]


class TestFilling:
    def test_texts_lists_and_blocks(self, small_path: Path, tmp_path: Path) -> None:
        rows = table(
            row("{%tr for a in articles %}", ""), row("{{ a.article }}", "{{ a.status }}"), row("{%tr endfor %}", "")
        )
        template = agency_docx(
            tmp_path,
            [paragraph("Our cover for {{ subject }}"), rows, paragraph("{{ section_1 }}"), paragraph("{{ annex_b }}")],
        )
        raw = filled(small_path, template)
        text = "\n".join(p.text for p in docx.Document(BytesIO(raw)).paragraphs)
        assert "Our cover for Model Convention on Computer Crime" in text
        # The numbers of headings are Word's own.
        assert "Summary" in text.splitlines()
        assert "Reservations and declarations" in text.splitlines()
        assert [c.text for c in docx.Document(BytesIO(raw)).tables[0].rows[0].cells] == ["2", "Met"]

    def test_what_the_template_lacks_is_added(self, small_path: Path, tmp_path: Path) -> None:
        raw = filled(small_path, agency_docx(tmp_path, [paragraph("{{ body }}")]))
        parts = parts_of(raw)
        assert {"word/styles.xml", "word/footnotes.xml", "word/numbering.xml"} <= parts.keys()
        for part in ("styles", "footnotes", "numbering"):
            assert f'PartName="/word/{part}.xml"' in parts["[Content_Types].xml"]
        names = {s.name for s in docx.Document(BytesIO(raw)).styles}
        assert {"Heading 1", "Annex Numbered", "Annex Table"} <= names

    def test_the_marking_has_to_be_at_the_head_and_the_foot(self, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no header of the template prints the marking"):
            filled(small_path, agency_docx(tmp_path, [paragraph("{{ body }}")], header="Agency"))
        with pytest.raises(UsageError, match="no footer of the template prints the marking"):
            filled(small_path, agency_docx(tmp_path, [paragraph("{{ body }}")], footer="Agency"))

    def test_the_key_has_to_be_printed(self, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="prints no key of the grounds"):
            filled(small_path, agency_docx(tmp_path, [paragraph("{{ body }}")], key="Agency"))

    def test_the_properties_of_the_template_are_not_passed_on(self, small_path: Path, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("{{ body }}")])
        template = docx.Document(str(path))
        template.core_properties.author, template.core_properties.comments = "Somebody at an agency", "Do not show"
        template.save(str(path))
        raw = filled(small_path, path)
        assert "Somebody" not in "".join(parts_of(raw).values())
        assert "Do not show" not in "".join(parts_of(raw).values())
        assert docx.Document(BytesIO(raw)).core_properties.author == "gapcheck"

    def test_the_same_bytes_twice(self, small_path: Path, tmp_path: Path) -> None:
        template = agency_docx(tmp_path, [paragraph("{{ body }}"), paragraph("{{ annex_a }}")])
        assert filled(small_path, template) == filled(small_path, template)

    def test_footnotes_count_from_the_first_that_the_template_shows(self, small_path: Path, tmp_path: Path) -> None:
        raw = filled(small_path, agency_docx(tmp_path, [paragraph("{{ section_6 }}")]))
        called = re.findall(r'<w:footnoteReference w:id="(\d+)"', parts_of(raw)["word/document.xml"])
        assert called == [str(n) for n in range(1, len(called) + 1)]

    def test_a_block_in_the_middle_of_a_paragraph_is_an_error(self, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="a block in the middle of a paragraph"):
            filled(small_path, agency_docx(tmp_path, [paragraph("See {{ body }} here")]))

    def test_a_block_in_a_header_is_an_error(self, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"a block in word/header1\.xml"):
            filled(small_path, agency_docx(tmp_path, [paragraph("{{ body }}")], header="{{ body }}"))

    def test_a_block_in_a_text_box_comes_without_its_footnotes(self, small_path: Path, tmp_path: Path) -> None:
        box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('{{ section_3 }}')}</w:txbxContent></w:pict></w:r></w:p>"
        document = parts_of(filled(small_path, agency_docx(tmp_path, [box, paragraph("{{ section_3 }}")])))[
            "word/document.xml"
        ]
        inside, _, outside = document.partition("</w:txbxContent>")
        assert "Crime crosses borders." in inside
        assert "w:footnoteReference" not in inside
        assert "w:footnoteReference" in outside
        assert not re.search("[\ue001-\ue004]", document)

    def test_an_unknown_variable_is_named_with_the_nearest(self, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"unknown variable 'clasification'; did you mean 'classification'\?"):
            filled(small_path, agency_docx(tmp_path, [paragraph("{{ clasification }}")]))

    def test_an_unknown_field_is_named_with_the_nearest(self, small_path: Path, tmp_path: Path) -> None:
        body = [paragraph("{% for a in articles %}{{ a.headin }}{% endfor %}")]
        with pytest.raises(UsageError, match=r"unknown variable 'headin'; did you mean 'heading'\?"):
            filled(small_path, agency_docx(tmp_path, body))


class TestSandbox:
    @pytest.mark.parametrize(
        "tag",
        [
            "{{ cycler.__init__.__globals__ }}",
            "{{ title.__class__ }}",
            "{{ title.__class__.__mro__[1].__subclasses__() }}",
            "{{ facts.append(1) }}",
            "{{ ''.format.__self__ }}",
            "{{ '{0.__class__}'.format(title) }}",
            "{% include 'secret.txt' %}",
            "{% import 'os' as os %}",
            "{{ self.__init__ }}",
        ],
    )
    def test_no_way_out(self, tag: str, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError):
            filled(small_path, agency_docx(tmp_path, [paragraph(tag)]))

    @pytest.mark.parametrize(
        "bomb",
        [
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "{% set x = 'a' * 999999999 %}{{ x * 9 }}",
        ],
    )
    def test_a_bomb_is_stopped(self, bomb: str, tmp_path: Path) -> None:
        raw = agency_docx(tmp_path, [paragraph(bomb)], header="x", footer="x", key="x").read_bytes()
        with pytest.raises(UsageError, match="the template was stopped"):
            fill_apart(raw, {"title": "x"}, seconds=2, memory=600_000_000)

    def test_a_range_that_is_too_long_is_refused(self, tmp_path: Path) -> None:
        raw = agency_docx(
            tmp_path, [paragraph("{% for a in range(10**9) %}{% endfor %}")], header="x", footer="x", key="x"
        ).read_bytes()
        with pytest.raises(UsageError, match="cannot be filled"):
            fill_apart(raw, {})


class TestPackage:
    def test_macros_are_refused(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("x")], parts={"word/vbaProject.bin": "x"})
        with pytest.raises(UsageError, match="macros and controls are not allowed"):
            package_check.read_package(path)

    def test_a_template_of_another_kind_is_refused(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("x")], main="document.macroEnabled.main")
        with pytest.raises(UsageError, match="no plain Word file"):
            package_check.read_package(path)
        with pytest.raises(UsageError, match=r"ends in \.docx"):
            package_check.read_package(path.rename(tmp_path / "agency.docm"))

    @pytest.mark.parametrize("kind", ["image", "attachedTemplate", "subDocument", "frame"])
    def test_nothing_may_be_fetched(self, kind: str, tmp_path: Path) -> None:
        path = agency_docx(
            tmp_path, [paragraph("x")], relationships=[(f"{OFFICE}/{kind}", "https://evil.example/x", True)]
        )
        with pytest.raises(UsageError, match=f"leads outside the file \\({kind}"):
            package_check.read_package(path)

    def test_a_hyperlink_may_lead_outside_but_not_to_a_file(self, tmp_path: Path) -> None:
        package_check.read_package(
            agency_docx(
                tmp_path, [paragraph("x")], relationships=[(f"{OFFICE}/hyperlink", "https://justice.govt.nz", True)]
            )
        )
        with pytest.raises(UsageError, match="leads outside the file"):
            package_check.read_package(
                agency_docx(
                    tmp_path, [paragraph("x")], relationships=[(f"{OFFICE}/hyperlink", "file:///etc/passwd", True)]
                )
            )

    @pytest.mark.parametrize(
        "code", ["DDEAUTO c:\\cmd.exe", ' includetext "x"', "INCLUDEPICTURE http://evil.example/x.png"]
    )
    def test_a_field_that_fetches_is_refused(self, code: str, tmp_path: Path) -> None:
        body = [f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"]
        with pytest.raises(UsageError, match="a field that fetches something"):
            package_check.read_package(agency_docx(tmp_path, body))

    def test_a_field_that_is_split_over_runs_is_put_together(self, tmp_path: Path) -> None:
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        split = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in ("DD", "EAUTO c:\\x.exe"))
        with pytest.raises(UsageError, match=r"a field that fetches something \(DDEAUTO\)"):
            package_check.read_package(agency_docx(tmp_path, [f"<w:p>{begin}{split}{end}</w:p>"]))

    def test_a_damaged_part_is_told(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("x" * 5_000)])
        raw = bytearray(path.read_bytes())
        place = raw.index(b"word/document.xml") + len("word/document.xml") + 20
        raw[place : place + 8] = b"\xff" * 8
        path.write_bytes(bytes(raw))
        with pytest.raises(UsageError, match="no Word file"):
            package_check.read_package(path)

    def test_a_document_type_is_refused(self, tmp_path: Path) -> None:
        word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:hdr xmlns:w="{word}">&a;</w:hdr>'
        with pytest.raises(UsageError, match="document type"):
            package_check.read_package(agency_docx(tmp_path, [paragraph("x")], parts={"word/header1.xml": bomb}))

    def test_a_bomb_of_a_package_is_refused_before_it_is_opened(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("x")], parts={"word/media.bin": "a" * 3_000_000})
        with pytest.raises(UsageError, match="packed more than 200 times over"):
            package_check.read_package(path)

    def test_too_many_parts_are_refused(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("x")], parts={f"word/x{n}.bin": "x" for n in range(600)})
        with pytest.raises(UsageError, match="expected at most 500"):
            package_check.read_package(path)

    def test_a_part_outside_the_package_is_refused(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("x")], parts={"../../evil.xml": "<x/>"})
        with pytest.raises(UsageError, match="outside the package"):
            package_check.read_package(path)

    @pytest.mark.parametrize("raw", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "empty zip"])
    def test_what_is_no_word_file_is_refused(self, raw: bytes, tmp_path: Path) -> None:
        path = tmp_path / "agency.docx"
        path.write_bytes(raw)
        with pytest.raises(UsageError, match="no Word file"):
            package_check.read_package(path)


class TestCheck:
    def test_a_good_one_has_no_problem(self, tmp_path: Path) -> None:
        assert check_template(agency_docx(tmp_path, [paragraph("{{ title }}"), paragraph("{{ body }}")])) == ()

    def test_our_own_has_none(self) -> None:
        assert check_template(Path(__file__).parents[3] / "reports" / "templates" / "annex.docx") == ()

    @pytest.mark.parametrize(
        ("runs", "told"),
        [
            (["{{ titel }}"], r"word/document\.xml, paragraph 2: unknown variable 'titel'; did you mean 'title'\?"),
            (["{{ ti", "tle }}"], r"paragraph 2: the tag '\{\{ title \}\}' is split up by formatting"),
            (["{%p if 7 % 2 %}"], r"paragraph 2: the tag .* holds '%' or '\}'"),
            (["{{ title"], "paragraph 2: a tag that does not end, or does not begin"),
            (["See {{ body }}"], "paragraph 2: the block 'body' has to stand alone"),
            (["{{ title + }}"], "paragraph 2: the tag .* cannot be read"),
        ],
    )
    def test_each_problem_with_its_paragraph(self, runs: list[str], told: str, tmp_path: Path) -> None:
        problems = check_template(agency_docx(tmp_path, [paragraph("Cover"), paragraph(*runs)]))
        assert any(re.search(told, str(problem)) for problem in problems), [str(p) for p in problems]

    def test_an_unknown_field_is_found_by_trying_the_template_out(self, tmp_path: Path) -> None:
        body = [paragraph("{% for a in articles %}{{ a.headin }}{% endfor %}")]
        assert "unknown variable 'headin'; did you mean 'heading'?" in str(
            check_template(agency_docx(tmp_path, body))[0]
        )

    def test_the_command_tells_and_counts(self, tmp_path: Path) -> None:
        path = agency_docx(tmp_path, [paragraph("{{ titel }} {{ sujbect }}")])
        found = CliRunner().invoke(main, ["template", "check", str(path)])
        assert found.exit_code == 1
        assert "2 problems in agency.docx" in found.output
        good = CliRunner().invoke(main, ["template", "check", str(agency_docx(tmp_path, [paragraph("{{ title }}")]))])
        assert (good.exit_code, good.output) == (0, "no problems in agency.docx\n")

    def test_the_examples_have_a_value_for_each_variable(self) -> None:
        assert examples().keys() == {v.name for v in VARIABLES}


def test_the_process_that_fills_sees_no_file_of_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    raw = agency_docx(tmp_path, [paragraph("{{ title }}")], header="x", footer="x", key="x").read_bytes()
    with zipfile.ZipFile(BytesIO(fill_apart(raw, {"title": "ok"}))) as found:
        assert "ok" in found.read("word/document.xml").decode()
