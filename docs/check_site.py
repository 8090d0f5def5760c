"""Hold the built site against what it promises: ``python docs/check_site.py build/site``.

Every link inside it leads to a file and to a place in that file, and nothing is fetched from elsewhere, so that it can
be read from a folder without a network. The sample reports in it are files of their own and are left alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
FETCHED_RELATIONS = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
REMOTE = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//")


@dataclass
class Read(HTMLParser):
    """What a page links to, what it fetches, and the places in it that can be linked to."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and FETCHED_RELATIONS & set(given.get("rel", "").split()):
            self.fetched.append(given["href"])
        elif tag in FETCHED and given.get(FETCHED[tag]):
            self.fetched.append(given[FETCHED[tag]])


def problems(site: Path) -> Iterator[str]:
    """Whatever is wrong, a line each, in the order of the pages."""
    site = site.resolve()
    pages = {p: _read(p) for p in sorted(site.rglob("*.html")) if p.parent.name != "samples"}
    for page, read in pages.items():
        name = page.relative_to(site)
        yield from (f"{name}: {url} is fetched from elsewhere" for url in read.fetched if _remote(url))
        # The page of what is not found is served at any address, so its links begin at the root.
        if name.name == "404.html":
            continue
        for link in [*read.links, *read.fetched]:
            if not _remote(link) and not urlsplit(link).scheme and (why := _broken(page, link, pages)):
                yield f"{name}: {link} {why}"
    for sheet in sorted(site.rglob("*.css")):
        if REMOTE.search(sheet.read_text(encoding="utf-8")):
            yield f"{sheet.relative_to(site)}: something is fetched from elsewhere"


def _read(page: Path) -> Read:
    read = Read()
    read.feed(page.read_text(encoding="utf-8"))
    return read


def _remote(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https") or url.startswith("//")


def _broken(page: Path, link: str, pages: dict[Path, Read]) -> str:
    """Why a link within the site leads nowhere, or nothing."""
    split = urlsplit(link)
    target = (page.parent / unquote(split.path)).resolve() if split.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "leads to no file"
    if split.fragment and target in pages and unquote(split.fragment) not in pages[target].places:
        return "leads to no place in that page"
    return ""


def main(arguments: list[str]) -> None:
    """Tell every problem; exit with 1 if there is one."""
    site = Path(arguments[0])
    found = list(problems(site))
    print(*found, sep="\n", end="\n" if found else "")
    if found or not (site / "index.html").is_file():
        sys.exit(1)
    print(f"{len(list(site.rglob('*.html')))} pages, no link broken, nothing fetched from elsewhere")


if __name__ == "__main__":
    main(sys.argv[1:])
