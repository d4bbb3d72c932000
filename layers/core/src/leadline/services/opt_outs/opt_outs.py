"""The opt-out list: what stands, who entered it, and taking back what was entered by mistake."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import Conflict, Forbidden, InvalidNumber, NotFound
from leadline.domain.identifiers import new_id
from leadline.domain.leads.search_text import Sought
from leadline.domain.numbers.phone_number import PhoneNumber
from leadline.domain.opt_outs.opt_out import OptOut, OptOutEntry, Source
from leadline.domain.texting.thread import seal, unseal
from leadline.domain.writing.unprintable import without_unprintable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadline.domain.accounts.firm import Firm, User
    from leadline.domain.opt_outs.opt_out import StandingOptOut
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.opt_outs import OptOuts

# Rows of each of the list's shards that one search, or one part of an export, looks at. Lambda answers with 6 MB at most:
# 2,000 of the longest names and notes, at four bytes a character, are below that.
SEARCHED, EXPORTED = 250, 500


class Page(msgspec.Struct, frozen=True):
    """A part of the list, and the place to go on from; None at the end."""

    opt_outs: Sequence[OptOut]
    next: str | None


def add(
    *,
    user: User,
    phone: str | None,
    thread_id: str | None,
    note: str | None,
    message_id: str | None = None,
    accounts: Accounts,
    opt_outs: OptOuts,
    clock: Clock,
) -> tuple[str, bool]:
    """Opt somebody out; return their thread's id, and whether they weren't already. Nothing that stands is weakened.

    Raises InvalidNumber, NotFound (no such thread, or no such text in it), Overloaded.
    """
    firm = _firm(user, accounts)
    known = PhoneNumber.possible(phone, region=firm.region) if phone is not None else None
    address = known.e164 if known else _address(firm, thread_id or "")
    entry = OptOutEntry(
        id=new_id(clock.now()),
        firm_id=firm.id,
        thread_id=seal(address, key=firm.thread_key),
        address=address,
        note=note or None,
        message_id=message_id,
        user_id=user.id,
        user_name=user.name,
    )
    return entry.thread_id, opt_outs.add(entry)


def add_from_file(id_: str, *, user: User, phone: str, note: str | None, accounts: Accounts, opt_outs: OptOuts) -> bool:
    """Opt out whom a row of a file names, dialled in the firm's region; False where they were before.

    The row's own `id_` says whether it was this row that did it, however often it is read. Raises InvalidNumber, Overloaded.
    """
    firm = _firm(user, accounts)
    address = PhoneNumber.possible(phone, region=firm.region).e164
    entry = OptOutEntry(
        id=id_,
        firm_id=firm.id,
        thread_id=seal(address, key=firm.thread_key),
        address=address,
        source=Source.IMPORT,
        note=without_unprintable(note) if note else None,
        user_id=user.id,
        user_name=user.name,
    )
    return opt_outs.add(entry)


def standing(*, user: User, thread_id: str, accounts: Accounts, opt_outs: OptOuts) -> OptOut | None:
    """Return how somebody is opted out, None where they may be texted; raises NotFound (no such thread)."""
    firm = _firm(user, accounts)
    _address(firm, thread_id)
    stands = opt_outs.standing(firm.id, thread_id)
    return _named(firm, [stands], opt_outs)[0] if stands else None


def read(*, user: User, thread_id: str, accounts: Accounts, opt_outs: OptOuts) -> OptOut:
    """Return one opt-out; raises NotFound (no such thread), Conflict where they have opted in again."""
    found = standing(user=user, thread_id=thread_id, accounts=accounts, opt_outs=opt_outs)
    if found is None:
        raise Conflict("They just texted START, so they can be texted again.")
    return found


def lift(*, user: User, thread_id: str, accounts: Accounts, opt_outs: OptOuts, clock: Clock) -> None:
    """Take back an entry by hand; raises NotFound (no such thread), CannotBeLifted, Overloaded."""
    firm = _firm(user, accounts)
    entry = OptOutEntry(
        id=new_id(clock.now()),
        firm_id=firm.id,
        thread_id=thread_id,
        address=_address(firm, thread_id),
        user_id=user.id,
        user_name=user.name,
    )
    opt_outs.lift(entry)


def page(*, user: User, limit: int, before: str | None, accounts: Accounts, opt_outs: OptOuts) -> Page:
    """Return a page of the list, newest first."""
    firm = _firm(user, accounts)
    found, following = opt_outs.listed(firm.id, each=limit + 1, before=before)
    shown = found[:limit]
    more = shown[-1].place if len(found) > limit else following
    return Page(_named(firm, shown, opt_outs), more)


def search(*, user: User, text: str, limit: int, before: str | None, accounts: Accounts, opt_outs: OptOuts) -> Page:
    """Return opt-outs with `text` in their number or name; a full number is found at once.

    A call looks at some 1,000 of the list: a page may be empty although more of it is to be looked at.
    """
    firm = _firm(user, accounts)
    with suppress(InvalidNumber):
        thread_id = seal(PhoneNumber.possible(text, region=firm.region).e164, key=firm.thread_key)
        stands = opt_outs.standing(firm.id, thread_id)
        return Page(_named(firm, [stands] if stands else [], opt_outs), None)
    found, following = opt_outs.listed(firm.id, each=SEARCHED, before=before)
    sought = Sought(text)
    matching = [each for each in _named(firm, found, opt_outs) if sought.is_in(phone=each.phone, name=each.name)]
    if len(matching) > limit:
        return Page(matching[:limit], matching[limit - 1].standing.place)
    return Page(matching, following)


def part(*, user: User, before: str | None, accounts: Accounts, opt_outs: OptOuts) -> Page:
    """Return a part of the whole list, for a file."""
    firm = _firm(user, accounts)
    found, following = opt_outs.listed(firm.id, each=EXPORTED, before=before)
    return Page(_named(firm, found, opt_outs), following)


def _named(firm: Firm, standings: Sequence[StandingOptOut], opt_outs: OptOuts) -> list[OptOut]:
    """Return opt-outs with their numbers and names."""
    names = opt_outs.names(firm.id, [stands.thread_id for stands in standings]) if standings else {}
    return [
        OptOut(
            phone=unseal(stands.thread_id, key=firm.thread_key) or "",
            name=names.get(stands.thread_id),
            standing=stands,
        )
        for stands in standings
    ]


def _firm(user: User, accounts: Accounts) -> Firm:
    firm = accounts.firm(user.firm_id) or accounts.firm(user.firm_id, fresh=True)
    if firm is None:
        raise Forbidden("This sign-in doesn't belong to a firm.")
    return firm


def _address(firm: Firm, thread_id: str) -> str:
    address = unseal(thread_id, key=firm.thread_key)
    if address is None:
        raise NotFound("There is no such conversation.")
    return address
