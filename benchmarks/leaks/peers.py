"""The pattern recognisers of Presidio and scrubadub on the same texts, in a virtual environment of their own.

They are not part of the project and never installed with it. A small program there reads texts and prints spans.
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.leaks.marked import Document
from benchmarks.leaks.scoring import Score, Seen, score

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
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
started = time.process_time()
answers = []
for text in texts:
    spans = []
    for one in found:
        for hit in one.analyze(text, one.supported_entities, None) or ():
            spans.append([hit.start, hit.end, hit.entity_type])
    answers.append(spans)
print(json.dumps({"seconds": time.process_time() - started, "spans": answers, "recognisers": len(found)}))
"""

_SCRUBADUB = """
import json, sys, time
import scrubadub
scrubber = scrubadub.Scrubber(locale="en_GB")
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
started = time.process_time()
answers = [[[one.beg, one.end, one.type] for one in scrubber.iter_filth(text)] for text in texts]
print(json.dumps({"seconds": time.process_time() - started, "spans": answers, "recognisers": len(scrubber._detectors)}))
"""

_PROGRAMS = {"presidio": _PRESIDIO, "scrubadub": _SCRUBADUB}


def compare(venv: Path, documents: Sequence[Document], ours: Score) -> dict[str, dict[str, object]]:
    """Return recall, false alarms and speed of each peer that is installed there; its complaint where it is not."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        texts.write_text("".join(json.dumps(one.text) + "\n" for one in documents), encoding="utf-8")
        return {name: _run(venv, program, texts, documents, ours) for name, program in _PROGRAMS.items()}


def _run(venv: Path, program: str, texts: Path, documents: Sequence[Document], ours: Score) -> dict[str, object]:
    started = time.perf_counter()
    done = subprocess.run(
        [str(venv / "bin" / "python"), "-c", program, str(texts)], capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        return {"complaint": done.stderr.strip().splitlines()[-1][:200]}
    answer = json.loads(done.stdout.splitlines()[-1])
    seen = [[Seen(start, end, kind, True) for start, end, kind in spans] for spans in answer["spans"]]
    theirs = score(zip(documents, seen, strict=True))
    words = sum(theirs.words.values())
    return {
        "recognisers": answer["recognisers"],
        "overlap": round(_overall(theirs), 4),
        "ours": round(_overall(ours), 4),
        "false_a_page_neutral": round(theirs.a_page(theirs.false_high, "neutral prose"), 3),
        "pages_a_second": round(words / 500 / answer["seconds"], 1),
        "wall_seconds": round(time.perf_counter() - started, 1),
    }


def _overall(result: Score) -> float:
    total = sum(tally.total for tally in result.by_channel.values())
    return sum(tally.touched for tally in result.by_channel.values()) / total
