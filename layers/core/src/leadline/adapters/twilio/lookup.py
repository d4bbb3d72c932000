"""Twilio Lookup v2: what kind of line a number is (twilio.com/docs/lookup/v2-api/line-type-intelligence)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from twilio.rest import Client

from leadline.adapters.twilio.asking import asked
from leadline.adapters.twilio.http_client import RebasedHttpClient
from leadline.domain.numbers.number import INVALID, REFUSED_LINE_TYPES, NumberFacts
from leadline.domain.texting.provider import Busy, Declined, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# Answers that tell nothing of a number, each with when it may be otherwise: Twilio knows no such number (20404), its
# sources don't cover it (60600, 60610, 60621) or its country (60607), the account may not ask (60601: Canada without its
# approval; 60606, 60699), or has asked enough (60611). Any other code in an answer is asked about again the next day.
TELLS_NOTHING = {
    20404: timedelta(days=7),
    60600: timedelta(days=7),
    60601: timedelta(days=30),
    60606: timedelta(days=7),
    60607: timedelta(days=30),
    60610: timedelta(days=7),
    60611: timedelta(days=1),
    60621: timedelta(days=7),
    60699: timedelta(days=7),
}
_A_DAY = timedelta(days=1)
# Too many questions at once, as a 429 says it: asked again within minutes, and never kept.
TOO_MANY = frozenset({20429, 60616})


class TwilioLookup:
    """One client per provider account; `accounts` maps an account's SID to its token."""

    def __init__(self, accounts: Mapping[str, str], *, base: str) -> None:
        http_client = RebasedHttpClient(base)
        self._clients = {sid: Client(sid, token, http_client=http_client) for sid, token in accounts.items()}

    def facts(self, address: str, *, account: str, at: datetime) -> NumberFacts:
        client = self._clients.get(account)
        if client is None:
            raise Unknown
        try:
            found = asked(lambda: client.lookups.v2.phone_numbers(address).fetch(fields="line_type_intelligence"))
        except Declined as declined:
            code = int(declined.reason.provider_code or 0)
            if code in TELLS_NOTHING:
                return _nothing(code, at)
            raise Unknown from None
        line: dict[str, Any] = found.line_type_intelligence or {}
        if found.valid is False:
            return NumberFacts(refusal=INVALID, looked_up_at=at)
        if line.get("error_code") in TOO_MANY:
            raise Busy
        if line.get("error_code"):
            return _nothing(line["error_code"], at)
        line_type = line.get("type") or "unknown"
        return NumberFacts(
            line_type=line_type,
            carrier_name=line.get("carrier_name"),
            refusal=REFUSED_LINE_TYPES.get(line_type),
            looked_up_at=at,
        )


def _nothing(code: int, at: datetime) -> NumberFacts:
    return NumberFacts(line_type="unknown", looked_up_at=at, ask_again_at=at + TELLS_NOTHING.get(code, _A_DAY))
