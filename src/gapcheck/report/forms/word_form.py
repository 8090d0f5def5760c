"""A form that is a Word template, filled: our own here, somebody else's in a sandbox of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from gapcheck.errors import UsageError
from gapcheck.report.annex.package_check import parse_xml, read_package
from gapcheck.report.annex.template_rendering import fill, fill_apart
from gapcheck.report.annex.word_xml import clean
from gapcheck.report.forms.form_registry import Form
from gapcheck.report.steady_zip import steady_zip

CORE = "docProps/core.xml"


def word_form_bytes(form: Form, values: Mapping[str, Any], day: date) -> bytes:
    """The filled Word file. Raises ``UsageError`` for a template that cannot be used, or that does not print the
    marking or the key of the grounds.
    """
    tidy = _cleaned({**values, "form": form.title})
    filled = fill(form.path.read_bytes(), tidy) if form.own else fill_apart(read_package(form.path), tidy)
    if not form.own:
        _check_marked(filled, tidy, form.path.name)
    return steady_zip(_with_properties(filled, tidy, day), day)


def _cleaned(value: Any) -> Any:
    """The values with nothing in their texts that XML cannot hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value]


def _check_marked(raw: bytes, values: Mapping[str, Any], name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        texts = {n: "".join(parse_xml(package.read(n)).itertext()) for n in package.namelist() if n.endswith(".xml")}
    problems = [
        f"no {what} of the form prints the marking: put {{{{ classification }}}} into it"
        for what in ("header", "footer")
        if not any(values["classification"] in t for part, t in texts.items() if part.startswith(f"word/{what}"))
    ]
    if any(ground["reason"] not in texts["word/document.xml"] for ground in values["grounds"]):
        problems.append("the form prints no key of the grounds for withholding: print every item of grounds")
    if problems:
        raise UsageError("\n".join(f"{name}: {problem}" for problem in problems))


def _with_properties(raw: bytes, values: Mapping[str, Any], day: date) -> bytes:
    """The file with properties of its own: those of the template, its author above all, are not passed on."""
    stamp = f"{day.isoformat()}T00:00:00Z"
    title = f"{values['classification']}: {values['form']}, {values['short_title']}"
    core = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>gapcheck</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{escape(values['language'])}</dc:language><cp:category>{escape(values['copy'])}</cp:category>"
        "</cp:coreProperties>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, core.encode() if name == CORE else old.read(name))
    return buffer.getvalue()
