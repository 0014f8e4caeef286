"""What the leak scan finds, what it leaves alone, and how it judges by mode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.channels import WHY
from spoc_desk.sanitise.findings import Finding, Mode, Severity, blocks
from spoc_desk.sanitise.lists import rows
from spoc_desk.sanitise.scan import scan

HITS = [
    # codes
    ("Now at LS1 4AP", "postcode", "LS1 4AP"),
    ("now at ls14ap ok", "postcode", "ls14ap"),
    ("at LS1\u00a04AP", "postcode", "LS1\u00a04AP"),
    ("at LS1\n4AP", "postcode", "LS1\n4AP"),
    ("at LS1-4AP", "postcode", "LS1-4AP"),
    ("at LSI 4AP 1", "postcode", "LSI 4AP"),
    ("postcode area BS5", "outcode", "BS5"),
    ("they are in NE4 now", "outcode", "NE4"),
    ("ring 0113 496 0000", "phone", "0113 496 0000"),
    ("ring (0113) 4960000", "phone", "(0113) 4960000"),
    ("ring +44 113 496 0000", "phone", "+44 113 496 0000"),
    ("ring +44 (0)113 496 0000 now", "phone", "+44 (0)113 496 0000"),
    ("ring 020 7946 0000", "phone", "020 7946 0000"),
    ("ring 01632960000.", "phone", "01632960000"),
    ("mash@leeds.gov.uk", "domain", "mash@leeds.gov.uk"),
    ("see https://www.leeds.gov.uk/a?b=c.", "domain", "https://www.leeds.gov.uk/a?b=c"),
    ("head@oakfield.leeds.sch.uk", "domain", "head@oakfield.leeds.sch.uk"),
    ("x@westyorkshire.police.uk", "domain", "x@westyorkshire.police.uk"),
    ("x@leeds.gov.uk.cjsm.net", "domain", "x@leeds.gov.uk.cjsm.net"),
    ("https://leedscc.sharepoint.com/x", "domain", "https://leedscc.sharepoint.com/x"),
    ("www.bradfordfamilysupport.org.uk", "domain", "www.bradfordfamilysupport.org.uk"),
    ("UPN B801200005001", "upn", "B801200005001"),
    ("upn a801200005001", "upn", "a801200005001"),
    ("LAESTAB 383/2001", "laestab", "383/2001"),
    ("DfE number 3832001", "laestab", "3832001"),
    ("LA code: 383", "laestab", "383"),
    ("E08000035", "gss", "E08000035"),
    ("UPRN: 100051234567", "uprn", "100051234567"),
    ("practice code A81001", "ods", "A81001"),
    ("3832001_CTF_8212002_001.xml", "file-name", "3832001_CTF_8212002_001.xml"),
    ("at SE 296 338", "grid-reference", "SE 296 338"),
    ("53.8008, -1.5491", "coordinates", "53.8008, -1.5491"),
    ("///filled.count.soap", "what3words", "///filled.count.soap"),
    ("https://maps.app.goo.gl/abc", "map-link", "https://maps.app.goo.gl/abc"),
    ("LV24C01234", "court-reference", "LV24C01234"),
    # names, however written
    ("She talked about Leeds.", "council", "Leeds"),
    ("she talked about leeds a lot", "council", "leeds"),
    ("LEEDS", "council", "LEEDS"),
    ("Leeds's team", "council", "Leeds"),
    ("a Leeds-based team", "council", "Leeds"),
    ("L e e d s", "council", "L e e d s"),
    ("Lee\u200bds", "council", "Lee\u200bds"),
    ("\u00adLeeds\u00ad", "council", "Leeds"),
    ("\uff2c\uff45\uff45\uff44\uff53", "council", "\uff2c\uff45\uff45\uff44\uff53"),
    ("Man-\nchester", "council", "Man-\nchester"),
    ("stoke on trent", "council", "stoke on trent"),
    ("Stoke-\non-Trent", "council", "Stoke-\non-Trent"),
    ("Saint Albans", "council", "Saint Albans"),
    ("St. Albans", "council", "St. Albans"),
    ("King\u2019s Lynn and West Norfolk", "council", "King\u2019s Lynn and West Norfolk"),
    ("Brighton & Hove", "council", "Brighton & Hove"),
    ("the Isle of Wight", "council", "Isle of Wight"),
    ("West Yorks", "county", "West Yorks"),
    ("from Clacton", "place", "Clacton"),
    ("a Geordie accent", "demonym", "Geordie"),
    ("West Yorkshire Police", "police", "West Yorkshire Police"),
    ("Central Bedfordshire", "council", "Central Bedfordshire"),
    ("They are in Reading now", "council", "Reading"),
    ("Reading Borough Council", "council", "Reading Borough Council"),
    ("She lived in Bath.", "council|place", "Bath"),
    ("The family is in Preston", "council", "Preston"),
    ("Town: Sale", "place", "Sale"),
    # institutions by their shape
    ("She attended Oakfield Primary School.", "school", "Oakfield Primary School"),
    ("seen at Foxglove Surgery", "health", "Foxglove Surgery"),
    ("St Hilda's Hospital", "health", "St Hilda's Hospital"),
    ("Marlhaven Magistrates' Court", "court", "Marlhaven Magistrates' Court"),
    ("Marlhaven City Council", "council", "Marlhaven City Council"),
    ("Marlhaven Police", "police", "Marlhaven Police"),
]

LOW = [
    ("they moved from there", "moved from"),
    ("her old school", "old school"),
    ("he previously lived elsewhere", "previously lived"),
    ("We talked about Sale twice", "Sale"),
]

QUIET = [
    "reading at home",
    "Reading at home went well.",
    "bath time is calm",
    "Bath time is calm.",
    "toys on sale",
    "The review is in March.",
    "The review is on 3 March 2026.",
    "We deal with this daily and settle the rest over time.",
    "She has hope.",
    "The children share bunk beds. Oh my gosh, he bucks the trend and the plant wilts.",
    "Yorkshire pudding and Worcester sauce",
    "The case was heard on Monday and was adjourned.",
    "Child A 9",
    "Adult 1, Unborn 1, Child B 12",
    "Name of child: \nDate of birth: \nNHS number: \nPreferred name:",
    "Seen 01/02/2024 10:30 and 01-02-2024 11.15",
    "Ring 0300 300 8000, 0303 123 1113, 0800 1111 or 07700 900123.",
    "Under section 47 and section 17 of the Children Act 1989.",
    "Regulation 207/2009 and 2016/679",
    "the law of England and Wales",
    "Mr Reading and Mrs Battle",
    # a title or a first name clears its position: nobody would find an area by it
    "Mr Preston rang",
    "Child Preston was quiet",
    "Ashley Preston rang",
    "Ms Bradford rang",
    "the local Primary School and her current School",
    "The School, the Hospital, the Council and the Police were told.",
    "Director of Children's Services, Director of Adult Social Services, DCS, DASS",
    "UKPPS SPOC and LA SPOC met face to face; UKPPS Central Bureau will check.",
    "nurse@nhs.net, a@education.gov.uk, www.gov.uk/guidance, x@nationalcrimeagency.gov.uk",
    "Supreme Court, Family Court, Youth Court and Crown Court",
    "SEND and EHCP review",
    "south end of the room, the new market, a red hill",
    "Room B1 2nd floor",
    "junction of the M25",
    "Scores 12/345 and 98/100",
    "Version 1.2.3 of the form, page 4 of 7, 11.30am",
    "Height 104 cm, weight 17.2 kg, 50th centile",
]

TEMPLATES = [
    "Further information about this record is available. Before sharing, transferring or closing contact: the LA SPOC "
    "or the office of the DCS or the DASS.",
    "A family requiring single-point-of-contact handling has arrived. Do not contact any other authority.",
    "A family requiring single-point-of-contact handling is leaving. Send records to the LA SPOC only.",
    "Please provide the following records for Child A and Child B by Friday: school file, health visitor record. "
    "Please remove all names of places, schools, surgeries and staff.",
    "You may not contact any other authority or service about these records. Queries to the LA SPOC.",
    "You do not need to know why the family has relocated. Assess current risks and strengths as for any family. "
    "Contact the office of the DCS or the office of the DASS.",
]


def seen(text: str, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return channel and text of each finding."""
    return [(finding.channel, text[finding.start : finding.end]) for finding in findings]


@pytest.mark.parametrize(("text", "channel", "found"), HITS)
def test_another_area_is_found_and_blocks(luton: OwnArea, text: str, channel: str, found: str) -> None:
    findings = scan(text, luton, Mode.LOCAL)
    assert found in {spot for kind, spot in seen(text, findings) if kind in channel.split("|")}, seen(text, findings)
    assert blocks(findings)


@pytest.mark.parametrize(("text", "found"), LOW)
def test_what_may_be_harmless_is_low(luton: OwnArea, text: str, found: str) -> None:
    findings = scan(text, luton, Mode.LOCAL)
    assert [spot for _, spot in seen(text, findings)] == [found]
    assert not blocks(findings)


@pytest.mark.parametrize("text", [*QUIET, *TEMPLATES])
def test_ordinary_notes_and_templates_stay_quiet(luton: OwnArea, text: str) -> None:
    assert seen(text, scan(text, luton, Mode.LOCAL)) == []


def test_a_position_is_cleared_never_a_word(luton: OwnArea) -> None:
    text = "Ms Lancaster rang. The family is from Lancaster."
    severities = [finding.severity for finding in scan(text, luton, Mode.LOCAL)]
    assert severities == [Severity.HIGH]


OWN_TEXTS = [
    "The family lives in Luton.",
    "LUTON",
    "Luton Borough Council, Luton Council and Luton's MASH",
    "LU1 2AB and LU4",
    "Ring 01582 547653 or +44 1582 547653",
    "MASH@luton.gov.uk and https://www.luton.gov.uk/x and a@bedfordshire.police.uk",
    "UPN B821200005001",
    "LAESTAB 821/2001",
    "E06000032",
    "Bedfordshire Police, Beds Police",
    "Bedfordshire, Luton and Milton Keynes Integrated Care Board, the BLMK ICB",
    "the Luton and Dunstable University Hospital, the Luton and Dunstable",
    "Beech Hill Primary School",
    "https://luton.sharepoint.com/sites/x",
]


@pytest.mark.parametrize("text", OWN_TEXTS)
def test_our_own_area_is_allowed_in_our_own_records(luton: OwnArea, text: str) -> None:
    assert seen(text, scan(text, luton, Mode.LOCAL)) == []


@pytest.mark.parametrize("text", OWN_TEXTS)
def test_our_own_area_blocks_on_the_way_out(luton: OwnArea, text: str) -> None:
    assert blocks(scan(text, luton, Mode.OUT))


@pytest.mark.parametrize("text", OWN_TEXTS)
def test_our_own_area_in_a_received_copy_is_a_finding_too(luton: OwnArea, text: str) -> None:
    findings = scan(text, luton, Mode.IN)
    assert findings and not blocks(findings)
    assert all("our own area" in finding.why for finding in findings)


@pytest.mark.parametrize("mode", list(Mode))
def test_another_area_blocks_in_every_mode(luton: OwnArea, mode: Mode) -> None:
    assert blocks(scan("The file came through Leeds City Council.", luton, mode))


def test_a_neighbour_with_our_name_inside_is_not_ours(luton: OwnArea) -> None:
    assert blocks(scan("Central Bedfordshire Council", luton, Mode.LOCAL))
    assert blocks(scan("Milton Keynes", luton, Mode.LOCAL))


def test_a_misread_own_postcode_is_not_cleared(luton: OwnArea) -> None:
    assert blocks(scan("LUI 2AB", luton, Mode.LOCAL))


def test_an_own_area_that_is_also_a_word_is_cleared_and_flagged_like_any_other() -> None:
    reading = OwnArea(names=("Reading", "Reading Borough Council"), dialling_codes=("0118",))
    text = "The family lives in Reading and she enjoys reading."
    assert scan(text, reading, Mode.LOCAL) == ()
    assert seen(text, scan(text, reading, Mode.OUT)) == [("council", "Reading")]
    assert blocks(scan("They live in Luton.", reading, Mode.LOCAL))


COUNCILS = [
    ("councils_county", 21),
    ("councils_unitary", 63),
    ("councils_metropolitan", 36),
    ("councils_london", 33),
    ("councils_district", 164),
    ("councils_wales", 22),
    ("councils_scotland", 32),
    ("councils_northern_ireland", 11),
]


@pytest.mark.parametrize(("list_name", "count"), COUNCILS)
def test_the_lists_of_councils_are_complete(list_name: str, count: int) -> None:
    assert len({row[0] for row in rows(list_name)}) == count


@pytest.mark.parametrize("list_name", [name for name, _ in COUNCILS])
def test_every_council_is_found_by_every_name(list_name: str) -> None:
    missed = [
        name
        for row in rows(list_name)
        for name in row
        for text in (f"A letter from {name} Council came.", f"They used to be in {name}.")
        if not blocks(scan(text, OwnArea(), Mode.LOCAL))
    ]
    assert missed == []


def test_all_forces_of_england_and_the_other_countries_are_found() -> None:
    forces = [name for row in rows("police_forces") for name in row]
    assert [name for name in forces if not blocks(scan(f"Call from {name}.", OwnArea(), Mode.LOCAL))] == []
    assert len(rows("police_forces")) == 48


def test_most_places_of_the_lists_are_found_where_somebody_lives_there() -> None:
    names = [row[0] for name in ("cities", "towns", "geonames_places", "counties") for row in rows(name)]
    missed = [name for name in names if not scan(f"The family lived in {name} then.", OwnArea(), Mode.LOCAL)]
    assert missed == []


def test_offsets_count_the_text_as_given(luton: OwnArea) -> None:
    text = "\u200b\u200bNote: Lee\u200bds\u00ad, \ufb01rst. LS1\u00a04AP"
    assert seen(text, scan(text, luton, Mode.LOCAL)) == [("council", "Lee\u200bds"), ("postcode", "LS1\u00a04AP")]


def test_the_reason_never_repeats_the_text(luton: OwnArea) -> None:
    for text, _, _ in HITS:
        for finding in scan(text, luton, Mode.LOCAL):
            assert finding.why == WHY[finding.channel] + "."


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("Leeds Bath-on\nLS14AP0113@.gov.uk'\u200b\u00a0\u0130")),
        max_size=300,
    ),
    st.sampled_from(list(Mode)),
)
def test_no_text_raises_and_spans_lie_inside_in_order(text: str, mode: Mode) -> None:
    area = OwnArea(names=("Luton", ""), outcodes=("LU1",), bodies=("",))
    findings = scan(text, area, mode)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
