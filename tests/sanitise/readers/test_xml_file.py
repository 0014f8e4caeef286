"""Reading XML files of any kind, pupil transfer files among them."""

import base64

import pytest

from spoc_desk.sanitise.readers import xml_file
from tests.sanitise.readers.make_package import channels_of, found, units

FILE = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE x [<!ENTITY e "Entitycanary">]>
<CTFile xmlns="https://namespacecanary.example/x" version="18"><Header><SourceSchool><LEA>123</LEA><Estab>4567</Estab>
<SchoolName>Namecanary</SchoolName></SourceSchool></Header><Pupil id="Attributecanary" note='Singlecanary'>
<UPN>B801200005001</UPN><p>Split<b>can</b>ary</p><![CDATA[Cdatacanary]]>Tailcanary</Pupil><OddelementCanary/>
<!-- Commentcanary --><?tool Instructioncanary?><Photo>{base64.b64encode(b"PNG Photocanary" * 30).decode()}</Photo>
<image href="data:image/png;base64,{base64.b64encode(b"PNG Datacanary" * 9).decode()}"/></CTFile>"""

CANARIES: dict[str, tuple[str, bool]] = {
    "SchoolName: Namecanary": ("xml-text", True),
    "UPN: B801200005001": ("xml-text", True),
    "Splitcanary": ("xml-text", True),
    "Cdatacanary": ("xml-text", True),
    "Tailcanary": ("xml-text", True),
    "id: Attributecanary": ("xml-attribute", False),
    "Singlecanary": ("xml-attribute", False),
    "namespacecanary": ("xml-attribute", False),
    "Entitycanary": ("xml-comment", False),
    "Commentcanary": ("xml-comment", False),
    "Instructioncanary": ("xml-comment", False),
    "Oddelement Canary": ("xml-name", False),
    "Photocanary": ("inside", False),
    "Datacanary": ("inside", False),
}


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, found(xml_file.read, FILE.encode())) == {expected}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-14", "utf-8"])
def test_letters_come_right_in_every_encoding(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a town="Llŷn"><b>Llŷn</b></a>'.encode(encoding)

    assert channels_of("Llŷn", found(xml_file.read, data)) == {("xml-text", True), ("xml-attribute", False)}


def test_a_broken_file_is_read_as_far_as_it_goes() -> None:
    data = b"<a><b town='Onecanary>Twocanary</c><d>Threecanary &broken; <e x=Fourcanary>"

    text = " ".join(unit.text for unit in units(found(xml_file.read, data)))
    assert all(canary in text for canary in ("Onecanary", "Twocanary", "Threecanary", "Fourcanary"))


def test_a_bomb_of_entities_never_goes_off() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY a "boom">' + b"".join(
        b'<!ENTITY a%d "%s">' % (level, (b"&a%d;" % (level - 1) if level else b"&a;") * 10) for level in range(10)
    )
    seen = units(found(xml_file.read, bomb + b"]><x>&a9;</x>"))

    assert sum(len(unit.text) for unit in seen) < 5_000
