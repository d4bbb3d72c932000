"""Every refusal: one class each, with a stable code and the sentence that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadline.domain.texting.message import Message


class Refusal(Exception):
    """Something that a caller asked for and can't have; `str()` is the sentence to show."""

    code = "refused"
    sentence = ""

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class Invalid(Refusal):
    """One or more fields are malformed; `errors` maps each field to what is wrong and what to do."""

    code = "invalid"

    def __init__(self, /, **errors: str) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{field}: {message}" for field, message in errors.items()))


class Unauthorized(Refusal):
    code = "unauthorized"
    sentence = "Sign in again: this call needs an ID token."


class Forbidden(Refusal):
    code = "forbidden"
    sentence = "Your account isn't allowed to do this."


class TwoWayOff(Refusal):
    code = "two_way_off"
    sentence = "Two-way SMS is off for your firm, so messages can't be sent from here."


class NotFound(Refusal):
    code = "not_found"
    sentence = "We couldn't find what you asked for."


class Conflict(Refusal):
    code = "conflict"
    sentence = "This Idempotency-Key was used for another message. Use a new key for each message."


class CannotBeLifted(Conflict):
    sentence = (
        "Only an opt-out that was added by hand can be removed, and never once the lead has texted STOP. "
        "They can text START to opt back in."
    )


class TooLarge(Refusal):
    code = "too_large"
    sentence = "The body of this request is too large: at most 64 KB."


class MediaTooLarge(TooLarge):
    sentence = "This file is larger than 16 MB, so it can't be opened here."


class MediaGone(Refusal):
    """The provider no longer has it."""

    code = "media_gone"
    sentence = "This file is no longer available. Ask the sender to text it again."


class BadSignature(Refusal):
    code = "bad_signature"
    sentence = "This request isn't signed for this address."


class MessageTypeNotServed(Refusal):
    code = "message_type_not_served"
    sentence = "Only SMS can be sent right now. Leave messageType out or set it to sms, and include a phone number."


class SchedulingNotServed(Refusal):
    code = "scheduling_not_served"
    sentence = "Messages can't be scheduled yet. Leave scheduledAt out to send now."


class NoPhone(Refusal):
    code = "no_phone"
    sentence = "This lead has no phone number. Add one to the lead first."


class InvalidNumber(Refusal):
    code = "invalid_number"
    sentence = "This phone number isn't valid. Check it, and include the country code, like +12025550143."


class Landline(Refusal):
    code = "landline"
    sentence = "This number is a landline and can't receive SMS messages"


class CannotBeTexted(Refusal):
    code = "cannot_be_texted"
    sentence = "This number can't receive text messages."


class Blocked(Refusal):
    code = "blocked"
    sentence = (
        "Carriers kept filtering messages to this number, so it's blocked. It's unblocked when the lead texts you."
    )


class Unreachable(Refusal):
    code = "unreachable"
    sentence = "The phone could not be reached; it may be off or without signal. Try again later."


class CarrierUnreachable(Refusal):
    code = "unreachable_carrier"
    sentence = "This number can't be reached by text; it may be a landline."


class NumberGone(Refusal):
    code = "number_gone"
    sentence = "The carrier doesn't recognize this number; it may no longer be in use."


class CarrierBlocked(Refusal):
    code = "carrier_blocked"
    sentence = "The carrier or the phone's owner blocks messages from your number."


class CarrierFiltered(Refusal):
    code = "carrier_filtered"
    sentence = "The carrier filtered this message as spam. Reword it before you try again."


class QuietHours(Refusal):
    code = "quiet_hours"
    sentence = "It's nighttime where this lead is, so the message was held back. Try again during the day."


class OptedOut(Refusal):
    code = "opted_out"
    sentence = "This lead has opted out of SMS. You can't send messages until they text START to opt back in."


class RateLimited(Refusal):
    code = "rate_limited"
    sentence = "Rate limit: 10 messages per minute. Try again shortly."

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__()


class DeliveryFailed(Refusal):
    """The line or the provider can't send; definite."""

    code = "delivery_failed"
    sentence = "This message could not be sent."


class Overloaded(Refusal):
    """The tables were too busy through all retries."""

    code = "overloaded"
    sentence = "Leadline is busy right now. Try again in a moment."
    retry_after_seconds = 2


class MediaUnavailable(Overloaded):
    """The provider didn't hand it out, for a reason that may pass."""

    code = "media_unavailable"
    sentence = "This file can't be loaded right now. Try again in a moment."


class Undelivered(Exception):
    """A refusal that came after the message was recorded; the message says so too."""

    def __init__(self, refusal: Refusal, message: Message) -> None:
        self.refusal = refusal
        self.message = message
        super().__init__(refusal.code)


# What may be known of a number that keeps it from being texted: its refusal, with words of its own.
NUMBER_REFUSALS: dict[str, tuple[type[Refusal], str]] = {
    InvalidNumber.code: (InvalidNumber, InvalidNumber.sentence),
    Landline.code: (Landline, Landline.sentence),
    CannotBeTexted.code: (CannotBeTexted, CannotBeTexted.sentence),
    "pager": (CannotBeTexted, "This number is a pager and can't receive text messages."),
    "premium": (CannotBeTexted, "This is a premium-rate number and can't be texted."),
    "shared_cost": (CannotBeTexted, "This is a shared-cost number and can't be texted."),
    "voicemail": (CannotBeTexted, "This number is a voicemail box and can't receive text messages."),
    "uan": (CannotBeTexted, "This is a company's universal access number and can't be texted."),
    "unanswerable": (CannotBeTexted, "This sender can't be texted back. It isn't a phone number that takes texts."),
    "own_number": (CannotBeTexted, "This is your firm's own number. Enter someone else's number."),
}


# What a carrier says at once of one recipient, or of what they are told: nothing is wrong with the line, and nothing is
# to be kept of the number beyond what follows from a failure in any case.
RECIPIENT_REFUSALS: dict[str, type[Refusal]] = {
    refusal.code: refusal
    for refusal in (Unreachable, CarrierUnreachable, NumberGone, CarrierBlocked, CarrierFiltered, QuietHours)
}


def number_refusal(kind: str, sentence: str | None = None) -> Refusal:
    """Return the refusal of a number by what is known of it; a kind that is not known is CannotBeTexted."""
    refusal, own_words = NUMBER_REFUSALS.get(kind, NUMBER_REFUSALS[CannotBeTexted.code])
    return refusal(sentence or own_words)
