"""Asked by the gateway before every call below /api: whose API key is it?"""

from leadline import wiring
from leadline.domain.accounts.api_key import ApiKey
from leadline.entrypoints.authorizer import serve
from leadline.services.accounts import api_keys


def authorize_key(header: str) -> ApiKey | None:
    return api_keys.authorize(header=header, api_keys=wiring.api_keys(), clock=wiring.clock())


lambda_handler = serve(authorize_key)
