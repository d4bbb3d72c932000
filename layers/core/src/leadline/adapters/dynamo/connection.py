"""The one connection to DynamoDB of this process."""

from threading import Lock

from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.models import Model

# Below every function's own time-out: PynamoDB would wait for 30 seconds.
shared = Connection(connect_timeout_seconds=1, read_timeout_seconds=2, max_retry_attempts=2)
_making = Lock()


class Row(Model):
    """A row of any table.

    PynamoDB would make a botocore client for each class of rows, and each costs a cold start 250 million instructions;
    so they all use the one of `shared`.
    """

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        with _making:  # else each thread that reads a shard would make one
            table.connection._client = shared.client  # noqa: SLF001 - it has no other way to be given one
        return table
