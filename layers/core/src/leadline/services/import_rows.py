"""One row of an uploaded file becomes a lead, or an entry of the opt-out list, or is refused with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.domain import csv_rows, import_row
from leadline.domain.errors import Conflict, Invalid, InvalidNumber
from leadline.domain.firm import User
from leadline.domain.identifiers import id_of_row
from leadline.domain.import_plan import Kind
from leadline.domain.imports import RefusedRow
from leadline.domain.lead_draft import phone_of
from leadline.services import leads
from leadline.services import opt_outs as opt_out_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadline.domain.csv_rows import Row
    from leadline.domain.import_plan import ImportPlan
    from leadline.domain.imports import Import
    from leadline.domain.lead_ports import LeadBook
    from leadline.domain.ports import Accounts, Clock, OptOuts

# What became of a row: whether it was new, or why it was refused.
Outcome = bool | RefusedRow


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
    try:
        if not row.is_whole:
            raise Invalid(columns=csv_rows.UNREADABLE)
        given = import_row.said(row, plan)
        if of.kind is Kind.OPT_OUTS:
            return _opt_out(given, row=row, of=of, accounts=accounts, opt_outs=opt_outs)
        return _lead(given, row=row, of=of, region=region, accounts=accounts, book=book, clock=clock)
    except Invalid as wrong:
        field, reason = next(iter(wrong.errors.items()))
        return _refused(row, None if field == "columns" else field, reason, given=given, region=region)
    except InvalidNumber as wrong:
        return _refused(row, "phone", str(wrong), given=given, region=region)


def _lead(
    given: Mapping[str, str],
    *,
    row: Row,
    of: Import,
    region: str,
    accounts: Accounts,
    book: LeadBook,
    clock: Clock,
) -> bool:
    draft = import_row.lead(given)
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


def _opt_out(given: Mapping[str, str], *, row: Row, of: Import, accounts: Accounts, opt_outs: OptOuts) -> bool:
    phone = import_row.phone(given)
    if phone is None:
        raise Invalid(phone="give a phone number.")
    return opt_out_list.add_from_file(
        id_of_row(of.id, row.number),
        user=User(id=of.user_id, firm_id=of.firm_id, name=of.user_name, email="", role="member"),
        phone=phone,
        note=import_row.note(given),
        accounts=accounts,
        opt_outs=opt_outs,
    )


def _refused(row: Row, field: str | None, reason: str, *, given: Mapping[str, str], region: str) -> RefusedRow:
    phone, _ = phone_of(import_row.phone(given), region=region)
    return RefusedRow(row=row.number, field=field, reason=reason, text=row.text, phone=phone)
