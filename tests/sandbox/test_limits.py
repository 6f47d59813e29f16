"""Telegram's limits on sending, at their edges. Time only moves when a test moves it, so the edges are exact."""

import pytest

from sandbox import Limits
from sandbox.clock import SandboxClock
from sandbox.errors import ApiError
from sandbox.limits import Limiter

GROUP = -7


class StillClock(SandboxClock):
    def __init__(self) -> None:
        super().__init__()
        self._time = 1000.0

    def now(self) -> float:
        return self._time

    def advance(self, seconds: float) -> None:
        self._time += seconds


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def refusal(limiter: Limiter, chat: int, *, new: bool = True) -> int:
    """The seconds of the 429 that a call gets; 0 when it is admitted."""
    try:
        limiter.admit(chat, new=new)
    except ApiError as error:
        assert error.code == 429
        assert error.description == f"Too Many Requests: retry after {error.parameters['retry_after']}"
        return error.parameters["retry_after"]
    return 0


def test_thirty_new_messages_a_second_over_all_chats(clock: StillClock) -> None:
    limiter = Limiter(Limits(), clock)
    assert [refusal(limiter, chat) for chat in range(1, 32)] == [0] * 30 + [1]
    assert refusal(limiter, 1, new=False) == 0
    clock.advance(0.999)
    assert refusal(limiter, 40) == 1
    clock.advance(0.001)
    assert refusal(limiter, 41) == 0


def test_a_private_chat_has_a_burst_and_then_one_a_second(clock: StillClock) -> None:
    limiter = Limiter(Limits(), clock)
    assert [refusal(limiter, 1, new=number % 2 == 0) for number in range(6)] == [0] * 5 + [1]
    clock.advance(1)
    assert [refusal(limiter, 1), refusal(limiter, 1)] == [0, 1]
    assert [refusal(limiter, 2) for _ in range(5)] == [0] * 5
    clock.advance(0.9)
    assert refusal(limiter, 2) == 1


def test_a_group_has_twenty_sends_and_edits_in_any_minute(clock: StillClock) -> None:
    limiter = Limiter(Limits(), clock)
    for _ in range(20):
        assert refusal(limiter, GROUP, new=False) == 0
        clock.advance(2)
    assert refusal(limiter, GROUP) == 20
    clock.advance(20)
    assert [refusal(limiter, GROUP), refusal(limiter, GROUP)] == [0, 2]


def test_a_pause_is_neither_shortened_nor_lengthened_by_asking(clock: StillClock) -> None:
    limiter = Limiter(Limits(chat_burst=1, per_chat_per_second=0.1), clock)
    assert [refusal(limiter, 1), refusal(limiter, 1)] == [0, 10]
    clock.advance(4)
    assert [refusal(limiter, 1), refusal(limiter, 1)] == [6, 6]
    clock.advance(6)
    assert refusal(limiter, 1) == 0


def test_a_refused_call_consumes_nothing(clock: StillClock) -> None:
    limiter = Limiter(Limits(per_second=2, chat_burst=1), clock)
    assert [refusal(limiter, 1), refusal(limiter, 1), refusal(limiter, 2)] == [0, 1, 0]


def test_limits_can_be_off_but_a_pause_still_holds(clock: StillClock) -> None:
    limiter = Limiter(Limits(enabled=False), clock)
    assert {refusal(limiter, 1) for _ in range(100)} == {0}
    with pytest.raises(ApiError):
        limiter.refuse(1, 3)
    assert refusal(limiter, 1) == 3
