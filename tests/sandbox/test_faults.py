"""Faults on demand over HTTP: each kind does what it says, as often as it says, to the calls it names."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.town import Town


async def outcomes(town: Town, method: str) -> list[str]:
    calls = (await town.act("GET", "/calls"))["calls"]
    return [each["outcome"] for each in calls if each["method"] == method]


async def test_a_cut_before_has_no_effect_and_a_cut_after_has(town: Town) -> None:
    ana = await town.person()
    for kind, effect in (("cut_before", 0), ("cut_after", 1)):
        before = len(await town.seen(ana))
        await town.faults({"kind": kind, "method": "sendMessage", "times": 1})
        with pytest.raises(aiohttp.ClientConnectionError):
            await town.call("sendMessage", chat_id=ana, text="x")
        assert len(await town.seen(ana)) - before == effect
    await town.ok("sendMessage", chat_id=ana, text="x")
    assert await outcomes(town, "sendMessage") == ["cut_before", "cut_after", "ok"]


async def test_a_429_pauses_the_chat_that_it_hit(town: Town) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    await town.faults({"kind": "429", "chat_id": ana, "retry_after": 7, "times": 1})
    await town.ok("sendMessage", chat_id=ben, text="x")
    assert (await town.call("sendMessage", chat_id=ana, text="x"))["parameters"] == {"retry_after": 7}
    assert (await town.call("sendMessage", chat_id=ana, text="x"))["error_code"] == 429
    await town.ok("sendMessage", chat_id=ben, text="x")
    town.sandbox.clock.advance(7)
    await town.ok("sendMessage", chat_id=ana, text="x")
    assert (await town.act("GET", "/state"))["too_many_requests"] == 2


async def test_a_500_strikes_the_method_that_it_names(town: Town) -> None:
    await town.faults({"kind": "500", "method": "getme", "times": 2})
    await town.ok("getWebhookInfo")
    assert [(await town.call("getMe"))["ok"] for _ in range(3)] == [False, False, True]
    assert await outcomes(town, "getMe") == ["500", "500", "ok"]


async def test_chance_is_the_same_for_the_same_seed(town: Town) -> None:
    async def run() -> list[bool]:
        await town.act("DELETE", "/faults")
        await town.faults({"kind": "500", "chance": 0.5, "seed": 4})
        return [(await town.call("getMe"))["ok"] for _ in range(20)]

    first = await run()
    assert set(first) == {True, False}
    assert await run() == first


async def test_latency_delays_and_a_cleared_fault_is_gone(town: Town) -> None:
    await town.faults({"kind": "latency", "seconds": 0.2})
    before = town.sandbox.clock.now()
    await town.ok("getMe")
    assert town.sandbox.clock.now() - before >= 0.2
    await town.act("DELETE", "/faults")
    await town.faults({"kind": "500", "times": 1})
    await town.act("DELETE", "/faults")
    await town.ok("getMe")


async def test_faults_are_listed_until_they_are_spent_or_cleared(town: Town) -> None:
    await town.faults({"kind": "500", "times": 1}, {"kind": "429", "retry_after": 3}, {"kind": "latency"})
    active = (await town.act("GET", "/faults"))["faults"]
    assert [(rule["kind"], rule["retry_after"], rule["fired"]) for rule in active] == [
        ("500", 1, 0), ("429", 3, 0), ("latency", 1, 0),
    ]  # fmt: skip
    await town.call("getMe")
    await town.act("DELETE", "/faults?kind=429")
    await town.ok("getMe")
    assert [rule["kind"] for rule in (await town.act("GET", "/faults"))["faults"]] == ["latency"]
    assert (await town.try_act("DELETE", "/faults?kind=meteor"))[0] == 400
    await town.act("DELETE", "/faults")
    assert (await town.act("GET", "/faults"))["faults"] == []


@pytest.mark.parametrize(
    "rule", [{"kind": "meteor"}, {"kind": "500", "colour": 1}, {"kind": "latency", "seconds": "x"}]
)
async def test_a_rule_that_is_not_understood_is_refused(town: Town, rule: dict[str, Any]) -> None:
    status, answer = await town.faults(rule)
    assert status == 400
    assert "fault" in answer["error"]
