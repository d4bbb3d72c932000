"""CSV that no spreadsheet executes, and that can be read back as it was; the portal's writer has the same rules."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Spreadsheets on Windows take a file without it for the machine's old code page.
BOM = "\ufeff"
# A spreadsheet may be set to another separator than ours, and then takes what follows one for a cell of its own. Spaces and
# quotes before a formula don't keep it from running (OWASP, “CSV injection”).
_BEGINS = r"(?:^|(?<=[,;|\t\r\n]))"
_RUNS = r"""(?=['" \x0b\x0c\x85\xa0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]*[=+\-@＝＋－＠\t\r\n])"""
_FORMULA = re.compile(_BEGINS + _RUNS)
_GUARD = re.compile(_BEGINS + "'" + _RUNS)


def written(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180), each cell in quotes."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe wherever a spreadsheet would begin to execute it, before a phone number's plus too.

    Where one stands already, another one comes before it: so `unguarded` knows which is whose.
    """
    return _FORMULA.sub("'", cell)


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return _GUARD.sub("", cell)
