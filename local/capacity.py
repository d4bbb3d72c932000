"""How many calls may run at once on this machine, and who gets the places.

The emulator starts a worker for each call in flight, as Lambda does, but has two cores where Lambda has a thousand
places. So the API's door lets in a few calls per core and lets the rest wait; readers of queues get two places each; and
the emulator keeps some places beyond both for streams and the minute rule, so nobody is refused by it.
"""

import os

_CORES = min(os.cpu_count() or 1, 8)

AT_THE_DOOR = 4 * _CORES
# Webhooks, sends and pages don't take each other's places: one kind of path gets half of them at most.
OF_ONE_KIND = AT_THE_DOOR // 2
# A wait longer than this is a refusal; Twilio gives up on a webhook after 15 seconds.
LONGEST_WAIT_SECONDS = 12.0

# The fewest that AWS takes for a reader, too.
OF_ONE_READER = 2
IN_THE_BACKGROUND = 24

ACCOUNT = AT_THE_DOOR + IN_THE_BACKGROUND
# A worker that a burst has left behind is ended after this long; the first of each function stays.
IDLE_SECONDS = 20
