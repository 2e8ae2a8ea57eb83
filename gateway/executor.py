"""Runs a plan: asks the subgraphs, attaches entities where they belong, and answers in the client's shape."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import orjson

from chassis.log import logger
from chassis.sse import Answers
from gateway.entities import Batch, entities, gather, mark_failed
from gateway.faults import Fault, from_subgraph, unavailable
from gateway.introspection import Introspection
from gateway.merge import Object, Place, located, placed
from gateway.plan import Fetch, Plan
from gateway.projection import project
from gateway.subgraphs import Answer, Subgraphs, Unavailable

LOG = logger(__name__)
Chain = tuple[Fetch, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """What a client sent along: raw variables, and headers to pass on."""

    variables: Mapping[str, Any]
    headers: Mapping[str, str]

    def body(self, fetch: Fetch, more: Mapping[str, Any] | None = None) -> bytes:
        """The request of a fetch, with the variables that it uses and some more."""
        given = {name: self.variables[name] for name in fetch.variables if name in self.variables}
        return orjson.dumps({"query": fetch.text, "variables": {**given, **(more or {})}})


async def execute(plan: Plan, call: Call, subgraphs: Subgraphs, introspection: Introspection) -> dict[str, Any]:
    """The GraphQL response to a planned operation; a part that failed is null, with one error."""
    run = _Run(plan, call, subgraphs)
    if plan.introspection:
        run.root |= introspection.answer(plan.introspection, call.variables)
    return await run.response()


async def subscribe(plan: Plan, call: Call, subgraphs: Subgraphs) -> Answers:
    """Answers to a planned subscription, each completed from the other subgraphs as any answer would be."""
    ((fetch,),) = plan.stages
    try:
        async with aclosing(subgraphs.stream(fetch.graph, call.body(fetch), call.headers)) as answers:
            async for answer in answers:
                yield None if answer is None else await _Run(plan, call, subgraphs).completed(fetch, answer)
    except Unavailable as reason:
        LOG.error("subscription broke off", graph=fetch.graph, reason=str(reason))
        yield await _Run(plan, call, subgraphs).completed(fetch, None)


class _Run:
    def __init__(self, plan: Plan, call: Call, subgraphs: Subgraphs) -> None:
        self._plan = plan
        self._hidden = plan.hidden
        self._call = call
        self._subgraphs = subgraphs
        self._faults: list[Fault] = []
        self.root: Object = dict(plan.constants)

    async def response(self) -> dict[str, Any]:
        for stage in self._plan.stages:
            await _together([self._fetch(fetch) for fetch in stage])
        return self._projected()

    async def completed(self, fetch: Fetch, answer: Answer | None) -> dict[str, Any]:
        """The response to a fetch that was answered already."""
        await self._take(fetch, answer)
        return self._projected()

    def _projected(self) -> dict[str, Any]:
        data = project(self._plan, self.root, self._faults)
        return {"data": data, "errors": self._faults} if self._faults else {"data": data}

    async def _fetch(self, fetch: Fetch) -> None:
        await self._take(fetch, await self._ask(fetch))

    async def _take(self, fetch: Fetch, answer: Answer | None) -> None:
        here = self._visible(fetch.keys[:1])
        if answer is None or answer.data is None:
            mark_failed(self.root, fetch)
        else:
            self.root |= answer.data
        self._report(fetch, answer, lambda path: [self._visible(path) or here])
        await self._join_all(fetch, [self.root], ())

    async def _join_all(self, fetch: Fetch, objects: list[Object], chain: Chain) -> None:
        await _together([self._join(join, objects, (*chain, join)) for join in fetch.joins])

    async def _join(self, fetch: Fetch, objects: list[Object], chain: Chain) -> None:
        assert fetch.entity  # noqa: S101  # every join has one
        batch = gather(fetch.entity, located(objects, fetch.paths, self._hidden.type_key))
        if not batch.targets:
            return
        answer = await self._ask(fetch, batch.representations)
        found = entities(answer.data if answer else None, len(batch.targets))
        if found is None:
            batch.fail(fetch)
            answer = answer if answer and answer.errors else None
        attached = batch.attach(found) if found else []
        self._report(fetch, answer, lambda path: self._entity_places(fetch, chain, batch, path))
        await self._join_all(fetch, attached, chain)

    async def _ask(self, fetch: Fetch, representations: list[Object] | None = None) -> Answer | None:
        """The subgraph's answer, or None if there is none to be had."""
        found = {} if representations is None else {self._hidden.representations: representations}
        body = self._call.body(fetch, found)
        try:
            return await self._subgraphs.ask(fetch.graph, body, self._call.headers, fetch.repeatable)
        except Unavailable as reason:
            LOG.error("subgraph unavailable", graph=fetch.graph, reason=str(reason))
            return None

    def _report(self, fetch: Fetch, answer: Answer | None, places: Callable[[list[Any]], list[Place]]) -> None:
        if answer is None:
            self._faults.append(unavailable(fetch.graph, places([])[0]))
        for error in answer.errors if answer else ():
            path = error.get("path")
            self._faults += [from_subgraph(fetch.graph, error, place) for place in places(path if path else [])]

    def _entity_places(self, fetch: Fetch, chain: Chain, batch: Batch, path: list[Any]) -> list[Place]:
        """Where the client sees an error of a batch: wherever the entity stands, else at the batch's first place."""
        first_key = self._visible(fetch.keys[:1])
        everywhere = placed(self.root, chain, self._hidden.type_key)
        match path:
            case ["_entities", int(index), *rest] if 0 <= index < len(batch.targets):
                targets = {id(target) for target in batch.targets[index]}
                end = self._visible(rest) or first_key
                return [(*place, *end) for place, found in everywhere if id(found) in targets]
            case _:
                return [(*everywhere[0][0], *first_key)]

    def _visible(self, path: Sequence[Any]) -> Place:
        """A path in a subgraph's answer as the client knows it; ends before a field that it did not ask for."""
        visible: list[str | int] = []
        for step in path:
            key = self._hidden.visible(step) if isinstance(step, str) else step
            if key is None:
                break
            visible.append(key)
        return tuple(visible)


async def _together(tasks: list[Coroutine[Any, Any, None]]) -> None:
    if len(tasks) == 1:
        await tasks[0]
    elif tasks:
        await asyncio.gather(*tasks)
