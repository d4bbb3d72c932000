"""The documents name files that exist."""

import re
from pathlib import Path

import pytest

from tests.template import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CODE = ROOT / "layers/core/src/leadline"
# `domain/errors.py`, `docs/decisions/`, `docs/decisions/0009`; what begins with a slash is a route,
# and what begins with a dot is made by our tools.
NAMED = re.compile(r"`(\w[\w.-]*/(?:[\w.-]+/)*[\w.-]*)`")
LINKED = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_file_that_is_named_exists(document: Path):
    text = document.read_text(encoding="utf-8")
    named = [(name, [ROOT, CODE]) for name in NAMED.findall(text)]
    linked = [(name, [document.parent]) for name in LINKED.findall(text)]

    missing = [name for name, places in named + linked if not any(_exists(place / name) for place in places)]

    assert missing == []


def _exists(path: Path) -> bool:
    return path.exists() or bool(list(path.parent.glob(f"{path.name}-*.md")))
