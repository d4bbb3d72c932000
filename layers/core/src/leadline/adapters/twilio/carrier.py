"""Twilio as the carrier: sending, and its own lists of what was sent and received."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from twilio.rest import Client

from leadline.adapters.twilio import error_codes
from leadline.adapters.twilio.asking import asked
from leadline.adapters.twilio.http_client import RebasedHttpClient
from leadline.adapters.twilio.reports import report
from leadline.domain.texting.message import MAX_MEDIA, Media, Message
from leadline.domain.texting.provider import Busy, Declined, InboundText, OutboundRecord, Report, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twilio.rest.api.v2010.account.message import MessageInstance

    from leadline.domain.accounts.line import Line

SECOND = timedelta(seconds=1)
# The largest page that Twilio gives; and one that mostly holds all that a lead was sent since some minutes ago.
INBOUND_PAGE, OUTBOUND_PAGE = 1000, 200
# No page is asked for after that: the run that reads the list has to end.
LIST_SECONDS = 4.0


class TwilioCarrier:
    """One client per provider account; `accounts` maps an account's SID to its token."""

    def __init__(self, accounts: Mapping[str, str], *, base: str, callback_url: str) -> None:
        http_client = RebasedHttpClient(base)
        self._clients = {sid: Client(sid, token, http_client=http_client) for sid, token in accounts.items()}
        self._callback_url = callback_url

    def send(self, message: Message, *, line: Line, callback_key: str) -> Report:
        def create() -> MessageInstance:
            sender = {"messaging_service_sid": line.route} if line.route else {"from_": line.address}
            return self._client(line.account).messages.create(
                to=message.address, body=message.body, status_callback=f"{self._callback_url}/{callback_key}", **sender
            )

        return _report(asked(create), message.address)

    def sent_to(self, address: str, *, account: str, since: datetime) -> Sequence[OutboundRecord]:
        # By To alone: From is null behind a Messaging Service, and a queued message has no date to filter by. The list is
        # newest first, so that it is read until a page ends with what was created and sent before.
        rows: list[MessageInstance] = []
        deadline = monotonic() + LIST_SECONDS
        page = asked(lambda: self._client(account).messages.page(to=address, page_size=OUTBOUND_PAGE))
        while page:
            rows += asked(lambda page=page: list(page))  # type: ignore[misc]
            if page.next_page_url is None or (rows and _is_before(rows[-1], since)):
                break
            if monotonic() >= deadline:
                raise Busy
            page = asked(page.next_page)
        return [
            OutboundRecord(
                report=_report(row, address),
                body=row.body or "",
                sender=row.from_,
                route=row.messaging_service_sid,
                created_at=row.date_created,
            )
            for row in rows
            if row.direction != "inbound" and row.sid and row.date_created and row.date_created >= since
        ]

    def received_by(self, line: Line, *, since: datetime, until: datetime | None) -> Sequence[InboundText] | None:
        messages = self._client(line.account).messages
        # Both bounds are whole seconds, and Twilio counts the second that is named in.
        before: dict[str, datetime] = {"date_sent_before": until - SECOND} if until else {}
        page = asked(lambda: messages.page(to=line.address, date_sent_after=since, page_size=INBOUND_PAGE, **before))
        if page.next_page_url and (until is None or until - since > SECOND):
            return None
        rows: list[MessageInstance] = []
        while page:
            rows += asked(lambda page=page: list(page))  # type: ignore[misc]
            page = asked(page.next_page)
        # Listed newest first, in whole seconds: turned round, texts of one second keep their order.
        inbound = [row for row in reversed(rows) if row.direction == "inbound" and row.sid]
        return [_inbound(row, line) for row in sorted(inbound, key=_time)]

    def media_of(self, text: InboundText) -> tuple[Media, ...]:
        message = self._client(text.account).messages(text.provider_id)
        base = f"https://api.twilio.com/2010-04-01/Accounts/{text.account}/Messages/{text.provider_id}/Media"
        found = asked(lambda: message.media.list(limit=MAX_MEDIA))
        return tuple(Media(f"{base}/{item.sid}", item.content_type or "application/octet-stream") for item in found)

    def received_at(self, provider_id: str, *, account: str) -> datetime | None:
        try:
            return asked(lambda: self._client(account).messages(provider_id).fetch()).date_created
        except Declined:
            return None

    def _client(self, account: str) -> Client:
        try:
            return self._clients[account]
        except KeyError:
            meaning = error_codes.of_refusal(20003)
            raise Declined(error_codes.reason(meaning, None)) from None


def _report(row: MessageInstance, address: str) -> Report:
    try:
        code = int(row.error_code) if row.error_code else None
        return report(sid=row.sid, account=row.account_sid, to=address, status=str(row.status), error_code=code)
    except (KeyError, ValueError):
        raise Unknown from None


def _time(row: MessageInstance) -> datetime:
    return row.date_sent or row.date_created or datetime.now(UTC)


def _is_before(row: MessageInstance, since: datetime) -> bool:
    """Say whether a row, and with it whatever is listed after it, is of an earlier time, by whichever of its dates."""
    return all(at < since for at in (row.date_created, row.date_sent) if at)


def _inbound(row: MessageInstance, line: Line) -> InboundText:
    return InboundText(
        provider_id=row.sid,
        account=row.account_sid,
        sender=row.from_ or "",
        recipient=row.to or line.address,
        route=row.messaging_service_sid,
        body=row.body or "",
        has_unlisted_media=row.num_media not in (None, "", "0"),
        sent_at=_time(row),
    )
