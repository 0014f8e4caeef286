"""Writes a cell's value as its number format shows it (ECMA-376 part 1, 18.8.30 and 18.8.31).

Close to what a person sees, not to the last pixel: fractions and exponents come as plain numbers.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

# The formats a file names by number only; days and months as British machines show them.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 49: "@",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "dd/mm/yyyy"),
}  # fmt: skip

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|AM/PM|am/pm|A/P)'
    r"|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<exponent>E[+-])|(?P<general>General|GENERAL|general)|(?P<plain>.)",
    re.DOTALL,
)
_PIECES = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]|[^;"\\\[]+|;', re.DOTALL)
_ELAPSED = re.compile(r"[hHmMsS]+")
_LONGEST = 500
_DAYS = 2_958_466  # the first of January 10000: no date lies behind it

Token = tuple[str, str]


@lru_cache(maxsize=2_000)
def sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """Return the up to four sections of a format (positive, negative, zero, text) as tokens."""
    parts: list[str] = [""]
    for piece in _PIECES.findall(code[:_LONGEST]):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(tuple(_tokens(part)) for part in parts[:4])


def _tokens(section: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or ""
        value = match.group(kind) if kind else ""
        if kind == "bracket":
            tokens += _bracket(value)
        elif kind in {"quoted", "escaped", "plain"}:
            tokens.append(("literal", value))
        elif kind:
            tokens.append((kind, value))
    return tokens


def _bracket(value: str) -> list[Token]:
    """Return what a bracket shows: a currency sign or hours beyond a day; colours and conditions show nothing."""
    if value.startswith("$"):
        return [("literal", value[1:].partition("-")[0])]
    return [("elapsed", value[0].lower())] if _ELAPSED.fullmatch(value) else []


def hides(code: str) -> bool:
    """Return whether a format shows nothing at all (";;;")."""
    return code.count(";") >= 2 and not any(sections(code))


def shown_text(text: str, code: str) -> str:
    """Return a text as a format with a text section shows it."""
    found = sections(code)
    section = found[3] if len(found) > 3 else found[0] if any(token == ("mark", "@") for token in found[0]) else ()
    return "".join(text if token == ("mark", "@") else token[1] for token in section) or text


def shown_number(untrusted_value: str, code: str, *, since_1904: bool = False) -> str:
    """Return a number as its format shows it; the value itself where the format is beyond this."""
    try:
        value = float(untrusted_value)
    except ValueError:
        return untrusted_value
    if not abs(value) < 1e300:
        return untrusted_value
    section, value = _chosen(sections(code), value)
    kinds = {kind for kind, _ in section}
    if kinds & {"date", "elapsed"}:
        return _date(section, value, since_1904) or plain(value)
    if "digit" in kinds and not kinds & {"exponent"} and ("mark", "/") not in section:
        return _digits(section, value)
    if "literal" in kinds and not kinds & {"general", "digit", "exponent"}:
        return "".join(token[1] for token in section if token[0] == "literal") + f" ({plain(value)})"
    if "literal" in kinds and "general" in kinds:
        return "".join(plain(value) if kind == "general" else text for kind, text in section)
    return plain(value)


def plain(value: float) -> str:
    """Return a number as it is written where no format says how."""
    return str(int(value)) if value == int(value) and abs(value) < 1e16 else f"{value:.12g}"


def _chosen(found: tuple[tuple[Token, ...], ...], value: float) -> tuple[tuple[Token, ...], float]:
    if value < 0 and len(found) > 1:
        return found[1], -value
    return (found[2] if value == 0 and len(found) > 2 else found[0]), value


def _digits(section: tuple[Token, ...], value: float) -> str:
    """Fill the places of a section with the digits of a number, from the point outwards."""
    if ("mark", "%") in section:
        value *= 100
    point = section.index(("mark", ".")) if ("mark", ".") in section else len(section)
    places = sum(kind == "digit" for kind, _ in section[point:])
    whole, _, fraction = f"{abs(value):.{min(places, 15)}f}".partition(".")
    grouped = any(token == ("mark", ",") for token in section[:point])
    front = _whole(section[:point], whole, grouped)
    behind = _fraction(section[point + 1 :], fraction)
    return ("-" if value < 0 else "") + front + ("." + behind if point < len(section) else behind)


def _whole(section: tuple[Token, ...], digits: str, grouped: bool) -> str:
    out: list[str] = []
    left = digits.lstrip("0")
    places = [number for number, (kind, _) in enumerate(section) if kind == "digit"]
    count = 0
    for number in range(len(section) - 1, -1, -1):
        kind, text = section[number]
        if kind == "digit":
            more = left if number == places[0] else left[-1:]
            left = "" if number == places[0] else left[:-1]
            for digit in reversed(more or ("0" if text == "0" else "")):
                out.append("," if grouped and count and count % 3 == 0 else "")
                out.append(digit)
                count += 1
        elif kind in {"literal", "plain"} or (kind == "mark" and text in "%@"):
            out.append(text[::-1])
    return "".join(out)[::-1]


def _fraction(section: tuple[Token, ...], digits: str) -> str:
    left = iter(digits)
    return "".join(
        next(left, "") if kind == "digit" else text for kind, text in section if (kind, text) != ("mark", ",")
    )


def _date(section: tuple[Token, ...], value: float, since_1904: bool) -> str:
    if not 0 <= value < _DAYS:
        return ""
    # Serial 60 is a day that never was (29 February 1900), kept for the sake of an older program.
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) + timedelta(days=1 if value < 60 else 0)  # noqa: DTZ001
    moment = start + timedelta(seconds=round(value * 86_400))
    twelve = any(text.upper() in {"AM/PM", "A/P"} for _, text in section)
    out = []
    for number, (kind, text) in enumerate(section):
        if kind == "date":
            out.append(_part(section, number, text.lower(), moment, twelve))
        elif kind == "elapsed":
            out.append(str(int(value * {"h": 24, "m": 1_440, "s": 86_400}[text])))
        elif kind != "digit":
            out.append(text)
    return "".join(out)


def _part(section: tuple[Token, ...], number: int, text: str, moment: datetime, twelve: bool) -> str:
    size = min(len(text), 4)
    if text.startswith("m") and _is_minute(section, number):
        return moment.strftime("%M") if size > 1 else str(moment.minute)
    if text.startswith("h"):
        hour = moment.hour % 12 or 12 if twelve else moment.hour
        return f"{hour:02}" if size > 1 else str(hour)
    if text.startswith("s"):
        return moment.strftime("%S") if size > 1 else str(moment.second)
    if text.startswith("a"):
        return "AM" if moment.hour < 12 else "PM"
    if text.startswith("y"):
        return f"{moment.year:04}" if size > 2 else f"{moment.year % 100:02}"
    value = moment.day if text.startswith("d") else moment.month
    names = ("%a", "%A") if text.startswith("d") else ("%b", "%B")
    return str(value) if size == 1 else f"{value:02}" if size == 2 else moment.strftime(names[size - 3])


def _is_minute(section: tuple[Token, ...], number: int) -> bool:
    """Return whether an m stands for minutes: behind hours or before seconds."""
    parts = [(place, text.lower()) for place, (kind, text) in enumerate(section) if kind in {"date", "elapsed"}]
    here = next(index for index, (place, _) in enumerate(parts) if place == number)
    before = parts[here - 1][1] if here else ""
    behind = parts[here + 1][1] if here + 1 < len(parts) else ""
    return before.startswith("h") or behind.startswith("s")
