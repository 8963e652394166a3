"""What a document costs, counted and not timed: a change that makes all of them dearer is seen.

The lines of the package that are executed are the same on every machine, however noisy. A bound
stands a twentieth above what was counted when it was set (2026-11-28, Python 3.11; 3.12 and 3.13
count a little less). Raise one only for something worth it, and say so in docs/performance.md.
"""

from pathlib import Path

import pytest

import dedup
from tests.benchmarks import quality
from tests.benchmarks.labelled import read_documents
from tests.test_growth import Counter

OWN = Path(quality.__file__).with_name("own.jsonl")

# Lines executed a document on average, by kinds of our own labelled documents.
BOUNDS = {
    "clean": 580,  # 552
    "doubled_tail doubled_whole tripled": 3360,  # 3197
    "repeated_paragraph repeated_sentence": 2750,  # 2617
    "pull_quote pull_quote_before": 3040,  # 2897
    "fact_change template": 5210,  # 4959
    "reworded": 5390,  # 5132
    "scanned": 6130,  # 5840
    "typography": 4540,  # 4322
}


@pytest.mark.parametrize("kinds", BOUNDS)
def test_documents_cost_no_more_than_they_did(kinds: str) -> None:
    """Cleaning executes hardly more lines a document than when the bound was set."""
    documents = [each for each in read_documents(OWN) if each.kind in kinds.split()]
    for each in documents:
        dedup.clean(each.text)  # loads tables and fills caches
    with Counter() as counter:
        for each in documents:
            dedup.clean(each.text)
    lines = counter.lines / len(documents)
    assert lines <= BOUNDS[kinds], f"{lines:.0f} lines a document, at most {BOUNDS[kinds]} wanted"
