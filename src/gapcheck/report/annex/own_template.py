"""gapcheck's own Word template, in the language of the State whose law is told."""

from __future__ import annotations

import io
import re
import zipfile

from gapcheck.catalogue.resources import data_folder

TEMPLATE = "annex.docx"
_LANGUAGE = re.compile(rb'<w:themeFontLang w:val="([^"]+)"')
_PARTS = ("word/styles.xml", "word/settings.xml")


def own_template(language: str) -> bytes:
    """The template as bytes, its text marked as of a language tag (``en-NZ``), which a spelling checker goes by."""
    raw = (data_folder("reports") / "templates" / TEMPLATE).read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        found = _LANGUAGE.search(old.read("word/settings.xml"))
        if found is None or found[1] == language.encode():
            return raw
        before, after = (b'"' + tag + b'"' for tag in (found[1], language.encode()))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                content = old.read(part)
                new.writestr(part, content.replace(before, after) if part.filename in _PARTS else content)
    return packed.getvalue()
