"""The pattern recognisers of Presidio and scrubadub on the same texts, in a virtual environment of their own.

They are not part of the project and never installed with it. A small program there reads texts and prints spans.
"""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.leaks.marked import Document
from benchmarks.leaks.scoring import WORDS_A_PAGE, Score, Seen, score

_PRESIDIO = """
import json, sys
from presidio_analyzer import RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer import predefined_recognizers as ready, PatternRecognizer
import time
found = []
for name in dir(ready):
    kind = getattr(ready, name)
    if isinstance(kind, type) and issubclass(kind, PatternRecognizer) and kind is not PatternRecognizer:
        try:
            one = kind()
        except TypeError:
            continue
        if name.startswith(("Uk", "Email", "Phone", "Url", "Ip", "Date", "CreditCard", "Iban")):
            found.append(one)
try:
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer
    found.append(PhoneRecognizer(supported_regions=("GB",)))
except ImportError:
    pass
def look(text):
    return [
        [hit.start, hit.end, hit.entity_type]
        for one in found
        for hit in one.analyze(text, one.supported_entities, None) or ()
    ]
count = len(found)
"""

_SCRUBADUB = """
import json, sys, time
import scrubadub
scrubber = scrubadub.Scrubber(locale="en_GB")
def look(text):
    return [[one.beg, one.end, one.type] for one in scrubber.iter_filth(text)]
count = len(scrubber._detectors)
"""

# Texts are answered with spans; pages are only timed, after a first one.
_ANSWER = """
texts, pages = json.load(open(sys.argv[1], encoding="utf-8"))
answers = [look(text) for text in texts]
started = time.process_time()
for page in pages:
    look(page)
seconds = time.process_time() - started
print(json.dumps({"seconds": seconds, "spans": answers, "recognisers": count}))
"""

_PROGRAMS = {"presidio": _PRESIDIO, "scrubadub": _SCRUBADUB}


def compare(
    venv: Path, documents: Sequence[Document], pages: Sequence[str], ours: Score
) -> dict[str, dict[str, object]]:
    """Return recall, false alarms and speed of each peer that is installed there; its complaint where it is not."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        texts.write_text(json.dumps([[one.text for one in documents], pages]), encoding="utf-8")
        return {
            name: _run([str(venv / "bin" / "python"), "-c", program + _ANSWER, str(texts)], documents, pages, ours)
            for name, program in _PROGRAMS.items()
        }


def _run(command: list[str], documents: Sequence[Document], pages: Sequence[str], ours: Score) -> dict[str, object]:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        return {"complaint": done.stderr.strip().splitlines()[-1][:200]}
    answer = json.loads(done.stdout.splitlines()[-1])
    seen = [[Seen(start, end, kind, True) for start, end, kind in spans] for spans in answer["spans"]]
    theirs = score(zip(documents, seen, strict=True))
    return {
        "recognisers": answer["recognisers"],
        "overlap": round(_overall(theirs), 4),
        "ours": round(_overall(ours), 4),
        "false_a_page_neutral": round(theirs.a_page(theirs.false_high, "neutral prose"), 3),
        "prose_pages_a_second": round(sum(len(page.split()) for page in pages) / WORDS_A_PAGE / answer["seconds"], 1),
    }


def _overall(result: Score) -> float:
    total = sum(tally.total for tally in result.by_channel.values())
    return sum(tally.touched for tally in result.by_channel.values()) / total
