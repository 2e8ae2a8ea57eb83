"""A value of any published model, made from its annotations alone; what has a place lies in 轮台县."""

import re
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

NAMED: dict[str, Any] = {
    "region_code": "652822",
    "region_path": "/1/2f/",
    "month": "2020-04",
    "plan_year": 2020,
    "code": "652822",
    "key": "2f",
    "path": "/1/2f/",
}
PLAIN: dict[Any, Any] = {UUID: UUID(int=7), date: date(2020, 8, 5), str: "7", int: 7, bool: True}


def sample(model: type[BaseModel]) -> Any:
    """An instance with every field filled."""
    return model(**{name: _field(name, field) for name, field in model.model_fields.items()})


def _field(name: str, field: FieldInfo) -> Any:
    return NAMED[name] if name in NAMED else _value(field.annotation)


def _value(annotation: Any) -> Any:
    while hasattr(annotation, "__supertype__"):
        annotation = annotation.__supertype__
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0])
    if origin in (UnionType, Union):
        return _value(next(each for each in arguments if each is not NoneType))
    if origin is tuple:
        return (_value(arguments[0]),)
    if origin is Literal:
        return arguments[0]
    return _of_class(annotation)


def _of_class(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return sample(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))
    return PLAIN[annotation]


def fixture_name(event_type: str) -> str:
    """Name of the fixture that tells an event with real figures: `jiadi.project.approved.v1` is `project_approved`."""
    return re.sub(r"^jiadi\.(.*)\.v\d+$", r"\1", event_type).replace(".", "_")
