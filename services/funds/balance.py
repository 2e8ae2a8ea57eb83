"""The refusal of more than is left."""

from chassis.errors import ErrorCode, Fault
from published.money import Fen, format_yuan

AMOUNT_FIELD = ("input", "amount")


def require_balance(what: str, what_en: str, left: int, asked: int, field: tuple[str, ...] = AMOUNT_FIELD) -> None:
    """BALANCE_EXCEEDED, naming what is left and what was asked for in yuan, unless it is enough."""
    if asked <= left:
        return
    has, wants = format_yuan(Fen(left)), format_yuan(Fen(asked))
    raise Fault(
        ErrorCode.BALANCE_EXCEEDED,
        f"{what}余额不足:可用{has}元,本次需要{wants}元;请减少金额或另选资金",
        f"The {what_en} has {has} yuan left, {wants} yuan are asked for; take less or choose other money",
        field,
    )
