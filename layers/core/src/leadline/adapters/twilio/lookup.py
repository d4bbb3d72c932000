"""Twilio Lookup v2: what kind of line a number is (twilio.com/docs/lookup/v2-api/line-type-intelligence)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twilio.rest import Client

from leadline.adapters.twilio.asking import asked
from leadline.adapters.twilio.http_client import RebasedHttpClient
from leadline.domain.number import INVALID, REFUSED_LINE_TYPES, NumberFacts
from leadline.domain.provider import Declined, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# No such number for the provider; and countries in which it may not tell (60601: Canada without its approval).
TELLS_NOTHING = frozenset({20404, 60600, 60601})


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
            if declined.reason.provider_code in TELLS_NOTHING:
                return NumberFacts(line_type="unknown", looked_up_at=at)
            raise Unknown from None
        line: dict[str, Any] = found.line_type_intelligence or {}
        if found.valid is False:
            return NumberFacts(refusal=INVALID, looked_up_at=at)
        line_type = line.get("type") or "unknown"
        if line.get("error_code") and line["error_code"] not in TELLS_NOTHING:
            raise Unknown
        return NumberFacts(
            line_type=line_type,
            carrier_name=line.get("carrier_name"),
            refusal=REFUSED_LINE_TYPES.get(line_type),
            looked_up_at=at,
        )
