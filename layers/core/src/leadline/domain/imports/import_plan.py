"""What a file is imported as, and which of its columns is what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from leadline.domain.errors import Invalid
from leadline.domain.leads.lead_draft import MAX_FIELD_NAME, MAX_FIELDS

DELIMITERS = (",", ";", "\t", "|")
MAX_COLUMNS, MAX_FILE_NAME, MAX_FIRST_ROW = 200, 200, 100
FIELD = "field:"


class Kind(Enum):
    """What the rows of a file are."""

    LEADS = "leads"
    OPT_OUTS = "opt_outs"


COLUMNS = {
    Kind.LEADS: (
        "name", "firstName", "lastName", "email", "phone", "event", "source", "timezone", "clientId", "isPrimaryContact",
    ),
    Kind.OPT_OUTS: ("phone", "note"),
}  # fmt: skip
# One of these a file must have, or nothing of it could be known again.
NEEDED = {Kind.LEADS: ("name", "firstName", "lastName", "email", "phone"), Kind.OPT_OUTS: ("phone",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDraft:
    """A file that is about to be uploaded; raises Invalid."""

    kind: str
    file_name: str

    def __post_init__(self) -> None:
        wrong = {}
        if self.kind not in [kind.value for kind in Kind]:
            wrong["kind"] = "use leads or opt_outs."
        if not 1 <= len(self.file_name) <= MAX_FILE_NAME:
            wrong["file_name"] = f"enter 1 to {MAX_FILE_NAME} characters."
        if wrong:
            raise Invalid(**wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """How a file's rows are read: for each of its columns what it is, or None to leave it out; raises Invalid.

    The list begins at its row `first_row`: above it are a report's titles.
    """

    delimiter: str
    has_header: bool
    columns: list[str | None]
    first_row: int = 1

    def __post_init__(self) -> None:
        wrong = {}
        if self.delimiter not in DELIMITERS:
            wrong["delimiter"] = "use a comma, semicolon, tab or |."
        if not 1 <= len(self.columns) <= MAX_COLUMNS:
            wrong["columns"] = f"list 1 to {MAX_COLUMNS} columns."
        if not 1 <= self.first_row <= MAX_FIRST_ROW:
            wrong["first_row"] = f"enter a whole number from 1 to {MAX_FIRST_ROW}."
        if wrong:
            raise Invalid(**wrong)

    def check(self, kind: Kind) -> None:
        """Refuse a plan that doesn't go with the kind of file; raises Invalid."""
        given = [column for column in self.columns if column is not None]
        fields = [column for column in given if column.startswith(FIELD)]
        if unknown := [column for column in given if not _is_known(column, kind)]:
            raise Invalid(columns=f"{unknown[0][:50]!r} isn't a kind of column for this import.")
        if len(set(given)) < len(given):
            raise Invalid(columns="use each kind of column only once.")
        if not set(given) & set(NEEDED[kind]):
            raise Invalid(columns=f"choose the column that is {' or '.join(NEEDED[kind])}.")
        if len(fields) > MAX_FIELDS:
            raise Invalid(columns=f"use at most {MAX_FIELDS} fields.")


def _is_known(column: str, kind: Kind) -> bool:
    name = column.removeprefix(FIELD)
    if kind is Kind.LEADS and column.startswith(FIELD):
        return bool(name.strip()) and len(name) <= MAX_FIELD_NAME
    return column in COLUMNS[kind]
