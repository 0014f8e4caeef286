# ruff: noqa: E501 - the inside of such a file is easier to read unbroken
"""A mail with a leak in each of its places."""

import base64
import quopri

from benchmarks.leaks.files.pictures import jpeg_with_exif
from benchmarks.leaks.files.planting import Planter
from benchmarks.leaks.files.word import docx


def eml(planter: Planter) -> bytes:
    """Return the mail: text and page that differ, a calendar entry, attachments, a mail inside."""
    words, name = planter.words, planter.name
    head = [
        f"Return-Path: <bounce@{name('return-path').lower()}.gov.uk>",
        f"Received: from mail.{name('received').lower()}.gov.uk (10.0.0.1) by relay.example.org; Mon, 4 Mar 2024 10:00:00 +0000",
        f"DKIM-Signature: v=1; a=rsa-sha256; d={name('dkim').lower()}.gov.uk; s=s1; b=abc",
        f"ARC-Seal: i=1; a=rsa-sha256; d={name('arc').lower()}.sch.uk; cv=none; b=abc",
        f"Message-ID: <1234@exch01.{name('message-id').lower()}.gov.uk>",
        f"References: <77@{name('references').lower()}.nhs.uk>",
        f"From: {words('from-name')} <worker@example.org>",
        f"To: {words('to-name')} <spoc@example.org>",
        f"Cc: team@{name('cc').lower()}.gov.uk",
        f"Reply-To: duty@{name('reply-to').lower()}.gov.uk",
        f"Subject: =?utf-8?B?{base64.b64encode(words('subject').encode()).decode()}?=",
        f"Thread-Topic: {words('thread-topic')}",
        f"Organization: {words('organization')}",
        f"List-Id: staff <{name('list-id').lower()}.gov.uk>",
        f"X-MS-Exchange-Organization-AuthSource: {name('exchange').upper()}-EX01",
        f"X-Odd-Header: {words('odd-header')}",
        "Date: Mon, 4 Mar 2024 10:00:00 +0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="AAA"',
    ]
    parts = [
        "This is read by no program. " + words("preamble"),
        "--AAA\r\nContent-Type: multipart/alternative; boundary=BBB\r\n",
        "--BBB\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(f"Dear all, please see below. {words('text-body')}".encode()).decode(),
        "--BBB\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + _base64(_page(planter).encode()),
        "--BBB--",
        f"--AAA\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nLOCATION:{words('calendar-place')}\r\n"
        f"SUMMARY:{words('calendar-summary')}\r\nEND:VEVENT\r\nEND:VCALENDAR",
        f'--AAA\r\nContent-Type: text/plain; name="{name("attachment-name")}.txt"\r\nContent-Description: {words("part-description")}\r\n'
        f"Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n{_base64(words('attachment').encode())}",
        f'--AAA\r\nContent-Type: image/jpeg; name="i.jpg"\r\nContent-ID: <logo@{name("content-id").lower()}.gov.uk>\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{_base64(jpeg_with_exif(words('picture-exif')))}",
        f"--AAA\r\nContent-Type: text/vcard\r\n\r\nBEGIN:VCARD\r\nADR:;;1;{words('card')};;;\r\nEND:VCARD",
        f"--AAA\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\nSubject: {words('inner-subject')}\r\n\r\n{words('inner-body')}",
        f"--AAA\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{_base64(b'x' * 8 + words('unknown-part').encode('utf-16-le'))}",
        "--AAA--\r\n" + words("epilogue"),
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + "\r\n".join(parts) + "\r\n").encode()


def eml_with_word_file(planter: Planter) -> bytes:
    """Return a mail that carries a whole Word file."""
    head = "From: a@example.org\r\nSubject: plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=AAA\r\n\r\n"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    part = f"--AAA\r\nContent-Type: {kind}; name=plan.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n{_base64(docx(planter))}\r\n--AAA--\r\n"
    return (head + part).encode()


def _page(planter: Planter) -> str:
    words = planter.words
    return (
        f"<html><body><p>{words('html-body')}</p><!-- {words('html-comment')} --><p style='display:none'>{words('html-hidden')}</p>"
        f"<img src='cid:x' alt='{words('html-alt')}'><blockquote>{words('quoted-history')}</blockquote></body></html>"
    )


def _base64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n").strip()
