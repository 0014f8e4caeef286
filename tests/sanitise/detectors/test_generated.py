"""Any number of the right kind, in any sentence, is found whole; any text at all is read without an error."""

import base64
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.detectors.linkage import is_valid_health, is_valid_pnc
from spoc_desk.sanitise.detectors.pupils import is_valid_upn
from spoc_desk.sanitise.detectors.utilities import is_valid_meter
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.lists import words
from spoc_desk.sanitise.scan import scan

LUTON = OwnArea(names=("Luton",), outcodes=("LU1",), dialling_codes=("01582",), domains=("luton.gov.uk",))
SENTENCES = (
    "It was written as {} in the letter.",
    "{}",
    "See {}.",
    "({})",
    "Note\t{}\tno further action",
    "Seen on Monday.\n{}\nSeen again.",
    "The value, {}, was checked; nothing else was said.",
)
SENTENCE = st.sampled_from(SENTENCES)
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# No O: AB51 OAA may also be the postcode AB51 0AA, misread. No X: AB51 XXX may be one with its end blacked out.
PLATE = "ABCDEFGHJKLMNPRSTUVWY"
AREAS = st.sampled_from(sorted(words("postcode_areas") - {"lu", "bx"})).map(str.upper)
CODES = st.sampled_from(sorted(code for code in words("dialling_codes") if len(code) == 5 and code != "01582"))


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


def letters(count: int, of: str = LETTERS) -> st.SearchStrategy[str]:
    return st.text(of, min_size=count, max_size=count)


def finds(sentence: str, written: str, channel: str) -> bool:
    """Return whether the scan finds exactly what was written."""
    text = sentence.format(written)
    spans = {(one.channel, text[one.start : one.end]) for one in scan(text, LUTON, Mode.LOCAL)}
    return (channel, written) in spans


GAPS = st.sampled_from(["", " ", "  ", "-", "\u00a0", "\n"])


@given(SENTENCE, AREAS, st.integers(1, 99), GAPS, digits(1), letters(2))
def test_any_postcode(sentence: str, area: str, district: int, gap: str, sector: str, unit: str) -> None:
    assert finds(sentence, f"{area}{district}{gap}{sector}{unit}", "postcode")


# Letters that make no ending of a number or measure: "1st", "4th", "2hr" are let go in small letters.
@given(SENTENCE, AREAS, st.integers(1, 99), GAPS, digits(1), letters(2, "ADEFJNQWXZ"))
def test_any_postcode_in_small_letters(
    sentence: str, area: str, district: int, gap: str, sector: str, unit: str
) -> None:
    assert finds(sentence, f"{area}{district}{gap}{sector}{unit}".lower(), "postcode")


@given(
    SENTENCE,
    CODES,
    digits(6),
    st.sampled_from(["{0} {1}", "({0}) {1}", "{0}-{1}", "+44 {2} {1}", "+44 (0){2} {1}", "0044 {2} {1}"]),
)
def test_any_landline(sentence: str, code: str, local: str, shape: str) -> None:
    assert finds(sentence, shape.format(code, local, code[1:]), "phone")


@given(SENTENCE, digits(11), st.booleans(), st.sampled_from(UPN_LETTERS))
def test_any_pupil_number(sentence: str, body: str, temporary: bool, last: str) -> None:
    tail = body + (last if temporary else "7")
    values = [int(one) if one.isdigit() else UPN_LETTERS.index(one) for one in tail]
    upn = UPN_LETTERS[sum(value * place for place, value in enumerate(values, 2)) % 23] + tail
    assert is_valid_upn(upn)
    assert finds(sentence, upn, "upn") and finds(sentence, upn.lower(), "upn")


@given(
    SENTENCE,
    st.sampled_from("EWSN"),
    st.sampled_from(["00", "01", "02", "05", "06", "07", "08", "09", "10", "14"]),
    digits(6),
)
def test_any_area_code(sentence: str, country: str, kind: str, serial: str) -> None:
    assert finds(sentence, f"{country}{kind}{serial}", "gss")


@given(
    SENTENCE,
    st.sampled_from(["LV", "LS", "WD", "OX", "ZC"]),
    st.integers(10, 29),
    st.sampled_from("ACDFPVZ"),
    digits(5),
)
def test_any_family_court_number(sentence: str, court: str, year: int, kind: str, serial: str) -> None:
    assert finds(sentence, f"{court}{year}{kind}{serial}", "court-reference")


@given(SENTENCE, st.sampled_from(["03", "13", "45", "63"]), letters(1), digits(1), digits(5), st.integers(10, 29))
def test_any_prosecution_number(sentence: str, force: str, unit: str, office: str, serial: str, year: int) -> None:
    assert finds(sentence, f"{force}{unit}{office}{serial}{year}", "police-reference")


@given(SENTENCE, letters(2, "ABCDEFGHKLMNOPRSVWXY"), st.integers(51, 79), st.sampled_from(["", " "]), letters(3, PLATE))
def test_any_registration_where_a_car_is_spoken_of(sentence: str, office: str, age: int, gap: str, tail: str) -> None:
    written = f"{office}{age}{gap}{tail}"
    text = sentence.format(f"car {written}")
    assert ("vehicle", written) in {(one.channel, text[one.start : one.end]) for one in scan(text, LUTON, Mode.LOCAL)}


@given(SENTENCE, st.floats(50, 58.9), st.floats(-7.5, -0.1), st.integers(4, 7))
def test_any_position(sentence: str, latitude: float, longitude: float, places: int) -> None:
    assert finds(sentence, f"{latitude:.{places}f}, {longitude:.{places}f}", "coordinates")


@given(SENTENCE, st.sampled_from(["SE", "TQ", "NZ", "SJ", "ST", "NT"]), st.sampled_from([3, 4, 5]), st.data())
def test_any_grid_reference(sentence: str, square: str, length: int, data: st.DataObject) -> None:
    east, north = data.draw(digits(length)), data.draw(digits(length))
    assert finds(sentence, f"{square} {east} {north}", "grid-reference")


@given(SENTENCE, st.integers(10, 23), digits(10))
def test_any_meter_point(sentence: str, region: int, body: str) -> None:
    number = next(f"{region}{body}{check}" for check in range(10) if is_valid_meter(f"{region}{body}{check}"))
    assert {"meter-point"} & {one.channel for one in scan(sentence.format(f"MPAN {number}"), LUTON, Mode.LOCAL)}


@settings(max_examples=40)
@given(
    st.sampled_from(["LS1 4AP", "B801200005001", "mash@leeds.gov.uk", "LV24C01234"]),
    st.sampled_from(["before {} after", "{}"]),
)
def test_what_is_coded_in_base64_is_found_as_a_whole(inside: str, around: str) -> None:
    run = base64.b64encode(around.format(f"It is {inside} here.").encode()).decode()
    text = f"Attached: {run} end"
    assert run in {text[one.start : one.end] for one in scan(text, LUTON, Mode.LOCAL)}


NUMBERISH = st.text(st.sampled_from("0123456789ABCLSUX /.-+():\t\n@%=&;_'\"£°"), max_size=300)


@settings(max_examples=200)
@given(st.one_of(NUMBERISH, st.text(max_size=300)))
def test_no_text_raises_and_every_span_lies_inside(text: str) -> None:
    for mode in Mode:
        assert all(0 <= one.start < one.end <= len(text) for one in scan(text, LUTON, mode))


@pytest.mark.parametrize(("number", "valid"), [("9434765919", True), ("9434765918", False), ("0000000000", False)])
def test_check_digit_of_a_health_number(number: str, valid: bool) -> None:
    assert is_valid_health(number) is valid


def test_check_letter_of_a_police_number_is_one_of_twenty_three() -> None:
    assert sum(is_valid_pnc("04", "1234", letter) for letter in string.ascii_uppercase) == 1
