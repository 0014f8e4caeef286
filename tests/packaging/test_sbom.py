"""The list of parts: what CycloneDX 1.6 demands, complete, true to what is installed, and the same every time."""

import hashlib
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import sqlcipher3

import locked
import sbom
from spoc_desk.vault.connection import LEAST_SQLITE

TYPES = {"application", "library", "data"}
Component = dict[str, object]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what stands for a wheel: only its name and its bytes are asked."""
    path = tmp_path_factory.mktemp("dist") / "spoc_desk-1.2.3-py3-none-any.whl"
    path.write_bytes(b"a wheel")
    return path


@pytest.fixture(scope="module")
def made(wheel: Path) -> dict[str, object]:
    sbom.main(str(wheel), str(wheel.with_suffix(".json")))
    found: dict[str, object] = json.loads(wheel.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def components(made: dict[str, object]) -> Iterator[Component]:
    """Yield every component, those inside others too."""
    waiting = [made["metadata"]["component"], *made["components"]]  # type: ignore[index, misc]
    while waiting:
        one = waiting.pop()
        waiting += one.get("components", [])
        yield one


def by_name(made: dict[str, object]) -> dict[str, Component]:
    return {str(one["name"]): one for one in made["components"]}  # type: ignore[attr-defined]


def test_it_has_what_the_specification_demands(made: dict[str, object]) -> None:
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(made["serialNumber"]))
    for one in components(made):
        assert one["type"] in TYPES and one["name"], one
        assert one.get("scope", "required") in ("required", "excluded")
        licences = one.get("licenses", [])
        assert len(licences) == 1 or "/" in str(one["bom-ref"]), one  # of some parts inside a library nobody says it
        assert all(licence.get("expression") or licence["license"]["id"] for licence in licences)  # type: ignore[attr-defined]
        for code in one.get("hashes", []):  # type: ignore[attr-defined]
            assert code["alg"] == "SHA-256" and re.fullmatch("[0-9a-f]{64}", code["content"])


def test_every_name_inside_is_one_thing_and_every_need_is_listed(made: dict[str, object]) -> None:
    refs = [str(one["bom-ref"]) for one in components(made)]
    named = {ref for need in made["dependencies"] for ref in (need["ref"], *need["dependsOn"])}  # type: ignore[attr-defined]

    assert len(refs) == len(set(refs))
    assert named <= set(refs)


def test_it_lists_the_program_with_the_hash_of_its_wheel(made: dict[str, object]) -> None:
    program = made["metadata"]["component"]  # type: ignore[index]

    assert (program["name"], program["version"]) == ("spoc-desk", "1.2.3")
    assert [code["content"] for code in program["hashes"]] == [hashlib.sha256(b"a wheel").hexdigest()]


def test_every_locked_library_is_listed_with_its_hashes_and_tools_are_set_apart(made: dict[str, object]) -> None:
    run, everything, listed = locked.read(locked.RUN), locked.read(locked.ALL), by_name(made)

    for name, one in everything.items():
        assert listed[name]["version"] == one.version
        assert listed[name]["purl"] == f"pkg:pypi/{name}@{one.version}"
        assert {code["content"] for code in listed[name]["hashes"]} == set(one.sha256)  # type: ignore[attr-defined]
        assert listed[name]["scope"] == ("required" if name in run else "excluded")
    assert listed["cryptography"]["version"] == metadata.version("cryptography")


def test_what_is_linked_into_libraries_is_asked_of_them(made: dict[str, object]) -> None:
    inside = {str(one["bom-ref"]): one for one in components(made)}
    sqlite = str(inside["sqlcipher3/SQLite"]["version"])

    assert sqlite == sqlcipher3.dbapi2.sqlite_version
    assert tuple(map(int, sqlite.split("."))) >= LEAST_SQLITE
    for part in ("sqlcipher3/SQLCipher", "sqlcipher3/OpenSSL", "cryptography/OpenSSL", "pyside6-essentials/Qt"):
        assert re.fullmatch(r"\d+\.\d+\.\d+", str(inside[part]["version"])), part


def test_both_copies_of_openssl_can_be_looked_up(made: dict[str, object]) -> None:
    names = [str(one["cpe"]) for one in components(made) if one["name"] == "OpenSSL"]

    assert len(names) == 2
    assert all(name.startswith("cpe:2.3:a:openssl:openssl:") for name in names)


def test_what_a_wheel_tells_of_its_parts_is_listed(made: dict[str, object]) -> None:
    refs = {str(one["bom-ref"]): one for one in components(made)}
    crates = [one for ref, one in refs.items() if ref.startswith("cryptography/") and "cargo" in str(one["purl"])]

    assert len(crates) > 20
    assert not any("file:" in str(one["purl"]) for one in crates)
    assert "pillow/libimagequant" not in refs


def test_fonts_tell_their_version(made: dict[str, object]) -> None:
    fonts = [one for one in components(made) if str(one["name"]).startswith("NotoSans")]

    assert len(fonts) == 2
    assert all(re.fullmatch(r"\d\.\d+", str(font["version"])) for font in fonts)


def test_the_same_wheel_gives_the_same_list(wheel: Path, made: dict[str, object]) -> None:
    again = wheel.with_suffix(".again")
    sbom.main(str(wheel), str(again))

    assert again.read_bytes() == wheel.with_suffix(".json").read_bytes()
    wheel_of_more = wheel.with_name("spoc_desk-1.2.3-py3-none-other.whl")
    wheel_of_more.write_bytes(b"another wheel")
    assert sbom.bill_of_materials(wheel_of_more)["serialNumber"] != made["serialNumber"]


def test_the_moment_stands_there_only_when_it_is_given(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "timestamp" not in sbom.bill_of_materials(wheel)["metadata"]  # type: ignore[operator]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert sbom.bill_of_materials(wheel)["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"  # type: ignore[index]
