"""Every place of a mail is read: a name planted there comes out, under the channel of that place."""

import base64
import contextlib
import gzip
import io
import quopri
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.errors import UserError
from spoc_desk.sanitise.readers.limits import Limits
from spoc_desk.sanitise.readers.unit import Remark, Unit, Unscannable
from tests.sanitise.readers.reading import channels_of, everything, remarks, shown, units, unscannable

INNER = b"From: x@y.example\nTo: z@y.example\nSubject: Whitbyford\nDate: today\n\nThe inner text names Skegnessford.\n"


def zipped(name: str, content: bytes) -> bytes:
    """Return a zip archive of one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def b64(data: bytes) -> bytes:
    """Return bytes as a mail carries them."""
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


MAIL = b"\r\n".join(
    [
        b"Return-Path: <bounce@returnford.example>",
        b"Received: from hop1.aylesford.example ([10.1.1.1])",
        b"\tby hop2.bexford.example; Mon, 1 Jan 2024 10:00:00 +0000",
        b"X-Originating-IP: [10.9.8.7] originford",
        b"Message-ID: <1@messageford.example>",
        b"References: <0@referenceford.example>",
        b"In-Reply-To: <0@answerford.example>",
        b"DKIM-Signature: v=1; d=dkimford.example; s=a; b=AAAA",
        b"ARC-Seal: i=1; d=arcford.example",
        b"Authentication-Results: mx; spf=pass smtp.mailfrom=authford.example",
        b"List-Id: <parents.listford.example>",
        b"Thread-Topic: Move to threadford",
        b"Organization: Orgford Borough Council",
        b"X-MS-Exchange-Organization-AuthSource: EX01.exchangeford.local",
        b"X-MS-Exchange-CrossTenant-id: tenantford",
        b"Reply-To: office@replyford.example",
        b"X-Unusual-Thing: unusualford",
        b"From: =?utf-8?q?Ann_of_?= =?utf-8?q?Sendford?= <ann@sender.example>",
        b"To: =?iso-8859-1?b?" + base64.b64encode("Bé Toford".encode("latin-1")) + b"?= <b@x.example>",
        b"Cc: ccford@x.example",
        b"Subject: =?utf-8?b?" + base64.b64encode("About Subjé".encode()[:-1]) + b"?=",
        b" =?utf-8?b?" + base64.b64encode("é".encode()[-1:] + b"ctford") + b"?=",
        b"Subject: secondsubjectford",
        b"Date: Mon, 1 Jan 2024 10:00:00 +0000 (Dateford)",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/mixed; boundary="mix-boundaryford"',
        b"",
        b"This is preambleford.",
        b"--mix-boundaryford",
        b"Content-Type: multipart/alternative; boundary=alt",
        b"",
        b"--alt",
        b"Content-Type: text/plain; charset=utf-16",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64("Plain version from plainford. -- Signatureford Office".encode("utf-16")),
        b"--alt",
        b'Content-Type: text/html; charset="windows-1252"',
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        quopri.encodestring(b"<html><body><p>Shown text from htmlford \x96 hidden</p></body></html>"),
        b"--alt--",
        b"--mix-boundaryford",
        b"Content-Type: image/png; name*=utf-8''nameparam%66ord.png",
        b"Content-ID: <pic@cidford>",
        b"Content-Location: https://locationford.example/pic.png",
        b"Content-Description: =?utf-8?q?descriptionford?=",
        b"Content-Disposition: inline; filename*0*=utf-8''crest%20of%20; filename*1=inlineford.png",
        b"Content-Transfer-Encoding: base64",
        b"",
        b"a stray line of hiddenford!",
        b64(b"\x89PNG\r\n\x1a\n"),
        b"--mix-boundaryford",
        b'Content-Type: application/zip; name="=?utf-8?q?zipname?="',
        b"Content-Disposition: attachment; filename=ctf_attachford.zip",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(zipped("memberford.txt", gzip.compress(b"deep inside gzipford"))),
        b"--mix-boundaryford",
        b"Content-Type: message/rfc822",
        b"",
        INNER,
        b"--mix-boundaryford",
        b"Content-Type: text/calendar; method=REQUEST",
        b"",
        b"BEGIN:VCALENDAR\r\nTZID:tzford\r\nLOCATION:Meeting ro\r\n om 4\\, folded\r\n ford\r\nEND:VCALENDAR",
        b"--mix-boundaryford",
        b"Content-Type: message/delivery-status",
        b"",
        b"Reporting-MTA: dns; reportford.example",
        b"--mix-boundaryford--",
        b"This is epilogueford.",
        b"",
    ]
)


@pytest.fixture(scope="module", name="found")
def _found() -> list[object]:
    return list(everything(MAIL, "namedford.eml"))


@pytest.mark.parametrize(
    ("planted", "channel"),
    [
        ("namedford", "file-name-own"),
        ("returnford", "mail-reply-to"),
        ("aylesford", "mail-received"),
        ("bexford", "mail-received"),
        ("originford", "mail-origin-ip"),
        ("messageford", "mail-message-id"),
        ("referenceford", "mail-message-id"),
        ("answerford", "mail-message-id"),
        ("dkimford", "mail-signature"),
        ("arcford", "mail-signature"),
        ("authford", "mail-signature"),
        ("listford", "mail-list"),
        ("threadford", "mail-thread"),
        ("Orgford", "mail-organisation"),
        ("exchangeford", "mail-exchange"),
        ("tenantford", "mail-exchange"),
        ("replyford", "mail-reply-to"),
        ("unusualford", "mail-header"),
        ("Ann of Sendford", "mail-heading"),
        ("Bé Toford", "mail-heading"),
        ("ccford", "mail-heading"),
        ("About Subjéctford", "mail-heading"),
        ("secondsubjectford", "mail-heading"),
        ("Dateford", "mail-heading"),
        ("boundaryford", "mail-header"),
        ("preambleford", "mail-preamble"),
        ("plainford", "mail-other-body"),
        ("Signatureford", "mail-other-body"),
        ("nameparamford", "mail-part-header"),
        ("cidford", "mail-part-header"),
        ("locationford", "mail-part-header"),
        ("descriptionford", "mail-part-header"),
        ("crest of inlineford.png", "mail-attachment-name"),
        ("hiddenford", "mail-stray-text"),
        ("zipname", "mail-part-header"),
        ("ctf_attachford", "mail-attachment-name"),
        ("memberford", "zip-name"),
        ("gzipford", "text-line"),
        ("Whitbyford", "mail-heading"),
        ("Skegnessford", "mail-body"),
        ("tzford", "mail-calendar"),
        ("Meeting room 4, foldedford", "mail-calendar"),
        ("reportford", "mail-report"),
        ("epilogueford", "mail-epilogue"),
    ],
)
def test_a_name_planted_anywhere_comes_out_under_its_channel(found: list, planted: str, channel: str) -> None:
    assert channel in channels_of(planted, found)


def test_what_the_reader_of_the_mail_sees_is_shown_in_order(found: list) -> None:
    text = shown(found)

    order = ["Ann of Sendford", "Shown text from htmlford – hidden", "ctf_attachford", "gzipford", "Skegnessford"]
    assert [text.find(words) >= 0 for words in order] == [True] * len(order)
    assert sorted(order, key=text.find) == order
    assert not [hidden for hidden in ("plainford", "aylesford", "preambleford", "epilogueford") if hidden in text]


def test_the_place_of_a_text_is_told(found: list) -> None:
    places = {one.part for one in found if "gzipford" in getattr(one, "text", "")}
    assert places == {"Attachment 2, File 1, Unpacked"}


def test_a_plain_mail_is_shown_in_paragraphs() -> None:
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: s\n\nOne\nline.\n\n- an item\n\nLast.\n"
    bodies = [unit.text for unit in units(mail) if unit.channel == "mail-body"]
    assert bodies == ["One\nline.", "- an item", "Last."]


def test_a_plain_version_alone_in_an_alternative_is_shown() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "c@d.example", "s"
    mail.set_content("Only plain")
    mail.make_alternative()
    assert "Only plain" in shown(everything(mail.as_bytes()))


def test_a_hidden_version_that_says_something_else_is_remarked_on() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "c@d.example", "s"
    mail.set_content("Quite another story about seven secret villages beyond their nearest northern river crossing")
    mail.add_alternative("<p>Hello, see you tomorrow</p>", subtype="html")
    same = EmailMessage()
    same["From"], same["To"], same["Subject"] = "a@b.example", "c@d.example", "s"
    same.set_content("Hello, see you tomorrow")
    same.add_alternative("<p>Hello, see you tomorrow</p>", subtype="html")

    assert remarks(everything(mail.as_bytes())) == ["mail-other-body"]
    assert remarks(everything(same.as_bytes())) == []


@pytest.mark.parametrize(
    ("mail", "channel"),
    [
        (b'Content-Type: multipart/encrypted; boundary="b"\nMIME-Version: 1.0\n\n--b\n\nx\n--b--', "mail-locked"),
        (b"From: a\nTo: b\nSubject: c\n\n-----BEGIN PGP MESSAGE-----\nhQEMA\n-----END PGP MESSAGE-----", "mail-locked"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello", "mail-damaged"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=none\n\nhello", "mail-damaged"),
        (b"MIME-Version: 1.0\nContent-Type: message/partial; id=1\n\nhello", "mail-damaged"),
        (
            b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n"
            b"Content-Transfer-Encoding: base64\n\n"
            + base64.b64encode(bytes.fromhex("308006092a864886f70d010703a080") + b"\0" * 60),
            "mail-sealed",
        ),
    ],
)
def test_what_cannot_be_read_is_never_clean(mail: bytes, channel: str) -> None:
    assert channel in unscannable(everything(mail))


def test_a_signed_mail_is_read_inside_its_signature() -> None:
    inner = b"Content-Type: text/plain\n\nSigned in Signford.\n"
    pieces = b"".join(b"\x04" + bytes([len(part)]) + part for part in (inner[:20], inner[20:]))
    signed = bytes.fromhex("308006092a864886f70d010702a08030800201013100308006092a864886f70d010701")
    message = signed + bytes.fromhex("a0802480") + pieces + bytes(6) + b"Issued by Certford Council" + bytes(8)
    found = everything(b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\n" + message)

    assert "mail-body" in channels_of("Signford", found)
    assert "mail-certificate" in channels_of("Certford", found)
    assert unscannable(found) == []


def test_a_file_written_as_letters_in_the_text_is_read() -> None:
    mail = b"From: a\nTo: b\nSubject: c\n\nSee below.\n\nbegin 644 uuname.txt\n"
    mail += b"0:&5L;&\\@9G)O;2!5=69O\n$<F0*\n".replace(b"0:&5L;&\\@9G)O;2!5=69O", b"/:&5L;&\\@9G)O;2!5=69O")
    found = everything(mail + b"`\nend\n")
    assert "mail-attachment-name" in channels_of("uuname.txt", found)
    assert channels_of("hello from Uufo", found)


def test_every_mail_of_a_mailbox_is_read() -> None:
    box = b"From a@b Mon Jan  1 00:00:00 2024\n" + INNER + b"\nFrom a@b Tue Jan  2 00:00:00 2024\n" + INNER
    found = everything(box.replace(b"Skegness", b"Cromer", 1))
    assert channels_of("Cromerford", found) == channels_of("Skegnessford", found) == {"mail-body"}


@pytest.mark.parametrize("charset", ["utf-7", "no-such-thing", "rot13", "utf-16", "ascii", "cp037"])
def test_no_character_set_hides_a_text(charset: str) -> None:
    said = b"Hello from Charsetford \x96 ok" if charset not in ("utf-7", "cp037") else "Charsetford".encode(charset)
    mail = b"From: a\nTo: b\nSubject: c\nContent-Type: text/plain; charset=" + charset.encode() + b"\n\n" + said
    assert channels_of("Charsetford", everything(mail)) >= {"mail-body"}


def test_parts_inside_parts_without_end_are_told() -> None:
    mail = b"MIME-Version: 1.0\n"
    for level in range(60):
        mail += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    assert "mail-damaged" in unscannable(everything(mail + b"\nDeepford"))
    assert channels_of("Deepford", everything(mail + b"\nDeepford"))


def test_more_parts_than_a_mail_may_have_end_in_a_sentence() -> None:
    mail = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300 + b"--b--"
    with pytest.raises(UserError, match="more than 200 parts"):
        everything(mail, limits=Limits(members=200))


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_a_mail_raises_anything_but_a_plain_sentence(data: st.DataObject) -> None:
    broken = bytearray(MAIL)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(broken) - 1))
        match data.draw(st.sampled_from(["cut", "put", "turn"])):
            case "cut":
                del broken[at : at + data.draw(st.integers(1, 400))]
            case "put":
                broken[at:at] = data.draw(st.binary(max_size=60))
            case _:
                broken[at] = data.draw(st.integers(0, 255))
        broken = broken or bytearray(b"x")
    found: list[object] = []
    with contextlib.suppress(UserError):
        found = list(everything(bytes(broken), "a.eml"))
    assert all(isinstance(one, Unit | Unscannable | Remark) for one in found)
