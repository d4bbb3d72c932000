"""X-Twilio-Signature: proof that a request comes from somebody who knows the account's token."""

import base64
import hashlib
import hmac
from collections.abc import Iterable


def sign(token: str, url: str, form: Iterable[tuple[str, str]]) -> str:
    """HMAC-SHA1 over the address and every field by name, a repeated field's values sorted, each value once.

    https://www.twilio.com/docs/usage/webhooks/webhooks-security
    """
    signed = url + "".join(name + value for name, value in sorted(set(form)))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
