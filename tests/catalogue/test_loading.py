"""Loading a folder: what a catalogue looks like on disk, and how files that are not well-formed are told apart."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.broken_catalogues import ACT, BILL, CHAPTER, MALFORMED, SEVERAL
from support.overlays import BAD, marked, overlay, problems

from gapcheck.catalogue import resources
from gapcheck.catalogue.catalogue import Catalogue, Origin
from gapcheck.catalogue.data_folders import OBLIGATIONS, STATUTES
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError, Problem

BASE = BAD / "base"
CONFORMANCE = Path(__file__).parents[1] / "conformance_cases"
CASES = sorted(CONFORMANCE.glob("case-*"))


@pytest.mark.parametrize(("name", "place", "code", "words"), MALFORMED, ids=[row[0] for row in MALFORMED])
def test_a_malformed_file_is_told_with_its_place(
    name: str, place: str, code: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    (problem,) = problems(name, tmp_path)
    assert str(problem).startswith(f"{place}: ")
    assert problem.code == code
    for word in words:
        assert word in str(problem)


@pytest.mark.parametrize("name", [row[0] for row in MALFORMED if marked(row[0])] + SEVERAL)
def test_the_problems_point_at_the_marked_lines(name: str, tmp_path: Path) -> None:
    assert {f"{p.file}:{p.line}" for p in problems(name, tmp_path)} == marked(name)


class TestAllAtOnce:
    def test_every_problem_of_every_file_is_in_one_error(self, tmp_path: Path) -> None:
        assert [(p.file, p.line, p.code) for p in problems("several-files", tmp_path)] == [
            (ACT, 11, "bad-date"),
            (ACT, 12, "unknown-key"),
            (BILL, 4, "unknown-rule"),
            (BILL, 5, "unknown-concept"),
            (CHAPTER, 12, "unknown-value"),
        ]

    def test_an_id_that_an_unreadable_file_may_define_is_not_called_unknown(self, tmp_path: Path) -> None:
        overlay("several-files", tmp_path)
        (tmp_path / ACT).write_text("act: [", encoding="utf-8")
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        # The bill repeals a rule that does not exist. As an Act could not be read, nobody can tell.
        assert [p.code for p in caught.value.problems] == ["yaml-syntax", "unknown-concept", "unknown-value"]

    def test_the_message_counts_and_lists_them(self, tmp_path: Path) -> None:
        with pytest.raises(DataError) as caught:
            load(overlay("several-files", tmp_path))
        head, *lines = str(caught.value).splitlines()
        assert head == "5 problems in the catalogue"
        places = [f"{ACT}:11", f"{ACT}:12", f"{BILL}:4", f"{BILL}:5", f"{CHAPTER}:12"]
        assert [line.split(": ")[0].strip() for line in lines] == places

    def test_an_alias_bomb_does_not_go_off(self, tmp_path: Path) -> None:
        found = problems("alias-bomb", tmp_path)
        assert {p.code for p in found} == {"yaml-anchor"}
        assert f"{ACT}:2: a: an anchor ('&' before a word) is not allowed" in str(found[0])

    def test_in_a_notebook_they_are_a_table_with_nothing_of_it_live(self) -> None:
        shown = DataError([Problem("<b>.yaml", 3, "<i>", "<script>", "a & b", "<u>", "code")])._repr_html_()
        assert (
            "<td>&lt;b&gt;.yaml</td><td>3</td><td>&lt;i&gt;</td><td>&lt;script&gt;</td><td>a &amp; "
            "b</td><td>&lt;u&gt;</td>"
        ) in shown
        assert "<script>" not in shown


class TestYaml12:
    """What YAML 1.1 would turn into booleans, numbers and dates stays what was typed."""

    @pytest.mark.parametrize("label", ["no", "on", "12:30", "010", "1.10", "1e2", "2A", "0", "252", "2001-11-23", "y"])
    def test_a_label_is_the_text_that_was_typed(self, label: str, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        head = (
            f"act: {{id: {label}, title: {label}}}\nsections:\n  - section: {label}\n    heading: {label}\n    "
            "rules: []\n"
        )
        (tmp_path / "nz_statutes" / "labels.yaml").write_text(head, encoding="utf-8")
        (found,) = (file for file in load(tmp_path).contents.statutes if file.act.id == label)
        assert (found.act.title, found.sections[0].section, found.sections[0].heading) == (label, label, label)


class TestFolders:
    def test_a_folder_without_its_two_folders_names_both(self, tmp_path: Path) -> None:
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [p.code for p in caught.value.problems] == ["missing-folder"] * 2
        assert f"the folder '{(tmp_path / 'nz_statutes').as_posix()}' is missing" in str(caught.value)
        assert "expected a folder that holds obligations/ and nz_statutes/" in str(caught.value)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match="no-such-folder/obligations' is missing"):
            load(tmp_path / "no-such-folder")

    def test_a_path_may_be_a_text(self) -> None:
        assert load(str(BASE)).version == load(BASE).version

    def test_the_packaged_catalogue_comes_before_the_checkout(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "gapcheck").mkdir()
        shutil.copytree(BASE, tmp_path / "gapcheck" / "_data")
        monkeypatch.setattr(resources, "__file__", str(tmp_path / "gapcheck" / "catalogue" / "resources.py"))
        assert load().version == load(BASE).version

    def test_without_a_package_the_checkout_is_used(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / "pyproject.toml").touch()
        monkeypatch.setattr(resources, "__file__", str(tmp_path / "src" / "gapcheck" / "catalogue" / "resources.py"))
        assert load().version == load(BASE).version

    def test_without_either_the_expected_folders_are_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(resources, "__file__", str(tmp_path / "src" / "gapcheck" / "catalogue" / "resources.py"))
        with pytest.raises(DataError, match="_data/nz_statutes' is missing"):
            load()

    def test_hidden_copies_are_left_alone(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        shutil.copytree(tmp_path / "nz_statutes", tmp_path / "nz_statutes" / ".ipynb_checkpoints")
        (tmp_path / "obligations" / "._readings.yaml").write_bytes(b"\x00\x05\x16\x07")
        assert load(tmp_path).version == load(BASE).version

    def test_other_files_are_left_alone(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / "obligations" / "README.md").write_text("How to read this.", encoding="utf-8")
        assert load(tmp_path).version == load(BASE).version

    def test_readings_and_reforms_are_optional(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / "obligations" / "readings.yaml").unlink()
        shutil.rmtree(tmp_path / "nz_statutes" / "reforms")
        found = load(tmp_path)
        assert not found.readings
        assert not found.reforms

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / "nz_statutes" / "lost_act.yaml").symlink_to(tmp_path / "nowhere.yaml")
        with pytest.raises(DataError, match=r"nz_statutes/lost_act\.yaml: the file cannot be read"):
            load(tmp_path)

    def test_a_folder_that_cannot_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        closed, scandir = tmp_path / "obligations" / "vocabulary", os.scandir

        def refuse(path: str | Path) -> object:
            if Path(path) == closed:
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuse)
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        told = "obligations/vocabulary: the folder cannot be read: Permission denied; expected a readable folder"
        assert [str(problem) for problem in caught.value.problems] == [told]

    @pytest.mark.parametrize("name", [OBLIGATIONS, STATUTES])
    def test_a_main_folder_that_cannot_be_read(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        walk = os.walk

        def refuse(top: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
            if top.name != name:
                return walk(top, onerror=onerror)
            onerror(PermissionError(13, "Permission denied", str(top)))
            return iter(())

        monkeypatch.setattr(os, "walk", refuse)
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [(p.file, p.code) for p in caught.value.problems] == [(name, "unreadable-folder")]

    @pytest.mark.parametrize("target", ["obligations/treaty", "obligations", "nowhere"])
    def test_a_folder_that_is_a_link_is_refused(self, target: str, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / "nowhere").mkdir()
        (tmp_path / "obligations" / "linked").symlink_to(tmp_path / target, target_is_directory=True)
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        told = "obligations/linked: the folder is a symbolic link; expected the folder itself"
        assert [str(problem) for problem in caught.value.problems] == [told]

    def test_a_link_to_a_file_is_the_file(self, tmp_path: Path) -> None:
        """Some installers link every file of a package to a copy that environments share."""
        shutil.copytree(BASE, tmp_path / "shared")
        for file in (f for f in (tmp_path / "shared").rglob("*") if f.is_file()):
            link = tmp_path / file.relative_to(tmp_path / "shared")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file)
        assert load(tmp_path).version == load(BASE).version

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        os.mkfifo(tmp_path / "nz_statutes" / "pipe.yaml")
        with pytest.raises(DataError, match=r"nz_statutes/pipe\.yaml: this is not a regular file"):
            load(tmp_path)

    def test_nothing_at_all_is_no_catalogue(self, tmp_path: Path) -> None:
        for name in (OBLIGATIONS, STATUTES):
            (tmp_path / name).mkdir()
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [str(p) for p in caught.value.problems] == [
            "nz_statutes: there is no Act; expected nz_statutes/<act>.yaml",
            "obligations: there is no instrument; expected obligations/<instrument>/instrument.yaml",
        ]

    def test_a_chapter_that_cannot_be_read_may_hold_the_articles(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / "obligations" / "treaty" / "articles.yaml").write_text(
            "instrument: treaty\narticles: {}\n", encoding="utf-8"
        )
        (tmp_path / "obligations" / "readings.yaml").unlink()
        (tmp_path / "obligations" / "positions" / "new_zealand.yaml").unlink()
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [p.code for p in caught.value.problems] == ["wrong-type"]

    def test_an_act_with_the_wrong_ending_is_told_once(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        act = tmp_path / "nz_statutes" / "crimes_act.yaml"
        act.rename(act.with_suffix(".yml"))
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [p.code for p in caught.value.problems] == ["stray-file"]

    def test_progress_is_told_file_by_file(self) -> None:
        told: list[tuple[int, int, str]] = []
        load(BASE, progress=lambda done, total, file: told.append((done, total, file)))
        assert told[0] == (1, 7, "nz_statutes/crimes_act.yaml")
        assert told[-1] == (7, 7, "obligations/vocabulary/all.yaml")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(BASE)


class TestCatalogue:
    def test_everything_in_the_files_is_in_it(self, catalogue: Catalogue) -> None:
        assert set(catalogue.vocabulary.kinds) == {"offence", "power"}
        assert set(catalogue.instruments) == {"treaty"}
        assert set(catalogue.duties) == {"treaty:2"}
        assert set(catalogue.acts) == {"crimes-act"}
        assert [entry.key for entry in catalogue.rules] == ["crimes-act:252(1)"]
        assert set(catalogue.positions) == {"treaty"}
        assert set(catalogue.readings) == {"officials"}
        assert set(catalogue.reforms) == {"bill"}

    @pytest.mark.parametrize(
        ("key", "file", "line"),
        [
            ("kind:power", "obligations/vocabulary/all.yaml", 4),
            ("facet:fault", "obligations/vocabulary/all.yaml", 7),
            ("concept:intention", "obligations/vocabulary/all.yaml", 14),
            ("instrument:treaty", "obligations/treaty/instrument.yaml", 1),
            ("treaty:art 2", "obligations/treaty/articles.yaml", 3),
            ("treaty:2", "obligations/treaty/articles.yaml", 7),
            ("act:crimes-act", "nz_statutes/crimes_act.yaml", 1),
            ("crimes-act:252(1)", "nz_statutes/crimes_act.yaml", 6),
            ("crimes-act:s 252", "nz_statutes/crimes_act.yaml", 3),
            ("position:treaty", "obligations/positions/new_zealand.yaml", 2),
            ("reading:officials", "obligations/readings.yaml", 2),
            ("reform:bill", "nz_statutes/reforms/bill.yaml", 1),
        ],
    )
    def test_every_id_has_its_origin(self, catalogue: Catalogue, key: str, file: str, line: int) -> None:
        assert catalogue.origins[key] == Origin(file, line)

    def test_a_rule_of_several_intervals_has_an_origin_for_each(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        file = tmp_path / "nz_statutes" / "crimes_act.yaml"
        text = file.read_text(encoding="utf-8")
        rule = text[text.index('      - id: "252(1)"') :].replace(
            "{from: 2003-10-01, to: 2020-01-01}", "{from: 2020-01-01}"
        )
        file.write_text(text + rule, encoding="utf-8")
        found = {
            key: origin.line for key, origin in load(tmp_path).origins.items() if key.startswith("crimes-act:252(1)")
        }
        assert found == {"crimes-act:252(1)": 6, "crimes-act:252(1)@2003-10-01": 6, "crimes-act:252(1)@2020-01-01": 18}

    def test_the_version_is_of_the_bytes_and_the_places_of_the_files(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        assert len(catalogue.version) == 12
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        assert load(tmp_path).version == catalogue.version
        act = tmp_path / "nz_statutes" / "crimes_act.yaml"
        act.rename(act.with_name("crimes_act_1961.yaml"))
        assert load(tmp_path).version != catalogue.version
        act.with_name("crimes_act_1961.yaml").rename(act)
        assert load(tmp_path).version == catalogue.version
        act.write_bytes(act.read_bytes() + b"# a comment\n")
        assert load(tmp_path).version != catalogue.version

    def test_a_load_is_reproducible(self, tmp_path: Path) -> None:
        """Neither the hash seed nor the order in which files were made shows."""
        for file in sorted((f for f in BASE.rglob("*") if f.is_file()), reverse=True):
            copy = tmp_path / file.relative_to(BASE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
        program = (
            "import sys\nfrom gapcheck.catalogue.loading import load\nc = load(sys.argv[1])\nprint(c.contents, "
            "c.version, c.origins)"
        )
        shown = {
            subprocess.run(
                [sys.executable, "-c", program, str(folder)],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for folder, seed in ((BASE, "1"), (tmp_path, "2"))
        }
        assert len(shown) == 1


def test_the_conformance_cases_load_without_a_problem() -> None:
    for case in CASES:
        assert load(case).duties
