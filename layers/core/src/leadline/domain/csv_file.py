"""CSV that no spreadsheet executes, and that can be read back as it was."""

import csv
import io
from collections.abc import Iterable, Sequence

# Spreadsheets on Windows take a file without it for the machine's old code page.
BOM = "\ufeff"
# What Excel, LibreOffice and Google Sheets begin a formula with, full-width forms too (OWASP, “CSV injection”).
_EXECUTED = frozenset("=+-@\t\r\n＝＋－＠")


def written(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180), each cell in quotes."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe before what a spreadsheet would execute, a phone number's plus too."""
    return f"'{cell}" if _would_run(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given: the cell less the one apostrophe that it has put there."""
    return cell[1:] if cell.startswith("'") and _would_run(cell[1:]) else cell


def _would_run(cell: str) -> bool:
    """A cell that looks like a guarded one counts, too, or it would lose an apostrophe of its own when it is read."""
    return cell.lstrip("'")[:1] in _EXECUTED if cell.lstrip("'") else False
