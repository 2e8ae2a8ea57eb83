"""The api process: `python -m services.assets.app`."""

from chassis.graph.api import serve
from chassis.graph.subgraph import schema_of
from services.assets import neighbours as _neighbours  # noqa: F401  # declares its types
from services.assets.asset.graph import AssetMutation, AssetQuery
from services.assets.board.graph import BoardQuery
from services.assets.category.graph import CategoryQuery
from services.assets.document.graph import AssetDocumentMutation
from services.assets.funding import graph as _funding  # noqa: F401  # declares its types
from services.assets.rights import graph as _rights  # noqa: F401  # declares its types
from services.assets.service import SERVICE

SCHEMA = schema_of("services.assets", [AssetQuery, CategoryQuery, BoardQuery], [AssetMutation, AssetDocumentMutation])

if __name__ == "__main__":
    serve(SERVICE, SCHEMA)
