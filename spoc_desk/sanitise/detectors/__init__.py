"""The detectors, one small file per family of identifiers; each passes the same contract test."""

from spoc_desk.sanitise.detectors import (
    addresses,
    affiliated,
    bodies,
    codes,
    columns,
    cued,
    defined,
    directions,
    disguised,
    domains,
    institutions,
    labelled_numbers,
    leading,
    linkage,
    mangled,
    names,
    phones,
    police,
    positions,
    postcodes,
    pupils,
    references,
    registers,
    soft_clues,
    transport,
    unlisted,
    utilities,
    vehicles,
    whereabouts,
)
from spoc_desk.sanitise.detectors.hit import Detector
from spoc_desk.sanitise.detectors.pieces import Asked

# Two detectors that find the very same span: the first names its channel.
CODES: tuple[Detector, ...] = (
    postcodes.find,
    phones.find,
    domains.find,
    pupils.find,
    codes.find,
    positions.find,
    references.find,
    police.find,
    registers.find,
    utilities.find,
    labelled_numbers.find,
    vehicles.find,
    linkage.find,
    transport.find,
)
NAMES: tuple[Detector, ...] = (
    names.find,
    mangled.find,
    institutions.find,
    leading.find,
    unlisted.find,
    whereabouts.find,
    bodies.find,
    cued.find,
    defined.find,
    affiliated.find,
    columns.find,
    addresses.find,
    directions.find,
    soft_clues.find,
)
seen_through: Detector = disguised.through(
    {
        Asked.ALL: (*CODES, *NAMES),
        Asked.CODES: CODES,
        Asked.SURE: (domains.find, pupils.find, codes.find, references.find),
        Asked.SHAPES: (institutions.find, addresses.find),
    }
)
DETECTORS: tuple[Detector, ...] = (*CODES, *NAMES, seen_through)
