"""What is said about each kind of line, and which acts it offers."""

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.unit import beside_page, place_words
from spoc_desk.sanitise.review.aside import LEAKS, LEAVE_OUT, NO_POSITION, STAY
from spoc_desk.sanitise.review.places import Place
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of, given_away, noun

from .detail import DetailView
from .rows import MASK, Kind, Row, as_title

_MOST_HIDDEN = 8
_UNDER = {
    "pdf-under-box": "the word lies under a box",
    "pdf-see-through": "the word lies under a dark bar",
    "pdf-under-picture": "the word lies under a picture",
    "pdf-same-colour": "the word has the colour of what lies behind it",
}
_Button = tuple[str, str, str]


def detail_of(row: Row, review: Review, place: int, unmarked: int, *, words_shown: bool) -> DetailView:
    """Return what is said about a line; *place* is the current place of a word, *unmarked* how often it stands more."""
    if row.kind is Kind.GROUP:
        return _group(row.number, review, place, unmarked, words_shown=words_shown)
    if row.kind is Kind.UNREAD:
        return _unread(row.number, review)
    if row.kind is Kind.PICTURE:
        return _picture(row.number, review)
    if row.kind is Kind.BOX:
        page = review.boxes.drawn[row.number].page
        return DetailView(f"Your box on page {page}", buttons=(("take away", "Take it away", ""),))
    if row.kind is Kind.HIDDEN:
        return _hidden(review)
    if row.kind is Kind.REMARK:
        remark = review.aside.remarks[row.number]
        where = as_title(place_words(remark.page, remark.part))
        return DetailView(beside_page(remark.sentence, remark.page), where=where)
    return DetailView()


def _group(number: int, review: Review, at: int, unmarked: int, *, words_shown: bool) -> DetailView:
    marks = review.marks
    group = marks.groups[number]
    places = group.places
    position = places.index(at) + 1 if at in places else 1
    place = marks.places[places[position - 1]]
    where = marks.where(place)
    lines = [f"{place.why}" if place.why.endswith(".") else f"{place.why}."]
    lines.append(given_away(place.channel))
    if group.spellings > 1:
        lines.append(f"Written in {group.spellings} ways.")
    lines.append(_not_marked(review, place))
    nav = f"Place {position} of {group.count}: {where}" if group.count > 1 else as_title(where)
    return DetailView(
        group.word if words_shown else MASK,
        tuple(lines),
        marks.around(place) if words_shown else ("", "", ""),
        nav,
        group.count > 1,
        _group_buttons(review.mode, group.count, unmarked),
    )


def _not_marked(review: Review, place: Place) -> str:
    """Say why the page shows no box at a place that lies hidden in it."""
    unit = review.marks.unit(place)
    if unit.shown or not unit.page or not review.document.pages:
        return ""
    why = _UNDER.get(unit.channel, "the word is in the file, but nobody sees it there")
    return f"Nothing is marked on page {unit.page}: {why}."


def _group_buttons(mode: Mode, count: int, unmarked: int) -> tuple[_Button, ...]:
    received = mode is Mode.IN
    whole = "It leaks" if received else ("Remove everywhere" if count > 1 else "Remove")
    one = "Only this one leaks" if received else "Only this one"
    buttons: list[_Button] = [("remove", whole, "primary")]
    if count > 1:
        buttons.append(("one", one, ""))
    buttons.append(("keep", "No leak…" if received else "Keep…", ""))
    if unmarked:
        buttons.append(("everywhere", f"Also at {count_of(unmarked, 'unmarked place')}", ""))
    return (*buttons, ("next", "Next", "quiet"))


def _unread(number: int, review: Review) -> DetailView:
    part = review.aside.unread[number]
    choices = review.aside.choices(number)
    buttons: list[_Button] = []
    if LEAKS in choices:
        buttons += [("remove", "It leaks", "primary"), ("seen", "I looked: no leak", "")]
    elif STAY in choices:
        words = "I looked: it may stay" if part.channel != NO_POSITION else "I looked, and covered what I saw"
        buttons.append(("seen", words, "primary"))
    if review.mode is not Mode.IN and LEAVE_OUT in choices and part.channel != NO_POSITION:
        words = "Leave this page out" if part.can_stay else "It is left out"
        buttons.append(("remove" if part.can_stay else "seen", words, "" if part.can_stay else "primary"))
    lines = [part.sentence]
    if part.picture:
        lines.append("Look at it: crests, letterheads and photographs show where.")
    elif part.can_stay and part.channel != NO_POSITION:
        lines.append("Look at the page: handwriting and pictures can name a place.")
    where = as_title(place_words(part.page, part.part))
    return DetailView(where or "A part of the file", tuple(lines), buttons=(*buttons, ("next", "Next", "quiet")))


def _picture(number: int, review: Review) -> DetailView:
    picture = review.boxes.pictures[number]
    kept = picture.picture in review.boxes.kept_pictures
    words = "It stays, because you kept it." if kept else "It goes. Crests, letterheads and photographs show where."
    if kept and not picture.page:
        words = "It stays, because you kept it. It stands at the end of the copy."
    button = ("picture", "Remove it" if kept else "Keep it", "")
    where = f"Page {picture.page}" if picture.page else picture.part
    return DetailView(f"Picture {picture.picture}", (words,), where=where, buttons=(button, ("next", "Next", "quiet")))


def _hidden(review: Review) -> DetailView:
    rows = [
        review.file_channels.get(each.channel, noun(each.channel)) + (f" ({each.texts})" if each.texts > 1 else "")
        for each in review.aside.hidden
    ]
    shown = rows[:_MOST_HIDDEN]
    if len(rows) > _MOST_HIDDEN:
        shown.append(f"and {count_of(len(rows) - _MOST_HIDDEN, 'more kind')}")
    seen = (("seen", "Seen: leave all of it out", "primary"),) if not review.aside.hidden_seen else ()
    return DetailView(
        "What the file holds and nobody sees",
        ("None of it comes into the copy.", *(f"\n• {each}" for each in shown)),
        buttons=(*seen, ("next", "Next", "quiet")),
    )
