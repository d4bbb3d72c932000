"""Words that opt a lead out or in, and which of two such words counts."""

from datetime import datetime, timedelta
from enum import Enum

import msgspec

from leadline.domain.writing.normal_form import normal

_STOP = frozenset(
    {
        "stop", "stopall", "stop all", "unsubscribe", "unsub", "cancel", "end", "quit", "revoke", "optout", "opt out",
        "remove me", "stop2quit", "arret", "arrêt",
    }
)  # fmt: skip
_START = frozenset({"start", "unstop"})
_START_IF_OPTED_OUT = frozenset({"yes"})
_HELP = frozenset({"help", "info"})

# Webhooks carry no time of their own. Twilio delivers one within 15 seconds, its retries and the fallback URL within
# two minutes; words that we received further apart than this came in that order.
UNCERTAIN = timedelta(minutes=2)


class Word(Enum):
    """What a whole message says about being texted."""

    STOP = "stop"
    START = "start"
    YES = "yes"
    HELP = "help"
    NONE = "none"


class Verdict(Enum):
    """Whether a word changes the state that another one has set."""

    APPLIES = "applies"
    TOO_OLD = "too old"
    UNCERTAIN = "uncertain"


class Source(Enum):
    """Who said it: the lead by a keyword, the provider by its refusal, or a person of the firm."""

    KEYWORD = "keyword"
    PROVIDER = "provider"
    HAND = "hand"
    IMPORT = "import"

    @property
    def is_the_leads(self) -> bool:
        """Whether it is the lead's own word, of which the provider's refusal is an echo."""
        return self in (Source.KEYWORD, Source.PROVIDER)


class OptOutState(msgspec.Struct, frozen=True):
    """Where a counterpart stands, since when, and by which message; `exact` when the time is the provider's."""

    opted_out: bool
    changed_at: datetime
    provider_id: str | None
    exact: bool
    source: Source = Source.KEYWORD


class StandingOptOut(msgspec.Struct, frozen=True, kw_only=True):
    """An opt-out that stands, without the number and the name; `place` is where it is in the firm's list."""

    thread_id: str
    place: str
    opted_out_at: datetime
    source: Source
    note: str | None
    lead_said_stop: bool

    @property
    def can_be_lifted(self) -> bool:
        """Only what a person of the firm entered, and never once the lead has said STOP or the provider has refused."""
        return self.source is Source.HAND and not self.lead_said_stop


class OptOut(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may not be texted now, as the firm's list shows them."""

    phone: str
    name: str | None
    standing: StandingOptOut


class OptOutEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What a person of the firm says of a counterpart; `message_id` is the text whose wish they honour."""

    id: str
    firm_id: str
    thread_id: str
    address: str
    source: Source = Source.HAND
    note: str | None = None
    message_id: str | None = None
    user_id: str | None = None
    user_name: str | None = None


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to whether somebody may be texted, kept for good; `action` as the API says it."""

    id: str
    action: str
    at: datetime
    source: str
    text: str | None
    user_name: str | None


def read_word(body: str) -> Word:
    """Classify a whole message: NFKC, casefold, without punctuation and emoji, spaces collapsed."""
    text = normal("NFKC", body).casefold()
    text = " ".join("".join(character for character in text if character.isspace() or character.isalnum()).split())
    for words, word in ((_STOP, Word.STOP), (_START, Word.START), (_START_IF_OPTED_OUT, Word.YES), (_HELP, Word.HELP)):
        if text in words:
            return word
    return Word.NONE


def judge(word: Word, *, at: datetime, exact: bool, current: OptOutState | None) -> Verdict:
    """Decide whether `word`, said at `at`, counts against the present state.

    The newer word wins. Of two at the same exact time STOP wins. A webhook tells no time, so ours may be off by its
    delay: two words within two minutes are uncertain unless both times are exact. START heard at 10:00:00 and STOP heard
    at 10:00:40: the provider must be asked. Where it can't tell, STOP wins, which is the caller's to do.

    A word that says what stands already is judged, too. STOP stands since 10:05, and a STOP of 10:00 comes late: were its
    time taken, a START of 10:03 would win. What a person of the firm entered or lifted never stands against STOP,
    whenever that was said.
    """
    if current is None or (word is Word.STOP and not current.source.is_the_leads):
        return Verdict.APPLIES
    if exact and current.exact:
        newer = at >= current.changed_at if word is Word.STOP else at > current.changed_at
        return Verdict.APPLIES if newer else Verdict.TOO_OLD
    if abs(at - current.changed_at) < UNCERTAIN:
        return Verdict.UNCERTAIN
    return Verdict.APPLIES if at > current.changed_at else Verdict.TOO_OLD
