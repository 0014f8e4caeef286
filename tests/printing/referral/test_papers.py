"""Every paper of a referral: both standards, grey only, in normal and in large print, with its marking on each page."""

from dataclasses import replace

import pytest

from tests.printing.conftest import printed
from tests.printing.referral.conftest import MAKERS
from tests.printing.referral.samples import LONG_NAME, PAPER


@pytest.mark.req("R-002-24")
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("name", MAKERS)
def test_a_paper_keeps_both_standards_and_says_on_every_page_what_it_is(judge, pages, name, large):
    pdf = printed(MAKERS[name](replace(PAPER, large_print=large)))

    judge(pdf)
    read = pages(pdf)
    for number, text in enumerate(read, start=1):
        assert text.count("OFFICIAL-SENSITIVE – PERSONAL") >= 2
        assert f"Page {number} of {len(read)}" in text
        assert "luton-2021-10" in text
        assert name == "blank" or "copper lantern 2604" in text


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("name", ["filled", "blank", "consent", "young person", "confidential"])
def test_a_line_to_sign_is_never_parted_from_its_name_and_date(pages, name, large):
    read = pages(printed(MAKERS[name](replace(PAPER, large_print=large))))
    lines = [[line.strip() for line in page.split("\n")] for page in read]
    signed = [page for page in lines if any("Signature" in line for line in page)]
    assert signed
    for page in signed:
        counts = {word: sum(line.count(word) for line in page) for word in ("Signature", "Printed name")}
        assert counts["Signature"] == counts["Printed name"]


def test_sections_with_nothing_in_them_do_not_drag_each_other_to_the_next_page(pages):
    first = pages(printed(MAKERS["filled with nothing"](PAPER)))[0]
    assert "4 Parents, carers" in first


@pytest.mark.parametrize("name", MAKERS)
def test_no_name_stands_in_what_the_file_says_about_itself(name):
    pdf = printed(MAKERS[name](PAPER))

    head = pdf[: pdf.index(b"stream")]
    for told in (LONG_NAME.encode(), b"Karim", b"Nair", LONG_NAME.encode("utf-16-be")):
        assert told not in head
        assert b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">' + told not in pdf


def test_the_same_referral_prints_the_same_bytes():
    assert printed(MAKERS["filled"](PAPER)) == printed(MAKERS["filled"](PAPER))
