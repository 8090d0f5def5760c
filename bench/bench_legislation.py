"""Time the reader of official legislation: a 10 MB Act, and every Act of a folder one after another.

Run from the repository: ``PYTHONPATH=src python bench/bench_legislation.py [FOLDER]``; without a folder, that of the
shared files beside the repository. Each measurement runs in an interpreter of its own, whose peak memory is told.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "legislation"
TEN_MB = 10 * 1024 * 1024

ONE = """
import resource, sys, time
from pathlib import Path
import lxml.etree
from gapcheck.legislation import read_file
began = time.perf_counter()
act = read_file(sys.argv[1])
taken = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{Path(sys.argv[1]).stat().st_size / 2**20:.1f} MiB, {len(act.sections):,} sections: {taken:.2f} s, peak {peak:.0f} MiB")
"""
MANY = """
import resource, sys, time
from gapcheck.legislation import read_folder
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
began, count, sections, treaties = time.perf_counter(), 0, 0, 0
for act in read_folder(sys.argv[1]):
    count, sections, treaties = count + 1, sections + len(act.sections), treaties + len(act.treaties)
    if count % 200 == 0:
        print(f"  after {count:,} files: peak {peak():.0f} MiB")
taken = time.perf_counter() - began
print(f"{count:,} files, {sections:,} sections, {treaties} treaties: {taken:.1f} s, peak {peak():.0f} MiB")
"""


def grow(act: Path, size: int) -> bytes:
    """The Act with its body repeated until it has about ``size`` bytes."""
    data = act.read_bytes()
    begin, end = data.index(b"<body"), data.index(b"</body>")
    begin = data.index(b">", begin) + 1
    copies = max(1, round((size - len(data)) / (end - begin)) + 1)
    return data[:begin] + data[begin:end] * copies + data[end:]


def measure(code: str, path: Path) -> None:
    """Run ``code`` on ``path`` in an interpreter of its own."""
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    largest = max(folder.glob("act_*.xml"), key=lambda f: f.stat().st_size)
    with tempfile.TemporaryDirectory() as aside:
        grown = Path(aside) / "grown.xml"
        grown.write_bytes(grow(largest, TEN_MB))
        print("One Act:")
        measure(ONE, largest)
        measure(ONE, grown)
    print("A folder:", flush=True)
    measure(MANY, folder)


if __name__ == "__main__":
    main()
