"""The detectors, one small file per family of identifiers; each passes the same contract test."""

from spoc_desk.sanitise.detectors import (
    codes,
    directions,
    domains,
    institutions,
    names,
    phones,
    positions,
    postcodes,
    pupils,
    references,
)
from spoc_desk.sanitise.detectors.hit import Detector

DETECTORS: tuple[Detector, ...] = (
    postcodes.find,
    phones.find,
    domains.find,
    pupils.find,
    codes.find,
    positions.find,
    references.find,
    names.find,
    institutions.find,
    directions.find,
)
