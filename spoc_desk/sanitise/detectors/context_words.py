"""The words around a name that speak for a place, for a person, or for something else."""

from spoc_desk.sanitise.lists import words

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev revd reverend fr pc dc ds di dci dsi wpc pcso sgt sergeant "
    "inspector constable judge hhj recorder justice baroness baron uncle aunt auntie aunty nan nanny grandma grandad granny "
    "grandmother grandfather cllr councillor "
    "master counsel captain colonel major imam rabbi canon bishop".split()
)
# A title only straight before the name.
CLOSE_TITLES = frozenset("child nurse sister brother sw midwife teacher pupil student adult patient client".split())
AFTER_PERSON = frozenset(
    "j lj qc kc jp mp obe cbe mbe phd said says told tells asked asks reported reports disclosed explained explains stated "
    "states replied thinks thought believes believed feels felt wants wanted likes liked loves hates enjoys enjoyed plays "
    "played attends attended presented presents refused appeared smiled cried laughed walked ran sat wrote rang phoned "
    "texted emailed jr snr senior junior aged".split()
)
AFTER_POSSESSIVE = frozenset(
    "mother father mum dad mummy daddy parents sister brother siblings teacher behaviour presentation views wishes needs "
    "attendance bedroom birthday weight speech sleep solicitor partner wife husband son daughter grandmother grandfather "
    "evidence judgment statement report school's understanding progress diet hearing medication development voice mood "
    "care health foster".split()
)
# Before a place as a rule; "in" and "near" hardly ever before a person.
SURE_PREPOSITIONS = frozenset("in near around outside towards across throughout within via nr inside".split())
LOOSE_PREPOSITIONS = frozenset("at from of to between into through for and or over round".split())
POINTS = frozenset(
    "north south east west central inner outer greater mid northern southern eastern western upper lower".split()
)
HOME_VERBS = frozenset(
    "live lives lived living move moves moved moving relocate relocates relocated relocating reside resides resided residing "
    "stay stays stayed staying born raised grew flat house housed housing home based family school train drove drive driving "
    "travel travels travelled travelling visit visits visited visiting return returns returned returning back fled flee city "
    "town area borough district council placed placement transferred transfer originally came comes come contact address "
    "hospital nursery college prison court refuge hostel hotel shopping bus tram flight station village parish suburb estate "
    "ward office offices branch accommodation settled residence resident residents population streets job work works worked "
    "working arrived arrives arriving went going goes gone taken took sent detained arrested admitted registered brought up "
    "situated located".split()
)
HOME_PREPOSITIONS = frozenset("in near at from to of with around outside into out over".split())
AFTER_PLACE = frozenset(
    "based area areas city town borough district county council hospital infirmary primary school academy college court "
    "magistrates police station university surgery library road estate football fc prison refuge mosque nursery hub "
    "airport cathedral castle bridge railway branch office office's residents resident village parish ward division "
    "constituency region infants junior infant high grammar cricket united rovers albion athletic crown county "
    "combined family community medical health gp fire ambulance nhs trust mash icb safeguarding market arena stadium "
    "theatre museum racecourse docks harbour marina pier beach bus tram metro bypass moor common upon children "
    "adult social housing women's homes accent dialect postcode postal suburb catchment neighbourhood".split()
)
LABELS = frozenset(
    "town city area la lea authority district borough place county region address birth council location estate ward village "
    "suburb parish locality neighbourhood constituency hometown destination origin division venue".split()
)
SUBJECT_BEFORE = frozenset(
    "level expected progress assess assessed attain attainment skill skills lesson lessons support maths writing behind plays "
    "play played playing enjoy enjoys enjoyed enjoying subject phonics literacy score scores spag comprehension homework book "
    "books intervention interventions sats fluent fluency training trainings guided paired daily shared independent home "
    "spelling numeracy science english watch watches watching watched love loves tag touch like likes age".split()
)
SUBJECT_AFTER = frozenset(
    "and is was age level levels score scores assessment comprehension writing maths book books record records skills scheme "
    "recovery club league union ball test diary log intervention at ability progress shirt boots match matches player players "
    "practice season tackle training world cup team week corner buddy buddies material list aloud this the his her their its "
    "with to for of a materials statements through".split()
)
MONTH_BEFORE = frozenset(
    "in since by until till from to of last next early late mid this during and or before after every each st nd rd th "
    "january february april may june july august september october november december the between".split()
)
MONTH_AFTER = frozenset(
    "and to review onwards this last next january february april may june july through at when".split()
)
# What follows in names that are of no area though a place stands in them.
FIXED_AFTER = frozenset(
    "terrier terriers pudding puddings sauce pasty pasties bomber shoes brogues boots stilton".split()
)
COUNTIES_AFTER = frozenset(
    "kent essex surrey sussex cornwall devon dorset norfolk suffolk somerset cumbria durham manchester merseyside london uk "
    "england scotland wales".split()
)
ABROAD_AFTER = frozenset(
    "australia usa us america canada ontario massachusetts alabama virginia texas ohio jamaica california illinois georgia "
    "pennsylvania connecticut maine oregon ireland pakistan india bangladesh nigeria ghana kenya zimbabwe bermuda zealand "
    "tasmania queensland nsw barbados trinidad germany france spain italy poland romania".split()
)


def is_given_name(word: str) -> bool:
    """Return whether a word in small letters is a first name."""
    return word in words("first_names") or word in words("census_first_names")


def is_family_name(word: str) -> bool:
    """Return whether a word in small letters is a surname."""
    return word in words("surnames")
