"""Fetching the pictures and files of an outbound message, as Twilio does before it sends them."""

import httpx

from local.twilio.messages import Message

# https://www.twilio.com/docs/messaging/guides/accepted-mime-types
ACCEPTED = (
    "image/",
    "audio/",
    "video/",
    "text/vcard",
    "text/x-vcard",
    "text/csv",
    "text/rtf",
    "text/calendar",
    "application/pdf",
)
PATIENCE = 15.0


async def fault(client: httpx.AsyncClient, message: Message) -> int | None:
    """Twilio's code for what is wrong with a message's media: 11200 can't be had, 12300 of a kind it doesn't take."""
    for media in message.media:
        try:
            async with client.stream("GET", media.url, timeout=PATIENCE, follow_redirects=True) as answer:
                if not answer.is_success:
                    return 11200
                if not answer.headers.get("content-type", "").startswith(ACCEPTED):
                    return 12300
        except (httpx.HTTPError, httpx.InvalidURL):
            return 11200
    return None
