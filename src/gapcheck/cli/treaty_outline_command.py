"""``gapcheck treaty outline``."""

from __future__ import annotations

from pathlib import Path

import click

from gapcheck.errors import UsageError
from gapcheck.file_writing import write_files


@click.command(name="outline")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--id", "id", required=True, metavar="ID", help="What other files call it: short, small letters, no space."
)
@click.option("--title", default="", metavar="TEXT", help="Its title, where the text does not say it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write here, and not to standard output.")
def command(file: Path, id: str, title: str, out: Path | None) -> None:
    """Scaffold instrument.yaml and articles.yaml of a treaty: its articles, headings and paragraphs, for you to fill.

    FILE is official XML of an Act to which the treaty is scheduled, or its text: plain, Markdown, Word, PDF or HTML.
    Numbers and headings are taken over, words are not: what a paragraph asks is said in words of your own.

    \b
    Examples:
      gapcheck treaty outline act.xml --id ottawa --out my-catalogue/obligations/ottawa
      gapcheck treaty outline convention.txt --id ottawa --title "Ottawa Convention"
    """
    from gapcheck.documents import read_document
    from gapcheck.legislation import read_file
    from gapcheck.legislation.treaty_outline import outline_of_text, outline_of_treaty, treaty_files

    if not id or any(character.isspace() or character == ":" for character in id):
        raise UsageError(f"{id!r} is no id; expected one without spaces and colons, such as ottawa")
    if file.name.lower().endswith((".xml", ".xml.act")):
        heading, found = outline_of_treaty(read_file(file))
        title = title or heading
    else:
        found = outline_of_text(read_document(file.read_bytes(), file.name).text)
    files = treaty_files(id, title, found)
    if out is None:
        click.echo("\n".join(files.values()), nl=False)
        return
    # What somebody has begun to fill must not be lost to a scaffold.
    if there := [name for name in files if (out / name).exists()]:
        raise UsageError(f"{str(out / there[0])!r} exists already; expected a folder without {' and '.join(files)}")
    for path in write_files(out, {name: text.encode() for name, text in files.items()}):
        click.echo(path)
