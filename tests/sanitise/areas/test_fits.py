"""The number of areas that still fit: an upper bound, from what our lists can place for sure."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.sanitise.areas.built_in import council
from spoc_desk.sanitise.areas.fits import Fits, Stays, fits
from spoc_desk.sanitise.areas.placing import Lists, place
from spoc_desk.sanitise.gazetteer.area_sets import read_area_sets
from spoc_desk.sanitise.gazetteer.builtin import built_in
from spoc_desk.sanitise.gazetteer.incoming import read_source
from spoc_desk.sanitise.gazetteer.store import area_sets, load, save
from tests.sanitise.gazetteer.test_import import as_csv, os_row

LISTS = Lists(built_in())


def count(word: str, channel: str) -> int:
    return place(word, channel, LISTS).bit_count()


@pytest.mark.parametrize(
    ("word", "channel", "number"),
    [
        ("Leeds", "place", 1),
        ("Leeds City Council", "council", 1),
        ("Ashford Borough Council", "council", 1),
        ("Newcastle", "place", 2),
        ("West Yorks", "county", 5),
        ("GMP", "police", 10),
        ("Geordie", "demonym", 10),
        ("Camden", "council", 1),
        ("the North East", "region", 12),
        ("hull.gov.uk", "domain", 1),
        ("office@hillside.bradford.sch.uk", "domain", 1),
        ("Yorkshire Water", "utility", 26),
    ],
)
def test_what_the_lists_know_is_placed(word: str, channel: str, number: int) -> None:
    assert count(word, channel) == number


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("Preston", "place"),  # too many places have the name
        ("Cardiff", "place"),  # none of the 153
        ("CF10 1AA", "postcode"),
        ("Hillside Primary School", "school"),
        ("07700 900123", "phone"),
        ("nhs.net", "domain"),
        ("Lancaster House Surgery", "health"),  # named after a place it does not stand in
        ("B801200005001", "upn"),
    ],
)
def test_what_is_not_sure_is_not_placed(word: str, channel: str) -> None:
    assert count(word, channel) == 0


@pytest.mark.parametrize(
    ("word", "channel", "inside"),
    [
        ("LS29 8AA", "postcode", "Bradford"),
        ("LS22", "outcode", "North Yorkshire"),
        ("DN22 6AA", "postcode", "Nottinghamshire"),
        ("01706 123456", "phone", "Calderdale"),
        ("+44 (0)1937 123456", "phone", "Leeds"),
        ("020 7946 0000", "phone", "Hertfordshire"),
        ("Leeds Teaching Hospitals", "health", "Wakefield"),
        ("12 Elm Road, Leeds", "address", "Leeds"),
        ("12 Elm Road, Otley LS21 1AA", "address", "North Yorkshire"),
    ],
)
def test_what_reaches_over_a_border_is_placed_on_both_sides(word: str, channel: str, inside: str) -> None:
    areas = place(word, channel, LISTS)
    assert areas & council(inside)
    assert areas.bit_count() < 60


def test_words_together_narrow_it() -> None:
    police, phone = Stays("West Yorkshire Police", "police"), Stays("01422 123456", "phone")
    assert fits([police], LISTS) == Fits(5, 153)
    assert fits([police, phone, Stays("Elm Lodge", "venue")], LISTS) == Fits(5, 153, 1)
    assert fits([police, Stays("Halifax", "place")], LISTS) == Fits(1, 153)


def test_nothing_fits_everywhere() -> None:
    assert fits([], LISTS) == Fits(153, 153)
    assert fits([Stays("Elm Lodge", "venue")], LISTS) == Fits(153, 153, 1)


def test_words_of_different_areas_are_told_as_such() -> None:
    told = fits([Stays("Leeds", "place"), Stays("Kent Police", "police")], LISTS)
    assert told == Fits(1, 153, apart=True)


def test_no_word_is_in_its_repr() -> None:
    assert "Leeds" not in repr(Stays("Leeds", "place"))


ROWS = [
    ("Thrubwick", "Hamlet", "Rugby", "Warwickshire"),
    ("Preston", "City", "Preston", "Lancashire"),
    ("Preston", "Village", "", "East Riding of Yorkshire"),
    ("Preston", "Suburban Area", "", "Brighton and Hove"),
    ("Leeds", "Village", "Maidstone", "Kent"),
    ("Thorpe on the Hill", "Village", "Leeds", ""),
    ("Cardiff", "City", "", "Caerdydd - Cardiff"),
    ("Hampstead", "Suburban Area", "Camden", "Greater London"),
    ("LS29 8AA", "Postcode", "Bradford", ""),
    ("LS29 9ZZ", "Postcode", "", "North Yorkshire"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a gazetteer into which a small OS Open Names was imported."""
    rows = []
    for name, local_type, district, county in ROWS:
        row = os_row(name, "other" if local_type == "Postcode" else "populatedPlace", local_type, district)
        row[24] = county
        rows.append(row)
    with zipfile.ZipFile(tmp_path / "names.zip", "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("Data/AA01.csv", as_csv(rows))
    source, found, month = read_source(tmp_path / "names.zip", lambda _: None)
    save(tmp_path / "gazetteer", source, found, month, date(2026, 11, 23))
    return tmp_path / "gazetteer"


@pytest.mark.parametrize(
    ("word", "channel", "number"),
    [
        ("Thrubwick", "place", 1),
        ("Preston", "place", 3),
        ("Leeds", "place", 2),  # the city, and a village in Kent
        ("Thorpe", "place", 1),
        ("Hampstead", "place", 1),
        ("LS29 1AB", "postcode", 2),
        ("Cardiff", "place", 0),
    ],
)
def test_an_import_places_every_settlement_and_postcode_district(
    word: str, channel: str, number: int, folder: Path
) -> None:
    lists = Lists(load(folder), area_sets(folder))
    assert place(word, channel, lists).bit_count() == number


def test_a_folder_without_sets_has_none(tmp_path: Path) -> None:
    assert area_sets(tmp_path) == {}
    assert read_area_sets(tmp_path / "os-areas.gaz") == {}
