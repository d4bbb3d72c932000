"""Runs in the Lambda's Python: imports one function's handler, makes its first call, and says what that has loaded."""

import json
import sys

compiled: list[str] = []


def hear(event: str, arguments: tuple[object, ...]) -> None:
    """Python compiles a module only where there is no bytecode for it, or none that fits."""
    if event == "compile" and isinstance(arguments[1], str) and arguments[1].endswith(".py"):
        compiled.append(arguments[1])


sys.addaudithook(hear)

import handler  # type: ignore[import-not-found]  # noqa: E402 - the folder it runs in is a function's

answered = handler.lambda_handler(json.load(open(sys.argv[1])), None)  # noqa: PTH123, SIM115 - as the other program here
if answered and (answered.get("statusCode", 200) >= 400 or answered.get("batchItemFailures")):
    sys.exit(f"answered {answered}")

own = {str(handler.__file__), __file__}
print(json.dumps({"modules": sorted(sys.modules), "compiled": sorted(set(compiled) - own)}))
