print(sorted([3, 1, 2], reverse=True), sorted("bca", key=lambda c: -ord(c)), list(reversed([1, 2])), list(enumerate("ab", 1)))
print(min(3, 1), max([1, 5], key=lambda x: -x), min([], default=0), any([0, 1]), all([]), abs(-3), divmod(7, 2), pow(2, 10, 1000), round(2.5), round(2.675, 2), round(1234, -2))
print(int("12"), int("ff", 16), int(3.9), float("1.5"), str(1.0), bytes([1, 2]), bool(""), list("ab"), tuple([1]), dict(a=1), set([1]), frozenset([2]), int("-0x1f", 16))
print(repr("a'b"), repr('a"b'), 1e100, 1.5e-7, 0.1 + 0.2, float("inf"), 1_000)
print(isinstance(True, int), type(3.0).__name__, callable(len), chr(97), ord("a"), hex(255), oct(8), bin(5))
print(list(zip([1, 2], "ab")), list(filter(None, [0, 1, 2])), list(map(str, [1])), list(range(5, 0, -2)), range(3), len(range(10)))
l = [1, 2]; l.append(3); l.extend([4]); l.insert(0, 0); l.remove(2); print(l, l.pop(), l.index(3), l.count(1)); l.sort(key=lambda x: -x); print(l); l.reverse(); print(l, l.copy() == l)
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z", 9), list(d.keys()), list(d.values()), list(d.items()), d.pop("a"), d.setdefault("c", 3), d, dict.fromkeys("xy", 0), d.keys() & {"b"})
d.update(z=1, **{"q": 2}); print(d, {**d, "b": 0}, d.popitem())
s = {1, 2}; s.add(3); s.discard(1); print(sorted(s | {5}), s & {2}, s - {2}, sorted(s ^ {9}), {2} <= s, s.issubset({2, 3, 4}), sorted(s.union([8])))
print((1, 2) + (3,), (1,) * 2, (1, 2) < (1, 3), [1, 2] == [1, 2], (1, 2).index(2), "ab" * 2, [0] * 3)
print("a,b".split(","), "-".join(["x", "y"]), " x ".strip(), "abc".upper(), "a%sb%d" % ("x", 3), "{} {name}".format(1, name="n"), "abc"[::-1], "abc"[1], "abc".replace("b", "x"), "Hello".startswith(("He", "x")))
print(b"abc"[0], b"abc"[1:], b"ab".hex(), "é".encode(), b"\xc3\xa9".decode())
for e in ["1 + 'a'", "'a' + 1", "[1] + (1,)", "len(3)", "int('x')", "[][0]", "{}.x", "None + 1", "1 < 'a'", "'a'.foo", "x()", "(1)[0]", "sorted([1,'a'])", "{[]: 1}", "{}.pop('k')", "[].pop()", "float('x')", "1 // 0", "1.0 % 0", "next(iter([]))", "range(1.5)", "'a' in 3", "a.b = 1", "iter(3)", "max([])", "''.join([1])"]:
    pass
def attempt(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ": " + str(e)
print(attempt(lambda: 1 + "a")); print(attempt(lambda: "a" + 1)); print(attempt(lambda: [1] + (1,))); print(attempt(lambda: len(3)))
print(attempt(lambda: int("x"))); print(attempt(lambda: [][0])); print(attempt(lambda: {}.x)); print(attempt(lambda: None + 1)); print(attempt(lambda: 1 < "a"))
print(attempt(lambda: "a".foo)); print(attempt(lambda: 3())); print(attempt(lambda: (1)[0])); print(attempt(lambda: sorted([1, "a"]))); print(attempt(lambda: {[]: 1}))
print(attempt(lambda: {}.pop("k"))); print(attempt(lambda: [].pop())); print(attempt(lambda: float("x"))); print(attempt(lambda: next(iter([])))); print(attempt(lambda: 'a' in 3))
print(attempt(lambda: iter(3))); print(attempt(lambda: "".join([1]))); print(attempt(lambda: "abc"["x"])); print(attempt(lambda: (1, 2)["x"])); print(attempt(lambda: -"a"))
a = [1, [2]]; b = a; b += [3]; print(a is b, a)
print(hash("a") == hash("a"), {1: "a", 1.0: "b", True: "c"}, {(1, 2): 3}[(1, 2)])
print(str([1, "a", None, True, 1.5, (1,), {}, set()]), [[]] * 2, {"a": {"b": [1]}})
x = 5
x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 7; x |= 8; x &= 12; x ^= 1; x <<= 2; x >>= 1
print(x, getattr(3, "real"), (5).bit_length(), (1.0).is_integer(), (3).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"))
print(slice(1, 2), [1, 2, 3][slice(0, 2)], Ellipsis, NotImplemented, sum([[1], [2]], []), sum([0.5, 1]))
print(list(dict(sorted({"b": 1, "a": 2}.items()))), vars(type("V", (), {})()), id(x) == id(x))
print(str(b"a'b"), ascii("é"), format(3.14159, ".2f"), format(1234567, ","), "%5.1f|%-5s|%05d|%x|%%" % (1.25, "a", 42, 255))
