"""The skeleton of what the gateway asks who a caller is (HTTP API, payload format 2.0, simple responses)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.entrypoints import journal
from leadline.entrypoints.start import keep_what_it_loads

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadline.domain.accounts.api_key import ApiKey


def serve(authorizer: Callable[[str], ApiKey | None]) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Make a Lambda handler of a function that gets the Authorization header and returns the key, None for no good one.

    The gateway answers a caller that isn't authorized with 403, and can't be told otherwise (docs/decisions/0011). So each
    is let through, and the function behind it refuses whoever comes without a key, with 401: `Request.user`.
    """

    def lambda_handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        correlation_id = str(event["requestContext"]["requestId"])
        try:
            key = authorizer(event["identitySource"][0])
        except (
            Exception
        ):  # The outermost frame: journaled, then raised, so that the gateway answers 500 and forgets it.
            journal.record_fault(authorizer.__name__, correlation_id)
            raise
        ids: dict[str, Any] = {"firm_id": key.firm_id, "key_id": key.id} if key else {}
        journal.record(
            "authorized" if key else "unauthorized", function=authorizer.__name__, correlation_id=correlation_id, **ids
        )
        context = {"firmId": key.firm_id, "keyId": key.id, "name": key.name} if key else {"keyId": ""}
        return {"isAuthorized": True, "context": context}

    return keep_what_it_loads(lambda_handler)
