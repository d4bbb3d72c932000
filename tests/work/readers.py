"""Everything in the code that reads what strangers write, and what would be hard for it to read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from leadline.adapters.twilio.webhooks import Form, delivery_report, inbound_text, verified_form
from leadline.domain.accounts.api_key import Credential
from leadline.domain.errors import Refusal
from leadline.domain.imports import csv_file, csv_rows, import_row
from leadline.domain.imports.import_plan import ImportPlan, Kind
from leadline.domain.leads import search, search_text, time_zones
from leadline.domain.leads.lead_draft import LeadDraft, phone_of
from leadline.domain.numbers.phone_number import PhoneNumber, is_e164
from leadline.domain.opt_outs.opt_out import read_word
from leadline.domain.opt_outs.stop_wishes import asks_to_stop
from leadline.domain.texting import thread
from leadline.domain.texting.draft import Draft
from leadline.domain.texting.message import checked_body
from leadline.domain.texting.message_key import MessageKey
from leadline.domain.texting.segments import count_segments
from leadline.domain.writing import unprintable, visible
from leadline.domain.writing.normal_form import normal
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.webhook import path_called

# Repeated, they are what makes readers go back and forth: keywords, spelled letters, signs that open and never close,
# space, marks that Python sorts, digits in another script, and lines.
ANYWHERE = ("stop ", '"', "“", " ", "\u0315\u0300", "\n", "a,", "😂")
SAID = (
    *("a", "s t o p ", "“a b c” ", "don't want to ", "no more of these ", "please stop the ", "stop!", "STOP x ", "- "),
    *("ooo ", "opt out of the ", "i told you to ", "> a\n", "On a wrote\n", "from: \n", "-- message\n", "‘", "s.", "("),
    *("no me ", "12345 ", "\u200b"),
)
NUMBERS = ("1", "+", "+1 ", "(1) ", "1-", "1.0", "x1", ";ext=1", "tel:", "\u202a1", "１", "+1 202 555 0143 ", "1 ::: ")
ADDRESSES = ("a@", "a.", "@", "a@a.", "a@b.c;", ".")
FORMS = ("a=1&", "&", "=", "%41", "%", "+", "a", "AccountSid=AC1&", "Body=%F0%9F%98%82&")
FILES = ('"\n', '""', '"a"b,', ",", "\r", "a\n", 'a,"b\n', ";", "'", "=1,", "\t", "é", "'=", "sep=;\n")
CODES = ("A", "_", "-", "=", "ll_", "a.", "A_-", "Bearer ")
JSONS = ("[", '{"a":', '"\\u0041"', "1", '"message":1,', "\\")


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads, by its place in the code; `length` is that of the shorter text, the longer is ten times as long."""

    place: str
    read: Callable[[str], object]
    shapes: Sequence[str] = ()
    length: int = 110


def readers() -> Iterator[Reader]:
    """Name them all."""
    yield Reader("domain.opt_outs.stop_wishes.asks_to_stop", asks_to_stop, SAID)
    yield Reader("domain.opt_outs.opt_out.read_word", read_word, (*SAID, "ﷺ"))
    yield Reader(
        "domain.writing.normal_form.normal",
        lambda text: (normal("NFKC", text), normal("NFKD", text)),
        ("ﷺ",),
        length=300,
    )
    yield Reader("domain.texting.message.checked_body", checked_body, SAID, length=1000)
    yield Reader("domain.texting.segments.count_segments", count_segments, ("^", "é"), length=300)
    yield Reader("domain.numbers.phone_number.PhoneNumber", PhoneNumber.parse, NUMBERS, length=200)
    yield Reader("domain.numbers.phone_number.is_e164", is_e164, NUMBERS, length=5000)
    yield Reader("domain.leads.lead_draft.phone_of", lambda text: phone_of(text, region="US"), NUMBERS, length=200)
    yield Reader(
        "domain.leads.lead_draft.LeadDraft",
        lambda text: LeadDraft(name=text, email=text, timezone=text),
        ADDRESSES,
        length=1000,
    )
    yield Reader(
        "domain.texting.draft.Draft", lambda text: Draft(message=text, recipient_phone=text), NUMBERS, length=1000
    )
    yield Reader(
        "domain.leads.search.words", lambda text: search.keys(names=[text], emails=[text], numbers=[]), ADDRESSES
    )
    yield Reader("domain.leads.search.query_key", search.query_key, NUMBERS)
    yield Reader(
        "domain.leads.search_text.Sought", lambda text: search_text.Sought(text[:100]).is_in(phone=text, name=text)
    )
    yield Reader("domain.imports.csv_rows.read", _rows, FILES)
    yield Reader(
        "domain.imports.csv_file.written",
        lambda text: csv_file.written([[text, csv_file.unguarded(text)]]),
        FILES,
        length=1000,
    )
    yield Reader("domain.imports.import_row.lead", _row, (*FILES, *NUMBERS))
    yield Reader("domain.leads.time_zones.zone_of", time_zones.zone_of, ("(GMT-05:00) ", "America/", "-"))
    yield Reader("domain.writing.visible.trimmed", visible.trimmed, ("\u200b", "\u3164", "\u0301"))
    yield Reader("domain.writing.unprintable.without_unprintable", unprintable.without_unprintable, ("\x00", "\ufffe"))
    yield Reader("domain.texting.thread.unseal", lambda text: thread.unseal(text, key=b"k" * 32), CODES, length=1000)
    yield Reader("domain.accounts.api_key.Credential", Credential.parse, CODES, length=5000)
    yield Reader("domain.texting.message_key.MessageKey", MessageKey.parse, CODES, length=5000)
    yield Reader("adapters.twilio.webhooks.verified_form", _form, FORMS, length=1000)
    yield Reader("adapters.twilio.webhooks", _webhook, NUMBERS, length=1000)
    yield Reader("entrypoints.http.body.read", _json, JSONS, length=1000)
    yield Reader("entrypoints.http.request.Request", _parameters, CODES, length=5000)


def cases() -> Iterator[tuple[str, Callable[[str], object], str, int]]:
    """Each reader with each shape: the case's name, what reads, the shape and how long its repeats are at first."""
    for reader in readers():
        for shape in dict.fromkeys((*ANYWHERE, *reader.shapes)):
            yield f"{reader.place} {shape!a}", reader.read, shape, reader.length


def hostile(shape: str, length: int) -> str:
    """Return a shape repeated, with something that it can't go on with."""
    return (shape * (length // len(shape) + 1))[:length] + " xyz"


def _rows(text: str) -> None:
    for encoding in csv_rows.Encoding:
        code = "utf-8" if encoding is csv_rows.Encoding.TEXT else encoding.value
        list(csv_rows.read([text.encode(code)], encoding=encoding, delimiter=",", width=3, start=0, number=1))


def _row(text: str) -> None:
    plan = ImportPlan(delimiter=",", has_header=False, columns=["name", "phone", "event"])
    plan.check(Kind.LEADS)
    row = csv_rows.Row(number=1, end=1, cells=(text, text, text), text="")
    said = import_row.lead(import_row.said(row, plan), region="US")
    import_row.key(said.draft, region="US")


def _form(text: str) -> None:
    tokens = {"AC1": ["token"]}
    request = _request(text)
    verified_form(
        path=path_called(request.event),
        body=request.raw_body(),
        headers=request.event["headers"],
        public_url="https://a",
        tokens=tokens,
    )


def _webhook(text: str) -> None:
    form = Form({name: [text] for name in ("From", "To", "MessageSid", "Body", "NumMedia", "ErrorCode")})
    for read in (inbound_text, delivery_report):
        with suppress(Refusal):
            read(Form(form | {"To": ["+12025550143"], "From": ["1"], "MessageSid": ["SM1"]}))
            read(form)


def _json(text: str) -> None:
    for body in (text, f'{{"message":{text}', f'{{"message":"{text}"}}'):
        with suppress(Refusal):
            _request(body).body(Draft)


def _parameters(text: str) -> None:
    request = _request(text)
    for read in (
        lambda: request.id("a"),
        lambda: request.text("a", longest=200),
        lambda: request.words("a", longest=100_000),
        lambda: request.sought("a", shortest=2, longest=100_000),
        lambda: request.number("a", default=1, largest=100),
        lambda: request.choice("a", ("b",)),
        request.idempotency_key,
    ):
        with suppress(Refusal):
            read()


def _request(text: str) -> Request:
    headers = {"content-type": "application/json", "idempotency-key": text, "x-twilio-signature": text}
    event = {
        "headers": headers,
        "body": text,
        "rawPath": "/",
        "requestContext": {},
        "pathParameters": {"a": text},
        "queryStringParameters": {"a": text},
    }
    return Request(event)
