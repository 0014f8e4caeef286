from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.printing.glyphs import prepare, unprintable


def test_letters_of_europe_and_vietnam_can_be_printed():
    assert unprintable("Łódź, Ştefan, Nguyễn Thị Ánh, Ångström, Ђорђе, Ελένη – “quoted” £20 …") == ()


def test_each_missing_sign_is_named_once_in_order():
    assert unprintable("中 a 🙂 中") == ("中", "🙂")


def test_letters_typed_as_two_signs_become_one():
    assert prepare("Nguye\u0302\u0303n") == "Nguyễn"


def test_word_processors_line_breaks_become_lines():
    assert prepare("one\r\ntwo\vthree\u2028four") == "one\ntwo\nthree\nfour"


def test_invisible_signs_leave_no_trace():
    assert prepare("soft\u00adhyphen zero\u200bwidth bell\x07") == "softhyphen zerowidth bell"
    assert prepare("non\u2011breaking") == "non-breaking"


@given(st.text())
def test_preparing_twice_changes_nothing_more(text):
    assert prepare(prepare(text)) == prepare(text)
