"""What a person may say in the environment of `make run`."""

from pathlib import Path

import pytest

from local import ports
from local.settings import Settings, TwilioAccount, twilio_account_of_this_machine
from local.steps import StepFailed


def test_a_person_who_says_nothing_gets_the_simulated_twilio():
    settings = Settings.read({})

    assert (settings.twilio_api_base, settings.twilio_account, settings.public_url) == ("", None, "")
    assert not settings.fresh


def test_another_twilio_comes_with_its_account():
    settings = Settings.read(
        {"TWILIO_API_BASE": "http://other/", "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "secret"}
    )

    assert settings.twilio_api_base == "http://other"
    assert settings.twilio_account == TwilioAccount("AC1", "secret")


@pytest.mark.parametrize(
    "wish",
    [
        {"TWILIO_API_BASE": "http://other"},
        {"TWILIO_ACCOUNT_SID": "AC1"},
        {"TWILIO_AUTH_TOKEN": "secret"},
        {"PORTAL_PORT": "http"},
        {"PORTAL_PORT": "0"},
        {"PORTAL_PORT": "65536"},
        {"PORTAL_PORT": "²"},
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_in_one_line(wish: dict[str, str]):
    with pytest.raises(StepFailed) as refusal:
        Settings.read(wish)

    assert "\n" not in str(refusal.value)


def test_a_machine_keeps_its_made_up_account(tmp_path: Path):
    first = twilio_account_of_this_machine(tmp_path)

    assert twilio_account_of_this_machine(tmp_path) == first
    assert len(first.sid) == 34
    assert (tmp_path / "twilio_account.json").stat().st_mode & 0o077 == 0


def test_an_account_that_was_half_written_is_made_again(tmp_path: Path):
    (tmp_path / "twilio_account.half").write_text('{"sid": "AC')

    account = twilio_account_of_this_machine(tmp_path)

    assert twilio_account_of_this_machine(tmp_path) == account


def test_every_part_gets_a_port_of_its_own():
    chosen = ports.pick({"API_PORT": 23123, "AWS_PORT": 23124})

    assert (chosen.api, chosen.aws) == (23123, 23124)
    assert len({chosen.portal, chosen.api, chosen.twilio, chosen.aws}) == 4
