"""Somebody's question whether a number can be texted."""

from dataclasses import dataclass

from leadline.domain.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion:
    """A phone in any notation, or a conversation; raises Invalid."""

    phone: str | None = None
    thread_id: str | None = None

    def __post_init__(self) -> None:
        if (self.phone is None) == (self.thread_id is None):
            raise Invalid(phone="give either phone or threadId.")
        if self.phone is not None and not 1 <= len(self.phone.strip()) <= 64:
            raise Invalid(phone="give a phone number of 1 to 64 characters.")
        if self.thread_id is not None and not 1 <= len(self.thread_id) <= 512:
            raise Invalid(thread_id="give 1 to 512 characters.")
