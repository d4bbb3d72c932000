"""`python -m bench.measure_deployed --email you@example.com`: what a deployment in your own AWS account does, in milliseconds.

Calls the reading routes of a deployed stack as one of its users, one after the other, and says how long each took from here;
with `--phone`, one real text goes out, which costs what it costs. Then asks CloudWatch for what Lambda itself reported since:
cold starts (run it just after a deployment to see some), durations and memory, by function. It uses your AWS credentials and
region; the user's password is asked for, or read from LEADLINE_PASSWORD.
"""

import argparse
import getpass
import os
import time
from collections.abc import Callable
from statistics import quantiles
from typing import Any

import boto3
import httpx

REPORTS = """filter @type = "REPORT" | parse @logStream "*/*/*/*[*" as year, month, day, function, rest
| stats count(*) as calls, count(@initDuration) as cold, pct(@initDuration, 50) as start50, max(@initDuration) as start100,
pct(@duration, 50) as ms50, pct(@duration, 99) as ms99, max(@maxMemoryUsed) / 1000000 as megabytes by function"""
LOGS_ARRIVE_AFTER = 60


def main() -> None:
    """Measure, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stack", default="leadline")
    parser.add_argument("--email", required=True, help="a user of the deployment")
    parser.add_argument("--api", help="the API's address, where it has a domain of its own")
    parser.add_argument("--calls", type=int, default=100, help="how often each route is called")
    parser.add_argument("--phone", help="send one real text to this number")
    parser.add_argument("--no-reports", action="store_true", help="leave CloudWatch alone")
    wish = parser.parse_args()
    outputs = {
        output["OutputKey"]: output["OutputValue"]
        for output in boto3.client("cloudformation").describe_stacks(StackName=wish.stack)["Stacks"][0]["Outputs"]
    }
    began = int(time.time())
    with httpx.Client(base_url=wish.api or outputs["ApiUrl"], timeout=35) as api:
        api.headers["Authorization"] = f"Bearer {_sign_in(outputs['UserPoolClientId'], wish.email)}"
        _from_here(api, wish.calls, wish.phone)
    if not wish.no_reports:
        time.sleep(LOGS_ARRIVE_AFTER)
        _from_lambda(f"/leadline/{wish.stack}/functions", since=began)


def _sign_in(client: str, email: str) -> str:
    password = os.environ.get("LEADLINE_PASSWORD") or getpass.getpass(f"Password of {email}: ")
    signed_in = boto3.client("cognito-idp").initiate_auth(
        ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": email, "PASSWORD": password}
    )
    return signed_in["AuthenticationResult"]["IdToken"]


def _from_here(api: httpx.Client, calls: int, phone: str | None) -> None:
    """Say how long the calls take, the way to AWS and back included."""
    threads = api.get("/threads").raise_for_status().json()["threads"]
    routes = ["/me", "/threads", *[f"/threads/{thread['id']}" for thread in threads[:1]]]
    print(f"{'from here':<32}{'first':>8}{'50 %':>8}{'99 %':>8}   (milliseconds)")
    for route in routes:
        _print("GET " + route, [_clocked(lambda route=route: api.get(route)) for _ in range(calls)])  # type: ignore[misc]
    if phone:
        text = {"recipientPhone": phone, "message": "A test of how long a text takes."}
        _print("POST /messages", [_clocked(lambda: api.post("/messages", json=text))])


def _clocked(call: Callable[[], httpx.Response]) -> float:
    start = time.perf_counter()
    call().raise_for_status()
    return 1000 * (time.perf_counter() - start)


def _print(route: str, took: list[float]) -> None:
    hundredths = quantiles(took, n=100) if len(took) > 1 else took * 99
    print(f"{route[:30]:<32}{took[0]:>8.0f}{hundredths[49]:>8.0f}{hundredths[98]:>8.0f}")


def _from_lambda(group: str, *, since: int) -> None:
    """Say what Lambda reported."""
    logs = boto3.client("logs")
    query = logs.start_query(logGroupName=group, startTime=since, endTime=int(time.time()), queryString=REPORTS)
    found: Any = {"status": "Running"}
    while found["status"] in ("Scheduled", "Running"):
        time.sleep(1)
        found = logs.get_query_results(queryId=query["queryId"])
    for row in found["results"]:
        print("  ".join(f"{cell['field']}: {cell['value']}" for cell in row))


if __name__ == "__main__":
    main()
