"""What to look at again before sending: prompts, never blocks, and never a level worked out from ticks (2.3)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from spoc_desk.casework.names import search_key
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.casework.referrals.trouble import SOFT, Trouble
from spoc_desk.casework.referrals.young_people import young_people
from spoc_desk.domain.referral_consents import ConsentKind, Decided
from spoc_desk.domain.referrals import LevelSought
from spoc_desk.forms.answers import hidden_answers, is_empty
from spoc_desk.forms.definition import Kind
from spoc_desk.thresholds.threshold_set import Way

LONG_NOTE = 2_000
"""2.3: a longer note says more than is needed, and the risk grows that it shows an area."""
INTENSIVE = "INT"
A_NUMBER = 2
"""S004: for Intensive "a number of these would need to be present"; the source gives no number."""


def soft_troubles(view: ReferralView, today: date) -> Iterator[Trouble]:
    """Yield what to look at again."""
    yield from _views_of_the_child(view)
    yield from _level_and_ticks(view)
    yield from _level_and_route(view)
    yield from _points_of_harm(view)
    yield from _long_notes(view)
    yield from _twice(view)
    yield from _consents(view, today)
    yield from _hidden(view)


def _views_of_the_child(view: ReferralView) -> Iterator[Trouble]:
    if view.answers.get("child_views_obtained") == "no":
        yield _soft(
            "views", "child_views_obtained", "The child's own view is missing. Can it still be asked for?", "S001:117"
        )


def _level_and_ticks(view: ReferralView) -> Iterator[Trouble]:
    """Say where the ticks lie when that is only beside the judged level; the judgement stays hers."""
    levels = [level.id for level in view.threshold.levels]
    judged, counts = view.text("level"), view.threshold.ticked_by_level(view.ticks)
    if judged not in levels:
        return
    if judged == INTENSIVE and counts[judged] < A_NUMBER:
        yield _soft(
            "indicators", "ticks", "For Intensive a number of its indicators would need to be present. Say in your "
            "reasons what makes the need intensive.", "S004:721",
        )  # fmt: skip
    ticked = [level.label for level in view.threshold.levels if counts[level.id]]
    if ticked and not counts[judged]:
        label = next(level.label for level in view.threshold.levels if level.id == judged)
        yield _soft(
            "judgement", "level", f"You judge the level as {label}; the indicators you ticked are all under "
            f"{' and '.join(ticked)}. That may be right: say why in your reasons.", "S004:224-229, 1710-1714",
        )  # fmt: skip


def _level_and_route(view: ReferralView) -> Iterator[Trouble]:
    judged = next((level for level in view.threshold.levels if level.id == view.text("level")), None)
    if judged is None:
        return
    if judged.way is Way.OWN:
        yield _soft(
            "judgement", "level", f"{judged.label} needs are met without this form: by your own service and a Team "
            "Around the Family. Use the form of your own service.", "S004:664, 668-672",
        )  # fmt: skip
    sought = view.referral.level_sought
    if (judged.id == INTENSIVE) is not (sought is LevelSought.FPS) and judged.way is Way.REFERRAL and sought:
        yield _soft(
            "type", "level_sought",
            f"You ask for “{sought.label}” and judge the level as {judged.label}. Is that right?", "S004:386-657",
        )  # fmt: skip


def _points_of_harm(view: ReferralView) -> Iterator[Trouble]:
    """The points that decide about significant harm (S004:936-950)."""
    if view.referral.level_sought is not LevelSought.CP:
        return
    if is_empty(view.text("severity")):
        yield _soft(
            "reason", "severity", "Say how severe it is, for how long and how often; think of age, vulnerability and "
            "parental factors.", "S004:936-950",
        )  # fmt: skip
    if is_empty(view.text("pattern")):
        yield _soft("reason", "pattern", "Say whether it is one event, or several that add up.", "S004:946-952")


def _long_notes(view: ReferralView) -> Iterator[Trouble]:
    for section in view.form.sections:
        for question in section.questions:
            if question.kind is Kind.NOTE and len(view.text(question.id)) > LONG_NOTE:
                yield _soft(
                    section.id, question.id,
                    f"{question.label}: this is long. Leave out what the MASH does not need.", "2.3",
                )  # fmt: skip


def _twice(view: ReferralView) -> Iterator[Trouble]:
    keys = {
        row_id: (search_key(row.text("given_names")), search_key(row.text("family_name")), row.text("date_of_birth"))
        for row_id, row in view.people.items()
    }
    counts = Counter(keys.values())
    places = {form: section.id for section in view.form.sections if (form := section.rows_of)}
    for row_id, key in keys.items():
        if counts[key] > 1 and key[0] and key[1]:
            row = view.people[row_id]
            yield Trouble(
                places.get(row.form, ""), "family_name", row_id,
                f"{row.name} stands in the form more than once. Is it the same person?", SOFT, "2.3",
            )  # fmt: skip


def _consents(view: ReferralView, today: date) -> Iterator[Trouble]:
    for section, kind, words in (
        ("consent_a", ConsentKind.REFERRAL, "Consent A"),
        ("consent_b", ConsentKind.SHARING, "Consent B"),
    ):
        if not any(each.kind is kind for each in view.consents):
            yield _soft(section, "", f"{words} is not recorded yet.", "S004:668-674")
    for young in young_people(view, today):
        if young.ask and young.consent is None:
            yield Trouble("young_person", "", young.row_id, f"{young.name}: {young.why}", SOFT, young.source)
        if young.consent is not None and young.consent.decision is Decided.GIVEN and not young.able:
            words = f"{young.name}: nothing shows that she or he is able to decide."
            yield Trouble("young_person", "", young.row_id, words, SOFT, young.source)
    seen = [each for each in view.consents if each.stands and each.signed_copy_seen_on is None]
    if seen:
        yield _soft(
            "consent_a", "", "A signed copy has not been seen yet. Record it when you have seen it.", "S004:668-674"
        )


def _hidden(view: ReferralView) -> Iterator[Trouble]:
    places = {question.id: section.id for section in view.form.sections for question in section.questions}
    for question in hidden_answers(view.form, view.answers):
        yield _soft(
            places[question.id], question.id, f"{question.label}: kept, but no longer asked for, and not printed.", ""
        )
    if not is_empty(view.text("confidential_text")) and is_empty(view.text("confidential_why")):
        yield _soft("confidential", "confidential_why", "Say why the family must not read the confidential sheet.", "")


def _soft(section: str, question: str, sentence: str, source: str) -> Trouble:
    return Trouble(section, question, "", sentence, SOFT, source)
