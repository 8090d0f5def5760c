"""What the site holds beside the pages of docs/: a hook of MkDocs.

Pages link to files of the repository as a reader of the repository needs it (``../CONTRIBUTING.md``). In the site the
pages of the project, the examples, the notebooks with their outputs and the sample reports stand under ``project/``,
``examples/``, ``notebooks/`` and ``samples/``, and these links lead there.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md")
LISTS = ("command-line.md", "data-changes.md", "files.md", "project/CHANGELOG.md", "sources.md")
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|<)([^)\s#]+)(#[^)\s]*)?(?=\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the project, the notebooks, the examples and the samples."""
    for name in PROJECT:
        files.append(File.generated(config, f"project/{name}", content=(ROOT / name).read_text(encoding="utf-8")))
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=notebook_page(path)))
    for path in sorted((ROOT / "examples").glob("*/README.md")):
        uri = f"examples/{path.parent.name}.md"
        # An example that no page leads to yet is no reason to build nothing.
        own = {"content": path.read_text(encoding="utf-8"), "inclusion": InclusionLevel.NOT_IN_NAV}
        files.append(File.generated(config, uri, **own))
    for path in sorted((ROOT / "reports" / "samples").iterdir()):
        # A Markdown file would become a page of the site.
        if path.suffix != ".md":
            files.append(File.generated(config, f"samples/{path.name}", abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Lead links to files of the repository to where the site has them."""
    place = page.file.src_uri
    here = posixpath.dirname(repository_path(place))

    def led(match: re.Match[str]) -> str:
        target = site_path(posixpath.normpath(posixpath.join(here, match[1])))
        return posixpath.relpath(target, posixpath.dirname(place) or ".") + (match[2] or "")

    # What is read from end to end comes before what only lists.
    if place in LISTS:
        page.meta["search"] = {"boost": 0.3}
    return LINK.sub(led, markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Wide tables scroll in themselves, also for who moves by keyboard."""
    # Docstrings name what they point to by its sort, which is of use in an editor only.
    html = re.sub(r":(?:attr|class|func|meth|mod):(?=<code>)", "", html)
    # The corner of a table is a head that heads nothing.
    html = html.replace("<th></th>", "<td></td>")
    wide = '<div class="wide" role="group" tabindex="0" aria-label="Table"><table class="plain">'
    return re.sub(r"<table>(.*?)</table>", rf"{wide}\1</table></div>", html, flags=re.DOTALL)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Names for what a screen reader would else tell as nameless: the search, and the parts of the navigation."""
    for number, section in enumerate(config.nav or (), 1):
        [title] = section
        output = output.replace(f'aria-labelledby="__nav_{number}_label"', f'aria-label="{escape(title)}"')
    search = 'data-md-component="search" role="dialog"'
    return output.replace(search, f'{search} aria-label="Search"')


def on_post_build(config: MkDocsConfig) -> None:
    """The map of the site has nothing but the day of the build in it, as the site has no address of its own."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (Path(config.site_dir) / name).unlink()


def repository_path(uri: str) -> str:
    """Where a page of the site stands in the repository.

    >>> repository_path("files.md"), repository_path("project/README.md")
    ('docs/files.md', 'README.md')
    """
    if uri.startswith("project/"):
        return uri.removeprefix("project/")
    if uri.startswith("notebooks/"):
        return uri.removesuffix(".md") + ".ipynb"
    if uri.startswith("examples/"):
        return uri.removesuffix(".md") + "/README.md"
    return f"docs/{uri}"


def site_path(path: str) -> str:
    """Where a file of the repository stands in the site; what the site does not have is left as it is, and warned of.

    >>> site_path("docs/files.md"), site_path("README.md"), site_path("reports/samples/a.xlsx")
    ('files.md', 'project/README.md', 'samples/a.xlsx')
    """
    if path in PROJECT:
        return f"project/{path}"
    if path == "reports/samples":
        return "samples.md"
    if path.startswith("reports/samples/"):
        return path.removeprefix("reports/")
    if path.startswith("notebooks/"):
        return path.removesuffix(".ipynb") + ".md"
    if path.startswith("examples/"):
        return path.removesuffix("/README.md") + ".md"
    return path.removeprefix("docs/")


def notebook_page(path: Path) -> str:
    """A notebook with the outputs that are kept in it, as a page."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(part for cell in cells for part in _cell(cell)) + "\n"


def _cell(cell: Mapping[str, Any]) -> Iterator[str]:
    source = _text(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            # Blank lines would end the block of HTML.
            shown = re.sub(r"\n\s*\n", "\n", _text(data["text/html"]))
            # With a class of its own the theme leaves a table as it is.
            yield _block("div", re.sub(r"<table(?![^>]*class)", '<table class="shown"', shown))
        elif "image/svg+xml" in data:
            yield _block("div", _text(data["image/svg+xml"]))
        else:
            yield _block("pre", escape(_text(data.get("text/plain", output.get("text", "")))))


def _block(tag: str, inside: str) -> str:
    """An output. Whoever moves by keyboard can scroll it, and what is searched for stands in other pages too."""
    return f'<{tag} class="output" tabindex="0" data-search-exclude>{inside}</{tag}>'


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
