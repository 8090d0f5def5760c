"""The work sheet for reviewers: what was computed in locked cells, what they say in the others.

Every row has a seal in its last column, and the workbook a fingerprint on the sheet of instructions
(:mod:`.review_items`), so that whatever is altered on the way is found when the sheet comes back.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from gapcheck.model.review import ANSWERS, DUTY_VIEWS
from gapcheck.model.state import State
from gapcheck.review.review_items import Dispatch, ReviewItem
from gapcheck.review.work_sheet import begin_sheet, finish_sheet, row_height

SHEET, INSTRUCTIONS = "Review", "Instructions"
SEAL, WHOLE = "Fingerprint", "Fingerprint of the whole"

ABOUT, LAW_AS_AT = "Row", "Law as at"
COMPUTED: Mapping[str, float] = {
    ABOUT: 20,
    LAW_AS_AT: 12,
    "Duty or question": 11,
    "Where": 22,
    "Heading": 24,
    "What is asked": 46,
    "What was computed": 26,
    "Why": 60,
    "Law, or what turns on it": 34,
    "Who answers for it": 24,
}
"""The columns that are computed, each with its width in characters."""

VIEW, REASON, CHANGE, AGENCY, ROLE, DAY, GROUND = (
    "Your view",
    "Your reason",
    "Change that you propose",
    "Your agency",
    "Your role",
    "Date",
    "Withhold on (OIA)",
)
FILLED: Mapping[str, float] = {VIEW: 15, REASON: 48, CHANGE: 36, AGENCY: 24, ROLE: 20, DAY: 13, GROUND: 13}
"""The columns that reviewers fill in. The agency may be filled in already; it says nothing by itself."""
COLUMNS: tuple[str, ...] = (*COMPUTED, *FILLED, SEAL)

DUTY_WORDS: Mapping[str, str] = {"agrees": "agrees", "disagrees": "disagrees", "needs_advice": "needs advice"}
"""What may be said of a duty, as the sheet words it."""

LONGEST: Mapping[str, int] = {REASON: 8_000, CHANGE: 8_000, AGENCY: 120, ROLE: 120}
_WIDE = 90
_LATEST = date(2199, 12, 31)


def review_sheet_bytes(
    sent: Dispatch, *, roles: Sequence[str] = (), grounds: Sequence[str] = (), marking: str = ""
) -> bytes:
    """The workbook as the bytes of an .xlsx file: the same dispatch always gives the same bytes.

    ``roles`` and ``grounds`` are offered as lists in their columns; ``marking`` stands at the head and foot of each
    page.
    """
    import xlsxwriter

    raw = io.BytesIO()
    # Text from the data stays text, whatever it begins with.
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    look = {"default_format_properties": {"font_name": "Arial", "font_size": 10}}
    book = xlsxwriter.Workbook(raw, {"in_memory": True, **texts, **look})
    # The clock would make other bytes of the same sheet.
    created = datetime.combine(sent.as_at, time())
    book.set_properties({"title": f"For review: {sent.title}", "author": "gapcheck", "created": created})
    instructions = book.add_worksheet(INSTRUCTIONS)
    sheet = book.add_worksheet(SHEET)
    _write_instructions(book, instructions, sent)
    _write_rows(book, sheet, sent)
    _validate(sheet, sent, roles, grounds)
    for page in (instructions, sheet):
        _mark(page, marking)
    sheet.activate()
    book.close()
    return raw.getvalue()


def _mark(page: Any, marking: str) -> None:
    """The marking at the head and foot, where an ampersand would begin a code."""
    shown = marking.replace("&", "&&")
    # A code with nothing after it is no header to some readers.
    if marking:
        page.set_header(f"&C{shown}")
    page.set_footer(f"&C{shown}&RPage &P of &N" if marking else "&RPage &P of &N")


def _write_rows(book: Any, sheet: Any, sent: Dispatch) -> None:
    widths = (*COMPUTED.values(), *FILLED.values(), 28)
    locked, filled, day = begin_sheet(book, sheet, zip(COLUMNS, widths, strict=True))
    for number, item in enumerate(sent.items, start=1):
        for column, text in enumerate(item.cells):
            sheet.write_string(number, column, text, locked)
        for column, name in enumerate(FILLED, start=len(COMPUTED)):
            if name == AGENCY and sent.agency:
                sheet.write_string(number, column, sent.agency, filled)
            else:
                sheet.write_blank(number, column, None, day if name == DAY else filled)
        sheet.write_string(number, len(COLUMNS) - 1, sent.seal(item), locked)
        sheet.set_row(number, row_height(zip(item.cells, COMPUTED.values(), strict=True)))
    finish_sheet(sheet, len(sent.items), len(COLUMNS), 1, {"sort": True})


def _validate(sheet: Any, sent: Dispatch, roles: Sequence[str], grounds: Sequence[str]) -> None:
    """What the cells to fill in take; what gets in by other ways is told when the sheet is applied."""
    last = len(sent.items)
    for number, item in enumerate(sent.items, start=1):
        words = list(offered(item))
        sheet.data_validation(number, COLUMNS.index(VIEW), number, COLUMNS.index(VIEW), _list(words))
    for name, offer in ((ROLE, roles), (GROUND, grounds)):
        # Excel takes a list of at most 255 characters. A role that is not in it is taken too.
        if offer and len(",".join(offer)) <= 255:
            rule = {**_list(offer), "error_type": "warning"}
            sheet.data_validation(1, COLUMNS.index(name), last, COLUMNS.index(name), rule)
    for name, most in LONGEST.items():
        if name == ROLE and roles:
            continue
        message = f"At most {most} characters."
        rule = {"validate": "length", "criteria": "<=", "value": most, "error_title": name, "error_message": message}
        sheet.data_validation(1, COLUMNS.index(name), last, COLUMNS.index(name), rule)
    between = {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": _LATEST}
    told = {"error_title": "No such day", "error_message": "A date such as 2026-12-02."}
    sheet.data_validation(1, COLUMNS.index(DAY), last, COLUMNS.index(DAY), {**between, **told})


def _list(words: Sequence[str]) -> dict[str, object]:
    return {"validate": "list", "source": list(words), "error_title": "Not offered", "error_message": ", ".join(words)}


def offered(item: ReviewItem) -> tuple[str, ...]:
    """What may be said of an item: of a duty, whether the reviewer agrees; of a question, the answer."""
    return tuple(DUTY_WORDS[view] for view in DUTY_VIEWS) if item.sort == "Duty" else ANSWERS


def _write_instructions(book: Any, sheet: Any, sent: Dispatch) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _WIDE)
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3A5F"})
    name = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, f"For review: {sent.title}", title)
    number = 2
    for head, value in {**sent.head, WHOLE: sent.fingerprint}.items():
        sheet.write_string(number, 0, head, name)
        sheet.write_string(number, 1, value, text)
        number += 1
    for head, value in instructions(sent.state):
        number += 1
        sheet.write_string(number, 0, head, name)
        sheet.write_string(number, 1, value, text)
        sheet.set_row(number, row_height([(value, _WIDE), (head, 30)]) + 4)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect("")


def instructions(state: State) -> tuple[tuple[str, str], ...]:
    """What a reviewer has to know, by what it is about."""
    return (
        (
            "What to do",
            f"The sheet {SHEET!r} has a row for each duty and each question. White cells were computed and are locked. "
            "Fill in the yellow ones of the rows on which you have something to say; leave the others empty. You may "
            "sort, filter and hide rows, and move or add columns; to sort or move, take the protection off the sheet "
            "first (it has no password).",
        ),
        (
            VIEW,
            "Of a duty: agrees, disagrees, or needs advice, about what was computed. Of a question: holds (the answer "
            f"is yes, which goes {state.whose} way), fails (no), or open (it cannot be said).",
        ),
        (REASON, "Needed unless you agree: the provision, document or practice that it rests on, and where it is."),
        (CHANGE, "The change of law, practice or wording that you would make, if there is one."),
        (f"{AGENCY}, {ROLE}", "Your agency and your office, not your name: they are kept with what you say."),
        (DAY, "The day of your review, such as 2026-12-02 or 2 December 2026."),
        (
            GROUND,
            f"A ground of the {state.information_act}, such as s 9(2)(h), if what you say is to be withheld from "
            "copies for release. Leave it empty otherwise.",
        ),
        (
            "White cells",
            "Do not change or copy them: the fingerprint at the end of each row would tell, and the row would be "
            "refused. No formulas, macros or links to other files.",
        ),
        (
            "Then",
            "gapcheck review apply FILE --to reviews/ takes in what you say. Nothing that was computed changes by it: "
            "both are shown, and your review lapses when what it was made of changes.",
        ),
    )
