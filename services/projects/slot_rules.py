"""Responsibilities that have to be assigned, as rules of several nouns ask."""

from published.project_terms import ResponsibilitySlot
from rulebook.rule import Judgement, Params, block, passed


class SlotParams(Params):
    """Responsibilities that must be assigned."""

    slots: tuple[ResponsibilitySlot, ...]


def assigned(slots: frozenset[ResponsibilitySlot], params: SlotParams) -> Judgement:
    """Whether somebody holds each responsibility."""
    required = "、".join(slot.label for slot in params.slots)
    if missing := [slot for slot in params.slots if slot not in slots]:
        return block(
            zh=f"未确定{'、'.join(slot.label for slot in missing)},请补充(责任领导和责任人须落实到人)。",
            en=f"Not assigned: {', '.join(missing)}. Name them; a leader or person is a named official.",
            measured="、".join(slot.label for slot in params.slots if slot in slots) or "无",
            required=required,
        )
    return passed(measured=required, required=required)
