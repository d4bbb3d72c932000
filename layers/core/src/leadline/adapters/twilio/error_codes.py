"""What Twilio's error codes mean for us, as data (FACTS 4.6; twilio.com/docs/api/errors)."""

import msgspec

from leadline.domain.errors import (
    CannotBeTexted,
    CarrierBlocked,
    CarrierFiltered,
    CarrierUnreachable,
    InvalidNumber,
    Landline,
    NumberGone,
    OptedOut,
    QuietHours,
    Unreachable,
)
from leadline.domain.texting.message import Reason


class Meaning(msgspec.Struct, frozen=True):
    """A code in our words: `alarm` when an operator has to act, `refusal` when the number itself can't be texted."""

    code: str
    sentence: str
    refusal: str | None = None
    opts_out: bool = False
    alarm: bool = False


_LINE = "Your firm's line could not send this message. Ask an admin at your firm to check it."
_BUSY = "Too many messages were waiting at the carrier. Try again later."
_UNREGISTERED = "Your firm's number isn't registered with the carriers yet."

MEANINGS: dict[int, Meaning] = {
    20003: Meaning("line_refused", _LINE, alarm=True),
    20404: Meaning("line_refused", _LINE, alarm=True),
    21211: Meaning("invalid_number", str(InvalidNumber()), refusal=InvalidNumber.code),
    21212: Meaning("line_refused", _LINE, alarm=True),
    21266: Meaning("own_number", "This is the number your firm texts from. Enter someone else's number."),
    21265: Meaning("short_code", "Short codes can't be texted. Use a full phone number.", refusal=CannotBeTexted.code),
    21408: Meaning(
        "region_off",
        "Your firm's line can't text this country yet. Ask an admin at your firm to have it turned on.",
        alarm=True,
    ),
    21602: Meaning("empty", "This message looks empty to the carrier. Write something."),
    21601: Meaning("line_refused", _LINE, alarm=True),
    21603: Meaning("line_refused", _LINE, alarm=True),
    21604: Meaning("invalid_number", str(InvalidNumber()), refusal=InvalidNumber.code),
    21605: Meaning(
        "too_long", "This message is too long for the carrier (an emoji counts as two characters). Shorten it."
    ),
    21606: Meaning("line_refused", _LINE, alarm=True),
    21608: Meaning("trial", "Your firm's line is on trial and may only text verified numbers.", alarm=True),
    21610: Meaning("opted_out", str(OptedOut()), opts_out=True),
    21611: Meaning("line_full", "Your firm's line has too many messages waiting. Try again in a few minutes."),
    21612: Meaning("no_route", "Your firm's line has no way to text this number."),
    21614: Meaning("landline", str(Landline()), refusal=Landline.code),
    21617: Meaning(
        "too_long", "This message is too long for the carrier (an emoji counts as two characters). Shorten it."
    ),
    21618: Meaning("unwanted", str(CarrierFiltered())),
    21619: Meaning("empty", "This message looks empty to the carrier. Write something."),
    21635: Meaning("landline", str(Landline()), refusal=Landline.code),
    21703: Meaning("line_refused", _LINE, alarm=True),
    21704: Meaning("line_refused", _LINE, alarm=True),
    21705: Meaning("line_refused", _LINE, alarm=True),
    30001: Meaning("line_full", _BUSY),
    30002: Meaning("account_suspended", _LINE, alarm=True),
    30003: Meaning(Unreachable.code, str(Unreachable())),
    30004: Meaning(CarrierBlocked.code, str(CarrierBlocked())),
    30005: Meaning(NumberGone.code, str(NumberGone())),
    30006: Meaning(CarrierUnreachable.code, str(CarrierUnreachable())),
    30007: Meaning(CarrierFiltered.code, str(CarrierFiltered())),
    30008: Meaning("unknown", "The carrier could not deliver this message and gave no reason. You can try again."),
    30017: Meaning("line_full", _BUSY),
    30018: Meaning("unregistered", _UNREGISTERED, alarm=True),
    30019: Meaning("too_long", "This message is too long for the carrier. Shorten it."),
    30022: Meaning("line_full", _BUSY),
    30023: Meaning("line_full", "Your firm's line has reached this carrier's limit for today. Try again tomorrow."),
    30024: Meaning("unregistered", _UNREGISTERED, alarm=True),
    30027: Meaning("line_full", "Your firm's line has reached this carrier's limit for today. Try again tomorrow."),
    30032: Meaning("unregistered", "Your firm's toll-free number isn't verified with the carriers yet.", alarm=True),
    30033: Meaning("unregistered", "The carriers have suspended your firm's registration.", alarm=True),
    30034: Meaning("unregistered", _UNREGISTERED, alarm=True),
    30035: Meaning("unregistered", _UNREGISTERED, alarm=True),
    30036: Meaning("too_late", "The carrier held this message for too long and gave up. You can try again."),
    30047: Meaning(
        QuietHours.code, "The carrier could not move this message out of quiet hours. Try again during the day."
    ),
    30610: Meaning(QuietHours.code, str(QuietHours())),
    63017: Meaning("line_full", "Too many messages at once. Try again in a moment."),
}
_REFUSED = Meaning("provider_refused", _LINE, alarm=True)
_UNDELIVERED = Meaning("undelivered", "The carrier could not deliver this message.")


def of_refusal(code: int | None) -> Meaning:
    """Return what a refused request means; a code that we don't know is trouble with the line."""
    return MEANINGS.get(code or 0, _REFUSED)


def of_failure(code: int | None) -> Meaning:
    """Return what a failed delivery means; a code that we don't know says only that it failed."""
    return MEANINGS.get(code or 0, _UNDELIVERED)


def reason(meaning: Meaning, code: int | None) -> Reason:
    """Return the reason to keep with a message."""
    return Reason(meaning.code, meaning.sentence, None if code is None else str(code))
