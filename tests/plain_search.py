"""Whom a plain look through all leads finds, to hold the search index against."""

from collections.abc import Iterable

from leadline.domain.leads.lead import Lead
from leadline.domain.leads.search import words


def people(query: str, leads: Iterable[Lead], *, untextable: Iterable[str]) -> dict[str, str]:
    """Whose signups have it, by phone: the newest signup standing for them."""
    refused = set(untextable)
    by_phone: dict[str, list[Lead]] = {}
    for lead in leads:
        if lead.phone and lead.phone not in refused:
            by_phone.setdefault(lead.phone, []).append(lead)
    return {
        phone: max(signups, key=lambda lead: lead.created_at).id
        for phone, signups in by_phone.items()
        if any(has(lead, query) for lead in signups)
    }


def has(lead: Lead, query: str) -> bool:
    """Whether a lead's number, name or email address is what a query looks for."""
    digits = "".join(filter(str.isdigit, query))
    if digits and not any(map(str.isalpha, query)):
        forms = _forms(lead.phone) if lead.phone else ["".join(filter(str.isdigit, lead.given_phone or ""))]
        anywhere = len(digits) >= 4 and any(digits in form for form in forms)
        return anywhere or any(form.startswith(digits) for form in forms)
    sought = " ".join(words(query))
    texts = [words(lead.name or ""), words(lead.email or "")[:-1] and words(lead.email or "")]
    return any(" ".join(text[start:]).startswith(sought) for text in texts for start in range(len(text)))


def _forms(phone: str) -> list[str]:
    """A number as one may begin to type it."""
    forms = [phone[1:], phone.removeprefix("+1").removeprefix("+44")]
    return [*forms, *([f"0{forms[1]}"] if phone.startswith("+44") else [])]
