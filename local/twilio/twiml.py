"""The customer's answer to a webhook: nothing, or a TwiML document whose messages are sent as replies."""

from xml.etree import ElementTree

XML = ("text/xml", "application/xml")


class NotTwiml(Exception):
    """An answer that Twilio can't use, with the code that it logs."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def replies(content_type: str, body: str) -> list[str]:
    """The texts of an answer's `<Message>` elements.

    Raises NotTwiml: 12300 for another content type, 12100 for XML that doesn't parse, 12200 for another root.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if not body and kind not in XML:
        return []
    if kind not in XML:
        raise NotTwiml(12300)
    try:
        root = ElementTree.fromstring(body.strip().encode())  # noqa: S314 (the developer's own program wrote it)
    except ElementTree.ParseError as error:
        raise NotTwiml(12100) from error
    if root.tag != "Response":
        raise NotTwiml(12200)
    return [text for text in map(_text, root.iter("Message")) if text]


def _text(message: ElementTree.Element) -> str:
    within = [message.text or "", *(part.text or "" for part in message.iter("Body"))]
    return "".join(within).strip()
