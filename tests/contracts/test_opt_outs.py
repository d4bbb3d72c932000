"""What a person of the firm or a file enters, on both sides of the ports: said once, and kept for good."""

from datetime import timedelta

from leadline.domain.opt_outs.opt_out import OptOutEntry, Source, Word
from leadline.domain.ports.texting import Intake, WordChange
from leadline.domain.texting.message import Direction, Status
from leadline.domain.texting.thread import seal
from tests.contracts.conftest import FIRMS, Side
from tests.contracts.test_lessons import LEAD, text

FIRM = FIRMS[0]
ROW = OptOutEntry(
    id="row 2 of a file", firm_id=FIRM.id, thread_id=seal(LEAD, key=FIRM.thread_key), address=LEAD, source=Source.IMPORT
)


def test_a_row_that_is_read_once_more_opts_nobody_out_who_has_opted_in_since(side: Side):
    # given: a row of a file that opted somebody out, and a START after it
    assert side.opt_outs.add(ROW)
    before = side.opt_outs.history(FIRM.id, ROW.thread_id)
    side.clock.pass_time(timedelta(minutes=5))
    start = text(side, Direction.INBOUND, status=Status.RECEIVED, provider_id="IN1", user_id=None)
    word = WordChange(word=Word.START, at=start.created_at, exact=True)
    assert side.inbound_texts.record(start, word) is Intake.STORED

    # when: the worker that had read the row has died, and another one reads it
    was_its_own = side.opt_outs.add(ROW)

    assert was_its_own
    assert side.opt_outs.standing(FIRM.id, ROW.thread_id) is None
    assert side.opt_outs.history(FIRM.id, ROW.thread_id)[1:] == before
