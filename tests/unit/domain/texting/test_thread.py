"""Thread ids: the address, sealed with the firm's key."""

from base64 import urlsafe_b64decode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.domain.errors import CannotBeTexted, Landline, OptedOut
from leadline.domain.texting.thread import Thread, fingerprint, seal, unseal

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
ADDRESS = "+12025550143"

addresses = st.text(min_size=1, max_size=80).filter(lambda text: "\ud800" not in text and text.isprintable())
keys = st.binary(min_size=16, max_size=32)


@settings(max_examples=60, deadline=None)
@given(addresses, keys)
def test_who_has_the_key_reads_the_address_back(address: str, key: bytes):
    thread_id = seal(address, key=key)

    assert unseal(thread_id, key=key) == address
    assert seal(address, key=key) == thread_id
    assert thread_id.isascii()
    assert not set(thread_id) & set("/.#+= ")


@settings(max_examples=60, deadline=None)
@given(addresses, st.data())
def test_an_id_that_was_changed_is_nobodys(address: str, data: st.DataObject):
    thread_id = seal(address, key=KEY)
    place = data.draw(st.integers(0, len(thread_id) - 1))
    other = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda character: character != thread_id[place]))

    assert unseal(thread_id[:place] + other + thread_id[place + 1 :], key=KEY) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100))
def test_any_text_that_isnt_an_id_is_nobodys(text: str):
    assert unseal(text, key=KEY) is None


def test_another_firms_id_is_nobodys():
    assert unseal(seal(ADDRESS, key=OTHER_KEY), key=KEY) is None


@pytest.mark.parametrize("change", ["{}=", "{}==", "{}\n", " {}", "{}A", "{}é", "*{}"])
def test_each_thread_has_one_id_only(change: str):
    assert unseal(change.format(seal(ADDRESS, key=KEY)), key=KEY) is None


def test_an_id_tells_nothing_of_the_address_or_of_others():
    ids = {seal(f"+1202555{number:04}", key=KEY) for number in range(200)}
    sealed = [urlsafe_b64decode(thread_id + "==") for thread_id in ids]

    assert len(ids) == 200
    assert not any(b"202555" in text for text in sealed)
    assert len({text[12:16] for text in sealed}) > 190, "addresses that begin alike must not look alike"


def test_a_thread_says_first_what_a_send_would_say_first():
    def refusal(*, opted_out: bool, number_refusal: str | None) -> type | None:
        thread = Thread(id="t", firm_id="f", address=ADDRESS, opted_out=opted_out, number_refusal=number_refusal)
        return type(thread.refusal) if thread.refusal else None

    assert refusal(opted_out=False, number_refusal=None) is None
    assert refusal(opted_out=True, number_refusal="landline") is OptedOut
    assert refusal(opted_out=False, number_refusal="landline") is Landline
    assert refusal(opted_out=False, number_refusal="cannot_be_texted") is CannotBeTexted


@settings(max_examples=60, deadline=None)
@given(addresses, addresses)
def test_a_fingerprint_tells_people_apart_and_cannot_be_opened(one: str, other: str):
    print_ = fingerprint(seal(one, key=KEY))

    assert len(print_) == 16
    assert (print_ == fingerprint(seal(other, key=KEY))) is (one == other)
    assert print_ != fingerprint(seal(one, key=OTHER_KEY))
    assert unseal(print_, key=KEY) is None
