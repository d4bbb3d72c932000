"""What one row of a file says of a lead or an opt-out."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from leadline.domain.errors import Invalid
from leadline.domain.imports import import_cells
from leadline.domain.imports.csv_file import unguarded
from leadline.domain.imports.import_plan import FIELD
from leadline.domain.leads.lead_draft import LENGTHS, MAX_FIELD_VALUE, LeadDraft, phone_of
from leadline.domain.opt_outs.opt_out_draft import LONGEST_NOTE
from leadline.domain.writing.normal_form import normal
from leadline.domain.writing.visible import is_visible, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadline.domain.imports.csv_rows import Row
    from leadline.domain.imports.import_plan import ImportPlan

# How spreadsheets are kept from adding up a number, or from dropping its zeros: ="0123"
_FORCED = re.compile(r'="(.*)"', re.DOTALL)


class Said(msgspec.Struct, frozen=True):
    """The lead of a row, what of its cells is told although it is kept, and whether it has a phone that can't be one."""

    draft: LeadDraft
    told: Mapping[str, str]
    has_bad_phone: bool


def said(row: Row, plan: ImportPlan) -> dict[str, str]:
    """Return what a row says, by the plan's names, without what is blank; raises Invalid for one that is too wide.

    What a row lacks at its end is blank: that is how many programs write it.
    """
    if any(is_visible(cell) for cell in row.cells[len(plan.columns) :]):
        raise Invalid(
            columns=f"This row has {len(row.cells)} cells, and the file {len(plan.columns)} columns. "
            "Put quotation marks around a cell that has the delimiter in it."
        )
    named = zip(plan.columns, row.cells, strict=False)
    given = {name: _text(cell) for name, cell in named if name is not None}
    return {name: text for name, text in given.items() if text}


def lead(given: Mapping[str, str], *, region: str) -> Said:
    """Return the signup that a row says, without the cells that say nothing of use; raises Invalid where no more is left."""
    read: dict[str, tuple[Any, str | None]] = {}
    if name := given.get("name") or " ".join(given[part] for part in ("firstName", "lastName") if part in given):
        read["name"] = import_cells.cut(name, LENGTHS["name"])
    has_bad_phone = False
    if "phone" in given:
        phone, problem, is_number = import_cells.phone(given["phone"], region=region)
        read["phone"], has_bad_phone = (phone, problem), not is_number
    if "email" in given:
        read["email"] = import_cells.email(given["email"])
    if "timezone" in given:
        read["timezone"] = import_cells.timezone(given["timezone"])
    if "isPrimaryContact" in given:
        read["is_primary_contact"] = import_cells.is_primary(given["isPrimaryContact"])
    read |= {part: import_cells.cut(given[part], LENGTHS[part]) for part in ("event", "source") if part in given}
    own = {part: import_cells.cut(text, MAX_FIELD_VALUE) for part, text in given.items() if part.startswith(FIELD)}
    values: dict[str, Any] = {part: value for part, (value, _) in read.items() if value is not None}
    values["fields"] = {part.removeprefix(FIELD): value for part, (value, _) in own.items()} or None
    values["client_id"] = given.get("clientId")
    told = {part: problem for part, (_, problem) in (read | own).items() if problem}
    return _lenient(values, told, has_bad_phone=has_bad_phone)


def _lenient(values: Mapping[str, Any], told: Mapping[str, str], *, has_bad_phone: bool) -> Said:
    """Return a lead without whatever else it can't have; raises Invalid where it can't do without."""
    try:
        return Said(LeadDraft(**values), told, has_bad_phone)
    except Invalid as wrong:
        odd = {part: f"Left out: {reason}" for part, reason in wrong.errors.items() if values.get(part)}
        if not odd:
            raise
    return _lenient(
        {part: value for part, value in values.items() if part not in odd},
        {**told, **odd},
        has_bad_phone=has_bad_phone and "phone" not in odd,
    )


def phones(given: Mapping[str, str]) -> Sequence[str]:
    """Return the phones that a row says: more than one where a cell has several."""
    return import_cells.phones(given["phone"]) if "phone" in given else []


def note(given: Mapping[str, str]) -> str | None:
    """Return the note on an opt-out; a long one is cut, since nobody must be texted for a note's sake."""
    return given["note"][:LONGEST_NOTE] if "note" in given else None


def key(draft: LeadDraft, *, region: str) -> str:
    """Return what makes two rows of any files the same signup: who it is, and what for.

    No caller's own key can be the same: it begins with what a header can't hold.
    """
    e164, other = phone_of(draft.phone, region=region)
    who = [_plain(draft.name), _plain(draft.email), e164 or _plain(other), _plain(draft.event)]
    return f"import\0{hashlib.sha256(json.dumps(who).encode()).hexdigest()}"


def mark(cells: Sequence[str]) -> str:
    """Return what tells a file's headings from other rows: glued files have them once more in their middle."""
    return hashlib.sha256(json.dumps([trimmed(cell) for cell in cells]).encode()).hexdigest()


def _text(cell: str) -> str:
    """A cell as it was meant, less what keeps spreadsheets from running it or adding it up."""
    text = trimmed(unguarded(cell))
    forced = _FORCED.fullmatch(text)
    return trimmed(forced[1]) if forced else text


def _plain(text: str | None) -> str:
    return " ".join(normal("NFKC", text or "").casefold().split())
