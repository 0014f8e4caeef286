"""Which licence each library has, as an SPDX expression, and which licences this project takes on."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

OWN = Path(__file__).resolve().parent.parent / "resources" / "licences"

ALLOWED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0"}
    | {"PSF-2.0", "Zlib"}
)
"""LGPL-3.0 for Qt alone: docs/supply-chain.md says how its terms are met. No GPL, no AGPL."""

READ = {
    "charset-normalizer": "MIT",
    "colorama": "BSD-3-Clause",
    "google-re2": "BSD-3-Clause",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "lxml": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "olefile": "BSD-2-Clause",
    "pathspec": "MPL-2.0",
    "pluggy": "MIT",
    "pyahocorasick": "BSD-3-Clause",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "pytest-qt": "MIT",
    "pyrage": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "rich": "MIT",
    "shiboken6": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "six": "MIT",
    "sortedcontainers": "Apache-2.0",
    "sqlcipher3": "Zlib",
    "trove-classifiers": "Apache-2.0",
    "tzdata": "Apache-2.0",
}
"""Read in the licence files of libraries that name no expression."""

OUR_TEXTS = {"pyside6-essentials": "LGPL-3.txt", "shiboken6": "LGPL-3.txt"}
"""Libraries that bring no licence file: the text lies in resources/licences."""


def expression(name: str) -> str:
    """Return the licence of an installed library, or "" where nothing is known of it."""
    return said(name) or READ.get(name, "")


def said(name: str) -> str:
    """Return the expression that the library itself names, or ""."""
    try:
        return metadata.metadata(name)["License-Expression"] or ""
    except (metadata.PackageNotFoundError, KeyError):
        return ""


def is_allowed(spdx: str) -> bool:
    """Say whether one of the ways that a licence leaves open can be taken. One with brackets is never allowed."""
    return any(all(part in ALLOWED for part in way.split(" AND ")) for way in spdx.split(" OR "))


def texts(name: str) -> dict[str, str]:
    """Return the licence files of an installed library: file name -> text."""
    if name in OUR_TEXTS:
        return {OUR_TEXTS[name]: (OWN / OUR_TEXTS[name]).read_text(encoding="utf-8")}
    files = metadata.files(name) or []
    wanted = [path for path in files if _is_licence(path.name) and ".dist-info" in path.parts[0]]
    return {path.name: path.read_text(encoding="utf-8") for path in wanted}


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "APACHE", "BSD"))
