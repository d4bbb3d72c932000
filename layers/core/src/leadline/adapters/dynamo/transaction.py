"""A write of several items, all or none, that says by name which condition failed and outlasts conflicts."""

from __future__ import annotations

import random
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from botocore.exceptions import BotoCoreError
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from leadline.adapters.dynamo import connection
from leadline.domain.errors import Overloaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadline.domain.ports.clock import Clock

_TRANSIENT = frozenset(
    {
        "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflictException",
        "TransactionInProgressException", "ProvisionedThroughputExceededException", "ThrottlingException",
        "RequestLimitExceeded", "InternalServerError", "ServiceUnavailable", "LimitExceededException",
    }
)  # fmt: skip
PATIENCE = timedelta(seconds=4)


class Refused(Exception):
    """Conditions that failed, by the name of their action, each with the item that stood in the way."""

    def __init__(self, items: dict[str, dict[str, Any]]) -> None:
        self.items = items
        super().__init__(", ".join(items))


class Transaction:
    """The actions of one TransactWriteItems, each with a name to recognise its refusal by."""

    def __init__(self) -> None:
        self._checks: dict[str, dict[str, Any]] = {}
        self._deletes: dict[str, dict[str, Any]] = {}
        self._puts: dict[str, dict[str, Any]] = {}
        self._updates: dict[str, dict[str, Any]] = {}

    def check(self, name: str, row: Model, condition: Condition) -> None:
        self._checks[name] = row.get_delete_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure="ALL_OLD"
        )

    def delete(self, name: str, row: Model, condition: Condition | None = None) -> None:
        self._deletes[name] = row.get_delete_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure="ALL_OLD"
        )

    def put(self, name: str, row: Model, condition: Condition | None = None) -> None:
        self._puts[name] = row.get_save_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure="ALL_OLD"
        )

    def update(self, name: str, row: Model, actions: list[Action], condition: Condition | None = None) -> None:
        self._updates[name] = row.get_update_kwargs_from_instance(
            actions=actions, condition=condition, return_values_on_condition_failure="ALL_OLD"
        )

    def without(self, names: frozenset[str]) -> Transaction:
        """Return this transaction less the named actions."""
        for actions in self._kinds:
            for name in names & actions.keys():
                del actions[name]
        return self

    @property
    def _kinds(self) -> tuple[dict[str, dict[str, Any]], ...]:
        """The actions in the order in which PynamoDB sends them, and DynamoDB reports on them."""
        return self._checks, self._deletes, self._puts, self._updates

    def commit(self) -> None:
        """Write everything; raises Refused when any condition failed, Overloaded when it may be tried again."""
        if not any(self._kinds):
            return
        try:
            connection.shared.transact_write_items(
                condition_check_items=list(self._checks.values()),
                delete_items=list(self._deletes.values()),
                put_items=list(self._puts.values()),
                update_items=list(self._updates.values()),
                client_request_token=uuid4().hex,
            )
        except TransactWriteError as error:
            names = [name for actions in self._kinds for name in actions]
            refused = {
                name: reason.raw_item or {}
                for name, reason in zip(names, error.cancellation_reasons, strict=False)  # none without a cancellation
                if reason is not None and reason.code == "ConditionalCheckFailed"
            }
            if refused:
                raise Refused(refused) from None
            if is_transient(error):
                raise Overloaded from error
            raise


def is_transient(error: PynamoDBException) -> bool:
    """Say whether the same request may be tried again: a conflict, a throttle, or an answer that never came."""
    if isinstance(error.cause, BotoCoreError):
        return True  # asked before the code: PynamoDB can't read it from an answer that never came
    if isinstance(error, TransactWriteError) and error.cause_response_code == "TransactionCanceledException":
        codes = {reason.code for reason in error.cancellation_reasons if reason is not None}
        return bool(codes) and codes <= _TRANSIENT
    return error.cause_response_code in _TRANSIENT


@contextmanager
def reading() -> Iterator[None]:
    """Turn a throttle or a lost connection that outlasted the SDK's own retries into Overloaded."""
    try:
        yield
    except PynamoDBException as error:
        if is_transient(error):
            raise Overloaded from error
        raise


def commit(build: Callable[[datetime], Transaction], *, clock: Clock, until: datetime | None = None) -> None:
    """Build and commit until it went through or was refused, each time anew with the time of that moment.

    Raises Refused, or Overloaded when patience ends.
    """
    deadline = until or clock.now() + PATIENCE
    pause = 0.02
    while True:
        try:
            return build(clock.now()).commit()
        except Overloaded:
            if clock.now() + timedelta(seconds=pause) >= deadline:
                raise
        clock.sleep(random.uniform(0, pause))
        pause = min(pause * 2, 0.5)


def commit_what_holds(
    build: Callable[[datetime, frozenset[str]], Transaction], *, clock: Clock, needed: str | None = None
) -> frozenset[str]:
    """Commit, leaving out each action whose condition fails, and all where it is `needed`; return their names.

    `build` is told what is left out, in case something else is to be done then.
    """
    left_out: frozenset[str] = frozenset()
    while True:
        try:
            commit(lambda now: build(now, left_out).without(left_out), clock=clock)  # noqa: B023 - called before it changes
            return left_out
        except Refused as refused:
            left_out |= refused.items.keys()
            if needed in left_out:
                return left_out
