"""What every detector promises, whatever it looks for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.channels import WHY
from spoc_desk.sanitise.detectors import (
    DETECTORS,
    addresses,
    affiliated,
    bodies,
    codes,
    columns,
    cued,
    defined,
    directions,
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
    repeated,
    seen_through,
    soft_clues,
    transport,
    unlisted,
    utilities,
    vehicles,
    whereabouts,
)
from spoc_desk.sanitise.detectors.hit import Detector
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.own import own_of

OWN = own_of(OwnArea(names=("Luton",), outcodes=("LU1",), dialling_codes=("01582",), domains=("luton.gov.uk",)))
ORDINARY = (
    "Child A enjoys reading at home and has a bath before bed. The shop had toys on sale. We met in March and agreed "
    "to deal with the battle over bedtime. Please ring 0300 300 8000 or 07700 900123 before 3.30pm on 12/05/2026."
)
TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("LeedsBSUN 0123456789.@/-'\n\u200b\u00a0")), max_size=200
)


CAPITALS = (
    "S",
    "'S",
    "works for",
    "at",
    "head of",
    "from",
    "to",
    "the",
    "A",
    "I",
    "St",
    "Sir",
    "Oasis",
    "Ltd",
    "(",
    ")",
    "&",
    "-",
    "The",
)


class DetectorContract:
    """The base of all detector tests: a detector, a text it must find something in, and the channel."""

    detector: Detector
    telling: str
    channel: str

    def hits(self, text: str) -> list[tuple[str, str]]:
        """Return channel and found text of each hit."""
        clean = normalise(text)
        return [(hit.channel, clean.text[hit.start : hit.end]) for hit in type(self).detector(clean, OWN)]

    def test_it_is_one_that_the_scan_asks(self) -> None:
        assert type(self).detector in DETECTORS

    def test_what_tells_is_found_under_its_channel(self) -> None:
        assert self.channel in {channel for channel, _ in self.hits(self.telling)}

    def test_it_is_found_in_the_middle_of_other_text(self) -> None:
        assert self.channel in {channel for channel, _ in self.hits(f"Note of the call. {self.telling} Then lunch.")}

    def test_ordinary_words_are_left_alone(self) -> None:
        assert self.hits(ORDINARY) == []

    def test_nothing_is_found_in_nothing(self) -> None:
        assert self.hits("") == [] and self.hits(" \n\t") == []

    # The same promise is checked in each class that inherits it.
    @settings(suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow])
    @given(TEXTS)
    def test_no_text_makes_it_raise_and_spans_lie_inside(self, text: str) -> None:
        clean = normalise(text)
        for hit in type(self).detector(clean, OWN):
            assert 0 <= hit.start < hit.end <= len(clean.text)
            assert hit.channel in WHY and isinstance(hit.severity, Severity)


class TestPostcodes(DetectorContract):
    detector = staticmethod(postcodes.find)
    telling, channel = "Now at LS1 4AP.", "postcode"


class TestPhones(DetectorContract):
    detector = staticmethod(phones.find)
    telling, channel = "Ring 0113 496 0000.", "phone"


class TestDomains(DetectorContract):
    detector = staticmethod(domains.find)
    telling, channel = "Write to mash@leeds.gov.uk.", "domain"


class TestPupils(DetectorContract):
    detector = staticmethod(pupils.find)
    telling, channel = "UPN B801200005001.", "upn"


class TestCodes(DetectorContract):
    detector = staticmethod(codes.find)
    telling, channel = "Ward E05001410.", "gss"


class TestPositions(DetectorContract):
    detector = staticmethod(positions.find)
    telling, channel = "Found at SE 296 338.", "grid-reference"


class TestReferences(DetectorContract):
    detector = staticmethod(references.find)
    telling, channel = "Case LV24C01234.", "court-reference"


class TestNames(DetectorContract):
    detector = staticmethod(names.find)
    telling, channel = "She talked about Sheffield.", "council"


class TestInstitutions(DetectorContract):
    detector = staticmethod(institutions.find)
    telling, channel = "Attended Oakfield Primary School.", "school"


class TestDirections(DetectorContract):
    detector = staticmethod(directions.find)
    telling, channel = "They moved from there.", "direction"


class TestPolice(DetectorContract):
    detector = staticmethod(police.find)
    telling, channel = "Crime ref 13240123456.", "police-reference"


class TestRegisters(DetectorContract):
    detector = staticmethod(registers.find)
    telling, channel = "URN: 123456.", "urn"


class TestUtilities(DetectorContract):
    detector = staticmethod(utilities.find)
    telling, channel = "Rent account no 12345678.", "account-ref"


class TestVehicles(DetectorContract):
    detector = staticmethod(vehicles.find)
    telling, channel = "The car is LD12 ABC.", "vehicle"


class TestLinkage(DetectorContract):
    detector = staticmethod(linkage.find)
    telling, channel = "NHS number 943 476 5919.", "nhs-number"


class TestTransport(DetectorContract):
    detector = staticmethod(transport.find)
    telling, channel = "They broke down on the A61.", "road"


class TestAddresses(DetectorContract):
    detector = staticmethod(addresses.find)
    telling, channel = "Lives at 12 Foxglove Road.", "address"


class TestSoftClues(DetectorContract):
    detector = staticmethod(soft_clues.find)
    telling, channel = "Took the tram.", "soft-clue"


class TestSeenThrough(DetectorContract):
    detector = staticmethod(seen_through)
    telling, channel = "Code B8O1200005001.", "upn"


class TestMangled(DetectorContract):
    detector = staticmethod(mangled.find)
    telling, channel = "She lived in L e e d s.", "council"


class TestUnlisted(DetectorContract):
    detector = staticmethod(unlisted.find)
    telling, channel = "The family lived in Marlhaven.", "named-place"


class TestWhereabouts(DetectorContract):
    detector = staticmethod(whereabouts.find)
    telling, channel = "He is a pupil at Lady Marlhaven.", "named-place"


class TestBodies(DetectorContract):
    detector = staticmethod(bodies.find)
    telling, channel = "Burnt Ash made the referral.", "named-place"


class TestLabelledNumbers(DetectorContract):
    detector = staticmethod(labelled_numbers.find)
    telling, channel = "Her hospital number is A123456.", "linkage-id"


class TestLeading(DetectorContract):
    detector = staticmethod(leading.find)
    telling, channel = "Visits at HMP Marlhaven.", "prison"


class TestCued(DetectorContract):
    detector = staticmethod(cued.find)
    telling, channel = "The worker from Threshing rang; transport is run by Travelcare.", "named-place"


class TestDefined(DetectorContract):
    detector = staticmethod(defined.find)
    telling, channel = "Quernhow is a small market town in the hills.", "named-place"


class TestAffiliated(DetectorContract):
    detector = staticmethod(affiliated.find)
    telling, channel = "Present: Dr Shah (Quernhow Lane), our solicitor is from Cartmell Shepherd.", "named-place"


class TestColumns(DetectorContract):
    detector = staticmethod(columns.find)
    telling, channel = "Name\tTown\nChild A\tMarlhaven", "column"


@given(st.lists(st.sampled_from(CAPITALS), max_size=14))
def test_no_run_of_capitals_behind_a_cue_raises(parts: list[str]) -> None:
    clean = normalise(" ".join(parts))
    hits = [hit for detector in DETECTORS for hit in detector(clean, OWN)]
    hits += (*affiliated.beside(clean, OWN, hits), *repeated.again(clean, OWN, hits))
    assert all(hit.start < hit.end <= len(clean.text) for hit in hits)


def test_every_detector_of_the_scan_stands_under_the_contract() -> None:
    tested = {contract.__dict__["detector"].__func__ for contract in DetectorContract.__subclasses__()}
    assert tested == set(DETECTORS)


@pytest.mark.parametrize("channel", sorted(WHY))
def test_reasons_are_short_plain_sentences(channel: str) -> None:
    assert 10 < len(WHY[channel]) < 90 and not WHY[channel].endswith(".")
