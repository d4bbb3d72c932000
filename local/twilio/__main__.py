"""`python -m local.twilio --port 8010 --data twilio.sqlite`: serve until Ctrl-C."""

import argparse
import os
import sys
from pathlib import Path

from local.twilio.account import Account
from local.twilio.server import Simulator


def main() -> int:
    """Read the command line and the environment, then serve."""
    parser = argparse.ArgumentParser(prog="python -m local.twilio", description=__doc__)
    parser.add_argument("--port", type=int, default=8010, help="0 picks a free one")
    parser.add_argument("--data", type=Path, required=True, help="the SQLite file that everything is kept in")
    chosen = parser.parse_args()
    try:
        account = Account(os.environ.get("TWILIO_ACCOUNT_SID", ""), os.environ.get("TWILIO_AUTH_TOKEN", ""))
    except ValueError as error:
        print(f"{error}: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN", file=sys.stderr)
        return 2
    try:
        simulator = Simulator(account, data=chosen.data, port=chosen.port)
    except OSError as error:
        print(f"Port {chosen.port} can't be used: {error.strerror}", file=sys.stderr)
        return 1
    print(f"Twilio is at {simulator.url}", flush=True)
    simulator.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
