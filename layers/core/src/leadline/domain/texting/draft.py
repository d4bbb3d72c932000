"""What someone asks to be sent, checked as far as it can be without looking anything up."""

from dataclasses import dataclass

from leadline.domain.accounts.line import LineType
from leadline.domain.errors import Invalid, MessageTypeNotServed, SchedulingNotServed
from leadline.domain.numbers.phone_number import PhoneNumber
from leadline.domain.texting.message import checked_body

_LENGTHS = {"line_id": 64, "thread_id": 512, "lead_id": 64, "batch_id": 64, "recipient_name": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to be sent; raises Invalid, InvalidNumber, MessageTypeNotServed or SchedulingNotServed."""

    message: str
    message_type: str | None = None
    line_id: str | None = None
    thread_id: str | None = None
    recipient_phone: str | None = None
    recipient_email: str | None = None
    recipient_name: str | None = None
    lead_id: str | None = None
    batch_id: str | None = None
    scheduled_at: str | None = None

    def __post_init__(self) -> None:
        checked_body(self.message)
        if self.message_type not in (None, *LineType):
            raise Invalid(message_type="use sms, imessage or email.")
        for name, length in _LENGTHS.items():
            text = getattr(self, name)
            if text is not None and not 1 <= len(text) <= length:
                raise Invalid(**{name: f"enter 1 to {length} characters, or leave it out."})
        if self.thread_id is not None and self.recipient_phone is not None:
            raise Invalid(recipient_phone="send either threadId or recipientPhone, not both.")
        if self.message_type not in (None, LineType.SMS) or self.recipient_email is not None:
            raise MessageTypeNotServed
        nobody = self.thread_id is None and self.recipient_phone is None and self.lead_id is None
        if nobody or (self.recipient_phone is not None and not self.recipient_phone.strip()):
            raise Invalid(recipient_phone="send threadId, leadId or recipientPhone.")
        if self.scheduled_at is not None:
            raise SchedulingNotServed
        if self.recipient_phone is not None:
            PhoneNumber.parse(self.recipient_phone)
