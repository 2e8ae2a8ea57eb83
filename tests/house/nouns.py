"""Import contract of the nouns: layers inside, models and commands as the only doors between them."""

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

# Deepest first: a layer imports only what stands before it.
LAYERS = ("states", "rules", "models", "events", "inputs", "commands", "steps", "handlers", "jobs", "types", "graph")
RANK = {layer: rank for rank, layer in enumerate(LAYERS)}
CLOSED_TO_OTHER_NOUNS = frozenset({"rules", "graph"})


class NounContract(Contract):
    """`services.<service>.<noun>.<layer>`: direct imports go down inside a noun, and never to rules or graph outside.

    A subpackage of a layer counts as that layer.
    """

    type_name = "nouns"

    services = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when no import is forbidden."""
        forbidden = sorted({f"{importer} -> {imported}" for importer, imported in self._forbidden(graph)})
        return ContractCheck(kept=not forbidden, metadata={"forbidden": forbidden})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every import that must go."""
        for line in check.metadata["forbidden"]:
            output.print_error(line, bold=False)

    def _forbidden(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        services: Any = self.services
        for importer in graph.modules:
            for imported in graph.find_modules_directly_imported_by(importer):
                if any(_breaks(service, importer, imported) for service in services):
                    yield importer, imported


def _breaks(service: str, importer: str, imported: str) -> bool:
    source, target = _layer(service, importer), _layer(service, imported)
    if source is None or target is None:
        return False
    if source[0] != target[0]:
        return target[1] in CLOSED_TO_OTHER_NOUNS
    return RANK[target[1]] > RANK[source[1]]


def _layer(service: str, module: str) -> tuple[str, str] | None:
    """Noun and layer of a module, or None for the service's own modules."""
    if not module.startswith(f"{service}."):
        return None
    noun, _, rest = module.removeprefix(f"{service}.").partition(".")
    layer = rest.partition(".")[0]
    return (noun, layer) if layer in RANK else None
