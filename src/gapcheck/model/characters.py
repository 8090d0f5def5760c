"""Characters that nobody sees: what no text of a catalogue may hold, and what is dropped from official XML.

Control characters corrupt workbooks. Bidirectional controls can make a citation read differently from what it is.
Soft hyphens, zero-width spaces and the like make two ids that look the same differ. The line breaks of Unicode are
breaks to some readers of YAML and to none of the editors that people use, so that line numbers would not agree.
"""

from __future__ import annotations

import re

# Tab, line feed and carriage return are left out: they are ordinary in files.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and bidirectional characters, the byte order
# mark inside a text, and the marks of interlinear annotation.
_FORMATTING = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_LINE_BREAKS = "\u2028\u2029"

UNSAFE = re.compile(f"[{_CONTROLS}{_FORMATTING}{_LINE_BREAKS}]")
"""A character that no file of a catalogue may hold."""

# `\s` holds the vertical tab, the separators U+001C to U+001F and U+0085, which are controls as well: official texts
# use them as space, so they have to become a space and not to join two words.
UNSEEN = re.compile(rf"(?!\s)[{_CONTROLS}{_FORMATTING}]")
"""A character that is dropped from official XML; those that are white space too are left to be read as space."""
