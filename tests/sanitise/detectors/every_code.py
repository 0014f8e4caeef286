"""Every identifier a UK record may hold, written from the bodies' own formats, in the ways people write it.

`#` is a digit, `%` one from 1 to 9, `@` a capital letter, `<name>` a part of those below; « and » bound it.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_PLATE = "ABCDEFGHJKLMNPRSTUVWXY"
_UPN = "ABCDEFGHJKLMNPQRTUVWXYZ"
_AREAS = [
    "AB",
    "AL",
    "B",
    "BA",
    "BB",
    "BD",
    "BH",
    "BL",
    "BN",
    "BR",
    "BS",
    "BT",
    "CA",
    "CB",
    "CF",
    "CH",
    "CM",
    "CO",
    "CR",
    "CT",
    "CV",
    "CW",
    "DA",
    "DD",
    "DE",
    "DG",
    "DH",
    "DL",
    "DN",
    "DT",
    "DY",
    "E",
    "EC",
    "EH",
    "EN",
    "EX",
    "FK",
    "FY",
    "G",
    "GL",
    "GU",
    "GY",
    "HA",
    "HD",
    "HG",
    "HP",
    "HR",
    "HS",
    "HU",
    "HX",
    "IG",
    "IM",
    "IP",
    "IV",
    "JE",
    "KA",
    "KT",
    "KW",
    "KY",
    "L",
    "LA",
    "LD",
    "LE",
    "LL",
    "LN",
    "LS",
    "M",
    "ME",
    "MK",
    "ML",
    "N",
    "NE",
    "NG",
    "NN",
    "NP",
    "NR",
    "NW",
    "OL",
    "OX",
    "PA",
    "PE",
    "PH",
    "PL",
    "PO",
    "PR",
    "RG",
    "RH",
    "RM",
    "S",
    "SA",
    "SE",
    "SG",
    "SK",
    "SL",
    "SM",
    "SN",
    "SO",
    "SP",
    "SR",
    "SS",
    "ST",
    "SW",
    "SY",
    "TA",
    "TD",
    "TF",
    "TN",
    "TQ",
    "TR",
    "TS",
    "TW",
    "UB",
    "W",
    "WA",
    "WC",
    "WD",
    "WF",
    "WN",
    "WR",
    "WS",
    "WV",
    "YO",
    "ZE",
]
_AUTHORITIES = [
    "201",
    "205",
    "213",
    "302",
    "320",
    "330",
    "336",
    "341",
    "350",
    "359",
    "370",
    "373",
    "380",
    "384",
    "390",
    "394",
    "420",
    "661",
    "671",
    "681",
    "802",
    "815",
    "825",
    "838",
    "845",
    "852",
    "861",
    "873",
    "881",
    "893",
    "909",
    "919",
    "926",
    "929",
    "935",
    "937",
    "941",
    "943",
]
_FORCES = [
    "01",
    "03",
    "04",
    "05",
    "06",
    "07",
    "10",
    "11",
    "12",
    "13",
    "14",
    "16",
    "17",
    "20",
    "21",
    "22",
    "23",
    "30",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "47",
    "48",
    "50",
    "52",
    "53",
    "54",
    "55",
    "60",
    "61",
    "62",
    "63",
]
_DIALS = [
    "1223",
    "1274",
    "1332",
    "1482",
    "1534",
    "1604",
    "1706",
    "1752",
    "1865",
    "1904",
    "1970",
    "1224",
    "1382",
    "1463",
    "1387",
]
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

Parts = dict[str, Callable[[random.Random], str]]


def _one(of: str) -> Callable[[random.Random], str]:
    choices = of.split()
    return lambda rng: rng.choice(choices)


def _checked_health(rng: random.Random) -> str:
    while True:
        body = rng.choice("467") + "".join(rng.choices("0123456789", k=8))
        check = 11 - sum(int(one) * weight for one, weight in zip(body, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return body + str(check % 11)


def _meter(rng: random.Random) -> str:
    body = str(rng.randint(10, 23)) + "".join(rng.choices("0123456789", k=10))
    primes = (3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43)
    return body + str(sum(int(one) * prime for one, prime in zip(body, primes, strict=True)) % 11 % 10)


def _pupil(rng: random.Random) -> str:
    body = rng.choice(_AUTHORITIES) + f"{rng.randint(2000, 7999)}{rng.randint(8, 25):02d}{rng.randint(0, 999):03d}"
    return _UPN[sum(int(one) * place for place, one in enumerate(body, 2)) % 23] + body


def _outward(rng: random.Random) -> str:
    special = ("W1A", "W1T", "EC1A", "EC4M", "SW1A", "WC2N", "SE1P", "N1C", "E1W", "NW1W")
    return rng.choice(special) if rng.random() < 0.15 else f"{rng.choice(_AREAS)}{rng.randint(1, 29)}"


_PARTS: Parts = {
    "out": _outward,
    "in": lambda rng: f"{rng.randint(0, 9)}{rng.choice(_INWARD)}{rng.choice(_INWARD)}",
    "two": lambda rng: f"{rng.choice([area for area in _AREAS if len(area) == 2])}{rng.randint(1, 9)}",
    "area": lambda rng: rng.choice([area for area in _AREAS if len(area) == 2]),
    "la": lambda rng: rng.choice(_AUTHORITIES),
    "est": lambda rng: f"{rng.randint(2000, 7499)}",
    "upn": _pupil,
    "nhs": _checked_health,
    "mpan": _meter,
    "force": lambda rng: rng.choice(_FORCES),
    "dial": lambda rng: rng.choice(_DIALS),
    "year": lambda rng: f"{rng.randint(17, 26)}",
    "dd": lambda rng: f"{rng.randint(1, 28):02d}",
    "mm": lambda rng: f"{rng.randint(1, 12):02d}",
    "mon": lambda rng: rng.choice(_MONTHS),
    "court": _one("LV WD OX RG SD MK ZC ZW BS BM CF CV DE EX GU HU KH LE LS NE NG NR PE PO PR SE SN SO SR SW TR WR YO"),
    "kind": _one("A C D F P V Z"),
    "reg": _one("MAN LDS BHM NCL LIV BRS CDF"),
    "square": _one("HU NT NZ SD SE SJ SK SO SP ST SU SX SZ TA TF TG TL TM TQ TR NS NY NJ"),
    "iso": lambda rng: f"{rng.randint(50, 57)}.{rng.randint(1000, 9999)}",
    "lon": lambda rng: f"-{rng.randint(0, 4)}.{rng.randint(1000, 9999)}",
    "office": lambda rng: f"{rng.choice('ABCDEFGHKLMNOPRSVWY')}{rng.choice(_PLATE)}",
    "age": lambda rng: f"{rng.choice([*range(2, 27), *range(51, 77)]):02d}",
    "tail": lambda rng: "".join(rng.choices("BCDFGHJKLNPRSTVWXYZ", k=3)),
    "gss": _one("E00 E01 E02 E04 E05 E06 E07 E08 E09 E10 E12 E14 E23 E38 E40 W01 W02 W05 W06 S01 S12 S13 N08 N09"),
    "olc": lambda rng: "".join(rng.choices("23456789CFGHJMPQRVWX", k=1)),
    "month": lambda rng: f"{rng.randint(1, 12):02d}",
    "title": _one("WYK NGL TGL SGL SYK ESX WSX LAN GM MS YEA HW CYM BD HD NYK DT ON"),
}
_HEAD = re.compile(r"\[([a-z0-9-]+)\]")
_TOKEN = re.compile(r"<(\w+)>|([#%@])")


def made(template: str, rng: random.Random) -> str:
    """Return a template with every part drawn."""

    def part(match: re.Match[str]) -> str:
        if match[1]:
            return _PARTS[match[1]](rng)
        return {"#": rng.choice("0123456789"), "%": rng.choice("123456789"), "@": rng.choice(_PLATE)}[match[2]]

    return _TOKEN.sub(part, template)


def split(marked: str) -> tuple[str, int, int]:
    """Return the text without its marks, and where the identifier stands."""
    start, end = marked.index("«"), marked.index("»") - 1
    return marked.replace("«", "").replace("»", ""), start, end


def writings(path: Path) -> dict[str, list[str]]:
    """Return the templates of a list by kind: [kind], then one template a line."""
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        head = _HEAD.fullmatch(row)
        if head:
            rows = found[head[1]] = []
        elif row and not row.startswith("# "):
            rows.append(row.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\"))
    return found
