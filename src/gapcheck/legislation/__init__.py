"""Official legislation: the XML of the Parliamentary Counsel Office, read into a tree, and what is done with it.

Nothing here is ever fetched: the files are on the user's disk.
"""

from gapcheck.legislation.files import LegislationError, read_bytes, read_file, read_folder
from gapcheck.legislation.tree import HistoryNote, Kind, Legislation, Node, Placed

__all__ = [
    "HistoryNote",
    "Kind",
    "Legislation",
    "LegislationError",
    "Node",
    "Placed",
    "read_bytes",
    "read_file",
    "read_folder",
]
