"""The stable channel names of the leak scan, each with its one plain sentence.

Scripts and checks rely on the names; `docs/leak-channels.md` lists them and a test keeps the two alike.
"""

WHY: dict[str, str] = {
    "postcode": "A whole postcode",
    "outcode": "The first half of a postcode",
    "phone": "A geographic phone number: its dialling code names a place",
    "domain": "A web or e-mail address of a local body",
    "upn": "A unique pupil number: its digits name the council and school that issued it",
    "laestab": "A school or council number of the Department for Education",
    "gss": "An official area code (ONS)",
    "uprn": "A property reference number: it can be looked up to an address",
    "ods": "An NHS organisation code: it can be looked up to a practice",
    "file-name": "A pupil transfer file name: it names the sending and receiving school",
    "grid-reference": "A map grid reference",
    "coordinates": "A position on the map",
    "what3words": "A three-word position on the map",
    "map-link": "A link to a map",
    "court-reference": "A court case number: its letters name the court",
    "police-reference": "A police reference: its first digits may name the force",
    "council": "The name of a council or its district",
    "county": "The name of a county",
    "region": "The name of a region or country",
    "place": "The name of a city, town or district",
    "demonym": "A word for the people of one area",
    "police": "The name of a police force or station",
    "fire": "The name of a fire service",
    "health": "The name of a hospital, surgery or health body",
    "court": "The name of a court",
    "prison": "The name of a prison or secure home",
    "school": "The name of a school, nursery or college",
    "university": "The name of a university",
    "direction": "Words that tell where somebody came from or goes to",
}


def why(channel: str, *, own: bool) -> str:
    """Return the sentence for a finding. It never holds any of the scanned text."""
    return f"{WHY[channel]} (our own area)." if own else f"{WHY[channel]}."
