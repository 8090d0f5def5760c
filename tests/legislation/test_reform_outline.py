"""The scaffold of a reform: what it takes from a Bill, and that it loads."""

import shutil
from pathlib import Path

import pytest
from support.overlays import BAD

from gapcheck import load
from gapcheck.legislation import read_bytes, read_file
from gapcheck.legislation.outline import outline

SMALL = Path(__file__).parent / "xml"
REAL = Path(__file__).resolve().parents[3] / "shared" / "legislation"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/legislation is not here")
BILL = b"""<bill id="B" bill.no="9" bill.type="government" year="2026"><cover><title>Signals Bill</title></cover><body>
<prov><label>2</label><heading>Commencement</heading><prov.body><subprov><label/><para><text>By Order in Council.</text>
</para></subprov></prov.body></prov>
<prov><label>3</label><heading>New section 5A inserted</heading><prov.body><subprov><label/><para><text>Insert:</text>
<amend><prov><label>5A</label><heading>Jamming</heading><prov.body><subprov><label>1</label><para>
<text>A person who jams is liable to imprisonment for a term not exceeding 3 years or to a fine not exceeding $5,000.
</text></para></subprov></prov.body></prov></amend></para></subprov></prov.body></prov></body></bill>"""


def loaded(text: str, target: Path) -> object:
    shutil.copytree(BAD / "base", target, dirs_exist_ok=True)
    (target / "nz_statutes" / "reforms" / "made.yaml").write_text(text, encoding="utf-8")
    return load(target).catalogue


def test_each_section_that_a_bill_inserts_is_a_change_to_fill_in() -> None:
    assert outline(read_bytes(BILL, "b.xml")).splitlines() == [
        "# Clauses of the Bill (2026 No 9). Put what matters into changes, and remove the rest.",
        "reform:",
        "  id: signals-bill",
        '  title: "Signals Bill"',
        "  stage: bill",
        "  # The day of commencement, or null and who appoints it.",
        "  commences: null",
        '  commencement: "The Bill itself, by clause 2; no day is known"',
        "  # By Order in Council.",
        '  source: [{ref: "Signals Bill", pinpoint: whole, checked: unverified}]',
        "# Changes take the place of [] below; those in comments have to be filled in.",
        "changes: []",
        "  # cl 2: Commencement",
        "  #   By Order in Council.",
        "  # cl 3: New section 5A inserted",
        "  #   Insert:",
        "  #     [words for another enactment: 5A Jamming]",
        "  # - enact:",
        "  #     act:  # the id of the Act that is amended",
        '  #     section: "5A"',
        '  #     heading: "Jamming"',
        "  #     # maximum penalty stated: (1): imprisonment for 3 years or a fine of $5,000",
        "  #     rule:",
        '  #       id: "5A"',
        "  #       kind:  # as obligations/vocabulary has it",
        "  #       text:  # what it says, in your own words",
        "  #       in_force: {from: , to: null}",
        '  #       source: [{ref: "Signals Bill", pinpoint: "cl 3", checked: unverified}]',
    ]


@pytest.mark.parametrize("name", ["bill.xml", "sop.xml"])
def test_it_loads_as_it_is(name: str, tmp_path: Path) -> None:
    catalogue = loaded(outline(read_file(SMALL / name)), tmp_path)
    assert any(r.reform.title.startswith("Lanterns Bill") for r in catalogue.contents.reforms)


def test_what_a_committee_struck_out_is_told_and_not_offered() -> None:
    lines = outline(read_file(SMALL / "bill.xml")).splitlines()
    assert "  # cl 2 (struck out): Commencement" in lines
    assert '  commencement: "Not stated in this text"' in lines


def test_clauses_can_be_chosen() -> None:
    assert "cl 3" not in outline(read_bytes(BILL, "b.xml"), "2")


@needs_real
def test_a_real_bill_loads(tmp_path: Path) -> None:
    bill = read_file(REAL / "bill_government_privacy_crossborder_information_amendment.xml")
    loaded(outline(bill), tmp_path)
