from graphql import OperationDefinitionNode, parse

from gateway.limits import Size, measure, page_variables


def size(text: str, **variables: object) -> Size:
    document = parse(text)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return measure(document, operation, variables)


def test_fields_aliases_and_depth_count_fragments_as_expanded() -> None:
    text = "{ a: x { ...F } b: x { ...F ... { c } } } fragment F on T { y { k: z } }"
    assert size(text) == Size(depth=3, fields=7, aliases=4)


def test_page_sizes_multiply_along_a_path_only() -> None:
    assert size("{ a(first: 10) { b(first: 20) { c } d(first: 3) { e } } f(first: 150) { g } }").pages == 200


def test_page_sizes_come_from_variables_too() -> None:
    text = "query($n: Int) { a(first: $n) { ...F } } fragment F on T { b(first: 5, after: $c) { c } }"
    assert page_variables(parse(text)) == ("n",)
    assert size(text, n=7).pages == 35
    assert size(text, n=None).pages == 5


def test_a_bomb_of_fragments_is_measured_without_being_expanded() -> None:
    fragments = "".join(f"fragment F{n} on T {{ a {{ ...F{n + 1} }} b {{ ...F{n + 1} }} }}" for n in range(60))
    assert size(f"{{ ...F0 }} {fragments} fragment F60 on T {{ c }}").fields > 10**17


def test_fragments_in_a_circle_end() -> None:
    assert size("{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }").depth == 2
