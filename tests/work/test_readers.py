"""Whatever strangers write is read in a time that grows with its length alone, counted in instructions."""

import re

import pytest

from tests.template import ROOT
from tests.work.counting import LONGER, counted
from tests.work.readers import cases, readers

SOURCES = ROOT / "layers/core/src/leadline"
# What is read by one of these can be hard to read; so can all that is taken apart by hand, which the list can't know.
HARD = re.compile(
    r"^ *(?:import|from) (?:re|csv|base64|unicodedata|urllib\.parse|phonenumbers)\b|import normal$", re.MULTILINE
)


@pytest.fixture(scope="module")
def work() -> dict[str, tuple[int, int]]:
    """The instructions for a text and for one ten times as long, by case."""
    return counted()


@pytest.mark.parametrize("case", [name for name, *_ in cases()])
def test_a_text_ten_times_as_long_takes_at_most_twelve_times_the_work(work: dict[str, tuple[int, int]], case: str):
    short, long = work[case]

    assert long <= 1.2 * LONGER * short, f"{short:,} instructions, then {long:,}: {long / short:.1f} times"


def test_every_module_that_takes_text_apart_is_counted():
    modules = [file for part in ("domain", "entrypoints") for file in (SOURCES / part).rglob("*.py")]
    hard = {
        ".".join(file.relative_to(SOURCES).with_suffix("").parts) for file in modules if HARD.search(file.read_text())
    }

    assert {name for name in hard if not any(reader.place.startswith(f"{name}.") for reader in readers())} == INDIRECT


# Reached through another that is counted; and what only writes.
INDIRECT = {
    "domain.imports.csv_quotes",
    "domain.imports.import_cells",
    "domain.numbers.phone_text",
    "domain.opt_outs.sentences",
    "entrypoints.http.serve",
}
