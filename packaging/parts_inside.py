"""What is linked into the libraries and has versions and faults of its own: asked of the libraries as they run.

Some wheels bring a list of their own (PEP 770): the crates and system libraries it names are taken from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import pikepdf
import pypdfium2
import sqlcipher3
from cryptography.hazmat.backends.openssl import backend
from lxml import etree
from PIL import features
from PySide6.QtCore import qVersion


@dataclass(frozen=True)
class Part:
    """A work linked into a library. Without a version: the library tells none."""

    name: str
    version: str
    licence: str
    cpe: str = ""
    """Vendor and product as the national vulnerability database names them."""
    purl: str = ""
    """The package it comes from, where the wheel says so."""


def inside() -> dict[str, tuple[Part, ...]]:
    """Return library -> what it says of the parts linked into it, then what its wheel's own lists name besides."""
    return {name: (*parts, *_told(name)) for name, parts in _asked().items()}


def _asked() -> dict[str, tuple[Part, ...]]:
    return {
        "sqlcipher3": _database(),
        "cryptography": (Part("OpenSSL", _openssl(backend.openssl_version_text()), "Apache-2.0", "openssl:openssl"),),
        "pyside6-essentials": (Part("Qt", qVersion(), "LGPL-3.0-only", "qt:qt"),),
        "pikepdf": (Part("qpdf", pikepdf.__libqpdf_version__, "Apache-2.0", "qpdf_project:qpdf"),),
        "pypdfium2": (Part("PDFium", str(pypdfium2.PDFIUM_INFO.version).split("@")[0], "BSD-3-Clause"),),
        "lxml": (
            Part("libxml2", _dotted(etree.LIBXML_VERSION), "MIT", "xmlsoft:libxml2"),
            Part("libxslt", _dotted(etree.LIBXSLT_VERSION), "MIT", "xmlsoft:libxslt"),
        ),
        "pillow": tuple(_pictures()),
        "google-re2": (Part("RE2", "", "BSD-3-Clause"), Part("Abseil", "", "Apache-2.0")),
    }


def _database() -> tuple[Part, ...]:
    """A key is set because only then the library says who computes its codes."""
    connection = sqlcipher3.dbapi2.connect(":memory:")
    try:
        connection.execute("PRAGMA key = 'none'")
        cipher, provider = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cipher_version", "cipher_provider_version")
        )
    finally:
        connection.close()
    return (
        Part("SQLCipher", cipher.split()[0], "BSD-3-Clause", "zetetic:sqlcipher"),
        Part("SQLite", sqlcipher3.dbapi2.sqlite_version, "blessing", "sqlite:sqlite"),
        Part("OpenSSL", _openssl(provider), "Apache-2.0", "openssl:openssl"),
    )


_PICTURES = {
    "freetype2": ("FreeType", "FTL", "freetype:freetype"),
    "harfbuzz": ("HarfBuzz", "MIT", "harfbuzz_project:harfbuzz"),
    "littlecms2": ("Little CMS", "MIT", "littlecms:little_cms"),
    "libjpeg_turbo": ("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", "libjpeg-turbo:libjpeg-turbo"),
    "jpg_2000": ("OpenJPEG", "BSD-2-Clause", "uclouvain:openjpeg"),
    "libtiff": ("LibTIFF", "libtiff", "libtiff:libtiff"),
    "webp": ("libwebp", "BSD-3-Clause", "webmproject:libwebp"),
    "avif": ("libavif", "BSD-2-Clause", "aomedia:libavif"),
    "zlib_ng": ("zlib-ng", "Zlib", ""),
}


def _pictures() -> list[Part]:
    asked = [(features.version(feature), words) for feature, words in _PICTURES.items() if features.check(feature)]
    return [Part(name, version or "", licence, cpe) for version, (name, licence, cpe) in asked]


_REALLY_INSIDE = ("pkg:cargo/", "pkg:rpm/", "pkg:deb/", "pkg:apk/")
"""Compiled in, or laid beside by the tool that made the wheel. Other entries are what could have been built in."""


def _told(library: str) -> Iterator[Part]:
    for path in sorted(metadata.files(library) or (), key=str):
        if "/sboms/" not in path.as_posix() or path.suffix != ".json":
            continue
        for one in json.loads(path.read_text(encoding="utf-8")).get("components", []):
            purl = one.get("purl", "").partition("?")[0]
            if purl.startswith(_REALLY_INSIDE) and one.get("scope") != "excluded":
                yield Part(one["name"], one.get("version", ""), _licence(one.get("licenses") or []), purl=purl)


def _licence(named: list[dict[str, dict[str, str] | str]]) -> str:
    """Return the one expression of a component, or "" where it has none."""
    said = [one.get("expression") for one in named]
    return said[0] if len(said) == 1 and isinstance(said[0], str) else ""


def _openssl(text: str) -> str:
    """Return the number alone of "OpenSSL 4.0.3 29 Sep 2026"."""
    return text.split()[1]


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in numbers)
