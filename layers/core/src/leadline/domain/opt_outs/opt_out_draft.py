"""Whom a person of the firm opts out, on their wish in other words than STOP; checked without looking anything up."""

from dataclasses import dataclass

from leadline.domain.errors import Invalid

LONGEST_NOTE = 500
_LENGTHS = {"phone": 64, "thread_id": 512, "message_id": 64}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOutDraft:
    """By number or by thread, and why; raises Invalid."""

    phone: str | None = None
    thread_id: str | None = None
    note: str | None = None
    message_id: str | None = None

    def __post_init__(self) -> None:
        for name, longest in _LENGTHS.items():
            text = getattr(self, name)
            if text is not None and not 1 <= len(text) <= longest:
                raise Invalid(**{name: f"enter 1 to {longest} characters, or leave it out."})
        if (self.phone is None) is (self.thread_id is None):
            raise Invalid(phone="send either phone or threadId.")
        if self.note is not None and len(self.note) > LONGEST_NOTE:
            raise Invalid(note=f"shorten it to {LONGEST_NOTE} characters; it has {len(self.note):,}.")
