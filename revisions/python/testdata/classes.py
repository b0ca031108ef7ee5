class A:
    x = 1
    def __init__(self, v): self.v = v
    def hi(self): return f"A{self.v}"
    @property
    def double(self): return self.v * 2
    @double.setter
    def double(self, n): self.v = n // 2
    @staticmethod
    def st(a): return a
    @classmethod
    def make(cls, v): return cls(v)
    def __repr__(self): return f"<{type(self).__name__} {self.v}>"
    def __eq__(self, o): return isinstance(o, A) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < o.v
    def __add__(self, o): return A(self.v + (o.v if isinstance(o, A) else o))
    def __radd__(self, o): return A(self.v + o)
    def __len__(self): return self.v
    def __iter__(self): return iter(range(self.v))
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == 42
    def __call__(self, *a): return a
    def __bool__(self): return self.v > 0
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n
        raise AttributeError(n)
class B(A):
    def hi(self): return super().hi() + "B"
class C(A):
    def hi(self): return super().hi() + "C"
class D(B, C):
    def hi(self): return super().hi() + "D"
d = D(3)
print(d.hi(), [c.__name__ for c in D.__mro__], D.x, d.double)
d.double = 20
print(d.v, D.make(4), A.st(5), d == D(10), d in {D(10)}, len(d), list(A(3)), d[7], 42 in d, d(1, 2))
print(A(1) + A(2), A(1) + 5, 5 + A(1), sorted([A(3), A(1)]), max(A(1), A(2)), sum([A(1), A(2)], A(0)))
print(d.dyn_x, hasattr(d, "nope"), getattr(d, "nope", 7), bool(A(0)), isinstance(d, (int, B)), issubclass(D, C))
class E(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
try:
    raise E(5, "boom") from ValueError("cause")
except (KeyError, E) as e:
    print(e, e.code, repr(e), e.args)
try:
    {}["k"]
except KeyError as e: print(e, repr(e))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
    finally:
        print("finally")
except ArithmeticError as e:
    print(type(e).__name__, e)
class CM:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, t, v, tb): print("exit", self.n, t.__name__ if t else None); return self.s
with CM(1) as a, CM(2) as b:
    print(a, b)
with CM(3, True):
    raise ValueError("x")
with (CM(4) as p, CM(5)):
    print(p)
class Base:
    registry = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry.append((cls.__name__, tag))
class S1(Base, tag="t"): pass
class S2(Base): pass
print(Base.registry)
class MyStr(str):
    def shout(self): return self.upper() + "!"
s = MyStr("abc")
print(s.shout(), s + "d", len(s), s == "abc", isinstance(s, str), {s: 1}["abc"], f"{s:>5}", "abc".startswith(s))
class MyDict(dict):
    def __missing__(self, k): return k * 2
m = MyDict(a=1)
m["b"] = 2
print(m["a"], m["zz"], m, sorted(m), dict(m), "b" in m)
class MyList(list):
    def first(self): return self[0]
l = MyList([3, 4]); l.append(5)
print(l.first(), l, len(l), [x for x in l])
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), next(It()))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
print(list(Seq()))
class Outer:
    names = ["a", "b"]
    pairs = [(i, n) for i, n in enumerate(names)]
    class Inner:
        y = 5
    z = Inner.y
print(Outer.pairs, Outer.z, Outer.Inner.__name__)
T = type("T", (A,), {"k": 3})
print(T(1).k, T.__name__, type(T(1)) is T)
class Slots:
    __slots__ = ("a",)
    def __init__(self): object.__setattr__(self, "a", 1)
print(Slots().a)
print(int | None, list[int], type(1), type(None), A)
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls): return (self.name, obj is None)
class HasDesc: attr = Desc()
print(HasDesc.attr, HasDesc().attr)
try:
    d.missing_thing
except AttributeError as e: print("AE", e)
try: A()
except TypeError as e: print(e)
class NoInit: pass
try: NoInit(1)
except TypeError as e: print(e)
class New:
    def __new__(cls, v):
        o = super().__new__(cls)
        o.v = v
        return o
print(New(5).v)
print(str(NotImplementedError()), repr(ValueError("a", 1)), str(ValueError("a", 1)), ValueError("x") == ValueError("x"))
print({dict[str, int]: 1, list[int]: 2}[dict[str, int]], len({list[int], list[int], list[str]}))


class Named(tuple):
    def __getitem__(self, key):
        return "item " + key


print(list(Named("ab")), Named("ab")["x"], [*Named((1, 2))])


class Defaults(dict):
    def __getitem__(self, key):
        return 5


print(list(Defaults(a=1)), Defaults(a=1)["z"], dict(Defaults(a=1).items()))
