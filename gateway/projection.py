"""From merged results to the client's answer: its fields, its order, and nulls as the specification spreads them."""

from typing import Any

from chassis.log import logger
from gateway.faults import Fault, internal
from gateway.merge import FAILED, Object
from gateway.plan import Output, Plan, Selection, Shape

LOG = logger(__name__)


class _NullSpreads(Exception):
    """A null where none may stand: the parent becomes null."""


def project(plan: Plan, root: Object, faults: list[Fault]) -> Object | None:
    """The `data` of an answer; a null that no subgraph has explained adds an error to `faults`."""
    projector = _Projector(plan.hidden.type_key, faults)
    try:
        return projector.fields(plan.outputs, root)
    except _NullSpreads:
        return None


class _Projector:
    def __init__(self, type_key: str, faults: list[Fault]) -> None:
        self._type_key = type_key
        self._faults = faults
        self._way: list[str | int] = []

    def fields(self, outputs: tuple[Output, ...], value: Object) -> Object:
        answer: Object = {}
        for output in outputs:
            found = value.get(output.source)
            shape = output.shape
            if found is None or found is FAILED or shape.item is not None or shape.selection is not None:
                found = self._nullable(output.key, shape, found)
            answer[output.key] = found
        return answer

    def _nullable(self, step: str | int, shape: Shape, value: Any) -> Any:
        """The value one step further; a null spreading from below stops here if it may."""
        depth = len(self._way)
        self._way.append(step)
        try:
            return self._value(shape, value)
        except _NullSpreads:
            if shape.non_null:
                raise
            return None
        finally:
            del self._way[depth:]

    def _value(self, shape: Shape, value: Any) -> Any:
        if value is None or value is FAILED:
            return self._null(shape, explained=value is FAILED)
        if shape.item is not None:
            return self._list(shape, shape.item, value)
        if shape.selection is not None:
            return self._object(shape, shape.selection, value)
        return value

    def _list(self, shape: Shape, item: Shape, value: Any) -> Any:
        if not isinstance(value, list):
            return self._misshapen(shape, value)
        if item.item is None and item.selection is None and None not in value:
            return value
        return [self._nullable(index, item, each) for index, each in enumerate(value)]

    def _object(self, shape: Shape, selection: Selection, value: Any) -> Any:
        if not isinstance(value, dict):
            return self._misshapen(shape, value)
        if selection.type_key is None:
            (outputs,) = selection.by_type.values()
            return self.fields(outputs, value)
        outputs_of_type = selection.by_type.get(value.get(selection.type_key, ""))
        return self._misshapen(shape, value) if outputs_of_type is None else self.fields(outputs_of_type, value)

    def _null(self, shape: Shape, *, explained: bool) -> None:
        if shape.non_null:
            if not explained:
                self._explain()
            raise _NullSpreads

    def _misshapen(self, shape: Shape, value: Any) -> None:
        LOG.error("a subgraph answered in another shape", path=self._way, value=repr(value)[:80])
        self._faults.append(internal(tuple(self._way)))
        return self._null(shape, explained=True)

    def _explain(self) -> None:
        """Every spreading null has an error; one of a subgraph at or below this place will do."""
        if not any(fault["path"][: len(self._way)] == self._way for fault in self._faults):
            LOG.error("null where none may stand", path=self._way)
            self._faults.append(internal(tuple(self._way)))
