"""GET /api-keys: the firm's keys without their secrets, newest first."""

from leadline import wiring
from leadline.entrypoints import views
from leadline.entrypoints.http import Answer, Request, serve


def list_api_keys(request: Request) -> Answer:
    keys = wiring.api_keys().of_firm(request.admin().firm_id)
    return Answer(200, {"apiKeys": [views.api_key(key) for key in keys]})


lambda_handler = serve(list_api_keys)
