"""Time the search for citations on texts made to be hard to read: the time should grow as the text does, and no faster.

Run from the repository: ``PYTHONPATH=src python bench/bench_citing.py``.
"""

from __future__ import annotations

import time

import gapcheck
from gapcheck.citing import Citations

PIECES = (
    "s 1 and ",
    "ss 1, ",
    "ss 1-2-",
    "s 1(1)(a)",
    "Crimes Act 1961 ",
    "Crimes Act 1961 (AB) ",
    "the Act s 5 (",
    "Aa and ",
    "( (",
    "of the ",
    " ",
    "\n \n",
    "[a](",
    "<a ",
    "subsection (1) of ",
    "article 5, paragraph 1, ",
    "art 5 Convention ",
    "# Crimes Act 1961\n",
    "(a) the Crimes Act 1961:\n\n",
    "Crimes Act 1961 Amendment and ",
    "The Crimes Act 1961 allows it. See s 249(1)(a).\n",
)
SIZES = (50_000, 100_000, 200_000)


def main() -> None:
    """Print seconds by piece and size."""
    citations = Citations(gapcheck.load().catalogue)
    print(f"{'repeated':<52}" + "".join(f"{size:>10,}" for size in SIZES) + "  characters")
    for piece in PIECES:
        times = []
        for size in SIZES:
            text = piece * (size // len(piece))
            began = time.perf_counter()
            citations.find(text)
            times.append(time.perf_counter() - began)
        print(f"{piece!r:<52}" + "".join(f"{taken:>9.2f}s" for taken in times))


if __name__ == "__main__":
    main()
