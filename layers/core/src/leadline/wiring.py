"""Where settings meet adapters; each is made once per process, and imported only by the functions that need it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leadline.adapters.system_clock import SystemClock
from leadline.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor

    from leadline.adapters.aws.secrets import Outside, Secrets
    from leadline.adapters.twilio.webhooks import Form
    from leadline.domain.ports.accounts import Accounts, ApiKeys
    from leadline.domain.ports.imports import ImportFiles, Imports
    from leadline.domain.ports.leads import LeadBook, LeadIndex, Leads, People, Subject
    from leadline.domain.ports.numbers import Blocks, Lookup, NumberCheck, Numbers
    from leadline.domain.ports.opt_outs import OptOuts
    from leadline.domain.ports.queues import Queues
    from leadline.domain.ports.texting import Carrier, DeliveryReceipts, InboundTexts, Inbox, MediaFiles, Sends

WEBHOOKS = "/webhooks/twilio"


@cache
def clock() -> SystemClock:
    return SystemClock()


@cache
def accounts() -> Accounts:
    from leadline.adapters.dynamo.accounts.accounts import DynamoAccounts

    return DynamoAccounts(clock=clock())


@cache
def leads() -> Leads:
    from leadline.adapters.dynamo.leads.leads import DynamoLeads

    return DynamoLeads()


@cache
def lead_book() -> LeadBook:
    from leadline.adapters.dynamo.leads.lead_book import DynamoLeadBook

    return DynamoLeadBook(clock=clock())


@cache
def lead_index() -> LeadIndex:
    from leadline.adapters.dynamo.leads.lead_index import DynamoLeadIndex

    return DynamoLeadIndex(clock=clock())


@cache
def people() -> People:
    from leadline.adapters.dynamo.leads.people import DynamoPeople

    return DynamoPeople(clock=clock())


@cache
def numbers() -> Numbers:
    from leadline.adapters.dynamo.numbers.numbers import DynamoNumbers

    return DynamoNumbers(clock=clock())


@cache
def blocks() -> Blocks:
    from leadline.adapters.dynamo.numbers.blocks import DynamoBlocks

    return DynamoBlocks(clock=clock())


def follow_up(record: dict[str, Any]) -> Iterator[Subject | NumberCheck]:
    """Yield what is to be done after a record of a table's stream."""
    from leadline.adapters.dynamo.leads import changes

    return changes.follow_up(record)


@cache
def queues() -> Queues:
    from leadline.adapters.aws.queues import SqsQueues
    from leadline.domain.ports.imports import ImportPart
    from leadline.domain.ports.leads import Subject
    from leadline.domain.ports.numbers import NumberCheck

    return SqsQueues(
        {
            Subject: settings().people_queue,
            NumberCheck: settings().numbers_queue,
            ImportPart: settings().imports_queue,
        }
    )


@cache
def imports() -> Imports:
    from leadline.adapters.dynamo.imports.imports import DynamoImports

    return DynamoImports(clock=clock())


@cache
def import_files() -> ImportFiles:
    from leadline.adapters.aws.import_files import S3ImportFiles

    return S3ImportFiles(settings().imports_bucket)


@cache
def import_writers() -> Executor:
    """Return the threads in which the rows of a file are written side by side."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(8, thread_name_prefix="import-writer")


@cache
def sends() -> Sends:
    from leadline.adapters.dynamo.texting.sends import DynamoSends

    return DynamoSends(clock=clock())


@cache
def delivery_receipts() -> DeliveryReceipts:
    from leadline.adapters.dynamo.texting.delivery_receipts import DynamoDeliveryReceipts

    return DynamoDeliveryReceipts(clock=clock())


@cache
def inbound_texts() -> InboundTexts:
    from leadline.adapters.dynamo.texting.inbound_texts import DynamoInboundTexts

    return DynamoInboundTexts(clock=clock())


@cache
def inbox() -> Inbox:
    from leadline.adapters.dynamo.texting.inbox import DynamoInbox

    return DynamoInbox(clock=clock())


@cache
def opt_outs() -> OptOuts:
    from leadline.adapters.dynamo.opt_outs.opt_out_list import DynamoOptOuts

    return DynamoOptOuts(clock=clock())


@cache
def api_keys() -> ApiKeys:
    from leadline.adapters.dynamo.accounts.api_keys import DynamoApiKeys

    return DynamoApiKeys()


@cache
def _secrets() -> Secrets:
    from leadline.adapters.aws.secrets import Secrets

    return Secrets(settings().secrets_name, clock())


def outside() -> Outside:
    """Return the provider accounts' tokens and our public address."""
    return _secrets().outside()


def twilio_form(*, path: str, body: bytes, headers: Mapping[str, str]) -> Form:
    """Return what Twilio posted to a webhook; raises BadSignature unless it was Twilio."""
    from leadline.adapters.twilio.webhooks import verified_form

    known = outside()
    return verified_form(
        path=path, body=body, headers=headers, public_url=known.public_url, tokens=known.twilio_accounts
    )


def carrier() -> Carrier:
    """Return Twilio, with the tokens as they are now."""
    known = outside()
    return _carrier(
        tuple((sid, tokens[0]) for sid, tokens in known.twilio_accounts.items()),
        f"{known.public_url}{WEBHOOKS}/deliveries",
    )


@cache
def _carrier(accounts: tuple[tuple[str, str], ...], callback_url: str) -> Carrier:
    from leadline.adapters.twilio.carrier import TwilioCarrier

    return TwilioCarrier(dict(accounts), base=settings().twilio_api_base, callback_url=callback_url)


def lookup() -> Lookup:
    """Return Twilio's Lookup, with the tokens as they are now."""
    return _lookup(tuple((sid, tokens[0]) for sid, tokens in outside().twilio_accounts.items()))


@cache
def _lookup(accounts: tuple[tuple[str, str], ...]) -> Lookup:
    from leadline.adapters.twilio.lookup import TwilioLookup

    return TwilioLookup(dict(accounts), base=settings().twilio_api_base)


def media_files() -> MediaFiles:
    """Return the files that Twilio keeps, with the tokens as they are now."""
    return _media_files(tuple((sid, tokens[0]) for sid, tokens in outside().twilio_accounts.items()))


@cache
def _media_files(accounts: tuple[tuple[str, str], ...]) -> MediaFiles:
    from leadline.adapters.twilio.media import TwilioMedia

    return TwilioMedia(dict(accounts), base=settings().twilio_api_base)
