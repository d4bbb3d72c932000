"""DELETE /api-keys/{keyId}: end a key, within a minute everywhere."""

from leadline import wiring
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import api_keys


def revoke_api_key(request: Request) -> Answer:
    user, key_id = request.admin(), request.id("keyId")
    api_keys.revoke(key_id=key_id, user=user, api_keys=wiring.api_keys())
    return Answer(204, outcome="api_key_revoked", ids={"key_id": key_id})


lambda_handler = serve(revoke_api_key)
