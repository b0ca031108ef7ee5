import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique

out = []


def show(label, fn):
    try:
        out.append(f"{label}: {fn()!r}")
    except Exception as e:
        out.append(f"{label}: {type(e).__name__}: {e}")


class Color(Enum):
    RED = "red"
    GREEN = "green"
    CRIMSON = "red"
    _private = 5

    @property
    def title(self):
        return self.value.title()

    def describe(self):
        return f"{self.name}={self.value}"

    @classmethod
    def default(cls):
        return cls.RED

    @classmethod
    def _missing_(cls, value):
        return cls.GREEN if value == "verde" else None


class Role(str, Enum):
    ADMIN = "admin"
    USER = "user"


class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10
    NEXT = auto()


class Text(StrEnum):
    Foo = auto()
    BAR = "b"


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class IPerm(IntFlag):
    A = 1
    B = 2


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


class Coord(bytes, Enum):
    PX = b"x"


class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    A = auto()
    B = auto()


class WithNew(Enum):
    def __new__(cls, code, label):
        obj = object.__new__(cls)
        obj._value_ = code
        obj.label = label
        return obj

    X = (1, "ex")
    Y = (2, "why")


class Base(str, Enum):
    def __str__(self):
        return str(self.value)


class Derived(Base):
    Q = "q"


Fn = Enum("Fn", "A B C")
Fn2 = Enum("Fn2", {"x": 1, "y": 2}, type=int)
Fn3 = IntEnum("Fn3", ["P", "Q"])
for e in [Color, Role, Num, Text, Perm, IPerm, Planet, Auto, WithNew, Derived, Fn, Fn2, Fn3, Coord]:
    show(e.__name__, lambda: (list(e), [m.name for m in e], [m.value for m in e], [str(m) for m in e], [f"{m}" for m in e], ["%s" % m for m in e], len(e), list(e.__members__), [type(m).__name__ for m in e]))
show("lookup", lambda: (Color("red"), Color["GREEN"], Color.CRIMSON, Color.RED is Color("red"), Color("verde"), Role("admin"), Num(2), WithNew(2), WithNew.X.label, Planet.EARTH.mass, Planet((6.42e23, 3.39e6))))
show("bad value", lambda: Color("blue"))
show("bad name", lambda: Color["BLUE"])
show("methods", lambda: (Color.RED.title, Color.RED.describe(), Color.default(), Role.ADMIN.upper(), Role.ADMIN + "x", Role.ADMIN == "admin", "admin" == Role.ADMIN, "admin" in [Role.ADMIN], Role.ADMIN in ("admin",), {Role.ADMIN: 1}["admin"], Color.RED == "red"))
show("in", lambda: (Color.RED in Color, Num.ONE in Num, Color.RED in [Color.GREEN]))
show("isinstance", lambda: (isinstance(Role.ADMIN, str), isinstance(Color.RED, Color), isinstance(Num.ONE, int), issubclass(Color, Enum), type(Color.RED) is Color))
show("int", lambda: (Num.TWO + 1, Num.ONE < Num.TWO, sorted([Num.TEN, Num.ONE]), Num.ONE == 1, max(Num), f"{Num.TEN:05d}", "%d" % Num.TEN, [10, 20][Num.ONE]))
show("flag", lambda: (Perm.R | Perm.X, Perm.RW, Perm.RW & Perm.W, Perm.R in Perm.RW, bool(Perm.R & Perm.W), (Perm.R | Perm.W).value, Perm(3), Perm(0), ~Perm.R, IPerm.A | IPerm.B, IPerm.A | 4, int(IPerm.A | 2), [m.name for m in Perm.RW]))
show("bad flag", lambda: Perm(99).value if False else Perm("x"))
show("joined", lambda: ",".join(Role))
show("joined values", lambda: ", ".join(f"'{m.value}'" for m in Color))
show("dict", lambda: ({m.name: m.value for m in Color}, {Color.RED: 1}[Color.RED], list(map(lambda m: m.value, Color)), [*Color], tuple(Color)))
show("reversed", lambda: sorted(Color, key=lambda m: m.value))
show("class repr", lambda: (Color, Num))


def make():
    @unique
    class Dup(Enum):
        A = 1
        B = 1


show("unique", make)
show("str format", lambda: ("{}".format(Color.RED), "{0.value}".format(Color.RED), "{:>10}".format(Text.BAR), f"{Text.Foo!r}", f"{Derived.Q}", f"{Color.RED.value!r}"))
show("truth", lambda: [bool(m) for m in Num] + [bool(Color.RED)])
show("compare", lambda: Color.RED < Color.GREEN)
show("hash", lambda: len({Color.RED, Color.CRIMSON, Color.GREEN}))
