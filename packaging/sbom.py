"""The list of everything the program is made of, as CycloneDX 1.6: `dev.py build` puts it beside the wheel.

python sbom.py WHEEL LIST.json
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import licences
import locked
import parts_inside

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
SPECIFICATION = "1.6"

Json = dict[str, object]

_DATA: dict[str, tuple[str, str]] = {
    "gazetteer/geonames_places.txt": ("GeoNames, places of the United Kingdom", "CC-BY-4.0"),
    "calendar/bank_holidays_england.json": ("Bank holidays in England and Wales", "OGL-UK-3.0"),
    "icc/srgb.icc": ("sRGB profile", "CC0-1.0"),
}


def bill_of_materials(wheel: Path) -> Json:
    """Return the list for *wheel*: what it runs with is required, what only builds and tests it is excluded."""
    run, everything = locked.read(locked.RUN), locked.read(locked.ALL)
    inside = parts_inside.inside()
    libraries = [_library(one, run, inside) for _name, one in sorted(everything.items())]
    described: Json = {
        "component": _program(wheel),
        "lifecycles": [{"phase": "build"}],
        "properties": [{"name": "spoc-desk:system", "value": sys.platform}],
    }
    if when := os.environ.get("SOURCE_DATE_EPOCH"):
        described["timestamp"] = datetime.fromtimestamp(int(when), UTC).isoformat()
    found: Json = {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": described,
        "components": [*libraries, *_fonts(), *_data()],
        "dependencies": _needs(everything),
    }
    # The same wheel and libraries give the same list, its number included.
    return {**found, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(found))}"}


def _program(wheel: Path) -> Json:
    name, version = wheel.name.split("-")[:2]
    return {
        "type": "application",
        "bom-ref": "spoc-desk",
        "name": name.replace("_", "-"),
        "version": version,
        "licenses": _spdx("MIT"),
        "hashes": _hashes([hashlib.sha256(wheel.read_bytes()).hexdigest()]),
    }


def _library(
    one: locked.Locked, run: dict[str, locked.Locked], inside: dict[str, tuple[parts_inside.Part, ...]]
) -> Json:
    """A library has one hash for each file that may be installed: one fits one system and one Python."""
    found: Json = {
        "type": "library",
        "bom-ref": one.name,
        "name": one.name,
        "version": one.version,
        "scope": "required" if one.name in run else "excluded",
        "hashes": _hashes(one.sha256),
        "licenses": _spdx(licences.expression(one.name)),
        "purl": f"pkg:pypi/{one.name}@{one.version}",
    }
    parts = [_part(one.name, part) for part in inside.get(one.name, ())]
    return {**found, "components": parts} if parts else found


def _part(library: str, part: parts_inside.Part) -> Json:
    found: Json = {
        "type": "library",
        "bom-ref": f"{library}/{part.name}",
        "name": part.name,
    }
    if part.licence:
        found["licenses"] = _spdx(part.licence)
    if part.version:
        made = f"pkg:generic/{part.name.lower().replace(' ', '-')}@{part.version}"
        found |= {"version": part.version, "purl": part.purl or made}
        if part.cpe:
            found["cpe"] = f"cpe:2.3:a:{part.cpe}:{part.version}:*:*:*:*:*:*:*"
    return found


def _fonts() -> list[Json]:
    return [
        {**_file(path, "OFL-1.1"), "name": path.stem, "version": font_version(path.read_bytes())}
        for path in sorted((RESOURCES / "fonts").glob("*.ttf"))
    ]


def _data() -> list[Json]:
    return [{**_file(RESOURCES / path, licence), "name": name} for path, (name, licence) in _DATA.items()]


def _file(path: Path, licence: str) -> Json:
    return {
        "type": "data",
        "bom-ref": path.relative_to(ROOT).as_posix(),
        "hashes": _hashes([hashlib.sha256(path.read_bytes()).hexdigest()]),
        "licenses": _spdx(licence),
    }


def font_version(font: bytes) -> str:
    """Return what a TrueType font says of its version (name 5): "2.013" of "Version 2.013; ttfautohint …"."""
    tables = {font[at : at + 4]: struct.unpack_from(">II", font, at + 8) for at in range(12, 12 + 16 * font[5], 16)}
    start, _length = tables[b"name"]
    count, strings = struct.unpack_from(">HH", font, start + 2)
    for number in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", font, start + 6 + 12 * number)
        if (platform, name) == (3, 5):
            words = font[start + strings + offset :][:length].decode("utf-16-be")
            return words.removeprefix("Version ").split(";")[0]
    return ""


def _needs(everything: dict[str, locked.Locked]) -> list[Json]:
    """Return who brings whom along on this system."""
    refs = {"spoc-desk": _asked("spoc-desk", everything)} | {name: _asked(name, everything) for name in everything}
    return [{"ref": ref, "dependsOn": sorted(needed)} for ref, needed in sorted(refs.items())]


def _asked(name: str, everything: dict[str, locked.Locked]) -> set[str]:
    try:
        asked = [Requirement(line) for line in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:
        return set()
    wanted = [each for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]
    return {str(canonicalize_name(each.name)) for each in wanted} & everything.keys()


def _spdx(licence: str) -> list[Json]:
    """An expression of the SPDX list; one licence alone stands as an id."""
    if " " in licence:
        return [{"expression": licence}]
    return [{"license": {"id": licence}}]


def _hashes(sha256: Iterable[str]) -> list[Json]:
    return [{"alg": "SHA-256", "content": each} for each in sha256]


def main(wheel: str, target: str) -> None:
    """Write the list for a wheel."""
    text = json.dumps(bill_of_materials(Path(wheel)), indent=1, sort_keys=True)
    Path(target).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
