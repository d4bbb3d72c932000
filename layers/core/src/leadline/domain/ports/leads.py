"""What the lead database and its search need from the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadline.domain.errors import Refusal
    from leadline.domain.leads.lead import Lead
    from leadline.domain.leads.search import SearchEntry
    from leadline.domain.texting.thread import Thread


class Leads(Protocol):
    """A firm's lead database."""

    def lead(self, firm_id: str, lead_id: str) -> Lead | None: ...


class LeadFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which leads are wanted; `phone` is valid, invalid or missing. None is any."""

    event: str | None = None
    client_id: str | None = None
    phone: str | None = None

    def takes(self, lead: Lead) -> bool:
        """Say whether a lead is among them."""
        phone = "valid" if lead.phone else "invalid" if lead.given_phone else "missing"
        return (
            self.event in (None, lead.event)
            and self.client_id in (None, lead.client_id)
            and self.phone in (None, phone)
        )


class LeadBook(Protocol):
    """A firm's lead database."""

    def lead(self, firm_id: str, lead_id: str) -> Lead | None: ...

    def leads(self, firm_id: str, lead_ids: Iterable[str]) -> Sequence[Lead]:
        """Return those of the leads that exist, newest first."""
        ...

    def of_phone(self, firm_id: str, thread_id: str, *, limit: int) -> Sequence[Lead]:
        """Return the signups of the phone of a thread, newest first."""
        ...

    def page(
        self, firm_id: str, *, limit: int, before: str | None, only: LeadFilter
    ) -> tuple[Sequence[Lead], str | None]:
        """Return leads, newest first, and from where to go on; there may be fewer than `limit`, and yet more to come."""
        ...

    def add(self, lead: Lead) -> bool:
        """Write a new lead, and name its thread after it where it is the newest of its phone; False where its id is taken."""
        ...

    def change(self, before: Lead, after: Lead) -> bool:
        """Write a lead that was `before`; False where somebody else has changed it meanwhile."""
        ...

    def remove(self, lead: Lead) -> bool:
        """Take a lead out; False where somebody else has changed it meanwhile."""
        ...


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Who is found by search: a lead of the lead database, or a person, to whom all signups with one phone belong."""

    firm_id: str
    lead_id: str | None = None
    thread_id: str | None = None


class LeadIndex(Protocol):
    """Who is found by what."""

    def find(self, firm_id: str, space: str, beginning: str, *, limit: int) -> Sequence[SearchEntry]: ...

    def version(self, subject: Subject) -> int: ...

    def replace(
        self, subject: Subject, wanted: Mapping[str, Sequence[str]], entry: SearchEntry, *, version: int
    ) -> bool:
        """Let a subject have these keys in these spaces, and no others; False where another writer was faster."""
        ...


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a firm stands with a person; `lead_order` is that of the lead after whom the thread is named.

    `refusal` is what a send would be told of the opt-out or the number, None where they can be texted.
    """

    thread: Thread | None
    lead_order: str | None
    refusal: Refusal | None


class People(Protocol):
    """Threads, opt-outs and numbers, as they bear upon one person."""

    def standing(self, firm_id: str, thread_id: str, phone: str | None) -> Standing: ...

    def name_after(self, firm_id: str, thread_id: str, lead: Lead | None, *, instead_of: str | None) -> bool:
        """Name a thread after a lead, or after nobody; False where it is no more named after `instead_of`."""
        ...

    def threads(self, firm_id: str, thread_ids: Iterable[str]) -> Sequence[Thread]:
        """Return those of the threads that exist, newest activity first."""
        ...
