"""Wishes to stop, in other words than STOP: found among what else leads write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.stop_wishes import asks_to_stop

WISHES = """
STOP PLEASE
Please stop
please stop!!!
pls stop
stop now
Stop. Thank you
ok stop
I said stop
stop stop stop
STOP IT
Can you stop please
could you please stop?
Would you stop
I want you to stop
please cancel
Quit it
stop this now
Please remove me
please remove me.
Remove me from your list
Remove my number from your database please
remove this number
Delete my number
Delete me from your contacts
take me off your list
Take me off this list!
Please take me off of your texting list
take me off please
get me off this list
Take my number off your list
Don't text me again
dont text me
DO NOT TEXT ME
Please don’t message me anymore
please do not contact me again
Do not contact
do not text this number
Never text me again
don't ever text me
Please do not call or text me
don't send me any more texts
Do not send me these
no more texts
No more messages please
NO MORE TEXTS!!!
no more of these messages
Stop texting me
stop sending me messages
Stop sending me this
Quit texting this number
Please stop the texts
stop all messages
stop messaging me
Stop contacting me!
Can you stop texting me
I want you to stop texting me
I asked you to stop sending texts
stop with the messages
STOP HARASSING ME
cease all communication
unsubscribe me please
Please unsubscribe
How do I unsubscribe?
I'd like to unsubscribe
opt me out
Please opt me out of these texts
I want to opt out
opting out
I don't want these texts
I do not want to receive any more messages
I don't want any more texts from you
I no longer wish to receive messages
I dont want to be contacted
I do not wish to be texted
leave me alone
Please leave me the hell alone
lose my number
I revoke my consent
I am withdrawing my consent
Put me on your do not call list
cancel my subscription
cancel these texts
Fuck off
go away
no más mensajes
dejen de mandarme mensajes
No me manden mensajes por favor
quiero darme de baja
Hi, I already hired someone, please take me off your list. Thanks
Who is this? Stop texting me
""".strip().splitlines()

OTHERS = """
I'll stop by at 5
Don't stop
Don’t stop texting me!
please don't stop
cancel my appointment
Can I cancel my appointment tomorrow?
I need to cancel our meeting, please send me a message with new times
the end
The end of the month works
I'll be there by the end of the day
Why did you stop texting me?
When did you stop sending the reminders?
I have to stop texting, I'm driving
I can't stop thinking about it
I will stop by the office and text you
Stop by any time
at the stop sign
bus stop
Where do I stop to sign in? Text me
I don't text while driving
I don't text much, call me
Don't call me, text me
don't text me before 9 please
Please don't text me at work
Don't text me until tomorrow
Don't hesitate to text me
Don't forget to text me the address
do not hesitate to contact me
I did not get your text
I got no messages from you
There were no more appointments
I never got your message
You don't text me back
I don't have the message anymore
I don't want to miss your texts
I don't want to wait
I want to stop paying rent
The landlord won't stop calling me
He will not stop harassing me at work
My ex won't stop texting me
They refuse to remove the lien
Please remove me from the 3pm appointment
remove me from the lease
Can you take me off the schedule for Friday
take me to the office
Can you get me out of this contract?
Can I opt out of the arbitration clause?
How do I opt out of the class action
I did not unsubscribe
I didn't opt out
I will not be leaving anyone alone
yes please
Yes
no
No thanks
Not interested
Wrong number
Who is this?
What's this about?
ok
Thanks, see you Friday
Sounds good! Talk soon
START
UNSTOP
HELP
Sorry, I was busy
I quit my job last week
I'm going to quit smoking
Can we end the lease early?
Please cancel the 3pm and give me the 4pm
We ended up hiring someone
stopped at the store
please call me now
text me
text me again when you can
message me anytime
Send me the messages again
Please send me more
delete that file
I removed the tag
my number is 202 555 0143
leave it at the front desk
Is the consent form ready?
I can come at 5, will you be there alone?
""".strip().splitlines()


def test_the_tables_are_long_enough_to_mean_something():
    assert len(set(WISHES)) >= 60
    assert len(set(OTHERS)) >= 60


@pytest.mark.parametrize("body", WISHES)
def test_a_wish_to_stop_is_recognised(body: str):
    assert asks_to_stop(body)


@pytest.mark.parametrize("body", OTHERS)
def test_what_says_something_else_is_not(body: str):
    assert not asks_to_stop(body)


@pytest.mark.parametrize(
    "body", ["STOP", "Stop.", "remove me", "opt out", "UNSUBSCRIBE", "cancel!", "START", "yes", ""]
)
def test_a_keyword_is_no_matter_of_reading(body: str):
    assert not asks_to_stop(body)


@given(
    st.sampled_from(WISHES),
    st.sampled_from(["upper", "lower", "title"]),
    st.sampled_from(["", "!", " 🙏", "...", "\n"]),
)
def test_case_and_punctuation_make_no_difference(body: str, case: str, after: str):
    assert asks_to_stop(getattr(body, case)() + after)


@given(st.text(max_size=1600))
def test_any_text_is_read_in_time(body: str):
    assert asks_to_stop(body) in (True, False)


@pytest.mark.parametrize("body", ["stop the " * 180, "no more of these " * 95, "please " * 230, "don't want to " * 110])
def test_a_text_made_to_be_hard_to_read_is_read_in_time(body: str):
    assert asks_to_stop(body) in (True, False)
