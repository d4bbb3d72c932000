"""Tables of cases that Python's tests and the portal's go through alike."""

import json
from pathlib import Path
from typing import Any


def cases(name: str) -> Any:
    """A table."""
    return json.loads((Path(__file__).parent / name).read_text("utf-8"))
