import abc
import typing
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Dict, Generic, List, Literal, NamedTuple, NewType, Optional, Protocol, TYPE_CHECKING, TypedDict, TypeVar, Union, cast

T = TypeVar("T")
Json = Union[Dict[str, Any], List[Any], None]
UserId = NewType("UserId", int)
if TYPE_CHECKING:
    import nowhere

out = []


def show(label, fn):
    try:
        out.append(f"{label}: {fn()!r}")
    except Exception as e:
        out.append(f"{label}: {type(e).__name__}: {e}")


class Row(NamedTuple):
    id: int
    name: str = "x"

    def label(self):
        return f"{self.id}:{self.name}"


class Opts(TypedDict, total=False):
    a: int


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self) -> float: ...


class Sq(Shape):
    def area(self):
        return 4


class Proto(Protocol):
    x: int


def f(a: Optional[int] = None, *, b: Literal["x", "y"] = "x") -> List[Dict[str, Any]]:
    return [{"a": a, "b": b}]


show("row", lambda: (Row(1), Row(1).label(), Row(id=2, name="q").name, Row._fields, [*Row(3)], Row(1) == (1, "x"), Row(5)[0], Row(1)._asdict()))
show("row missing", lambda: Row())
show("opts", lambda: (Opts(a=1), Box(3).item, Box[int](4).item, Sq().area(), f(1), cast(int, "x"), UserId(5), List[int] is not None))
show("abc", lambda: [isinstance([], Sequence), isinstance({}, Mapping), isinstance("", Iterable), isinstance(len, Callable), isinstance(5, Iterable), isinstance([], Hashable), isinstance((1,), Hashable), isinstance(lambda: 1, Callable), issubclass(dict, Mapping), isinstance({1}, typing.Iterable)])
show("format", lambda: f"{Row(1)!s:>20}|{Counter('aab')!r}|{OrderedDict(a=1)['a']}")
show("counter", lambda: (Counter(a=1) == {"a": 1}, sorted(Counter("hello").items()), Counter("aa").total(), list(Counter("ab").elements())))
