"""The locked lists: a hash for everything, no address; and a licence named for every library the program carries."""

import re
import tomllib

import pytest

from spoc_desk import VERSION
from spoc_desk.resources import read_text
from tests.contracts.tree import ROOT

LOCKS = ("requirements-linux.txt", "requirements-windows.txt")
RUN = {"requirements-run-linux.txt": LOCKS[0], "requirements-run-windows.txt": LOCKS[1]}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """Return library -> everything the list says of it."""
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {entry.split("==")[0]: entry for entry in entries if "==" in entry}


def plain(requirement: str) -> str:
    """Return the name alone of a requirement, as the lists write it."""
    return re.split(r"[<>=!;\[ ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", [*LOCKS, *RUN])
def test_everything_locked_has_its_hashes(name: str) -> None:
    entries = locked(name)

    assert len(entries) > (15 if name in RUN else 30)
    assert [library for library, entry in entries.items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_everything_the_project_asks_for_is_locked(name: str) -> None:
    asked = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    here = [text for text in asked if "win32" not in text or "windows" in name]

    assert {plain(text) for text in here} <= set(locked(name))


@pytest.mark.parametrize("name", [*LOCKS, *RUN])
def test_no_address_and_no_path_stands_in_the_list(name: str) -> None:
    assert not re.search(r"://|^-|file:|\.\./", (ROOT / "packaging" / name).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_qt_release_that_aborts_is_not_locked() -> None:
    assert not any("pyside6-essentials==6.12.0" in locked(name)["pyside6-essentials"] for name in LOCKS)


def brought_by(entry: str) -> set[str]:
    """Return the libraries that ask for this one: "# via lxml", or one name a line below "# via"."""
    return set(re.findall(r"# +(?:via )?([a-z0-9-]+)$", entry, re.MULTILINE))


def carried(entries: dict[str, str]) -> set[str]:
    """Return the libraries the program runs with, and those they bring along."""
    found = {plain(text) for text in PROJECT["dependencies"]}
    while True:
        brought = {
            name
            for name, entry in entries.items()
            if found & set(re.findall(r"# +(?:via )?([a-z0-9-]+)$", entry, re.M))
        }
        if brought <= found:
            return found
        found |= brought


def test_every_library_of_the_program_has_its_licence_named() -> None:
    rows = [line.split("|") for line in read_text("licences", "third-party.md").splitlines() if line.startswith("|")]
    named = {plain(row[1].strip()) for row in rows}
    libraries = carried(locked("requirements-windows.txt"))

    assert "shiboken6" in libraries
    assert libraries - named == set()


@pytest.mark.parametrize(("run", "everything"), RUN.items())
def test_what_the_program_runs_with_is_locked_apart_from_its_tools(run: str, everything: str) -> None:
    """The same versions and hashes stand in both lists: who installs the program needs the short one alone."""
    short, long = locked(run), locked(everything)

    assert set(short) == {name for name in carried(long) if "win32" not in needed_on(name) or "windows" in run}
    assert {name: pinned(entry) for name, entry in short.items()} == {name: pinned(long[name]) for name in short}


def pinned(entry: str) -> tuple[str, frozenset[str]]:
    """Return the version of an entry, and its hashes."""
    return entry.split()[0], frozenset(re.findall(r"sha256:[0-9a-f]{64}", entry))


def needed_on(name: str) -> str:
    """Return the condition under which the project asks for a library by itself."""
    return next((text.partition(";")[2] for text in PROJECT["dependencies"] if plain(text) == name), "")


def test_the_program_says_the_version_that_the_project_has() -> None:
    assert PROJECT["version"] == VERSION
