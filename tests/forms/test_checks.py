"""Numbers and addresses with a known shape: the vectors of the specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.forms.checks import (
    NAMED_CHECKS,
    TIDY,
    check_email,
    check_nhs_number,
    check_phone,
    check_postcode,
    check_time,
    check_upn,
    nhs_number_is_valid,
    tidy_phone,
    tidy_postcode,
    tidy_time,
    upn_is_valid,
)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("9434765919", True), ("6541003238", True), ("943 476 5919", True), ("943-476-5919", True),
        ("9434765918", False), ("943476591", False), ("94347659190", False), ("943476591X", False), ("", False),
        ("\u0669434765919", False),
    ],
)  # fmt: skip
def test_an_nhs_number_fits_its_check_digit(number: str, valid: bool) -> None:
    assert nhs_number_is_valid(number) is valid
    assert (check_nhs_number(number) == "") is valid


@given(st.integers(0, 999_999_999))
def test_a_single_wrong_digit_of_an_nhs_number_is_found(first_nine: int) -> None:
    digits = f"{first_nine:09}"
    total = sum(int(one) * weight for one, weight in zip(digits, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    if check == 10:
        assert not any(nhs_number_is_valid(f"{digits}{last}") for last in range(10))
        return
    assert nhs_number_is_valid(f"{digits}{check}")
    assert not nhs_number_is_valid(f"{(int(digits[0]) + 1) % 10}{digits[1:]}{check}")


@pytest.mark.parametrize(
    ("upn", "valid"),
    [
        ("B801200005001", True), ("b801200005001", True), ("B801 2000 05001", True), ("A801200005001", False),
        ("B80120000500", False), ("I801200005001", False), ("", False),
    ],
)  # fmt: skip
def test_a_pupil_number_fits_its_check_letter(upn: str, valid: bool) -> None:
    assert upn_is_valid(upn) is valid


@pytest.mark.parametrize("upn", ["H80120000500A", "X82120000500Z"])
def test_a_temporary_pupil_number_is_checked_with_its_last_letter(upn: str) -> None:
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    fitting = [letter for letter in letters if upn_is_valid(letter + upn[1:])]
    assert len(fitting) == 1


def test_only_a_pupil_number_of_our_own_council_may_be_kept() -> None:
    assert check_upn("B801200005001") == ""
    assert check_upn("B801200005001", ("801",)) == ""
    refused = check_upn("B801200005001", ("821",))
    assert "may not be kept" in refused
    assert "801" not in refused
    assert "13 characters" in check_upn("A801200005001", ("801",))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("lu12bq", "LU1 2BQ"), (" LU1 2BQ ", "LU1 2BQ"), ("Sw1a-1aa", "SW1A 1AA"), ("gir0aa", "GIR 0AA"),
        ("M1 1AE", "M1 1AE"), ("cr26xh", "CR2 6XH"), ("W1A0AX", "W1A 0AX"), ("EC1A 1BB", "EC1A 1BB"),
    ],
)  # fmt: skip
def test_a_postcode_is_taken_however_it_is_typed(typed: str, stored: str) -> None:
    assert tidy_postcode(typed) == stored
    assert check_postcode(typed) == ""


@pytest.mark.parametrize("typed", ["", "LU1", "LU1 2B", "LU1 2BC2", "QQ1 1AA", "LU1 2CI", "hello"])
def test_what_is_no_postcode_is_told(typed: str) -> None:
    assert check_postcode(typed) == "Enter a full postcode, such as LU1 2BQ."


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("01582547653", "01582 547653"), ("01582 54 76 53", "01582 547653"), ("(01582) 547-653", "01582 547653"),
        ("07700900123", "07700 900123"), ("+44 7700 900123", "07700 900123"), ("+44 (0)7700 900123", "07700 900123"),
        ("03003008123", "0300 300 8123"), ("02079460000", "020 7946 0000"), ("999", "999"),
        ("01582547653 ext. 12", "01582 547653 ext 12"), ("01582 547653x12", "01582 547653 ext 12"),
    ],
)  # fmt: skip
def test_a_phone_number_is_grouped_for_reading(typed: str, stored: str) -> None:
    assert check_phone(typed) == ""
    assert tidy_phone(typed) == stored
    assert tidy_phone(stored) == stored


@pytest.mark.parametrize(
    "typed", ["", "12", "547653", "0158254765a", "ask at the desk", "01582 547653 or 07700 900123"]
)
def test_what_is_no_phone_number_is_told_and_left_as_it_is(typed: str) -> None:
    assert check_phone(typed).startswith("Enter a phone number")
    assert tidy_phone(typed) == typed


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        ("name@example.org", True), ("o'neill.x+1@sub.example.org", True), ("name@example", False),
        ("@example.org", False), ("name example.org", False), ("name@@example.org", False),
        ("name@example..org", False),
        ("", False),
        ("name@-example.org", False),
    ],
)  # fmt: skip
def test_an_email_address_has_a_name_and_a_domain(typed: str, good: bool) -> None:
    assert (check_email(typed) == "") is good


@pytest.mark.parametrize(
    ("typed", "stored", "good"),
    [("14:30", "14:30", True), ("9.30", "09:30", True), ("0930", "09:30", True), ("25:00", "25:00", False)],
)
def test_a_time_of_day_is_taken_however_it_is_typed(typed: str, stored: str, good: bool) -> None:
    assert tidy_time(typed) == stored
    assert (check_time(typed) == "") is good


def test_every_named_check_has_its_way_of_storing() -> None:
    assert set(NAMED_CHECKS) == set(TIDY)


@given(text=st.text(max_size=30), name=st.sampled_from(sorted(NAMED_CHECKS)))
def test_no_text_breaks_a_check(text: str, name: str) -> None:
    assert isinstance(NAMED_CHECKS[name](text, ("821",)), str)
    assert isinstance(TIDY[name](text), str)
    assert isinstance(check_email(text) + check_phone(text) + tidy_phone(text), str)
