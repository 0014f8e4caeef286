"""Every library may be passed on: its licence is known, allowed and lies beside it, and is told in the list."""

import re
from importlib import metadata

import pytest
from PIL import features

import licences
import locked
from spoc_desk.resources import read_text

EVERY = sorted({name for path in locked.FOLDER.glob("requirements-*.txt") for name in locked.read(path)})
RUN = sorted({name for path in locked.FOLDER.glob("requirements-run-*.txt") for name in locked.read(path)})
WORDS = {
    "Apache-2.0": "Apache License",
    "BSD-2-Clause": "Redistribution and use in source and binary forms",
    "BSD-3-Clause": "Redistribution and use in source and binary forms",
    "LGPL-3.0-only": "GNU LESSER GENERAL PUBLIC LICENSE",
    "MIT": "Permission is hereby granted, free of charge",
    "MIT-0": "Permission is hereby granted, free of charge",
    "MIT-CMU": "Permission to use, copy, modify and distribute this software",
    "MPL-2.0": "Mozilla Public License",
    "PSF-2.0": "PYTHON SOFTWARE FOUNDATION LICENSE",
    "Zlib": "This software is provided 'as-is'",
}


def is_here(name: str) -> bool:
    """Is this library installed? Some are for another system."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize("name", EVERY)
def test_its_licence_is_on_the_list_of_those_taken_on(name: str) -> None:
    assert licences.is_allowed(licences.expression(name)), licences.expression(name)


@pytest.mark.parametrize(
    "spdx",
    ["", "GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "GPL-2.0-only OR GPL-3.0-only", "SSPL-1.0"],
)
def test_any_other_licence_would_be_found(spdx: str) -> None:
    assert not licences.is_allowed(spdx)


@pytest.mark.parametrize("name", sorted(licences.READ))
def test_a_licence_that_was_read_does_not_hide_what_the_library_says_itself(name: str) -> None:
    assert licences.said(name) == ""
    assert name in EVERY


@pytest.mark.parametrize("name", [name for name in RUN if is_here(name)])
def test_the_words_of_the_licence_lie_beside_what_the_program_carries(name: str) -> None:
    texts = " ".join(" ".join(licences.texts(name).values()).split())
    spdx = re.split(" OR | AND ", licences.expression(name))

    assert any(WORDS[each] in texts for each in spdx if each in WORDS), licences.texts(name).keys()


def test_the_part_of_pillow_that_is_under_the_gpl_is_not_built_in() -> None:
    """libimagequant may be linked in by who builds Pillow; the wheel has it not."""
    assert not features.check_feature("libimagequant")


def test_the_list_names_every_library_and_every_tool() -> None:
    told = read_text("licences", "third-party.md").casefold().replace("_", "-")

    assert [name for name in EVERY if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)] == []
