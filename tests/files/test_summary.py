"""Counts and samples of a run, and the page that shows them."""

import json
from pathlib import Path

from dedup.files import clean_files
from dedup.files.samples import render_samples
from dedup.files.summary import Summary
from tests.files.material import FERRY, TWICE, WATER, write_jsonl

SCRIPT = "<script>alert(1)</script>"


def near_copies(number: int) -> list[str]:
    """Write texts whose second paragraph says the first again in a few other words."""
    other = ("calm", "dark", "deep", "pale", "soft", "wide", "cool", "slow", "warm", "dim")
    long = f"{FERRY[:-1]} and its crew asleep below the {{}} deck while the pilot went on calling."
    return [
        f"{long.format('lower')}\n\n{WATER} {place}.\n\n{long.format(other[place % len(other)])}"
        for place in range(number)
    ]


def test_samples_are_the_extremes_and_a_draw(tmp_path: Path) -> None:
    """At most ten removals of each sort are held: highest, lowest, and some drawn by lot."""
    texts = [TWICE.replace("quay", f"quay{place}") for place in range(40)] + near_copies(5)
    source = write_jsonl(tmp_path / "in.jsonl", texts)
    summary = clean_files(str(source), str(tmp_path / "out.jsonl"))
    assert summary.counts["changed"] == 45
    assert {name: len(found) for name, found in summary.samples.items()} == {
        "highest": 10,
        "lowest": 10,
        "random": 10,
    }
    lowest = [sample["score"] for sample in summary.samples["lowest"]]
    assert lowest == sorted(lowest)
    assert all(score < 1 for score in lowest[:5])
    assert all(sample["score"] == 1 for sample in summary.samples["highest"])
    again = clean_files(str(source), str(tmp_path / "again.jsonl"), workers=2)
    assert again.samples == summary.samples


def test_a_summary_can_be_stored_and_taken_up() -> None:
    """A summary goes through JSON and back."""
    summary = Summary()
    summary.counts["records"] = 3
    assert Summary(json.loads(json.dumps(summary.state()))).state() == summary.state()


def test_the_page_shows_both_wordings_and_escapes_them(tmp_path: Path) -> None:
    """Names and texts cannot become markup; near copies show where the words differ."""
    folder = tmp_path / "<b>"
    folder.mkdir()
    texts = [TWICE.replace("quay", SCRIPT), *near_copies(1)]
    source = folder / "in.jsonl"
    rows = [{"id": SCRIPT, "text": text} for text in texts]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    page = render_samples(clean_files(str(source), str(tmp_path / "out.jsonl")))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert 'class="only-copy"' in page
    assert page.count("<h2") == 4
