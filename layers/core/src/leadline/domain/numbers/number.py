"""What carriers know about a number, and whether such a line takes texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import InvalidNumber, Landline

if TYPE_CHECKING:
    from datetime import datetime

# Twilio Lookup's line types that texts can't reach, each with the refusal it means (NUMBER_REFUSALS). All others may be
# texted, also those of which nothing is known: a Lookup that tells nothing blocks no one.
REFUSED_LINE_TYPES = {
    "landline": Landline.code,
    "pager": "pager",
    "premium": "premium",
    "sharedCost": "shared_cost",
    "voicemail": "voicemail",
    "uan": "uan",
}
INVALID = InvalidNumber.code
# Whom nobody can answer, whatever a carrier says: no number, or one of the firm's own lines.
UNANSWERABLE, OWN_NUMBER = "unanswerable", "own_number"
# The reason of Twilio's 30006, “landline or unreachable carrier”: only a Lookup can tell which.
ASK_AFTER = frozenset({"unreachable_carrier"})
# The reason of Twilio's 30005, “unknown handset”: a flag, no refusal, for numbers are given to somebody else again.
GONE = "number_gone"
GONE_SENTENCE = "The carrier didn't know this number when it was last texted; it may no longer be in use."


class NumberFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`line_type` in Twilio's words; `refusal` is a key of NUMBER_REFUSALS; `looked_up_at` is None before any Lookup.

    `ask_again_at` is set where the last Lookup told nothing, and may tell something then.
    """

    line_type: str | None = None
    carrier_name: str | None = None
    refusal: str | None = None
    looked_up_at: datetime | None = None
    ask_again_at: datetime | None = None

    def is_known(self, *, now: datetime) -> bool:
        """Say whether a number need not be looked up now."""
        return self.looked_up_at is not None and (self.ask_again_at is None or self.ask_again_at > now)
