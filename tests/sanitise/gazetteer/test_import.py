"""A larger gazetteer is imported from the files its owners publish, and anything else ends in a plain sentence."""

import csv
import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.cli.main import run_command
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.incoming import OS, read_source
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.gazetteer.store import imported, load, remove, save
from spoc_desk.sanitise.scan import scan

PLACES = [
    ("Thrubwick", "populatedPlace", "Hamlet", "Rugby"),
    ("Quendlewick", "populatedPlace", "Suburban Area", "Wiltshire"),
    ("Llanfairwxyz", "populatedPlace", "Village", "Gwynedd"),
    ("Stopsley Green", "populatedPlace", "Suburban Area", "Luton"),
    ("Ogle", "populatedPlace", "Hamlet", "Northumberland"),
    ("Limbury Mead", "populatedPlace", "Suburban Area", "Luton"),
    ("Weaver Hithering", "transportNetwork", "Named Road", "Leeds"),
    ("Zeal Monarchs Lane", "transportNetwork", "Section Of Named Road", "Luton"),
    ("Drumblewick Copse", "landcover", "Woodland Or Forest", "Leeds"),
    ("Oldershaw Infirmary", "other", "Medical Care Accommodation", "Leeds"),
    ("LU1 2AB", "other", "Postcode", "Luton"),
]


def os_row(name: str, kind: str, local_type: str, district: str) -> list[str]:
    row = [""] * 34
    row[0], row[2], row[6], row[7], row[21], row[29] = "osgb1", name, kind, local_type, district, "England"
    return row


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@pytest.fixture
def os_zip(tmp_path: Path) -> Path:
    path = tmp_path / "opname_csv_gb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("Doc/OS_Open_Names_Header.csv", "ID,NAMES_URI,NAME1\n")
        box.writestr("readme.txt", "OS Open Names")
        for at in range(0, len(PLACES), 4):
            box.writestr(
                f"Data/SP{at:02}.csv", "\ufeff" * (at == 0) + as_csv([os_row(*row) for row in PLACES[at : at + 4]])
            )
    return path


@pytest.fixture
def names(os_zip: Path, tmp_path: Path) -> Names:
    source, found, month = read_source(os_zip, lambda _: None)
    assert source is OS
    save(tmp_path / "gazetteer", source, found, month, date(2026, 11, 23))
    return load(tmp_path / "gazetteer")


def found_in(text: str, names: Names, area: OwnArea | None = None) -> list[str]:
    own = area or OwnArea()
    return [text[one.start : one.end] for one in scan(text, own, Mode.LOCAL, names) if one.channel != "direction"]


def test_imported_places_roads_and_woods_are_found(names: Names) -> None:
    for name in (
        "Thrubwick",
        "Quendlewick",
        "Llanfairwxyz",
        "Weaver Hithering",
        "Drumblewick Copse",
        "Oldershaw Infirmary",
    ):
        assert name in found_in(f"The talk was of {name} again.", names)
        assert (
            not scan(f"The talk was of {name} again.", OwnArea(), Mode.OUT, built_in()) or name == "Oldershaw Infirmary"
        )


def test_an_imported_name_that_is_a_word_is_judged_by_where_it_stands(names: Names) -> None:
    assert found_in("He is known to ogle the cakes.", names) == []
    assert blocks(scan("The family lives in Ogle.", OwnArea(), Mode.OUT, names))


def test_places_and_roads_of_our_own_district_are_ours(names: Names) -> None:
    luton = OwnArea(names=("Luton",))
    assert found_in("They live on Zeal Monarchs Lane in Stopsley Green.", names, luton) == []
    assert blocks(scan("They live on Zeal Monarchs Lane.", luton, Mode.OUT, names))
    assert found_in("They live near Thrubwick.", names, luton) == ["Thrubwick"]


def test_a_place_the_program_knows_is_ours_where_the_import_says_it_lies_in_our_district_alone(names: Names) -> None:
    text = "They live in Limbury Mead."
    assert "limbury mead" in built_in().entries
    assert found_in(text, names, OwnArea(names=("Luton",))) == []
    assert found_in(text, names, OwnArea(names=("Leeds",))) == ["Limbury Mead"]


def test_version_count_and_attribution_are_kept(names: Names, tmp_path: Path) -> None:
    assert names.version.startswith("built-in ") and "OS Open Names 20" in names.version
    assert any(
        line.startswith("Contains OS data © Crown copyright and database right 20") for line in names.about.attribution
    )
    (known,) = imported(tmp_path / "gazetteer")
    assert known.on == "2026-11-23" and 8 <= known.count <= 12


def test_removing_goes_back_to_the_built_in_names(names: Names, tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    assert load(folder) is names
    assert remove(folder) == 1 and remove(folder) == 0
    assert load(folder) is built_in() and list(folder.iterdir()) == []


def test_schools_and_practices_come_from_the_public_registers(tmp_path: Path) -> None:
    schools = tmp_path / "edubasealldata20261101.csv"
    rows = [["URN", "LA (name)", "EstablishmentName", "Town"], ["100000", "Leeds", "Zephyrine Bank", "Quemerham"]]
    schools.write_bytes(as_csv(rows).encode("cp1252"))
    practices = tmp_path / "epraccur.csv"
    practices.write_text(
        as_csv([["A81999", "THE YARROWBY PARTNERSHIP", "Y54", "Q74", "1 HIGH ST", "", "", "", "", "TS1 1AA"]])
    )
    folder = tmp_path / "both"
    for path in (schools, practices):
        source, found, month = read_source(path, lambda _: None)
        save(folder, source, found, month, date(2026, 11, 23))
    names = load(folder)
    assert found_in("She is at Zephyrine Bank this year, and knows Quemerham.", names) == [
        "Zephyrine Bank",
        "Quemerham",
    ]
    assert found_in("Notes from The Yarrowby Partnership came.", names) == ["The Yarrowby Partnership"]
    assert "Get Information about Schools" in names.version and "NHS" in names.version


def test_a_school_is_found_by_what_people_call_it_where_a_school_is_spoken_of(tmp_path: Path) -> None:
    schools = tmp_path / "edubasealldata20261101.csv"
    full = (
        "Ian Ramsgill Church of England Academy",
        "Fairclough School",
        "Hillside Primary School",
        "St Osyth's RC School",
    )
    rows = [["URN", "LA (name)", "EstablishmentName"], *(["100000", "Leeds", name] for name in full)]
    schools.write_bytes(as_csv(rows).encode("cp1252"))
    source, found, month = read_source(schools, lambda _: None)
    folder = tmp_path / "schools"
    save(folder, source, found, month, date(2026, 11, 23))
    names = load(folder)
    assert "Ian Ramsgill" in found_in("The school, Ian Ramsgill, say they posted it.", names)
    assert "Fairclough" in found_in("The children attend Fairclough.", names)
    assert "St Osyth's" in found_in("She started at St Osyth's in reception.", names)
    assert found_in("Mr Fairclough rang. Ian Ramsgill is her uncle.", names) == []
    assert found_in("She started at Hillside.", built_in()) == found_in("She started at Hillside.", names)
    (folder / "gias-school-heads.gaz").unlink()  # as an older version of the program left it
    load.cache_clear()
    assert found_in("The children attend Fairclough.", load(folder)) == []


def bad_files(folder: Path) -> dict[str, Path]:
    made = {
        name: folder / name for name in ("empty.csv", "prose.csv", "picture.zip", "bomb.zip", "cut.zip", "line.csv")
    }
    made["empty.csv"].write_bytes(b"")
    made["prose.csv"].write_text("Dear all,\nplease find the list below.\n")
    with zipfile.ZipFile(made["picture.zip"], "w") as box:
        box.writestr("a.png", b"\x89PNG")
    with zipfile.ZipFile(made["bomb.zip"], "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("Data/a.csv", b"," * 30_000_000)
    with zipfile.ZipFile(made["cut.zip"], "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("Data/a.csv", as_csv([os_row(*row) for row in PLACES]) * 50)
    whole = made["cut.zip"].read_bytes()
    made["cut.zip"].write_bytes(whole[:60] + b"\x00" * 40 + whole[100:])
    made["line.csv"].write_bytes(b"osgb1," * 200_000)
    return made


@pytest.mark.parametrize(
    "name", ["empty.csv", "prose.csv", "picture.zip", "bomb.zip", "cut.zip", "line.csv", "not there"]
)
def test_anything_else_ends_in_a_plain_sentence(name: str, tmp_path: Path) -> None:
    path = bad_files(tmp_path).get(name, tmp_path / "missing")
    started = time.process_time()
    with pytest.raises(BadAnswer, match=r"Nothing was imported|cannot be"):
        read_source(path, lambda _: None)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("part", ["about", "names", "roads"])
def test_a_damaged_store_says_so_and_can_be_removed(names: Names, tmp_path: Path, part: str) -> None:
    folder = tmp_path / "gazetteer"
    path = folder / f"os-{part}.gaz"
    path.write_bytes(path.read_bytes()[:-9])
    load.cache_clear()
    with pytest.raises(BadAnswer, match="Import it again"):
        load(folder)
    assert remove(folder) == 1


def test_the_command_imports_shows_and_removes(
    os_zip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "here")]
    assert run_command(["gazetteer", "import", str(os_zip), *out]) == 0
    said = capsys.readouterr()
    assert "names. Contains OS data" in said.out and "files" in said.err
    assert run_command(["gazetteer", "show", *out]) == 0
    assert "Imported on" in capsys.readouterr().out
    assert run_command(["gazetteer", "remove", *out]) == 0
    assert "built-in names are in use" in capsys.readouterr().out
    assert run_command(["gazetteer", "import", str(tmp_path / "nothing.zip"), *out]) == 5


def test_check_reads_the_names_of_the_folder_it_is_given(
    names: Names, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "We talked about Quendlewick again."}\n'))
    monkeypatch.setattr("sys.stdin", lines)
    assert run_command(["check", "--jsonl", "--gazetteer", str(tmp_path / "gazetteer")]) == 1
    assert '"channel": "place"' in capsys.readouterr().out


def test_a_zip_whose_lengths_are_not_true_ends_in_a_sentence(os_zip: Path) -> None:
    whole = os_zip.read_bytes()
    start = whole.index(b"PK\x01\x02")
    for extra in (1, 2, 3, 5):  # the length of the extra field, which zipfile believes
        broken = bytearray(whole)
        broken[start + 30] = extra
        os_zip.write_bytes(bytes(broken))
        with pytest.raises(BadAnswer):
            read_source(os_zip, lambda _: None)
