"""The reader of official legislation: what is the file's own law, in both dialects, and what is refused."""

import io
import lzma
import tarfile
from datetime import date
from pathlib import Path

import pytest

from gapcheck.errors import Problem, UsageError
from gapcheck.legislation import Legislation, LegislationError, Node, read_bytes, read_file, read_folder
from gapcheck.legislation.tree import articles
from gapcheck.legislation.xml_parsing import MAX_BYTES

SMALL = Path(__file__).parent / "xml"
REAL = Path(__file__).resolve().parents[3] / "shared" / "legislation"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/legislation is not here")


@pytest.fixture(scope="module")
def act() -> Legislation:
    return read_file(SMALL / "current.xml")


def section(act: Legislation, label: str) -> Node:
    return next(p.node for p in act.sections if p.node.label == label)


def made(inside: str, attributes: str = 'id="A1" act.no="1" year="2001"') -> Legislation:
    return read_bytes(f"<act {attributes}>{inside}</act>".encode(), "made.xml")


def refused(data: bytes | str) -> str:
    with pytest.raises(LegislationError) as caught:
        read_bytes(data.encode() if isinstance(data, str) else data, "bad.xml")
    return str(caught.value)


def test_an_act_tells_what_it_is(act: Legislation) -> None:
    assert (act.type, act.id, act.title, act.citation_number, act.subtype) == (
        "act",
        "LMS100",
        "Lanterns Act 2001",
        "2001 No 7",
        "public",
    )
    assert (act.as_at, act.as_at_from, act.assent, act.terminated) == (
        date(2026, 8, 8),
        "date.as.at",
        date(2001, 3, 1),
        None,
    )


def test_its_own_sections_are_those_of_its_body(act: Legislation) -> None:
    """Not those that it puts into another Act, nor clauses of a schedule, articles of a treaty or a skeleton's
    sections.
    """
    assert [(p.node.label, p.node.id, p.status) for p in act.sections] == [
        ("3", "LMS120", None),
        ("4", "LMS130", None),
        ("4", "LMS131", "repealed"),
        ("5", "LMS141", "repealed"),
        ("6", "LMS151", None),
    ]


def test_a_repealed_part_repeals_its_sections_and_an_empty_status_is_none(act: Legislation) -> None:
    assert [p.live for p in act.sections] == [True, True, False, False, True]


def test_two_provisions_of_one_label_are_told(act: Legislation) -> None:
    assert {label: [p.node.id for p in found] for label, found in act.repeated_labels().items()} == {
        "4": ["LMS130", "LMS131"]
    }


def test_a_path_tells_where_a_section_stands(act: Legislation) -> None:
    assert act.sections[0].path == ("part 1", "subpart 2", "section 3")


def test_the_text_has_every_level_and_no_notes(act: Legislation) -> None:
    assert section(act, "3").full_text.splitlines() == [
        "3 Lighting a lantern by day",
        "Offence",
        "(1) A person commits an offence if the person lights a lantern—",
        "(a) by day; and",
        "(i) knowing it;",
        "without leave,",
        "unless section 4 applies.",
        "(2) A person who commits an offence against this section is liable to imprisonment for a term not "
        "exceeding 2 years.",
        "In this section, wick has a meaning:",
        "lantern means a light",
    ]


def test_empty_labels_survive(act: Legislation) -> None:
    subsections = [n for n in section(act, "3").children if n.kind == "subsection"]
    assert [n.label for n in subsections] == ["1", "2", ""]
    assert [n.label for n in subsections[0].children if n.kind == "paragraph"] == ["a", ""]


def test_defined_terms_are_kept_with_their_text(act: Legislation) -> None:
    last = section(act, "3").children[-1]
    assert last.terms == ("wick",)
    assert [(n.kind, n.terms) for n in last.children] == [("definition", ("lantern",))]


def test_a_history_note_tells_what_was_done_when_and_by_what(act: Legislation) -> None:
    (note,) = section(act, "3").history
    assert (note.provision, note.operation, note.date) == ("Section 3(2)", "amended", date(2020, 7, 1))
    assert (note.by, note.by_id, note.legislation, note.number) == (
        "section 4",
        "LMS56",
        "Lanterns Amendment Act 2020",
        "2020 No 9",
    )
    assert [n.id for n in act.history] == ["LMS190"]


def test_what_an_act_puts_elsewhere_is_an_amendment(act: Legislation) -> None:
    inserted = [n for n in section(act, "6").walk() if n.kind == "amendment"]
    assert [(n.label, n.heading) for n in inserted[0].children] == [("99", "Snuffing")]
    assert "Nobody may snuff." in section(act, "6").full_text


def test_cross_headings_and_tables_survive(act: Legislation) -> None:
    nodes = [p.node for p in act.walk()]
    assert [n.text for n in nodes if n.kind == "crosshead"] == ["Offences", "Offence"]
    assert [[(c.kind, c.text) for c in n.children] for n in nodes if n.kind == "row"] == [
        [("cell", "What"), ("cell", "Fee")],
        [("cell", "Lamp"), ("cell", "")],
    ]
    assert [n.status for n in nodes if n.kind == "row"] == [None, "repealed"]


def test_clauses_of_a_schedule_may_share_a_label(act: Legislation) -> None:
    clauses = [p for p in act.walk() if p.node.kind == "clause"]
    assert [p.path for p in clauses] == [("schedule 1", "part 1", "clause 1"), ("schedule 1", "part 2", "clause 1")]


def test_a_treaty_is_kept_apart_with_its_articles(act: Legislation) -> None:
    convention, protocol = act.treaties
    assert (convention.node.subtype, convention.node.heading) == ("convention", "Convention on Lanterns")
    assert [n.text for n in convention.above[-1].children if n.kind == "empowering"] == ["s 4"]
    found = [(p.node.label, p.node.heading, p.above[-1].label) for p in articles(convention.node)]
    assert found == [("Article 1", "Use of terms", "Chapter I"), ("Article 2", "Lighting", "")]
    assert articles(convention.node)[1].node.full_text == "Article 2 Lighting\nEach Party shall allow lighting."
    assert [p.node.label for p in articles(protocol.node)] == ["1"]


def test_the_old_dialect_gives_the_same_text_without_the_editors_marks(act: Legislation) -> None:
    old = read_file(SMALL / "old.xml.act")
    assert section(old, "4").full_text == section(act, "4").full_text == "4 Leave\nThe Minister may give leave."
    assert section(old, "5").full_text == "5 Other law\nThe Candles Act 1961 prevails."
    assert (old.as_at, old.as_at_from) == (date(2007, 9, 18), "date.first.valid")


def test_a_history_note_of_the_old_dialect_has_its_date_in_its_words() -> None:
    (note,) = section(read_file(SMALL / "old.xml.act"), "4").history
    assert (note.date, note.number) == (date(2004, 9, 21), "2004 No 3")
    assert note.text.endswith("by section 2 Lanterns Amendment Act 2004 (2004 No 3).")


def test_bills_orders_papers_and_regulations_are_read_too() -> None:
    bill, sop, regulation = (read_file(SMALL / f"{name}.xml") for name in ("bill", "sop", "regulation"))
    assert [(p.node.label, p.status) for p in bill.sections] == [("1", None), ("2", "struck-out")]
    assert (bill.title, bill.division, bill.as_at, bill.citation_number) == (
        "Lanterns Bill",
        "clause",
        None,
        "2026 No 12",
    )
    assert (sop.title, sop.sections) == ("Lanterns Bill", ())
    assert [p.node.heading for p in sop.walk(foreign=True) if p.node.kind == "section"] == ["Title"]
    assert (regulation.status, regulation.terminated, regulation.citation_number) == (
        "revoked",
        date(2005, 3, 31),
        "1992 No 150",
    )


def test_a_section_in_a_column_of_an_unknown_element_is_still_found() -> None:
    assert [
        p.node.label for p in made("<body><new.wrapper><prov><label>1</label></prov></new.wrapper></body>").sections
    ] == ["1"]


def test_invisible_characters_and_escapes_for_terminals_are_left_out() -> None:
    act = made("<body><prov><label>1</label><heading>A&#x202E;b&#xAD;c&#x9B;d&#x7F;</heading></prov></body>")
    assert act.sections[0].node.heading == "Abcd"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ('<!DOCTYPE act [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<act>&x;</act>', "bad.xml:1: a document type"),
        (
            '<?xml version="1.0"?>\n<!-- a\n comment -->\n<!doctype act SYSTEM "http://example.org/a.dtd"><act/>',
            "bad.xml:4: a document type",
        ),
        ("", "the file is empty"),
        ("<!-- nothing -->", "the file is empty"),
        ("\n\n<act><body></act>", "bad.xml:3: not well-formed XML"),
        ("<act>&nbsp;</act>", "bad.xml:1: not well-formed XML"),
        (
            '<html year="2001" act.no="1"/>',
            "the root element is 'html'; expected act, regulation, bill or sop, or",
        ),
        (b"<act>\xff</act>", "not UTF-8"),
        ('<?xml version="1.0" encoding="UTF-16"?><act/>', "the encoding 'UTF-16'"),
        ("<act/>".encode("utf-16"), "not UTF-8"),
        ("<act>" + "<p/>" * 1_000_001 + "</act>", "1,000,003 tags; expected at most 1,000,000"),
        ("<act>" * 120 + "</act>" * 120, "nested more than 100 deep"),
        ("<act>" * 5000 + "</act>" * 5000, "not well-formed XML"),
    ],
)
def test_what_is_unsafe_or_no_legislation_is_refused_with_its_line(data: bytes | str, told: str) -> None:
    assert told in refused(data)


def test_every_bad_attribute_is_told_at_once() -> None:
    told = refused('<act year="20x1" date.as.at="2026-13-01" date.assent="1 July 2020"/>')
    assert told.startswith("4 problems in the legislation")
    assert all(
        text in told
        for text in ("'20x1' is no year", "act.no: the attribute is missing", "'2026-13-01'", "'1 July 2020'")
    )


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(LegislationError, match="more than 33,554,432 bytes"):
        read_file(large)


def test_a_folder_is_read_in_the_order_of_its_names() -> None:
    told: list[tuple[int, int, str]] = []
    found = [x.file for x in read_folder(SMALL, progress=lambda *step: told.append(step))]
    assert found == ["bill.xml", "current.xml", "old.xml.act", "regulation.xml", "sop.xml"]
    assert told[0] == (1, 5, "bill.xml")
    assert told[-1] == (5, 5, "sop.xml")


def test_a_bad_file_of_a_folder_is_told_after_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<act>", encoding="utf-8")
    (tmp_path / "b.xml").write_bytes((SMALL / "bill.xml").read_bytes())
    (tmp_path / "c.xml").write_text("<html/>", encoding="utf-8")
    seen = []
    with pytest.raises(LegislationError) as caught:
        seen += [x.file for x in read_folder(tmp_path)]
    assert [p.file for p in caught.value.problems] == ["a.xml", "c.xml"]


def test_a_folder_with_nothing_to_read_is_a_bad_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no official XML"):
        next(read_folder(tmp_path))
    with pytest.raises(UsageError, match="is not a folder"):
        next(read_folder(tmp_path / "none"))


def archive(path: Path, members: dict[str, bytes]) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    path.write_bytes(lzma.compress(buffer.getvalue()))


def test_an_archive_is_read_without_unpacking(tmp_path: Path) -> None:
    bill = (SMALL / "bill.xml").read_bytes()
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    archive(
        folder / "acts.tar.xz",
        {"../../a.xml": bill, "readme.txt": b"no", "b.xml.act": (SMALL / "old.xml.act").read_bytes()},
    )
    assert [x.file for x in read_folder(folder)] == ["acts.tar.xz/../../a.xml", "acts.tar.xz/b.xml.act"]
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["acts.tar.xz"]


def test_an_archive_that_is_cut_off_or_too_large_is_told(tmp_path: Path) -> None:
    archive(tmp_path / "bomb.tar.xz", {"a.txt": b"\0" * (MAX_BYTES + 2_000_000)})
    whole = tmp_path / "cut.tar.xz"
    archive(whole, {"a.xml": (SMALL / "bill.xml").read_bytes()})
    whole.write_bytes(whole.read_bytes()[:200])
    archive(tmp_path / "half.tar.xz", {"a.xml": bytes(range(256)) * 9000})
    half = tmp_path / "half.tar.xz"
    half.write_bytes(half.read_bytes()[:-100])
    with pytest.raises(LegislationError) as caught:
        list(read_folder(tmp_path))
    assert [p.file for p in caught.value.problems] == ["bomb.tar.xz", "cut.tar.xz", "half.tar.xz"]


@needs_real
def test_the_extract_of_the_crimes_act_has_two_sections_under_one_label() -> None:
    act = read_file(REAL / "act_public_1961_43_crimes_trimmed_2026-08-08.xml")
    assert act.name == "1961 No 43"
    assert [(p.node.label, p.node.id, p.status) for p in act.sections] == [
        ("253", "LMS1463229", None),
        ("254", "LMS1464181", None),
        ("253", "DLM330432", "repealed"),
        ("254", "DLM330434", "repealed"),
        ("312L", "DLM330991", "not-in-force"),
    ]


@needs_real
def test_a_reprint_has_its_own_sections_its_notes_and_its_table() -> None:
    act = read_file(REAL / "act_public_1992_86_mutual_assistance_reprint_2009-12-01.xml")
    assert len(act.sections) == 75  # three more stand in the skeleton of an amending Act
    assert len(act.history) + sum(len(p.node.history) for p in act.walk()) == 149
    assert sum(p.node.kind == "table" for p in act.walk()) == 1


@needs_real
def test_the_sections_that_an_amending_act_inserts_are_not_its_own() -> None:
    act = read_file(REAL / "act_public_2003_39_crimes_amendment_2007-09-03.xml")
    assert "249" not in {p.node.label for p in act.sections}
    assert "249" in {p.node.label for p in act.walk(foreign=True) if p.node.kind == "section"}


def test_every_ending_of_official_files_is_read(tmp_path: Path) -> None:
    for ending, name in ((".xml.bill", "bill.xml"), (".XML.SOP", "sop.xml"), (".xml.reg", "regulation.xml")):
        (tmp_path / f"a{ending}").write_bytes((SMALL / name).read_bytes())
    assert sorted(x.type for x in read_folder(tmp_path)) == ["bill", "regulation", "sop"]


@pytest.mark.parametrize(
    ("data", "kind", "label"),
    [
        ('<prov id="DLM1"><label>249</label><heading>H</heading><prov.body/></prov>', "section", "249"),
        ('<part id="P"><label>2</label><prov><label>5</label></prov></part>', "part", "2"),
        ('<schedule id="S"><label>1</label><prov><label>1</label></prov></schedule>', "schedule", "1"),
        ('<form id="F"><label>3</label><heading>Application</heading></form>', "form", "3"),
    ],
)
def test_a_fragment_is_an_extract_that_does_not_say_what_it_is_of(data: str, kind: str, label: str) -> None:
    read = read_bytes(data.encode(), "one.xml")
    assert (read.type, read.extract, read.citation_number, read.as_at) == ("fragment", True, "", None)
    assert [(n.kind, n.label) for n in read.children] == [(kind, label)]


def test_a_group_of_schedules_gives_its_schedules() -> None:
    read = read_bytes(b"<schedule.group><schedule><label>1</label></schedule></schedule.group>", "one.xml")
    assert [(n.kind, n.label) for n in read.children] == [("schedule", "1")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-legislation"),
        (b'<?xml version="1.0"?><urlset xmlns="x"><url/></urlset>', "not-legislation"),
        (b"<rss version='2.0'><channel/></rss>", "not-legislation"),
        (b"<!DOCTYPE html><html><p>not closed</html>", "not-legislation"),
        (b"<html><head><meta></head></html>", "not-legislation"),
        (b"Access denied", "not-legislation"),
        (b"<act><body>", "bad-legislation"),
        (b'<!DOCTYPE act SYSTEM "a.dtd"><act/>', "bad-legislation"),
        (b"\xff\xfe", "bad-legislation"),
    ],
)
def test_what_is_something_else_is_told_apart_from_what_is_damaged(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "stray.xml").write_bytes(data)
    (tmp_path / "good.xml").write_bytes((SMALL / "bill.xml").read_bytes())
    unread: list[Problem] = []
    assert [x.file for x in read_folder(tmp_path, unread=unread)] == ["good.xml"]
    assert [(p.file, p.code) for p in unread] == [("stray.xml", code)]


def test_marks_line_ends_and_style_sheets_of_editors_make_no_difference(tmp_path: Path) -> None:
    raw = (SMALL / "bill.xml").read_bytes()
    declaration, rest = raw.split(b"?>", 1)
    styled = b"\xef\xbb\xbf" + declaration + b'?>\r\n<?xml-stylesheet href="a.css"?>' + rest.replace(b"\n", b"\r\n")
    (tmp_path / "a.xml").write_bytes(styled)
    (tmp_path / "._a.xml").write_bytes(b"\x00\x05\x16\x07")
    (read,) = read_folder(tmp_path)
    plain = read_bytes(raw, "bill.xml")
    assert [p.node.full_text for p in read.sections] == [p.node.full_text for p in plain.sections]


def test_a_clause_struck_out_and_its_twin_inserted_are_told_apart() -> None:
    twin = (
        '<bill year="2026" bill.no="1"><body><prov amend.level1="struckout-majority"><label>17A</label></prov>'
        '<prov amend.level1="insert-majority"><label>17A</label><heading>New</heading></prov></body></bill>'
    )
    assert [(p.node.label, p.live) for p in read_bytes(twin.encode(), "b.xml").sections] == [
        ("17A", False),
        ("17A", True),
    ]
