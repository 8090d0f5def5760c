"""Forms filled for a report, as files by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gapcheck.report.forms.form_registry import Form
from gapcheck.report.forms.form_values import FormValues
from gapcheck.report.forms.provision_texts import ProvisionTexts
from gapcheck.report.forms.table_form import table_bytes
from gapcheck.report.forms.treaty_text import treaty_text
from gapcheck.report.forms.word_form import word_form_bytes
from gapcheck.report.release.gate import refuse_release
from gapcheck.report.report_rows import ReportRows


def filled_forms(
    report: ReportRows,
    forms: Iterable[Form],
    provisions: ProvisionTexts | None = None,
    treaty: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The files of the forms by their names.

    Raises ``UsageError`` for a form that cannot be filled, and for a release copy that is not ready.
    """
    refuse_release(report, ())
    return render_forms(report, forms, provisions, treaty)


def render_forms(
    report: ReportRows,
    forms: Iterable[Form],
    provisions: ProvisionTexts | None = None,
    treaty: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The files of the forms, whether or not the copy is ready to be written. Raises ``UsageError``."""
    values = FormValues(report, provisions or ProvisionTexts({}), treaty or {}).values
    day = report.assessment.as_at
    files: dict[str, bytes] = {}
    for form in forms:
        name = f"{report.stem}_{form.name}.{form.kind}"
        if form.layout is not None and form.kind == "xlsx":
            files[name] = table_bytes(form.layout, values, day)
        else:
            files[name] = word_form_bytes(form, values, day)
    return files


def texts_at_hand(
    report: ReportRows, legislation: str | Path | None, treaty: str | Path | None
) -> tuple[ProvisionTexts, Mapping[str, str]]:
    """The official texts of a folder and the text of the treaty of a file. Raises ``UsageError``."""
    texts = {} if treaty is None else treaty_text(treaty)
    return ProvisionTexts.of_folder(report.assessment.catalogue, legislation), texts
