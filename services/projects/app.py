"""The api process of projects: `python -m services.projects.app`."""

from typing import Final

from chassis.graph.api import serve
from chassis.graph.subgraph import schema_of
from services.projects.region.graph import RegionMutation, RegionQuery
from services.projects.service import SERVICE

SCHEMA: Final = schema_of("services.projects", [RegionQuery], [RegionMutation])

if __name__ == "__main__":
    serve(SERVICE, SCHEMA)
