"""Checks of numbers and addresses with a known shape (domain annex B). Each returns a sentence to show, or nothing."""

import re
from collections.abc import Callable, Collection, Mapping

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_POSTCODE = re.compile(
    r"(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|([A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?)|[0-9][A-HJKPS-UW]) [0-9][ABD-HJLNP-UW-Z]{2})"
)
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")
_PHONE = re.compile(r"(?:0[0-9]{9,10}|\+[0-9]{7,15}|999|101|111)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_EXTENSION = re.compile(r"\s*(?:ext\.?|extension|x)\s*([0-9]{1,6})$", re.IGNORECASE)

Check = Callable[[str, Collection[str]], str]
"""Takes the answer and our own DfE authority numbers."""


def nhs_number_is_valid(text: str) -> bool:
    """Say whether the ten digits fit their check digit (modulus 11)."""
    digits = compact(text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def upn_is_valid(text: str) -> bool:
    """Say whether a unique pupil number fits its check letter (DfE: sum of digit times position, modulus 23)."""
    upn = compact(text)
    if not _UPN.fullmatch(upn):
        return False
    # A temporary number ends in a letter, which counts with its place in the same alphabet.
    values = [int(mark) if mark.isdigit() else _UPN_LETTERS.index(mark) for mark in upn[1:]]
    return _UPN_LETTERS[sum(value * place for place, value in enumerate(values, 2)) % 23] == upn[0]


def check_nhs_number(text: str, own_dfe_codes: Collection[str] = ()) -> str:
    """Return what to do about an NHS number that cannot be right."""
    if nhs_number_is_valid(text):
        return ""
    return "Enter the 10 digits of the NHS number. They do not fit together: look for a slip."


def check_upn(text: str, own_dfe_codes: Collection[str] = ()) -> str:
    """Return what to do about a pupil number that is mistyped, or that shows who issued it.

    Characters 2 to 4 are the number of the authority that issued it: only one of our own may be kept.
    """
    if not upn_is_valid(text):
        return "Enter the 13 characters of the unique pupil number. They do not fit together: look for a slip."
    if own_dfe_codes and compact(text)[1:4] not in own_dfe_codes:
        return "This pupil number is not one of our own council and may not be kept. Ask UKPPS or DfE about a new one."
    return ""


def check_upn_any(text: str, own_dfe_codes: Collection[str] = ()) -> str:
    """Return what to do about a mistyped pupil number of any council: a referral may be about a child from anywhere."""
    return check_upn(text)


def check_postcode(text: str, own_dfe_codes: Collection[str] = ()) -> str:
    """Return what to do about a text that is not a postcode."""
    return "" if _POSTCODE.fullmatch(tidy_postcode(text)) else "Enter a full postcode, such as LU1 2BQ."


def check_laestab(text: str, own_dfe_codes: Collection[str] = ()) -> str:
    """Return what to do about a school number that is mistyped, or of a school that is not ours.

    Its first three digits are the number of the authority.
    """
    plain = tidy_laestab(text)
    if not re.fullmatch(r"[0-9]{7}", plain):
        return "Enter the seven digits of the school number, such as 821 2001."
    if own_dfe_codes and plain[:3] not in own_dfe_codes:
        return "This is not the number of a school of our own council."
    return ""


def check_time(text: str, own_dfe_codes: Collection[str] = ()) -> str:
    """Return what to do about a text that is not a time of day."""
    return "" if _TIME.fullmatch(text.strip()) else "Enter a time such as 14:30."


def check_phone(text: str) -> str:
    """Return what to do about a text that is not a phone number; an extension may follow."""
    if _PHONE.fullmatch(_digits(_EXTENSION.sub("", text))):
        return ""
    return "Enter a phone number with its area code, such as 07700 900123."


def check_email(text: str) -> str:
    """Return what to do about a text that is not an e-mail address."""
    plain = text.strip()
    if len(plain) <= 254 and ".." not in plain and _EMAIL.fullmatch(plain):
        return ""
    return "Enter an e-mail address, such as name@example.org."


def compact(text: str) -> str:
    """Return *text* in capitals without spaces and hyphens: the way numbers are stored."""
    return re.sub(r"[\s-]+", "", text).upper()


def tidy_postcode(text: str) -> str:
    """Return a postcode in capitals with its one space, however it was typed."""
    plain = compact(text)
    return f"{plain[:-3]} {plain[-3:]}" if len(plain) > 4 else plain


def tidy_laestab(text: str) -> str:
    """Return a school number as digits alone: "821/2001" is 8212001."""
    return re.sub(r"[\s/.-]+", "", text)


def tidy_time(text: str) -> str:
    """Return "09:30" for "9.30" or "0930"; anything else comes back as it was."""
    match = _TIME.fullmatch(text.strip())
    return f"{int(match[1]):02}:{match[2]}" if match else text


def tidy_phone(text: str) -> str:
    """Return a phone number grouped for reading, its extension kept; anything else comes back as it was."""
    plain = " ".join(text.split())
    if check_phone(plain):
        return plain
    extension = _EXTENSION.search(plain)
    number = _group(_digits(_EXTENSION.sub("", plain)))
    return f"{number} ext {extension[1]}" if extension else number


def _digits(text: str) -> str:
    plain = re.sub(r"[\s().-]+", "", re.sub(r"\(0\)", "", text))
    return "0" + plain[3:] if plain.startswith("+44") else plain


def _group(number: str) -> str:
    if re.match(r"0(?:3|80|2)", number) and len(number) == 11:
        cut = (3, 7) if number.startswith("02") else (4, 7)
        return f"{number[: cut[0]]} {number[cut[0] : cut[1]]} {number[cut[1] :]}"
    return f"{number[:5]} {number[5:]}" if number.startswith("0") else number


NAMED_CHECKS: Mapping[str, Check] = {
    "nhs_number": check_nhs_number,
    "upn": check_upn,
    "upn_any": check_upn_any,
    "postcode": check_postcode,
    "time": check_time,
    "laestab": check_laestab,
}
"""Checks that a form file may name."""

TIDY: Mapping[str, Callable[[str], str]] = {
    "nhs_number": compact,
    "upn": compact,
    "upn_any": compact,
    "postcode": tidy_postcode,
    "time": tidy_time,
    "laestab": tidy_laestab,
}
"""How an answer with such a check is stored."""
