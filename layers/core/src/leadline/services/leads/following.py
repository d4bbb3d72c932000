"""Keeping search in step with what happens to leads, numbers and opt-outs; each time from all that is known by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.domain.leads.search import SearchEntry, keys
from leadline.domain.numbers.phone_number import PhoneNumber, is_e164
from leadline.domain.numbers.phone_text import digits, plain
from leadline.domain.ports.leads import LeadFilter, Subject
from leadline.services.leads.search import Space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadline.domain.leads.lead import Lead
    from leadline.domain.ports.leads import LeadBook, LeadIndex, People, Standing
    from leadline.domain.ports.texting import Inbox

# Of someone who signed up more often, the older signups' words are not searched for.
SIGNUPS = 20
PAGE = 100


def follow(subject: Subject, *, book: LeadBook, index: LeadIndex, people: People) -> None:
    """Let search find a lead or a person by what is true of them now, and a thread be called after its newest signup.

    May be repeated and run at once with others: what was looked at before somebody else wrote is looked at again.
    """
    done = False
    while not done:
        version = index.version(subject)
        if subject.lead_id:
            lead = book.lead(subject.firm_id, subject.lead_id)
            done = index.replace(subject, _of_lead(lead), _entry_of(lead), version=version)
        else:
            done = _follow_person(subject, version, book=book, index=index, people=people)


def everyone(firm_id: str, *, book: LeadBook, inbox: Inbox) -> Iterator[Subject]:
    """All whom a firm may search for; to build search anew, which may go on while the system works."""
    before: str | None = None
    while True:
        leads, before = book.page(firm_id, limit=PAGE, before=before, only=LeadFilter())
        for lead in leads:
            yield Subject(firm_id=firm_id, lead_id=lead.id)
            if lead.thread_id:
                yield Subject(firm_id=firm_id, thread_id=lead.thread_id)
        if before is None:
            break
    while True:
        page = inbox.page(firm_id, limit=PAGE, before=before)
        yield from (Subject(firm_id=firm_id, thread_id=thread.id) for thread in page.threads)
        before = page.following
        if before is None:
            return


def _follow_person(subject: Subject, version: int, *, book: LeadBook, index: LeadIndex, people: People) -> bool:
    firm_id, thread_id = subject.firm_id, str(subject.thread_id)
    signups = book.of_phone(firm_id, thread_id, limit=SIGNUPS)
    newest = signups[0] if signups else None
    standing = people.standing(firm_id, thread_id, newest.phone if newest else None)
    thread = standing.thread
    misnamed = newest and (standing.lead_order != newest.order or not thread or thread.name != newest.name)
    forsaken = not newest and standing.lead_order
    if (misnamed or forsaken) and not people.name_after(firm_id, thread_id, newest, instead_of=standing.lead_order):
        return False
    wanted, entry = _of_person(signups, standing, thread_id)
    return index.replace(subject, wanted, entry, version=version)


def _of_lead(lead: Lead | None) -> dict[str, Sequence[str]]:
    return {Space.LEADS.value: _keys([lead], lead.phone)} if lead else {}


def _of_person(
    signups: Sequence[Lead], standing: Standing, thread_id: str
) -> tuple[dict[str, Sequence[str]], SearchEntry]:
    newest, thread = signups[0] if signups else None, standing.thread
    phone = newest.phone if newest else thread.address if thread else None
    called = thread.name if thread and not newest else None
    found = _keys(signups, phone, called)
    wanted: dict[str, Sequence[str]] = {}
    if newest and standing.refusal is None:
        wanted[Space.CAN_BE_TEXTED.value] = found
    if thread and thread.last_message:
        wanted[Space.THREADS.value] = found
    entry = SearchEntry(
        thread_id=thread_id,
        lead_id=newest.id if newest else None,
        name=newest.name if newest else called,
        email=newest.email if newest else None,
        phone=phone,
        created_at=newest.created_at if newest else None,
    )
    return wanted, entry


def _entry_of(lead: Lead | None) -> SearchEntry:
    return SearchEntry(
        thread_id=lead.thread_id if lead else None,
        lead_id=lead.id if lead else None,
        name=None,
        email=None,
        phone=lead.phone if lead else None,
        created_at=None,
    )


def _keys(signups: Iterable[Lead], phone: str | None, called: str | None = None) -> list[str]:
    known = list(signups)
    given = [digits(plain(lead.given_phone)) for lead in known if lead.given_phone]
    return keys(
        names=[name for name in (called, *(lead.name for lead in known)) if name],
        emails=[lead.email for lead in known if lead.email],
        numbers=[*_dialled(phone), *filter(None, given)],
    )


def _dialled(phone: str | None) -> tuple[str, ...]:
    return PhoneNumber(phone).dialled if phone and is_e164(phone) else ()
