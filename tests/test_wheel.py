"""What a wheel holds, as pyproject.toml has it, and that the package finds its data there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("obligations", "nz_statutes", "reports")


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(project: dict) -> dict:
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]


@pytest.fixture(scope="module")
def installed(wheel: dict, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the wheel, laid out as its configuration says, with no checkout above them."""
    site = tmp_path_factory.mktemp("site-packages")
    for folder in wheel["only-include"]:
        shutil.copytree(
            ROOT / folder,
            site / wheel["sources"][folder],
            ignore=shutil.ignore_patterns("__pycache__"),
            dirs_exist_ok=True,
        )
    return site


def run(site: Path, code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Python with the installed package and nothing of the checkout on its path."""
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, "-c", code], env=env, cwd=cwd, capture_output=True, text=True, check=False)


class TestConfiguration:
    @pytest.mark.parametrize("folder", FOLDERS)
    def test_each_folder_of_data_goes_into_the_package(self, wheel: dict, folder: str) -> None:
        assert wheel["sources"][folder] == f"gapcheck/_data/{folder}"
        assert (ROOT / folder).is_dir()

    def test_the_package_loses_its_src(self, wheel: dict) -> None:
        assert wheel["sources"]["src/gapcheck"] == "gapcheck"

    def test_what_is_included_has_a_place_and_nothing_else_has(self, wheel: dict) -> None:
        assert sorted(wheel["only-include"]) == sorted(wheel["sources"])

    def test_no_pattern_leaves_data_out(self, project: dict, wheel: dict) -> None:
        build = project["tool"]["hatch"]["build"]
        assert not {"exclude", "only-packages"} & build.keys()
        assert "only-packages" not in wheel
        assert wheel["exclude"] == [
            "/reports/samples"
        ]  # they are read in the repository, and are as large as all the rest

    def test_the_source_distribution_holds_the_data_too(self, project: dict) -> None:
        included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
        assert {f"/{folder}" for folder in FOLDERS} <= set(included)

    def test_the_version_is_that_of_the_package(self, project: dict) -> None:
        import gapcheck

        assert project["project"]["version"] == gapcheck.__version__

    def test_the_command_is_there(self, project: dict) -> None:
        from gapcheck.cli import main

        assert project["project"]["scripts"] == {"gapcheck": f"{main.callback.__module__}:main"}


class TestInstalled:
    def test_it_loads_the_data_of_the_package(self, installed: Path, tmp_path: Path) -> None:
        import gapcheck

        done = run(installed, "import gapcheck; print(gapcheck.__file__); print(gapcheck.load())", tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        where, loaded = done.stdout.splitlines()
        assert Path(where).parent == installed / "gapcheck"
        assert loaded == repr(gapcheck.load())

    def test_the_other_folders_are_found_in_the_package(self, installed: Path, tmp_path: Path) -> None:
        code = "from gapcheck.catalogue.resources import data_folder; print(data_folder('reports'))"
        assert Path(run(installed, code, tmp_path).stdout.strip()) == installed / "gapcheck" / "_data" / "reports"

    def test_a_package_without_data_says_what_is_missing(self, installed: Path, tmp_path: Path) -> None:
        bare = tmp_path / "bare"
        shutil.copytree(installed, bare, ignore=shutil.ignore_patterns("_data"))
        done = run(bare, "import gapcheck; gapcheck.load()", tmp_path)
        assert done.returncode == 1
        assert "the folder" in done.stderr
        assert "_data/obligations' is missing" in done.stderr


class TestReproducible:
    """Whoever builds the same source gets the same bytes, wherever and whenever that is."""

    def built(self, project: dict, folder: Path, mask: int, seconds: int, zone: str) -> dict[str, bytes]:
        """A wheel and a source distribution, built from a copy of the source in this folder."""
        copied(project, folder, mask, seconds)
        command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "made")]
        env = {**os.environ, "TZ": zone, "PYTHONPATH": "", "PYTHONHASHSEED": str(mask)}
        env.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run(command, cwd=folder, env=env, umask=mask, capture_output=True, check=True)
        return {path.name: path.read_bytes() for path in (folder / "made").iterdir()}

    def test_two_builds_give_the_same_bytes(self, project: dict, tmp_path: Path) -> None:
        pytest.importorskip("hatchling", reason="hatchling is not installed")
        first = self.built(project, tmp_path / "first", 0o022, 978_307_200, "UTC")
        second = self.built(project, tmp_path / "an other place", 0o077, 1_700_000_000, "Pacific/Auckland")
        version = project["project"]["version"]
        assert sorted(first) == [f"gapcheck-{version}-py3-none-any.whl", f"gapcheck-{version}.tar.gz"]
        assert {name for name in first if first[name] != second.get(name)} == set()

    def test_they_hold_what_is_listed_and_nothing_of_the_place(self, project: dict, tmp_path: Path) -> None:
        pytest.importorskip("hatchling", reason="hatchling is not installed")
        made = self.built(project, tmp_path / "here", 0o022, 0, "UTC")
        (name,) = (name for name in made if name.endswith(".whl"))
        with zipfile.ZipFile(io.BytesIO(made[name])) as wheel:
            tops = {one.split("/")[0] for one in wheel.namelist()}
            assert not any(str(tmp_path).encode() in wheel.read(one) for one in wheel.namelist())
        assert tops == {"gapcheck", f"gapcheck-{project['project']['version']}.dist-info"}


def copied(project: dict, folder: Path, mask: int, seconds: int) -> None:
    """What a build reads, in a folder of its own, with the modes and times of another checkout."""
    listed = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    unread = shutil.ignore_patterns("__pycache__", "samples", ".*")
    folder.mkdir(parents=True)
    for name in [*(one.removeprefix("/") for one in listed), "pyproject.toml", ".gitignore"]:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=unread)
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, folder / name)
    for path in folder.rglob("*"):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
        os.utime(path, (seconds, seconds))
