"""Where the folders that come with gapcheck are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapcheck.catalogue import resources
from gapcheck.catalogue.resources import data_folder, places


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package, far from any checkout."""
    home = tmp_path / "site-packages" / "gapcheck"
    home.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(home / "catalogue" / "resources.py"))
    return home


def test_a_folder_of_the_package(package: Path) -> None:
    (package / "_data" / "reports").mkdir(parents=True)
    assert data_folder("reports") == package / "_data" / "reports"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that the package is run from."""
    home = tmp_path / "checkout"
    (home / "src" / "gapcheck").mkdir(parents=True)
    (home / "pyproject.toml").touch()
    monkeypatch.setattr(resources, "__file__", str(home / "src" / "gapcheck" / "catalogue" / "resources.py"))
    return home


def test_a_folder_of_the_checkout(checkout: Path) -> None:
    (checkout / "obligations").mkdir()
    assert data_folder("obligations") == checkout / "obligations"


def test_the_package_is_looked_in_before_the_checkout(checkout: Path) -> None:
    assert places() == (checkout / "src" / "gapcheck" / "_data", checkout)


def test_an_installed_package_is_the_only_place(package: Path) -> None:
    assert places() == (package / "_data",)


def test_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data" / "obligations").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "catalogue" / "resources.py"))
    assert data_folder("obligations") == tmp_path / "_data" / "obligations"


def test_a_folder_beside_the_package_is_no_checkout_without_its_pyproject(package: Path) -> None:
    (package.parents[1] / "reports").mkdir()
    with pytest.raises(FileNotFoundError, match="the folder 'reports' is neither in the package"):
        data_folder("reports")


def test_an_unknown_folder_says_where_it_was_looked_for(package: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"{package / '_data' / 'templates'}"):
        data_folder("templates")


def test_a_file_is_no_folder() -> None:
    with pytest.raises(FileNotFoundError):
        data_folder("pyproject.toml")
