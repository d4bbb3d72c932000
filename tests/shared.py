"""Where the vendors' own test vectors lie, on machines that have them."""

import json
from typing import Any

from tests.template import ROOT

SHARED = ROOT.parent / "shared"


def vectors(name: str) -> Any:
    """A file of test vectors."""
    return json.loads((SHARED / "vectors" / name).read_text())
