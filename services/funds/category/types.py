"""Kinds of money as GraphQL shows them."""

from strawberry import ID

from chassis.graph.declare import column, reference
from chassis.graph.node import node
from published.fund_terms import FundLevel, LibraryBinding
from services.funds.category import models


@node(models.FundCategory, key=True)
class FundCategory:
    """A category of money [资金类别]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    code: str = column("Code [类别代码].")
    name: str = column("Name [类别名称].")
    parent: "FundCategory | None" = reference(models.FundCategory.parent_id, "Node above [上级].")
    level: FundLevel | None = column("Source level; null if mixed [资金级次].")
    library_binding: LibraryBinding = column("Library binding [入库约束].")
