"""The annex as a Word file, from gapcheck's own template or from one of an agency."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from gapcheck.errors import UsageError
from gapcheck.report.annex.document import AnnexDocument
from gapcheck.report.annex.own_template import own_template
from gapcheck.report.annex.package_check import parse_xml, read_package, texts_of, unmarked
from gapcheck.report.annex.template_rendering import fill, fill_apart
from gapcheck.report.annex.template_variables import values_of
from gapcheck.report.annex.word_assembly import assemble
from gapcheck.report.annex.word_package import RELATIONSHIPS, TYPES, WordPackage
from gapcheck.report.annex.word_xml import clean
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.steady_zip import steady_zip

APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def word_bytes(report: ReportRows, document: AnnexDocument, template: str | Path | None = None) -> bytes:
    """The annex (``document``) of a report as one Word file.

    ``template`` is an agency's file, which is looked at, and filled apart. Raises ``UsageError`` if it cannot be used.
    """
    values = values_of(report, document)
    own = own_template(document.language)
    filled = fill(own, values) if template is None else fill_apart(read_package(template), values)
    with zipfile.ZipFile(io.BytesIO(own)) as package:
        styles = package.read("word/styles.xml")
    raw = assemble(filled, document, styles)
    if template is not None:
        _check_marked(raw, report, Path(template).name)
    return steady_zip(_with_properties(raw, document, report.assessment.as_at), report.assessment.as_at)


def _check_marked(raw: bytes, report: ReportRows, name: str) -> None:
    """Raise ``UsageError`` if what somebody's template makes lacks the marking at its head or foot, or the key of the
    grounds.
    """
    texts = texts_of(raw)
    problems = unmarked(texts, clean(report.classification))
    if any(clean(ground.reason) not in texts["word/document.xml"] for ground in report.key):
        problems.append(
            "the template prints no key of the grounds for withholding: put {{ key_table }} into a paragraph"
        )
    if problems:
        raise UsageError("\n".join(f"{name}: {problem}" for problem in problems))


def _with_properties(raw: bytes, document: AnnexDocument, day: date) -> bytes:
    """The file with properties of its own: what the template says of its author, its dates and its text is not passed
    on.
    """
    package = WordPackage.read(raw)
    stamp = f"{day.isoformat()}T00:00:00Z"
    title = f"{document.classification}: {document.title}, {document.subject}"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:subject>{escape(clean(document.subject))}</dc:subject>"
        f"<dc:creator>gapcheck</dc:creator><cp:lastModifiedBy>gapcheck</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{escape(document.language)}</dc:language>"
        f"<cp:category>{escape(clean(document.copy))}</cp:category>"
        "</cp:coreProperties>"
    )
    package.trees[_core_part(package)] = parse_xml(core.encode())
    _put_app_properties(package)
    return package.bytes()


def _put_app_properties(package: WordPackage) -> None:
    """What made the file; a template's own part, which names its company and its manager, is not passed on."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    rels = package.tree("_rels/.rels")
    part = next((str(item.get("Target")).lstrip("/") for item in rels if item.get("Type") == kind), "")
    if not part:
        part = "docProps/app.xml"
        given = {"Id": "rIdAnnexApp", "Type": kind, "Target": part}
        rels.append(rels.makeelement(f"{{{RELATIONSHIPS}}}Relationship", given))
        types = package.tree("[Content_Types].xml")
        named = {"PartName": f"/{part}", "ContentType": APP_TYPE}
        types.append(types.makeelement(f"{{{TYPES}}}Override", named))
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>gapcheck</Application><DocSecurity>0</DocSecurity></Properties>"
    )
    package.trees[part] = parse_xml(app.encode())


def _core_part(package: WordPackage) -> str:
    """The part that the package calls its properties; filling a template gives it one if it had none."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return next(str(item.get("Target")).lstrip("/") for item in package.tree("_rels/.rels") if item.get("Type") == kind)
