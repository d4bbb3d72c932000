"""One row of an uploaded file becomes a lead, or an entry of the opt-out list, or is refused with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from leadline.domain.accounts.firm import User
from leadline.domain.errors import Conflict, Invalid, InvalidNumber
from leadline.domain.identifiers import id_of_row
from leadline.domain.imports import csv_rows, import_row
from leadline.domain.imports.import_plan import Kind
from leadline.domain.imports.uploaded import ToldRow
from leadline.domain.leads.lead_draft import phone_of
from leadline.services.leads import leads
from leadline.services.opt_outs import opt_outs as opt_out_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadline.domain.imports.csv_rows import Row
    from leadline.domain.imports.import_plan import ImportPlan
    from leadline.domain.imports.uploaded import Import
    from leadline.domain.leads.lead_draft import LeadDraft
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.leads import LeadBook
    from leadline.domain.ports.opt_outs import OptOuts

REPEATED_HEADING = "This row repeats the column names."


class Outcome(msgspec.Struct, frozen=True):
    """What became of a row: whether it was new, None where it was refused; and what is told of it."""

    is_new: bool | None
    told: Sequence[ToldRow] = ()
    has_bad_phone: bool = False


def write(
    row: Row,
    *,
    plan: ImportPlan,
    of: Import,
    region: str,
    accounts: Accounts,
    book: LeadBook,
    opt_outs: OptOuts,
    clock: Clock,
) -> Outcome:
    """Write a row; once, however often it is written. Raises Overloaded."""
    given: Mapping[str, str] = {}

    def told(field: str | None, reason: str, *, is_kept: bool) -> ToldRow:
        phone, _ = phone_of(next(iter(import_row.phones(given)), None), region=region)
        return ToldRow(
            row=row.number, field=field, reason=reason, text=row.text.replace("\0", ""), is_kept=is_kept, phone=phone
        )

    try:
        if not row.is_whole:
            raise Invalid(columns=csv_rows.UNREADABLE)
        if of.heading is not None and import_row.mark(row.cells) == of.heading:
            raise Invalid(columns=REPEATED_HEADING)
        given = import_row.said(row, plan)
        if of.kind is Kind.OPT_OUTS:
            is_new, notes = _opt_out(given, row=row, of=of, accounts=accounts, opt_outs=opt_outs)
            has_bad_phone = False
        else:
            said = import_row.lead(given, region=region)
            is_new = _lead(said.draft, row=row, of=of, region=region, accounts=accounts, book=book, clock=clock)
            notes, has_bad_phone = (said.told if is_new else {}), said.has_bad_phone
    except Invalid as wrong:
        field, reason = next(iter(wrong.errors.items()))
        return Outcome(None, [told(None if field == "columns" else field, reason, is_kept=False)])
    except InvalidNumber as wrong:
        return Outcome(None, [told("phone", str(wrong), is_kept=False)])
    doubts: dict[str | None, str] = {None: row.doubt} if row.doubt else {}
    return Outcome(
        is_new,
        [told(field, reason, is_kept=True) for field, reason in (*doubts.items(), *notes.items())],
        has_bad_phone,
    )


def _lead(
    draft: LeadDraft,
    *,
    row: Row,
    of: Import,
    region: str,
    accounts: Accounts,
    book: LeadBook,
    clock: Clock,
) -> bool:
    try:
        saved = leads.save(
            draft,
            firm_id=of.firm_id,
            key=import_row.key(draft, region=region),
            origin=id_of_row(of.id, row.number),
            accounts=accounts,
            book=book,
            clock=clock,
        )
    except Conflict:  # who it is and what for was imported before; something else of it was different then
        return False
    return saved.is_new


def _opt_out(
    given: Mapping[str, str], *, row: Row, of: Import, accounts: Accounts, opt_outs: OptOuts
) -> tuple[bool, Mapping[str, str]]:
    """Opt out every number of a row; raises InvalidNumber where none of them is one."""
    phones = import_row.phones(given)
    if not phones:
        raise Invalid(phone="enter a phone number.")
    added: list[bool] = []
    problem: InvalidNumber | None = None
    for number, phone in enumerate(phones):
        try:
            added.append(
                opt_out_list.add_from_file(
                    id_of_row(of.id, row.number, number=number),
                    user=User(id=of.user_id, firm_id=of.firm_id, name=of.user_name, email="", role="member"),
                    phone=phone,
                    note=import_row.note(given),
                    accounts=accounts,
                    opt_outs=opt_outs,
                )
            )
        except InvalidNumber as wrong:
            problem = wrong
    if problem and not added:
        raise problem
    return any(added), {
        "phone": f"Only {len(added)} of the {len(phones)} phone numbers in this cell could be read."
    } if problem else {}
