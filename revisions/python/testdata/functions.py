def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
print(f(1, c=3))
print(f(1, 5, 6, 7, c=3, e=9))
print(f(*[1, 2, 3], **{"c": 1, "z": 2}))
def g(a, /, b, *, c=1):
    return a, b, c
print(g(1, b=2), g(1, 2, c=3))
for call in (lambda: g(a=1, b=2), lambda: g(1), lambda: g(1, 2, 3), lambda: g(1, 2, d=1), lambda: f(), lambda: f(1, 2, a=3, c=1)):
    try:
        call()
    except TypeError as e:
        print(e)
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter()
print(c(), c(5), c())
total = 0
def add(x):
    global total
    total += x
add(3); add(4)
print(total)
def default(x=[]):
    x.append(1)
    return x
default(); print(default())
print([x * y for x in range(3) for y in range(3) if x != y])
print({k: v for k, v in zip("abc", range(3))}, {x % 2 for x in range(5)})
print(sum(x for x in range(10)), list(map(lambda x: x + 1, [1, 2])))
print((lambda *a, **k: (a, k))(1, 2, x=3))
def gen(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"
def outer():
    r = yield from gen(2)
    print(r)
    yield 99
print(list(outer()))
it = gen(3)
print(next(it), it.send("hi"), next(it))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
def closing():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
g1 = closing(); next(g1); g1.close()
def catch():
    try:
        yield 1
    except ValueError as e:
        yield f"caught {e}"
g2 = catch(); next(g2); print(g2.throw(ValueError("x")))
def deco(fn):
    def wrapper(*a):
        return "<" + fn(*a) + ">"
    return wrapper
@deco
@deco
def hello(n): return "hello " + n
print(hello("x"))
if (n := len("abcd")) > 3: print(n)
print([y := 1, y ** 2], y)
a, *b, (c1, d1) = 1, 2, 3, (4, 5)
print(a, b, c1, d1)
try:
    x1, y1 = 1, 2, 3
except ValueError as e:
    print(e)
try:
    x1, y1, *z1 = [1]
except ValueError as e:
    print(e)
def unbound():
    print(q)
    q = 1
try:
    unbound()
except UnboundLocalError as e:
    print(e)
try:
    nope
except NameError as e:
    print(e)
def annotated(x: "Undefined", y: "also" = 1) -> "Nothing": return x
print(annotated(3))
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, None is None, 3 not in [1, 2], not [])
i = 0
while True:
    i += 1
    if i == 3: continue
    if i > 5: break
else:
    print("never")
for k in range(2): pass
else: print("else", i, k)
async def later(x): return x * 2
async def main(): return await later(4)
def kwonly(*, a, b): pass
try: kwonly()
except TypeError as e: print(e)
def fin():
    try:
        return 1
    finally:
        print("fin")
print(fin())
def nested():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally:
            print("f", i)
nested()
x = [1, 2, 3]
x[1:2] = [7, 8]; del x[0]; print(x, x[::-1], x[-1], x[:2])
d = {"a": 1}; d["b"] = 2; d |= {"c": 3}; del d["a"]; print(d)
print("a" if False else "b", 7 // -2, -7 % 3, 2 ** 100, 1 << 70, ~5, 7 / 2, -7 // 2, 2 ** -1)
print(f"{3.14159:.2f} {'x':>5} {10:#x} {'a'!r} {1+1=} {[1,2]}")
w = 8
print(f"{'abc':*^{w}}|{{}}")
assert True, "no"
try:
    assert 1 == 2, "message"
except AssertionError as e: print(repr(e))
print(*[1, 2], sep="-")
print(r"\n", b"\x00a", "\x41\u00e9\t|", "a" "b" 'c')
