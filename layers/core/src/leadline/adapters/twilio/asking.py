"""A question to Twilio, and what it means that no answer came or another than one hoped for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from requests.exceptions import ConnectionError as LostConnection
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.response import Response
from urllib3.exceptions import MaxRetryError, NewConnectionError

from leadline.adapters.twilio import error_codes
from leadline.domain.texting.provider import Busy, Declined, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def asked(call: Callable[[], T]) -> T:
    """Make a call of the SDK; raises Declined, Busy or Unknown."""
    try:
        return call()
    except TwilioRestException as refusal:
        raise _refused(refusal.status, refusal.code) from None
    except ConnectTimeout:
        raise Busy from None
    except LostConnection as error:
        raise (Busy() if _never_connected(error) else Unknown()) from None
    except TwilioException as error:
        raise _refused(_status_of_page(error), None) from None
    except (RequestException, ValueError, TypeError, KeyError):
        raise Unknown from None


def _refused(status: int, code: int | None) -> Exception:
    if status == 429:
        return Busy()
    if status >= 500 or status < 400 or status == 408:
        return Unknown()
    meaning = error_codes.of_refusal(code)
    return Declined(error_codes.reason(meaning, code), opts_out=meaning.opts_out, number_refusal=meaning.refusal)


def _status_of_page(error: TwilioException) -> int:
    """Return the status with which a page of a list was refused, which the SDK tells in its own way; 500 for what it isn't."""
    return next((argument.status_code for argument in error.args if isinstance(argument, Response)), 500)


def _never_connected(error: LostConnection) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
