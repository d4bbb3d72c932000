"""What one row of a file says of a lead or an opt-out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from leadline.domain.csv_file import unguarded
from leadline.domain.errors import Invalid
from leadline.domain.import_plan import FIELD
from leadline.domain.lead_draft import LeadDraft, phone_of
from leadline.domain.normal_form import normal
from leadline.domain.opt_out_draft import LONGEST_NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadline.domain.csv_rows import Row
    from leadline.domain.import_plan import ImportPlan

_YES = frozenset({"yes", "y", "true", "1", "x"})


def said(row: Row, plan: ImportPlan) -> dict[str, str]:
    """Return what a row says, by the plan's names, without what is blank; raises Invalid for one that is too wide.

    What a row lacks at its end is blank: that is how many programs write it.
    """
    if any(cell.strip() for cell in row.cells[len(plan.columns) :]):
        raise Invalid(
            columns=f"This row has {len(row.cells)} cells, and the file {len(plan.columns)} columns. "
            "Put a cell that has the delimiter in it into quotes."
        )
    named = zip(plan.columns, row.cells, strict=False)
    return {name: cell.strip() for name, cell in named if name is not None and cell.strip()}


def lead(given: Mapping[str, str]) -> LeadDraft:
    """Return the signup that a row says; raises Invalid."""
    full = " ".join(given[part] for part in ("firstName", "lastName") if part in given)
    fields = {name.removeprefix(FIELD): text for name, text in given.items() if name.startswith(FIELD)}
    return LeadDraft(
        name=given.get("name") or full or None,
        email=given.get("email"),
        phone=phone(given),
        event=given.get("event"),
        source=given.get("source"),
        fields=fields or None,
        timezone=given.get("timezone"),
        client_id=given.get("clientId"),
        is_primary_contact=given.get("isPrimaryContact", "").casefold() in _YES,
    )


def phone(given: Mapping[str, str]) -> str | None:
    """Return the phone that a row says, less the apostrophe that keeps spreadsheets from adding it up."""
    return unguarded(given["phone"]) if "phone" in given else None


def note(given: Mapping[str, str]) -> str | None:
    """Return the note on an opt-out; a long one is cut, since nobody must be texted for a note's sake."""
    return unguarded(given["note"])[:LONGEST_NOTE] if "note" in given else None


def key(draft: LeadDraft, *, region: str) -> str:
    """Return what makes two rows of any files the same signup: who it is, and what for.

    No caller's own key can be the same: it begins with what a header can't hold.
    """
    e164, other = phone_of(draft.phone, region=region)
    who = [_plain(draft.name), _plain(draft.email), e164 or _plain(other), _plain(draft.event)]
    return f"import\0{hashlib.sha256(json.dumps(who).encode()).hexdigest()}"


def _plain(text: str | None) -> str:
    return " ".join(normal("NFKC", text or "").casefold().split())
