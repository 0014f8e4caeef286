"""A name is found as a careless hand, a scanner or a file name wrote it; ordinary words never turn into one."""

import pytest

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan

DISGUISED = [
    ("the file came from M I D D L E S B R O U G H today", "M I D D L E S B R O U G H"),
    ("the file came from l.e.e.d.s today", "l.e.e.d.s"),
    ("L_E_E_D_S", "L_E_E_D_S"),
    ("S T O K E  O N  T R E N T", "S T O K E  O N  T R E N T"),
    ("they left Birming-\nham in the spring", "Birming-\nham"),
    ("they left Birming\nham in the spring", "Birming\nham"),
    ("they left Birming ham in the spring", "Birming ham"),
    ("they left Birming\tham in the spring", "Birming\tham"),
    ("they left Black-\npool in the spring", "Black-\npool"),
    ("they left Stoke-on-\nTrent", "Stoke-on-\nTrent"),
    ("they left Lee**ds", "Lee**ds"),
    ("they left Lee<b>ds", "Lee<b>ds"),
    ("they left Leed5 and", "Leed5"),
    ("they left L0ndon and", "L0ndon"),
    ("they left Brad1ord and", "Brad1ord"),
    ("they left Wolverharnpton and", "Wolverharnpton"),
    ("they left Birmingam and", "Birmingam"),
    ("they left Middlesborough and", "Middlesborough"),
    ("they left Sheffeild and", "Sheffeild"),
    ("Leeds's offer, a Leeds-based team", "Leeds"),
    ("see #LeedsMums", "LeedsMums"),
    ("see #leedsmums", "leedsmums"),
    ("LeedsCityCouncil", "LeedsCityCouncil"),
    ("plan_leeds_2024.docx", "leeds"),
    ("B'ham team", "B'ham"),
    ("the M/cr office", "M/cr"),
    ("in N'cle", "N'cle"),
    ("the W Yorks area", "W Yorks"),
    ("North Tyneside & Gateshead", "North Tyneside"),
    ("seen at the Leiure Centre, then Oakfield Primay School", "Oakfield Primay School"),
    ("seen at Hackney P0lice Station", "Hackney P0lice Station"),
]


@pytest.mark.parametrize(("text", "written"), DISGUISED)
def test_a_disguised_name_is_found_as_it_is_written(text: str, written: str) -> None:
    found = [text[one.start : one.end] for one in scan(text, OwnArea(), Mode.OUT)]
    assert any(written in one or one in written for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F G and so on",
        "S E R I O U S  I N C I D E N T",
        "a well-being check, a follow-up and face-to-face contact",
        "the child\nren were seen and the grand\nmother too",
        "Year5 and 4x4 and B12 and MP3 and 3rd and 10mg",
        "iPhone, YouTube, PowerPoint and WhatsApp",
        "Sertraline, Fluoxetine, Levothyroxine and Salbutamol",
        "She is disorganised, embarrassed and unco-operative.",
        "Wharton, Kensitt and Mr Harringdon signed.",
    ],
)
def test_ordinary_words_never_turn_into_a_name(text: str) -> None:
    assert [text[one.start : one.end] for one in scan(text, OwnArea(), Mode.OUT)] == []
