"""What may stand in our own records: our area, our services by name, and who works at this desk (domain 1.0.1)."""

from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import OwnWords
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.vault.records.desk import names_at_desk
from spoc_desk.vault.records.exchange_rows import own_service_names
from spoc_desk.vault.records.school_list import school_names
from spoc_desk.vault.records.table import Reader


def own_words(reader: Reader) -> OwnWords:
    """Return the council's own area with the names that are no leak: schools of our directory, colleagues.

    A colleague is cleared by first name and surname only, and a school by two words at least: one word may be a town.
    Services clear nothing for who does not see the directory: they are entered for a case too.
    """
    colleagues = (name for name in names_at_desk(reader) if " " in name.strip())
    schools = (name for name in school_names(reader) if " " in name.strip())
    services = own_service_names(reader) if sees(reader, Sight.DIRECTORY) else ()
    return OwnWords(profile(reader).own_area, (*services, *colleagues, *schools))
