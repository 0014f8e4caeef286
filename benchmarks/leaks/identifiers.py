"""Codes that look like the real ones of an area, with right check digits, for people who do not exist."""

import random
from collections.abc import Callable

from benchmarks.leaks.worlds import World

Maker = Callable[[World, random.Random], str]

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_CCRN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_PLATE = "ABCDEFGHJKLMNOPRSTUVWXYZ"
_PLUS = "23456789CFGHJMPQRVWX"
_THREE_WORDS = (
    "filled.count.soap", "lively.copper.hats", "wages.begins.third", "moons.takes.older",
)  # fmt: skip


def digits(rng: random.Random, count: int) -> str:
    """Return that many digits, the first not 0."""
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def letters(rng: random.Random, count: int, of: str = _PLATE) -> str:
    """Return that many letters."""
    return "".join(rng.choice(of) for _ in range(count))


def postcode(world: World, rng: random.Random) -> str:
    """Return a whole postcode of the area."""
    return f"{world.pick('outcode', rng)} {rng.randint(1, 9)}{letters(rng, 2, _INWARD)}"


def phone(world: World, rng: random.Random) -> str:
    """Return a landline number with its code, written one of the ways people write it."""
    code, local = world.codes["dial"], digits(rng, int(world.numbers["local"]))
    cut = {6: (local,), 7: (local[:3], local[3:]), 8: (local[:4], local[4:])}[len(local)]
    spaced = " ".join(cut)
    if len(local) == 6 and rng.random() < 0.3:
        spaced = f"{local[:3]} {local[3:]}"
    return rng.choice(
        (f"{code} {spaced}", f"({code}) {spaced}", f"{code}{local}", f"+44 {code[1:]} {spaced}", f"{code}-{local}")
    )


def phone_local(world: World, rng: random.Random) -> str:
    """Return a number without its code."""
    local = digits(rng, 6)
    return rng.choice((local, f"{local[:3]} {local[3:]}"))


def upn(world: World, rng: random.Random) -> str:
    """Return a pupil number with its right letter (sum of digit times place, modulo 23)."""
    body = world.codes["dfe"] + digits(rng, 4) + f"{rng.randint(8, 25):02d}" + digits(rng, 3)
    return _UPN_LETTERS[sum(int(one) * place for place, one in enumerate(body, 2)) % 23] + body


def upn_temporary(world: World, rng: random.Random) -> str:
    """Return a temporary pupil number: it ends in a letter."""
    body = world.codes["dfe"] + digits(rng, 4) + f"{rng.randint(8, 25):02d}" + digits(rng, 2)
    last = rng.choice(_UPN_LETTERS)
    total = sum(int(one) * place for place, one in enumerate(body, 2)) + _UPN_LETTERS.index(last) * 13
    return _UPN_LETTERS[total % 23] + body + last


def laestab(world: World, rng: random.Random) -> str:
    """Return authority and school number."""
    return f"{world.codes['dfe']}{rng.choice('/- ')}{rng.choice('234567')}{digits(rng, 3)}"


def laestab_joined(world: World, rng: random.Random) -> str:
    """Return authority and school number in one."""
    return world.codes["dfe"] + rng.choice("234567") + digits(rng, 3)


def ctf_name(world: World, rng: random.Random) -> str:
    """Return the name of a pupil transfer file."""
    return (
        f"{laestab_joined(world, rng)}_CTF_{rng.choice(('XXXXXXX', 'MMMMMMM', '8212002'))}_{rng.randint(1, 40):03d}.xml"
    )


def family_court(world: World, rng: random.Random) -> str:
    """Return a family-court number: its letters are the court."""
    return f"{world.codes['court_letters']}{rng.randint(19, 25)}{rng.choice('CPFZDA')}{digits(rng, 5)}"


def civil_court(world: World, rng: random.Random) -> str:
    """Return a county-court or district-registry number."""
    if rng.random() < 0.5:
        return f"{rng.choice('ABCDEFGHJK')}{rng.randint(10, 99)}{world.codes['court_letters']}{digits(rng, 3)}"
    return f"{rng.choice(('CC', 'HC'))}-20{rng.randint(20, 25)}-{world.codes['registry']}-{digits(rng, 6)}"


def ccrn(world: World, rng: random.Random) -> str:
    """Return a court case number of the police computer: YY/CCCC/NNNNNN and its letter."""
    year, court, serial = f"{rng.randint(15, 25)}", digits(rng, 4), digits(rng, 6)
    return f"{year}/{court}/{serial}{_CCRN_LETTERS[int(year + court + serial) % 23 - 1]}"


def police_urn(world: World, rng: random.Random) -> str:
    """Return a prosecution number: force, unit, serial, year."""
    force, unit = world.codes["force_code"], f"{rng.choice('ABCDEFGH')}{rng.randint(1, 9)}"
    serial, year = digits(rng, 5), f"{rng.randint(18, 25)}"
    return rng.choice(
        (f"{force}{unit}{serial}{year}", f"{force}/{unit}/{serial}/{year}", f"{force} {unit} {serial} {year}")
    )


def crime_number(world: World, rng: random.Random) -> str:
    """Return a crime number of one of the two large systems."""
    force, year = world.codes["force_code"], rng.randint(19, 25)
    return rng.choice((f"{force}{year}0{digits(rng, 6)}", f"{force}/{digits(rng, 6)}/{year}"))


def police_log(world: World, rng: random.Random) -> str:
    """Return a log number."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(20, 25)
    return rng.choice(
        (f"{rng.randint(10, 2400)} of {day:02d}/{month:02d}/{year}", f"{digits(rng, 4)}/{day:02d}JUL{year}")
    )


def collar(world: World, rng: random.Random) -> str:
    """Return an officer's number with the rank."""
    return f"{rng.choice(('PC', 'DC', 'DS', 'PCSO'))} {digits(rng, 4)}"


def plate(world: World, rng: random.Random) -> str:
    """Return a registration of the present kind from the region's office."""
    age = rng.choice((*range(10, 25), *range(60, 75)))
    return f"{world.codes['vrm']}{rng.choice('ABCDEFGHJKLMNOPRSTUVWXY')}{age}{rng.choice((' ', ''))}{letters(rng, 3)}"


def plate_old(world: World, rng: random.Random) -> str:
    """Return a registration from before 2001."""
    area = letters(rng, 3, "ABCDEFGHJKLMNOPRSTUVWXY")
    return f"{rng.choice('HJKLMNPRSTVWX')}{rng.randint(21, 999)}{rng.choice((' ', ''))}{area}"


def grid(world: World, rng: random.Random) -> str:
    """Return a map reference near the area."""
    east, north = int(world.numbers["east"]) % 100, int(world.numbers["north"]) % 100
    wide = rng.choice((1, 2))
    east_part, north_part = f"{east:02d}{digits(rng, wide)}", f"{north:02d}{digits(rng, wide)}"
    return rng.choice(
        (f"{world.codes['grid']} {east_part} {north_part}", f"{world.codes['grid']}{east_part}{north_part}")
    )


def easting(world: World, rng: random.Random) -> str:
    """Return easting and northing in metres."""
    return f"{int(world.numbers['east'])}{digits(rng, 3)}, northing {int(world.numbers['north'])}{digits(rng, 3)}"


def lat_long(world: World, rng: random.Random) -> str:
    """Return a position in degrees."""
    lat = world.numbers["lat"] + rng.uniform(-0.02, 0.02)
    lon = world.numbers["lon"] + rng.uniform(-0.02, 0.02)
    return rng.choice((f"{lat:.4f}, {lon:.4f}", f"{lat:.5f},{lon:.5f}", f"{lat:.4f} {lon:.4f}"))


def lat_long_minutes(world: World, rng: random.Random) -> str:
    """Return a position in degrees, minutes and seconds."""
    lat, lon = world.numbers["lat"], abs(world.numbers["lon"])
    east = "E" if world.numbers["lon"] > 0 else "W"
    return (
        f"{int(lat)}°{int(lat % 1 * 60):02d}'{rng.randint(1, 59):02d}\"N "
        f"{int(lon)}°{int(lon % 1 * 60):02d}'{rng.randint(1, 59):02d}\"{east}"
    )


def plus_code(world: World, rng: random.Random) -> str:
    """Return a whole plus code (9C and its neighbours lie over Britain)."""
    return f"9C{rng.choice('3456')}{letters(rng, 5, _PLUS)}+{letters(rng, 2, _PLUS)}"


def geo_uri(world: World, rng: random.Random) -> str:
    """Return a geo: link."""
    return f"geo:{world.numbers['lat'] + rng.uniform(-0.02, 0.02):.5f},{world.numbers['lon']:.5f}"


def map_link(world: World, rng: random.Random) -> str:
    """Return a link to a map."""
    lat, lon = world.numbers["lat"], world.numbers["lon"]
    return rng.choice(
        (
            f"https://www.google.com/maps/@{lat:.4f},{lon:.4f},15z",
            f"https://maps.app.goo.gl/{letters(rng, 8)}",
            f"https://www.openstreetmap.org/#map=16/{lat:.4f}/{lon:.4f}",
        )
    )


def mpan(world: World, rng: random.Random) -> str:
    """Return an electricity supply number with its check digit."""
    body = world.codes["mpan"] + digits(rng, 10)
    primes = (3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43)
    return body + str(sum(int(one) * prime for one, prime in zip(body, primes, strict=True)) % 11 % 10)


def nhs_number(world: World, rng: random.Random) -> str:
    """Return a patient number with its check digit, in threes."""
    while True:
        body = digits(rng, 9)
        check = 11 - sum(int(one) * weight for one, weight in zip(body, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            whole = body + str(check % 11)
            return rng.choice((f"{whole[:3]} {whole[3:6]} {whole[6:]}", whole, f"{whole[:3]}-{whole[3:6]}-{whole[6:]}"))


def nino(world: World, rng: random.Random) -> str:
    """Return a National Insurance number from the range that is never issued to anyone (QQ is a mark of a sample)."""
    first = rng.choice(("AB", "CE", "JK", "NX", "PR", "TW"))
    return f"{first} {rng.randint(10, 99)} {rng.randint(10, 99)} {rng.randint(10, 99)} {rng.choice('ABCD')}"


def council_address(world: World, rng: random.Random) -> str:
    """Return a council's mail address."""
    local = rng.choice(("mash", "j.smith", "childrens.services", "sarah.khan", "EYFS-team", "admissions"))
    return f"{local}@{world.codes['domain_council']}"


def _with(key: str, shape: str) -> Maker:
    return lambda world, rng: shape.format(world.pick(key, rng))


def _number(shape: str, *counts: int) -> Maker:
    return lambda world, rng: shape.format(*(digits(rng, count) for count in counts))


MAKERS: dict[str, Maker] = {
    "postcode": postcode,
    "phone": phone,
    "phone-local": phone_local,
    "upn": upn,
    "upn-temporary": upn_temporary,
    "laestab": laestab,
    "laestab-joined": laestab_joined,
    "dfe-number": _with("dfe", "{}"),
    "ctf-name": ctf_name,
    "school-urn": lambda world, rng: f"1{rng.randint(0, 5)}{digits(rng, 4)}",
    "ofsted-urn": lambda world, rng: f"{rng.choice(('EY', 'SC', 'VC'))}{digits(rng, 6)}",
    "gss": _with("gss", "{}"),
    "uprn": lambda world, rng: f"100{digits(rng, 9)}",
    "usrn": _number("{}", 8),
    "ods-gp": lambda world, rng: world.codes["ods_gp"] + f"{rng.randint(1, 699):03d}",
    "ods-trust": _with("ods_trust", "{}"),
    "ods-site": lambda world, rng: world.codes["ods_trust"] + f"{rng.randint(1, 30):02d}",
    "ods-icb": _with("ods_icb", "{}"),
    "family-court": family_court,
    "civil-court": civil_court,
    "ccrn": ccrn,
    "police-urn": police_urn,
    "crime-number": crime_number,
    "police-log": police_log,
    "collar": collar,
    "plate": plate,
    "plate-old": plate_old,
    "grid": grid,
    "easting": easting,
    "lat-long": lat_long,
    "lat-long-minutes": lat_long_minutes,
    "plus-code": plus_code,
    "geo-uri": geo_uri,
    "map-link": map_link,
    "three-words": lambda world, rng: "///" + rng.choice(_THREE_WORDS),
    "three-words-labelled": lambda world, rng: rng.choice(_THREE_WORDS),
    "cqc": lambda world, rng: f"1-{digits(rng, rng.choice((9, 10)))}",
    "company": lambda world, rng: f"0{digits(rng, 7)}",
    "charity": _with("charity", "{}"),
    "land-title": lambda world, rng: world.codes["title"] + digits(rng, rng.choice((5, 6))),
    "mpan": mpan,
    "naptan": lambda world, rng: f"{world.codes['naptan']}0{digits(rng, rng.choice((6, 7)))}",
    "station-code": _with("crs", "{}"),
    "council-tax": _number("{}", 9),
    "rent-account": _number("{}", 8),
    "dx": _with("dx", "{}"),
    "nhs-number": nhs_number,
    "nino": nino,
    "prison-number": lambda world, rng: f"A{digits(rng, 4)}{letters(rng, 2)}",
    "pnc-id": lambda world, rng: f"{rng.randint(5, 24):02d}/{digits(rng, 6)}{rng.choice(_CCRN_LETTERS)}",
    "council-mail": council_address,
    "council-site": _with("domain_council", "https://www.{}/education/term-dates"),
    "school-mail": _with("domain_school", "office@{}"),
    "school-site": _with("domain_school", "www.{}"),
    "police-mail": _with("domain_police", "ppu.referrals@{}"),
    "nhs-mail": _with("domain_nhs", "safeguarding@{}"),
    "cjsm": _with("domain_council", "court.team@{}.cjsm.net"),
    "sharepoint": _with("sharepoint", "https://{}.sharepoint.com/sites/CSC/Shared%20Documents/chronology.docx"),
    "house-address": lambda world, rng: (
        f"{rng.choice(('', 'Flat 2, '))}{rng.randint(1, 240)}{rng.choice(('', '', 'a'))} " + world.pick("street", rng)
    ),
}
