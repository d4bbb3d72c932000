"""Runs in the Lambda's Python: imports one function's handler and makes its first call, and `calls` more of them."""

import json
import sys

event, calls = json.load(open(sys.argv[1])), int(sys.argv[2])  # noqa: PTH123, SIM115 - each import counts

import handler  # type: ignore[import-not-found]  # noqa: E402 - the folder it runs in is a function's

for _ in range(1 + calls):
    answered = handler.lambda_handler(event, None)
if answered and (answered.get("statusCode", 200) >= 400 or answered.get("batchItemFailures")):
    sys.exit(f"answered {answered}")
