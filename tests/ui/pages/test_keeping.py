"""The review list: read, decided about with a second person, disposed of, and the certificate beside it."""

from typing import Any

from pytestqt.qtbot import QtBot

from spoc_desk.domain.backups import Backup
from spoc_desk.domain.record import new_id
from spoc_desk.domain.retention import Disposal, RecordKind
from spoc_desk.domain.roles import Role
from spoc_desk.vault.records.stores import BACKUPS, DISPOSALS
from spoc_desk_ui.keeping.decisions import AskedUkpps, KeepLonger, LiftHold, Propose
from spoc_desk_ui.keeping.disposal import Dispose
from spoc_desk_ui.page import Tools
from spoc_desk_ui.pages.keeping import KeepingPage
from spoc_desk_ui.settings.backups import BackupsSection
from spoc_desk_ui.settings.keeping import KeepingSection
from spoc_desk_ui.widgets.words import Words
from tests.casework.keeping.closed_case import close, fill
from tests.casework.keeping.people import ROBINS, second
from tests.casework.story import Story
from tests.factories import PASSWORD
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _closed(story: Story) -> None:
    close(story)
    fill(story)
    second(story.vault, Role.DASS_OFFICE)


def _page(show: ShowPage, tools: Tools) -> KeepingPage:
    page = show(KeepingPage(tools))
    assert isinstance(page, KeepingPage)
    return page


def _words(page: KeepingPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Words) if label.isVisible())


def _press(page: KeepingPage, action: str, form: type[Any], qtbot: QtBot) -> Any:
    """Press one of the buttons of the record and return the form it opens."""
    qtbot.waitUntil(lambda: page.desk._view is not None and action in page.desk._view.buttons, timeout=20_000)
    view = page.desk._view
    assert view is not None
    view.buttons[action].click()
    qtbot.waitUntil(lambda: isinstance(page.desk.form, form), timeout=20_000)
    return page.desk.form


def _save(page: KeepingPage, form: Any, qtbot: QtBot) -> None:
    form.submit.click()
    qtbot.waitUntil(lambda: page.desk.form is None, timeout=30_000)


def _sign(form: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: form.signature.can_sign, timeout=20_000)
    form.signature.password.line.setText(ROBINS)
    form.signature.sign.click()
    qtbot.waitUntil(lambda: form.signature.second is not None, timeout=20_000)


def test_an_empty_list_says_what_will_stand_there(open_desk: OpenDesk, show: ShowPage) -> None:
    page = _page(show, open_desk())
    assert page.desk.table.is_empty
    assert "once it is closed" in _words(page)
    assert unnamed(page) == []


def test_a_case_is_disposed_of_from_the_list(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk(_closed))
    said: list[str] = []
    page.notice_requested.connect(lambda words, _kind: said.append(words))
    page.desk.show_record(page.desk.table.model.id_at(0))

    asked = _press(page, "ukpps", AskedUkpps, qtbot)
    asked.asked.set_value("2026-11-20")
    asked.answer.set_value("may_go")
    asked.answer.edited.emit()
    asked.answered.set_value("2026-11-23")
    assert unnamed(page) == []
    _save(page, asked, qtbot)

    lift = _press(page, "lift", LiftHold, qtbot)
    lift.reason.set_value("UKPPS agrees")
    lift.submit.click()
    assert "signs first" in lift._error.words
    _sign(lift, qtbot)
    _save(page, lift, qtbot)

    proposal = _press(page, "propose", Propose, qtbot)
    proposal.reason.set_value("Its time is over")
    _save(page, proposal, qtbot)

    form = _press(page, "dispose", Dispose, qtbot)
    assert unnamed(page) == []
    words = _words(page)
    assert "People" in words and "Only the office of the DCS or DASS" in words
    _sign(form, qtbot)
    form.password.line.setText(PASSWORD)
    form.word.set_value("yes")
    form.submit.click()
    assert "Type the word" in form._error.words
    form.word.set_value("dispose")
    _save(page, form, qtbot)
    qtbot.waitUntil(lambda: page.desk.table.is_empty, timeout=20_000)
    qtbot.waitUntil(lambda: "DC-0001" in _words(page), timeout=20_000)
    assert said[-1].startswith("Disposed of.")
    opened: list[object] = []
    page.place_requested.connect(lambda place, ids: opened.append((place, ids["kind"])))
    side = page.desk.desk.panes.side
    assert side is not None
    next(iter(side.buttons.values())).click()  # type: ignore[attr-defined]  # it is a record to read
    assert opened == [("print", "disposal-certificate")]


def test_what_was_typed_is_gone_when_the_desk_locks(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk(_closed)
    page = _page(show, tools)
    page.desk.show_record(page.desk.table.model.id_at(0))
    form = _press(page, "longer", KeepLonger, qtbot)
    form.reason.set_value("A claim")
    form.day.set_value("2060-01-01")
    tools.session.locked.emit()
    assert page.desk.form is None


def test_the_years_are_the_councils(open_desk: OpenDesk, qtbot: QtBot) -> None:
    section = KeepingSection(open_desk())
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.filled, timeout=20_000):
        section.show_now()
    assert section.text("child_protection") == "25" and section.text("private_fostering") == ""
    section.fields["child_protection"].set_value("35")
    section.fields["adult"].set_value("soon")
    assert [line.field for line in section.problems()] == ["adult"]
    section.fields["adult"].set_value("")
    assert section.problems() == []
    with qtbot.waitSignal(section.filled, timeout=20_000):
        assert section.save()
    assert section.text("child_protection") == "35"


def test_the_page_of_backups_names_what_is_to_be_destroyed(open_desk: OpenDesk, qtbot: QtBot) -> None:
    def disposed(story: Story) -> None:
        for number in (1, 2):
            _old_backup(story, number)
        with story.vault.transaction("disposed") as tx:
            DISPOSALS.insert(tx, _certificate(commit_no=99_999))

    section = BackupsSection(open_desk(disposed))
    qtbot.addWidget(section)
    section.resize(900, 700)
    section.show()
    section.show_now()
    qtbot.waitUntil(lambda: len(section.old.buttons) == 2, timeout=20_000)
    assert section.old.isVisible()
    section.old.buttons[0].click()
    qtbot.waitUntil(lambda: len(section.old.buttons) == 1, timeout=20_000)
    section.old.buttons[0].click()
    qtbot.waitUntil(lambda: not section.old.isVisible(), timeout=20_000)


def _old_backup(story: Story, number: int) -> None:
    with story.vault.transaction("made") as tx:
        BACKUPS.insert(
            tx,
            Backup(
                id=new_id(), file_name=f"desk-{number}.spocbak", folder="/media/stick", made_at=tx.now,
                verified_at=tx.now, verified_by="Ada", file_bytes=9, digest="0" * 64, commit_no=number,
                audit_head="0" * 64, medium_asked=True,
            ),
        )  # fmt: skip


def _certificate(commit_no: int) -> Disposal:
    return Disposal(
        id=new_id(), certificate_no=1, kind=RecordKind.REFERRAL, disposed_at="2026-11-23T09:30:00Z", proposed_by="Ada",
        approved_by="Ben", class_label="x", class_words="x", commit_no=commit_no,
    )  # fmt: skip


def _proposed_by_robin(story: Story) -> None:
    one = close(story)
    robin = second(story.vault, Role.DASS_OFFICE)
    with story.vault.transaction("proposed") as tx:
        said = {"hold_on": None, "ukpps_answer": "may_go", "review_on": "2026-01-01", "reckoned_on": "2026-01-01",
                "proposed_by": robin.user_id, "proposed_name": robin.name, "proposal_reason": "Over"}  # fmt: skip
        tx.update("retention", one.id, said, version=one.version)


def test_who_did_not_propose_it_approves_with_the_own_password_alone(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = _page(show, open_desk(_proposed_by_robin))
    page.desk.show_record(page.desk.table.model.id_at(0))
    form = _press(page, "dispose", Dispose, qtbot)
    assert form.signature.isHidden() and form.signature.parent() is form
    form.word.set_value("dispose")
    form.password.line.setText("not this one")
    form.submit.click()
    qtbot.waitUntil(lambda: "not the password" in form._error.words, timeout=20_000)
    assert form.submit.text() == "Dispose of it for good"
    form.leave.click()
    assert page.desk.form is None
    assert _press(page, "withdraw", type(None), qtbot) is None
    qtbot.waitUntil(lambda: page.desk._view is not None and "propose" in page.desk._view.buttons, timeout=20_000)
