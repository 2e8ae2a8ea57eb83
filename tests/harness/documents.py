"""The journey's GraphQL documents: one file per subject, fragments shared."""

from pathlib import Path

from graphql import DocumentNode, OperationDefinitionNode, parse, separate_operations

Operation = tuple[DocumentNode, OperationDefinitionNode]


def operations(folder: Path) -> dict[str, Operation]:
    """Operation name → a document with that operation and the fragments it needs."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.graphql")))
    separated = separate_operations(parse(text, no_location=True))
    return {name: (document, _only(document)) for name, document in separated.items()}


def _only(document: DocumentNode) -> OperationDefinitionNode:
    (operation,) = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return operation
