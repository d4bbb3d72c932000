"""API keys: made and revoked by an admin, and what a program shows is judged by them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from leadline.domain.accounts.api_key import ApiKey, Credential
from leadline.domain.errors import Conflict, NotFound, Overloaded
from leadline.domain.identifiers import new_id

if TYPE_CHECKING:
    from leadline.domain.accounts.firm import User
    from leadline.domain.ports.accounts import ApiKeys
    from leadline.domain.ports.clock import Clock

MOST = 50
USED_LATELY = timedelta(minutes=1)


def create(*, name: str, user: User, api_keys: ApiKeys, clock: Clock) -> tuple[ApiKey, str]:
    """Make a key; return it with what a program shows, which nobody can tell again. Raises Conflict for one too many."""
    if len(api_keys.of_firm(user.firm_id)) >= MOST:
        raise Conflict(f"Your firm has {MOST} API keys. Revoke one that isn't used any more first.")
    now = clock.now()
    credential = Credential.make(user.firm_id, new_id(now))
    key = ApiKey(
        id=credential.key_id,
        firm_id=user.firm_id,
        name=name,
        created_at=now,
        created_by=user.name,
        hint=credential.hint,
    )
    api_keys.add(key, secret_hash=credential.hash)
    return key, credential.text


def revoke(*, key_id: str, user: User, api_keys: ApiKeys) -> None:
    """End a key; raises NotFound."""
    if not api_keys.remove(user.firm_id, key_id):
        raise NotFound("There is no such API key.")


def authorize(*, header: str, api_keys: ApiKeys, clock: Clock) -> ApiKey | None:
    """Return the key that a program shows, None where it has none that is good; when it was used is kept by the minute."""
    credential = Credential.parse(header)
    found = api_keys.find(credential.firm_id, credential.key_id) if credential else None
    if credential is None or found is None:
        return None
    key, secret_hash = found
    if not credential.fits(secret_hash):
        return None
    now = clock.now()
    if key.last_used_at is None or key.last_used_at <= now - USED_LATELY:
        with suppress(Overloaded):
            api_keys.mark_used(key, at=now)
    return key
