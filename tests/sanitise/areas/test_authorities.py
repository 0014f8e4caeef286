"""The lists of authorities, counties and what lies in them hold together."""

from spoc_desk.sanitise.areas.authorities import england, lines, table
from spoc_desk.sanitise.areas.built_in import council, dialling_codes, not_sure, places, postcode_areas
from spoc_desk.sanitise.gazetteer.sources import key_of
from spoc_desk.sanitise.lists import rows


def test_there_are_153_authorities_each_in_one_county_and_one_region() -> None:
    land = england()
    assert len(land.authorities) == 153
    for parts in (land.counties, land.regions):
        assert sum(areas.bit_count() for areas in parts.values()) == 153
    assert len(land.counties) == 47
    assert len(land.regions) == 9


def test_every_council_of_the_lists_is_one_authority() -> None:
    names = [row[0] for kind in ("county", "unitary", "metropolitan", "london") for row in rows(f"councils_{kind}")]
    assert len({council(name) for name in names}) == len(names) == 153
    assert all(council(name).bit_count() == 1 for name in names)


def test_every_district_lies_in_one_authority() -> None:
    for kind in ("district", "abolished"):
        for row in rows(f"councils_{kind}"):
            if row[0] not in england().counties and row[0] not in {"Avon", "Humberside", "Cleveland"}:
                assert council(row[0]).bit_count() == 1, row[0]


def test_every_ring_holds_its_county_and_goes_both_ways() -> None:
    land = england()
    for name, ring in land.rings.items():
        assert ring & land.counties[name] == land.counties[name]
        for other, areas in land.counties.items():
            assert bool(ring & areas) == bool(land.rings[other] & land.counties[name])


def test_every_police_force_and_fire_service_of_england_is_placed() -> None:
    outside = ("wales", "gwent", "dyfed", "scot", "ireland", "jersey", "guernsey", "isle of man", "heddlu")
    for name in ("police_forces", "fire_services"):
        for row in rows(name):
            if not any(word in row[0].lower() for word in outside):
                assert places()[key_of(row[0])], row[0]


def test_every_dialling_code_and_postcode_area_is_one_of_the_lists() -> None:
    assert set(dialling_codes()) <= {row[0] for row in rows("dialling_codes")}
    assert set(postcode_areas()) <= {row[0] for row in rows("postcode_areas")}
    assert len(dialling_codes()) > 380
    assert len(postcode_areas()) >= 100


def test_no_row_is_empty_or_speaks_of_everywhere() -> None:
    everywhere = england().everywhere
    assert all(0 < areas < everywhere for areas in places().values())
    assert len(lines("not_sure")) == len(not_sure())
    assert all(len(row) == 2 for row in table("neighbours"))
