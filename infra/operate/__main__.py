"""`python -m infra.operate`: an operator opens and changes firms, lines, users and leads in any deployment.

It works with the operator's own AWS credentials (IAM decides) on the stack that `--stack` names; for the local stack
`AWS_ENDPOINT_URL` says where it is. Every command prints what it made or changed as JSON.
"""

import argparse
import json
import sys
from collections.abc import Sequence

from infra.operate.deployment import Deployment
from infra.operate.office import Office
from leadline.domain.errors import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one line and exit status 1."""
    given = vars(_parser().parse_args(arguments))
    deployment = Deployment.find(given.pop("stack"))
    command = given.pop("command")
    try:
        made = getattr(Office(deployment), command)(**given)
    except Refusal as refusal:
        print(f"{refusal.code}: {refusal}", file=sys.stderr)
        return 1
    print(json.dumps(made, indent=2))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.operate", description=__doc__.partition("\n")[0])
    parser.add_argument("--stack", default="leadline", help="the CloudFormation stack (default: leadline)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    shown = commands.add_parser("show_firm", help="show a firm with its lines")
    shown.add_argument("firm_id")

    shown = commands.add_parser("find_firm", help="show the firm that has a number")
    shown.add_argument("address", help="the number with its country code")

    firm = commands.add_parser("add_firm", help="open a firm")
    firm.add_argument("name")
    firm.add_argument("--two-way", type=_switch, default=True, metavar="on|off")
    firm.add_argument("--region", default="US", help="where numbers without a country code are dialled, like US")

    firm = commands.add_parser("change_firm", help="rename a firm, or switch its inbox on or off")
    firm.add_argument("firm_id")
    firm.add_argument("--name")
    firm.add_argument("--two-way", type=_switch, metavar="on|off")
    firm.add_argument("--region", help="where numbers without a country code are dialled, like US")

    line = commands.add_parser("add_line", help="give a firm an SMS line")
    line.add_argument("firm_id")
    line.add_argument("address", help="the number with its country code")
    line.add_argument("--account", required=True, dest="account", help="the Twilio account's SID")
    line.add_argument("--service", dest="route", help="send through this Messaging Service's SID")
    line.add_argument("--default", action="store_true", dest="is_default", help="make it the firm's default line")

    line = commands.add_parser("change_line", help="switch a line on or off, or make it the default")
    line.add_argument("firm_id")
    line.add_argument("line_id")
    line.add_argument("--active", type=_switch, metavar="on|off")
    line.add_argument("--default", action="store_true", default=None, dest="is_default")

    user = commands.add_parser("add_user", help="let someone sign in; without a password one is mailed")
    user.add_argument("firm_id")
    user.add_argument("email")
    user.add_argument("name")
    user.add_argument("--role", choices=("member", "admin"), default="member")
    user.add_argument("--temporary-password", help="to be changed at the first sign-in")
    user.add_argument("--password", help="to keep")

    user = commands.add_parser("change_user", help="change a user's name or role")
    user.add_argument("email")
    user.add_argument("--name")
    user.add_argument("--role", choices=("member", "admin"))

    user = commands.add_parser("remove_user", help="end a user's access, at the latest in 15 minutes")
    user.add_argument("email")

    _add_data_commands(commands)
    return parser


def _add_data_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Commands on what a firm holds of people."""
    lead = commands.add_parser("add_lead", help="put a lead into a firm's database")
    lead.add_argument("firm_id")
    lead.add_argument("name")
    lead.add_argument("--phone")
    lead.add_argument("--email")
    lead.add_argument("--event", help="what they signed up for")

    search = commands.add_parser("rebuild_search", help="build a firm's search anew, while the system works")
    search.add_argument("firm_id")

    _add_keys(commands)

    for command, what in (("export_lead", "print all that a firm holds about a number"),
                          ("erase_lead", "erase it, but for the fact of an opt-out; repeat until it says 0")):  # fmt: skip
        person = commands.add_parser(command, help=what)
        person.add_argument("firm_id")
        person.add_argument("phone", help="the number with its country code")

    for command, what in (("export_firm", "print all that is held of a firm"),
                          ("erase_firm", "erase it and its users; repeat until it says 0")):  # fmt: skip
        whole = commands.add_parser(command, help=what)
        whole.add_argument("firm_id")


def _add_keys(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    keys = commands.add_parser("list_api_keys", help="show the keys of a firm's programs")
    keys.add_argument("firm_id")

    key = commands.add_parser("revoke_api_key", help="end a key, within a minute everywhere")
    key.add_argument("firm_id")
    key.add_argument("key_id")


def _switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise argparse.ArgumentTypeError("say on or off")
    return text == "on"


if __name__ == "__main__":
    sys.exit(main())
