out = []


def show(label, fn):
    try:
        out.append(f"{label}: {fn()!r}")
    except Exception as e:
        out.append(f"{label}: {type(e).__name__}: {e}")


for s in ["hello world", "HELLO", "", "Straße ß", "ǆ", "it's a dog's life", "a\tb\tc", "123", "²", "x1", "_x", "1x", "\u00a0 a", "ΣΑΣ ΑΣ", "ﬁx"]:
    for name in ["upper", "lower", "casefold", "capitalize", "title", "isalnum", "isalpha", "isascii", "isdecimal",
                 "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "strip", "split",
                 "rsplit", "splitlines", "expandtabs"]:
        show(f"{s!r}.{name}()", lambda: getattr(s, name)())
for s, name, args in [
    ("a,b,,c", "split", (",",)), ("a,b,,c", "split", (",", 1)), ("a,b,,c", "rsplit", (",", 1)), ("  a  b c ", "split", (None, 1)),
    ("  a  b c ", "rsplit", (None, 1)), ("abc", "split", ("",)), ("a.b.c", "partition", (".",)), ("a.b.c", "rpartition", (".",)),
    ("abc", "partition", ("x",)), ("abc", "rpartition", ("x",)), ("äöüabc", "find", ("a",)), ("äöüabca", "rfind", ("a",)),
    ("abc", "index", ("x",)), ("banana", "count", ("an",)), ("banana", "count", ("",)), ("banana", "count", ("a", 2)), ("banana", "count", ("a", -3, -1)),
    ("banana", "find", ("a", 2, 3)), ("banana", "find", ("", 7)), ("banana", "find", ("", 6)), ("abc", "startswith", (("x", "a"),)),
    ("abc", "endswith", ("bc", 1)), ("abc", "startswith", (1,)), ("abc", "center", (6, "*")), ("abcd", "center", (7, "*")), ("abc", "center", (8,)),
    ("abc", "ljust", (5, ".")), ("abc", "rjust", (5,)), ("-5", "zfill", (5,)), ("+x", "zfill", (4,)), ("abc", "ljust", (5, "ab")),
    ("aXbX", "replace", ("X", "--")), ("aXbX", "replace", ("X", "--", 1)), ("abc", "replace", ("", "-")), ("abc", "replace", ("", "-", 2)),
    ("xxabcxx", "strip", ("x",)), ("xxabcxx", "lstrip", ("x",)), ("xxabcxx", "rstrip", ("x",)), ("prefix_a", "removeprefix", ("prefix_",)),
    ("a.py", "removesuffix", (".py",)), (",", "join", (["a", "b"],)), (",", "join", (["a", 1],)), ("", "join", ("abc",)), (",", "join", (5,)),
    ("ä", "encode", ()), ("ä", "encode", ("ascii",)), ("ä", "encode", ("ascii", "replace")), ("ä", "encode", ("ascii", "xmlcharrefreplace")),
    ("ä€", "encode", ("latin-1", "ignore")), ("ä", "encode", ("nope",)), ("a\r\nb\nc\x0bd", "splitlines", (True,)), ("01\t012\t0123", "expandtabs", (4,)),
    ("abc", "nope", ()),
]:
    show(f"{s!r}.{name}{args!r}", lambda: getattr(s, name)(*args))
show("translate", lambda: "hello".translate(str.maketrans("el", "ip", "h")))
show("translate dict", lambda: "hello".translate({ord("l"): None, ord("h"): "HH", 101: 69}))
show("maketrans dict", lambda: str.maketrans({"a": "1", "b": None}))
for text in ["'", '"', "'\"", "\\", "\n\r\t\x00\x7f\x85\xad", "ä€😀", "\u200b\u3000", "\u0378"]:
    show("repr", lambda: text)
    show("ascii", lambda: ascii(text))
for b in [b"abc", b"'", b"\x00\xff\n", b"a'b\""]:
    show("bytes", lambda: b)
show("decode", lambda: b"\xc3\xa4".decode())
show("decode bad", lambda: b"\xff".decode())
show("decode replace", lambda: b"\xffa".decode("utf-8", "replace"))
show("decode latin", lambda: b"\xe4".decode("latin-1"))
show("bytes methods", lambda: (b"a,b".split(b","), b" x ".strip(), b"abc".upper(), b"-".join([b"a", b"b"]), b"abc".startswith(b"a"), b"abc".hex(), b"a\xffb".replace(b"a", b"c")))
