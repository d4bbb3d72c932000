"""The settings pages, to read: the keys of the firm's programs."""

from leadline import wiring
from leadline.entrypoints import views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve


def list_api_keys(request: Request) -> Answer:
    """The firm's keys without their secrets, newest first."""
    keys = wiring.api_keys().of_firm(request.admin().firm_id)
    return Answer(200, {"apiKeys": [views.api_key(key) for key in keys]})


lambda_handler = serve(
    {
        "GET /api-keys": list_api_keys,
    }
)
