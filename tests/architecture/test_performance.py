"""docs/performance.md against what the benchmarks have recorded."""

import json

from bench import figures
from tests.template import ROOT


def test_the_page_says_what_was_recorded():
    page = (ROOT / "docs/performance.md").read_text()

    assert page.partition(figures.BEGIN)[2].partition(figures.END)[0] == figures.table(figures.read())


def test_every_limit_is_kept():
    limits = [(each, figures.limit(each)) for each in figures.read()]

    assert not [f"{each.name}: {each.text}" for each, most in limits if most is not None and each.value > most]


def test_every_limit_is_of_something_that_is_measured():
    measured = {name for each in figures.read() for name in (each.part, each.name)}

    assert set(json.loads(figures.LIMITS.read_text())) <= measured


def test_a_figure_that_grew_by_more_than_a_twentieth_is_told():
    recorded = next(each for each in figures.read() if figures.limit(each) is None and each.value)
    more, much_more = (
        figures.Figure(recorded.part, recorded.what, recorded.value * by, recorded.unit) for by in (1.04, 1.06)
    )

    assert figures.complaints([more]) == []
    assert len(figures.complaints([much_more])) == 1
