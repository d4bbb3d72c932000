"""`python -m tests.e2e.portal.operator`: the operator's office, open for many orders: a JSON object a line, answered by one.

One process for all of them: starting one takes longer than the order itself.
"""

import json
import sys

from infra.operate.deployment import Deployment
from infra.operate.office import Office


def main() -> None:
    """Carry out each order until there are no more."""
    office = Office(Deployment.find("leadline"))
    for line in sys.stdin:
        order = json.loads(line)
        done = getattr(office, order.pop("command"))(**order)
        sys.stdout.write(json.dumps(done) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
