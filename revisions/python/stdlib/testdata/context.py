import contextvars
from contextvars import ContextVar
out = []
v: ContextVar[str | None] = ContextVar("v", default=None)
w = contextvars.ContextVar[int]("w")
out.append(repr((v.get(), v.get(3), v.name,)))
try:
    w.get()
except LookupError:
    out.append(repr(("not set",)))
t = w.set(1)
u = w.set(2)
out.append(repr((w.get(), w.get(9),)))
w.reset(u)
out.append(repr((w.get(),)))
w.reset(t)
out.append(repr((w.get("none"),)))
try:
    w.reset(t)
except RuntimeError:
    out.append(repr(("used",)))
try:
    v.reset(w.set(5))
except ValueError:
    out.append(repr(("another variable",)))
