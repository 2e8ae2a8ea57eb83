"""Which rights over an asset must be known, and when."""

from dataclasses import dataclass

from published.asset_terms import RightKind
from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind


class A06Params(Params):
    """Rights that an asset's entry names in the end, and those that it names from the beginning."""

    rights: tuple[RightKind, ...]
    at_registration: tuple[RightKind, ...]


@dataclass(frozen=True)
class RegistrationRights:
    """The kinds of rights whose holders a registration names."""

    known: frozenset[RightKind]


@rule("A-06", Kind.GUARD)
def rights_known_at_registration(facts: RegistrationRights, params: A06Params) -> Judgement:
    """Ownership is clear before an asset enters the ledger (新扶领办传〔2019〕75号 八)."""
    missing = [kind for kind in params.at_registration if kind not in facts.known]
    required = "、".join(kind.label for kind in params.at_registration)
    if not missing:
        return passed(measured=required, required=required)
    named = "、".join(kind.label for kind in missing)
    return block(
        zh=f"未明确{named},请填写权利人及份额。",
        en=f"Nobody is named for {', '.join(kind.en.lower() for kind in missing)}; name the holders and their shares.",
        measured=f"缺{named}",
        required=required,
    )


RULES = (rights_known_at_registration,)
