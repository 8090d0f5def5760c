"""Templates of an agency: what they may use, what is refused, and what the check tells about them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from support.agency import OFFICE, SPACES, agency_docx, paragraph, row, table
from support.annexes import CONTEXT, parts_of, small_report, word_of

from gapcheck.cli import main
from gapcheck.errors import UsageError
from gapcheck.report.annex import package_check
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.template_check import check_template, examples
from gapcheck.report.annex.template_rendering import fill_apart
from gapcheck.report.annex.template_variables import VARIABLES, values_of

_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def field_of(*pieces: str) -> str:
    """A field whose code is split over runs."""
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    return f"{_BEGIN}{code}{_SEPARATE}<w:r><w:t>x</w:t></w:r>{_END}"


def drawing(inside: str) -> str:
    return f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">{inside}</w:pict></w:r></w:p>'


FETCHING_FIELDS = [
    "<w:p><w:r><w:instrText>DDEAUTO c:\\cmd.exe</w:instrText></w:r></w:p>",
    '<w:p><w:r><w:instrText> includetext "x"</w:instrText></w:r></w:p>',
    f"<w:p>{field_of('DD', 'EAUTO c:&#92;x.exe')}</w:p>",
    f"<w:p>{_BEGIN}<w:r><w:instrText>INCLUDE</w:instrText></w:r></w:p><w:p>"
    f"<w:r><w:instrText>PICTURE http://evil.example/x.png</w:instrText></w:r>{_END}</w:p>",
    f"<w:p>{_BEGIN}{field_of('QUOTE 68 68 69')}<w:r><w:instrText> x.exe</w:instrText></w:r>{_END}</w:p>",
    f"<w:p>{_BEGIN}{field_of('REF mark')}{_END}</w:p>",
    f"<w:p>{field_of('IMPORT x.png')}</w:p>",
    f"<w:p>{field_of('MACROBUTTON AutoOpen x')}</w:p>",
    f"<w:p>{field_of('HYPERLINK file:///etc/passwd')}</w:p>",
    f"<w:p>{field_of('HYPERLINK ', chr(34), 'calc.exe', chr(34))}</w:p>",
    f"<w:p>{field_of('HYPERLINK &#92;n calc.exe')}</w:p>",
    """<w:p>{{ field }}</w:p>""".replace("{{ field }}", field_of("{{ 'DDEAUTO' }} x.exe")),
    f"<w:p>{field_of('{', '% if title %}PAGE{% endif %}')}</w:p>",
    "<w:p><w:fldSimple w:instr=\"{{ 'INCLUDEPICTURE' }} http://evil.example\"/></w:p>",
    '<w:p><w:fldSimple w:instr="RD x.docx"/></w:p>',
    "<w:p><w:del><w:r><w:delInstrText>LINK Excel.Sheet x</w:delInstrText></w:r></w:del></w:p>",
]

PLAIN_FIELDS = [
    "PAGE",
    " NUMPAGES \\* MERGEFORMAT ",
    'TOC \\o "1-3" \\h \\z \\u',
    'HYPERLINK "https://justice.govt.nz" \\t "_blank"',
    "HYPERLINK \\l _Toc1",
    " ref mark \\h",
    'DOCPROPERTY "Title"',
]

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


@pytest.mark.usefixtures("filled_here")
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

    def test_the_check_says_so_too(self, tmp_path: Path) -> None:
        found = check_template(agency_docx(tmp_path, [paragraph("{{ body }}")], header="Agency"))
        assert [p.message for p in found] == [
            "no header of the template prints the marking: put {{ classification }} into it"
        ]

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

    @pytest.mark.usefixtures("loaded_anew")
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


@pytest.mark.usefixtures("filled_here")
class TestSoundness:
    """A mistake in a template is told: what docxtpl would mend by leaving text out is refused."""

    @pytest.mark.parametrize(
        "body",
        [
            [paragraph("{% if not title %}"), table(row("{{ title }}{% endif %}", "x")), paragraph("{{ body }}")],
            [table(row("{% if not title %}", "x")), paragraph("{% endif %}"), paragraph("{{ body }}")],
            [paragraph("{{ '\\ud800' }}"), paragraph("{{ body }}")],
            [paragraph("{{ '\\x01' }}"), paragraph("{{ body }}")],
            [paragraph("{% autoescape false %}{{ '&lt;w:p/&gt;&lt;/w:t&gt;' }}{% endautoescape %}")],
        ],
        ids=["ends in a cell", "begins in a cell", "half a character", "a control", "markup"],
    )
    def test_what_is_not_sound_once_filled_is_refused(self, body: list[str], small_path: Path, tmp_path: Path) -> None:
        template = agency_docx(tmp_path, body)
        with pytest.raises(UsageError, match=r"word/document\.xml is not sound once it is filled"):
            filled(small_path, template)
        assert "is not sound once it is filled" in str(check_template(template)[0])

    def test_a_header_too(self, small_path: Path, tmp_path: Path) -> None:
        template = agency_docx(tmp_path, [paragraph("{{ body }}")], header="{{ '\\x02' }} {{ classification }}")
        with pytest.raises(UsageError, match=r"word/header1\.xml is not sound once it is filled"):
            filled(small_path, template)

    def test_markup_cannot_be_let_through(self, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="No filter named 'safe'"):
            filled(small_path, agency_docx(tmp_path, [paragraph("{{ '&lt;w:p/&gt;'|safe }}")]))

    def test_what_came_of_it_is_looked_through_again(self, small_path: Path, tmp_path: Path) -> None:
        # In two pieces, as the name of the element in a text would be refused by itself.
        field = (
            "&lt;/w:t&gt;&lt;/w:r&gt;&lt;w:r&gt;&lt;w:instr' ~ 'Text&gt;DDEAUTO x&lt;/w:instr' ~ 'Text&gt;&lt;/w:r&gt;"
        )
        tag = f"{{% autoescape false %}}{{{{ '{field}&lt;w:r&gt;&lt;w:t&gt;' }}}}{{% endautoescape %}}"
        with pytest.raises(UsageError, match=r"the filled template: .* a field that is not allowed here \(DDEAUTO\)"):
            filled(small_path, agency_docx(tmp_path, [paragraph(tag), paragraph("{{ body }}")]))

    def test_an_annex_that_lost_its_text_is_refused(self, small_path: Path, tmp_path: Path) -> None:
        body = [paragraph("{%p if not title %}"), paragraph("{{ body }}"), paragraph("{%p endif %}")]
        with pytest.raises(UsageError, match="prints nothing of the annex: it names body"):
            filled(small_path, agency_docx(tmp_path, body))

    @pytest.mark.parametrize(
        "body",
        [
            "{# {{ body }} #}",
            "{% raw %}{{ body }}{% endraw %}",
            "{% set body = '' %}{{ body }}",
            "{{ body|length }}",
            "{{ body_after_summary|length }}",
        ],
    )
    def test_an_annex_that_is_named_and_not_printed_is_refused(
        self, body: str, small_path: Path, tmp_path: Path
    ) -> None:
        with pytest.raises(UsageError, match="prints nothing of the annex: it names body"):
            filled(small_path, agency_docx(tmp_path, [paragraph(body)]))

    @pytest.mark.parametrize(
        "ends",
        [("see {#1", "x #} y"), ("{% if '", "' %}{% endif %}"), ("{{ '", "' }}")],
        ids=["comment", "statement", "value"],
    )
    def test_a_tag_over_several_paragraphs_is_refused(
        self, ends: tuple[str, str], small_path: Path, tmp_path: Path
    ) -> None:
        body = [paragraph(ends[0]), paragraph("What an agency wrote.")]
        with pytest.raises(UsageError, match="begins in one paragraph and ends in another"):
            filled(small_path, agency_docx(tmp_path, [*body, paragraph(ends[1]), paragraph("{{ body }}")]))

    def test_one_section_may_be_left_out(self, small_path: Path, tmp_path: Path) -> None:
        body = [paragraph("{%p if not title %}"), paragraph("{{ annex_a }}"), paragraph("{%p endif %}")]
        assert filled(small_path, agency_docx(tmp_path, [*body, paragraph("{{ section_1 }}")]))


class TestSandbox:
    @pytest.mark.usefixtures("filled_here")
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

    @pytest.mark.parametrize("part", ["document", "header1", "footnotes"])
    @pytest.mark.parametrize("field", FETCHING_FIELDS)
    def test_a_field_that_is_not_on_the_list_is_refused(self, field: str, part: str, tmp_path: Path) -> None:
        root = {"document": "document", "header1": "hdr", "footnotes": "footnotes"}[part]
        inside = f"<w:body>{field}</w:body>" if part == "document" else field
        parts = {f"word/{part}.xml": f"<w:{root} {SPACES}>{inside}</w:{root}>"}
        with pytest.raises(UsageError, match=rf"the part 'word/{part}\.xml' holds a"):
            package_check.read_package(agency_docx(tmp_path, [], parts=parts))

    @pytest.mark.parametrize("code", PLAIN_FIELDS)
    def test_a_field_that_tells_of_the_document_is_let_through(self, code: str, tmp_path: Path) -> None:
        package_check.read_package(agency_docx(tmp_path, [f"<w:p>{field_of(code)}</w:p>"]))

    @pytest.mark.parametrize(
        "inside",
        [
            drawing('<v:imagedata src="http://evil.example/x.png"/>'),
            drawing('<v:shape href="&#92;&#92;evil&#92;x"/>'),
            '<w:altChunk r:id="rId1"/>',
        ],
        ids=["picture", "share", "other file"],
    )
    def test_a_drawing_that_leads_outside_is_refused(self, inside: str, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"leads outside the file|takes its text from another file"):
            package_check.read_package(agency_docx(tmp_path, [inside]))

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
