"""Starts the whole of Leadline on this machine, in order, and stops it again."""

import fcntl
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from local import aws as emulated_aws
from local import building, deployment, http_api, inspection, portal, ports, readers
from local.environments import ROOT
from local.processes import Child, Children
from local.settings import Settings, TwilioAccount, twilio_account_of_this_machine
from local.steps import StepFailed, step

SAVING_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Stack:
    """Where everything is, once it runs."""

    portal: str
    api: str
    public_url: str
    phones: str | None
    twilio_api_base: str
    twilio_account: TwilioAccount
    aws: str
    region: str
    outputs: Mapping[str, str]
    processes: Mapping[str, int]

    @property
    def message_webhook(self) -> str:
        return f"{self.public_url}/webhooks/twilio/messages"


@contextmanager
def running(settings: Settings) -> Iterator[tuple[Stack, Children]]:
    """The stack, up and inspected; down again when the block is left, however that happens."""
    with ExitStack() as leaving:
        lock = leaving.enter_context(_data_of_our_own(settings))
        children = Children(settings.data / "logs", lock)
        leaving.callback(_stop, children)
        yield _start(settings, children), children


def _start(settings: Settings, children: Children) -> Stack:
    chosen = ports.pick(settings.demanded_ports)
    target = building.this_machine()
    template, inputs = building.build(target)
    pages = portal.build()
    account = settings.twilio_account or twilio_account_of_this_machine(settings.data)
    with step("Starting the emulated AWS"):
        aws = emulated_aws.start(children, data=settings.data, port=chosen.aws, path=os.environ["PATH"])
    phones = None
    if not settings.twilio_api_base:
        phones = f"http://localhost:{chosen.twilio}"
        with step("Starting the simulated Twilio"):
            twilio = _start_twilio(children, settings.data, chosen.twilio, account)
            twilio.wait_until_it_answers(f"http://127.0.0.1:{chosen.twilio}/")
    origin, api = f"http://localhost:{chosen.portal}", f"http://localhost:{chosen.api}"
    parameters = {
        "Architecture": target.architecture,
        "PortalOrigin": origin,
        "PublicUrl": settings.public_url or api,
        "TwilioApiBase": settings.twilio_api_base or phones or "",
        "TwilioAccountSid": account.sid,
        "TwilioAuthToken": account.token,
    }
    deployment.deploy(aws, template, inputs, parameters, data=settings.data)
    with step("Connecting routes, checking the wiring"):
        deployed = deployment.describe(aws)
        http_api.put_in(aws, deployed)
        readers.bound(aws, deployed)
        wired = inspection.inspect(aws, deployed)
    print(f"  {wired}")
    with step("Opening the API and the portal"):
        door = _start_door(children, chosen.api, aws.endpoint, deployed.physical_ids["Api"], origin)
        config = _portal_config(api, chosen.aws, deployed)
        uploads = f"{aws.endpoint}/{deployed.outputs['ImportsBucket']}"
        site = _start_portal(children, settings.data, chosen.portal, pages, config, uploads)
        door.wait_until_it_answers(f"http://127.0.0.1:{chosen.api}/")
        site.wait_until_it_answers(f"http://127.0.0.1:{chosen.portal}/")
    return Stack(
        portal=origin,
        api=api,
        public_url=parameters["PublicUrl"],
        phones=phones,
        twilio_api_base=parameters["TwilioApiBase"],
        twilio_account=account,
        aws=aws.endpoint,
        region=emulated_aws.REGION,
        outputs=deployed.outputs,
        processes={child.name: child.process.pid for child in children.started},
    )


def _start_twilio(children: Children, data: Path, port: int, account: TwilioAccount) -> Child:
    program = ("local.twilio", "--port", str(port), "--data", str(data / "twilio.db"))
    credentials = {"TWILIO_ACCOUNT_SID": account.sid, "TWILIO_AUTH_TOKEN": account.token}
    return _start_our_own(children, "Simulated Twilio", program, credentials)


def _start_door(children: Children, port: int, emulator: str, api: str, portal_origin: str) -> Child:
    program = ("local.api_door", "--port", str(port), "--emulator", emulator, "--api", api, "--portal", portal_origin)
    return _start_our_own(children, "API", program)


def _start_portal(
    children: Children, data: Path, port: int, pages: Path, config: Mapping[str, str], uploads: str
) -> Child:
    file = data / "portal_config.json"
    file.write_text(json.dumps(config))
    program = (
        "local.portal_pages",
        "--port",
        str(port),
        "--pages",
        str(pages),
        "--config",
        str(file),
        "--uploads",
        uploads,
    )
    return _start_our_own(children, "Portal", program)


def _portal_config(api: str, aws_port: int, deployed: deployment.Deployment) -> Mapping[str, str]:
    return {
        "apiUrl": api,
        "region": emulated_aws.REGION,
        "userPoolId": deployed.outputs["UserPoolId"],
        "userPoolClientId": deployed.outputs["UserPoolClientId"],
        "cognitoEndpoint": f"http://localhost:{aws_port}",
    }


def _start_our_own(
    children: Children, name: str, program: tuple[str, ...], environ: Mapping[str, str] | None = None
) -> Child:
    command = [sys.executable, "-m", *program]
    return children.start(name, command, environ={**os.environ, **(environ or {})}, folder=ROOT)


@contextmanager
def _data_of_our_own(settings: Settings) -> Iterator[int]:
    """The lock of the data folder, for this stack alone; emptied first if the person asked for a fresh start."""
    settings.data.mkdir(parents=True, exist_ok=True)
    lock = settings.data.with_name(f"{settings.data.name}.lock")
    with lock.open("w") as held:
        if not _locked(held.fileno()):
            raise StepFailed(f"Leadline is running already with the data in {settings.data}")
        if settings.fresh:
            shutil.rmtree(settings.data)
        # Its workers' folders, which the emulator leaves; and those of a stack that was killed.
        shutil.rmtree(settings.data / "tmp", ignore_errors=True)
        (settings.data / "logs").mkdir(parents=True, exist_ok=True)
        try:
            yield held.fileno()
        finally:
            shutil.rmtree(settings.data / "tmp", ignore_errors=True)


def _locked(file: int) -> bool:
    """Whether the lock was free, or became so: the parts of a stack that was killed save their data first."""
    deadline = time.monotonic() + SAVING_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        else:
            return True


def _stop(children: Children) -> None:
    if children.started:
        with step("Stopping"):
            children.stop()
