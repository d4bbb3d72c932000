"""Least privilege: what the template allows a function, some test has needed. (What it doesn't allow, no call may use.)"""

from pathlib import Path

import pytest

from tests import permissions
from tests.shared import SHARED
from tests.template import ROOT, resources

FUNCTIONS = sorted(resources("AWS::Serverless::Function"))
HERE = Path(__file__).parent
# Uncollected where the vendors' vectors are absent; it uses nothing that the other tests don't.
VECTORS = "test_webhook_signatures.py"


@pytest.fixture
def every_test_ran(request: pytest.FixtureRequest) -> None:
    """Only the whole suite uses everything; a part of it proves nothing."""
    chosen = {item.path.name for item in request.session.items if item.path.parent == HERE}
    narrowed = request.config.getoption("keyword") or request.config.getoption("lf")
    there = {path.name for path in HERE.glob("test_*.py")} - (set() if SHARED.exists() else {VECTORS})
    if narrowed or there - chosen:
        pytest.skip("not the whole suite")


@pytest.mark.usefixtures("every_test_ran")
@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_nothing_that_it_never_does(function: str):
    assert permissions.allowed(function) - permissions.used[function] == set()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_functions_that_talk_to_twilio_read_its_tokens(function: str):
    folder = resources("AWS::Serverless::Function")[function]["Properties"]["CodeUri"]
    text = (ROOT / folder / "handler.py").read_text()
    talks = any(
        name in text for name in ("wiring.twilio_form", "wiring.carrier", "wiring.lookup(", "wiring.media_files")
    )

    assert permissions.reads_the_secret(function) is talks
