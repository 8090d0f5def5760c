"""Filling a Word template: Jinja in Word, in a sandbox; somebody else's in a process of its own, bounded in time and
memory.

``python -m gapcheck.report.annex.template_rendering`` is that process: it reads the template and the values from its
input and writes the filled file, or what went wrong, to its output.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.errors import UsageError, cause, did_you_mean
from gapcheck.report.annex.package_check import check_package, parse_xml
from gapcheck.report.annex.word_xml import BLOCK

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

SECONDS = 30
MEMORY = 1_500_000_000
MOST_OUT = 60_000_000

# The parts of the document that an annex is made of. One that stands in a comment, or is given another value by the
# template itself, is named too: whoever wrote it meant it to be printed.
_NAMED = re.compile(r"\{[{%#][^{}]*?\b(body(?:_after_summary)?|(?:section|annex)_[a-z0-9]+)\b")
_TAG = re.compile(r"\{(?:<[^>]*>)*(?:\{.*?\}|%.*?%|#.*?#)(?:<[^>]*>)*\}", re.DOTALL)
_UNDEFINED = re.compile(r"^'(?P<name>[^']+)' is undefined$|has no attribute '(?P<attribute>[^']+)'$")


def environment() -> ImmutableSandboxedEnvironment:
    """The environment of every template: values are escaped and cannot be changed, and a name that is not known is an
    error.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    # These make a text that is taken for markup as it stands.
    for name in ("safe", "xmlattr", "tojson", "urlize"):
        del made.filters[name]
    return made


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Fill a template here and now. Raises ``UsageError`` that says what in the template is wrong."""
    from jinja2 import TemplateError, UndefinedError

    try:
        document = _strict_template(template)
        wanted = _wanted(document)
        named = document.get_undeclared_template_variables(environment())
        unknown = sorted(named - set(values))
        if unknown:
            raise UsageError("\n".join(_unknown(name, values) for name in unknown))
        document.render(dict(values), environment(), autoescape=True)
        _refuse_lost_text(document, wanted, values)
        filled = io.BytesIO()
        document.save(filled)
    except UndefinedError as error:
        raise UsageError(_undefined(str(error), values)) from None
    except TemplateError as error:
        raise UsageError(f"the template cannot be filled: {type(error).__name__}: {cause(error)}") from None
    return filled.getvalue()


def _strict_template(template: bytes) -> DocxTemplate:
    """A template whose filled parts have to be sound: docxtpl itself mends them, and drops what it cannot place."""
    from docxtpl import DocxTemplate
    from lxml import etree

    class StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
        def patch_xml(self, src_xml: str) -> str:
            # docxtpl takes away whatever stands between the two ends of a tag, whole paragraphs included.
            if any("</w:p>" in tag for tag in _TAG.findall(src_xml)):
                raise UsageError(
                    "the template cannot be filled: a tag or comment begins in one paragraph and ends in another, and "
                    "what stands between would be lost"
                )
            patched: str = super().patch_xml(src_xml)
            return patched

        def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
            rendered: str = super().render_xml_part(src_xml, part, context, jinja_env)
            try:
                parse_xml(rendered.encode())
            except (etree.XMLSyntaxError, UnicodeEncodeError):
                raise UsageError(
                    f"the template cannot be filled: {str(part.partname).lstrip('/')} is not sound once it is filled. "
                    "Tags such as {% if %} and {% endif %} have to stand in one paragraph, or as {%p %} in two "
                    "paragraphs of one text or cell, or as {%tr %} in two rows of one table"
                ) from None
            return rendered

    return StrictTemplate(io.BytesIO(template))


def _wanted(document: DocxTemplate) -> tuple[str, ...]:
    """The sections and annexes that a template names in its tags, comments included."""
    document.init_docx()
    paragraphs = document.docx.element.iter(f"{{{_WORD}}}p")
    texts = ("".join(t.text or "" for t in p.iter(f"{{{_WORD}}}t", f"{{{_WORD}}}delText")) for p in paragraphs)
    return tuple(sorted({name for text in texts for name in _NAMED.findall(text)}))


def _refuse_lost_text(document: DocxTemplate, wanted: Collection[str], values: Mapping[str, Any]) -> None:
    """Raise ``UsageError`` if a template names sections or annexes of the document and prints none of them."""
    marks = [values[name] for name in wanted if str(values.get(name, "")).startswith(BLOCK)]
    text = "".join(node.text or "" for node in document.docx.element.iter(f"{{{_WORD}}}t"))
    if marks and not any(mark in text for mark in marks):
        raise UsageError(
            f"the template prints nothing of the annex: it names {', '.join(wanted)}, but only where nothing is printed"
        )


def _unknown(name: str, values: Mapping[str, Any]) -> str:
    hint = did_you_mean(name, values)
    return f"the template has the unknown variable {name!r}{hint} (docs/annex-template.md lists them)"


def _undefined(message: str, values: Mapping[str, Any]) -> str:
    """What is unknown in a template, with the nearest name that is known."""
    undefined = _UNDEFINED.search(message)
    if undefined is None:
        return f"the template cannot be filled: {message}"
    if undefined["name"]:
        return _unknown(undefined["name"], values)
    known = {
        key
        for value in values.values()
        if isinstance(value, list)
        for item in value
        if isinstance(item, dict)
        for key in item
    }
    return _unknown(undefined["attribute"], dict.fromkeys(known))


# In a process of its own ------------------------------------------------------------------------------------------


def fill_apart(template: bytes, values: Mapping[str, Any], seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """Fill a template in a process that may use so many seconds and bytes of memory. Raises ``UsageError``."""
    task = {"template": base64.b64encode(template).decode(), "values": values, "seconds": seconds, "memory": memory}
    package = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "gapcheck.report.annex.template_rendering"],
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=seconds * 2,
            # Nothing of what the environment holds is any business of a template.
            env={
                "PYTHONPATH": paths,
                **{name: os.environ[name] for name in ("SYSTEMROOT", "TMPDIR") if name in os.environ},
            },
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(_too_much(seconds, memory)) from None
    return taken(done.returncode, done.stdout, seconds, memory)


def taken(code: int, out: bytes, seconds: int, memory: int) -> bytes:
    """The filled file that such a process hands back. Raises ``UsageError`` for what it ended with otherwise."""
    if code == REFUSED:
        raise UsageError(out.decode(errors="replace"))
    if code != 0:
        raise UsageError(_too_much(seconds, memory))
    # What was looked through is the template, and what is opened is what came of it.
    check_package(out, "the filled template")
    return out


def _too_much(seconds: int, memory: int) -> str:
    return f"the template was stopped: filling it took more than {seconds} seconds or {memory // 1_000_000:,} megabytes"


REFUSED = 3


def _bound(seconds: int, memory: int) -> None:
    """Bound this process; where the system knows no such bounds, the time that the caller waits is the only one."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with suppress(ValueError, OSError):  # some systems do not let memory be bounded
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> int:
    """Read a task, do it within its bounds, and write the result; the exit code tells whether there is one."""
    task = json.loads(sys.stdin.buffer.read())
    _bound(task["seconds"], task["memory"])
    code, out = attempt(base64.b64decode(task["template"]), task["values"])
    sys.stdout.buffer.write(out)
    return code


def attempt(template: bytes, values: Mapping[str, Any]) -> tuple[int, bytes]:
    """A filled template, or what is wrong with it, after the exit code that tells which; nothing is raised."""
    try:
        filled = fill(template, values)
    except UsageError as error:
        return REFUSED, str(error).encode()
    except MemoryError:
        return 1, b""
    except Exception as error:  # whatever a damaged template brings about has to be told, not shown as a traceback
        return REFUSED, f"the template cannot be filled: {type(error).__name__}: {cause(error)}".encode()
    if len(filled) > MOST_OUT:
        return REFUSED, f"the template was stopped: it makes a file of more than {MOST_OUT:,} bytes".encode()
    return 0, filled


if __name__ == "__main__":
    sys.exit(main())
