"""The settings pages, to change: the keys of the firm's programs."""

from dataclasses import dataclass

from leadline import wiring
from leadline.domain.errors import Invalid
from leadline.entrypoints import views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.accounts import api_keys

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class KeyDraft:
    """What the key is for, in the admin's words."""

    name: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.strip()) <= LONGEST_NAME:
            raise Invalid(name=f"say in 1 to {LONGEST_NAME} characters what the key is for.")


def create_api_key(request: Request) -> Answer:
    """An admin makes a key for a program; its secret is shown this once."""
    user = request.admin()
    name = request.body(KeyDraft).name.strip()
    key, secret = api_keys.create(name=name, user=user, api_keys=wiring.api_keys(), clock=wiring.clock())
    return Answer(201, {"apiKey": views.api_key(key), "secret": secret}, "api_key_created", {"key_id": key.id})


def revoke_api_key(request: Request) -> Answer:
    """End a key, within a minute everywhere."""
    user, key_id = request.admin(), request.id("keyId")
    api_keys.revoke(key_id=key_id, user=user, api_keys=wiring.api_keys())
    return Answer(204, outcome="api_key_revoked", ids={"key_id": key_id})


lambda_handler = serve(
    {
        "POST /api-keys": create_api_key,
        "DELETE /api-keys/{keyId}": revoke_api_key,
    }
)
