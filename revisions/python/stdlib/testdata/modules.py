import base64, binascii, collections, copy, csv, dataclasses, functools, hashlib, hmac, io, itertools, json, math, operator, re, string, textwrap, types, uuid, zlib, contextlib, fnmatch, inspect
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from decimal import Decimal, ROUND_HALF_UP
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urlencode, urlparse, urlsplit, urlunparse

out = []


def show(label, fn):
    try:
        out.append(f"{label}: {fn()!r}")
    except Exception as e:
        out.append(f"{label}: {type(e).__name__}: {e}")


# json
data = {"a": [1, 2.5, None, True, {"b": "ä\"\\\n\x01\x7f😀"}], "c": (), "d": {}, 1: "x", None: 1.0, "inf": 1e400, 2.5: -0.0}
for kw in [{}, {"indent": 2}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"indent": "\t"}, {"indent": 0}]:
    show(f"dumps {kw}", lambda: json.dumps(data, **kw))
show("sort", lambda: json.dumps({"b": 1, "a": 2}, sort_keys=True))
show("default", lambda: json.dumps({"a": uuid.UUID(int=5)}, default=str))
show("not serializable", lambda: json.dumps(object))
show("not serializable set", lambda: json.dumps({"x": {1}}))
show("bad key", lambda: json.dumps({(1, 2): 1}))
show("skipkeys", lambda: json.dumps({(1, 2): 1, "a": 2}, skipkeys=True))
show("nan", lambda: json.dumps(float("nan"), allow_nan=False))
for text in ['{"a": [1, 2.5e3, null, true, false, "\\u00e4\\n\\ud83d\\ude00"]}', "[]", " {} ", "12345678901234567890", "-0.5", "1e5", "NaN", "[1,]", '{"a" 1}', "{'a': 1}", "", "[1 2]", '"abc', '"\\x"',
             '{"a":1}x', '{"a":1,}', "tru", "[\n1,\n", '"a\nb"', "-", "01", '{"a":1,"a":2}']:
    show(f"loads {text!r}", lambda: json.loads(text))


def _catch(fn):
    try:
        fn()
    except json.JSONDecodeError as e:
        return e


show("error attrs 2", lambda: [(e.msg, e.pos, e.lineno, e.colno, isinstance(e, ValueError)) for e in [_catch(lambda: json.loads("[1,\nx]"))]])
show("hook", lambda: json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
show("pairs hook", lambda: json.loads('{"a": 1}', object_pairs_hook=list))
show("parse_float", lambda: json.loads("1.10", parse_float=Decimal))
show("load", lambda: json.load(io.StringIO('{"x": 1}')))
buf = io.StringIO()
json.dump([1], buf)
show("dump", lambda: buf.getvalue())
# uuid
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
show("uuid", lambda: (u, str(u), u.hex, u.int, u.bytes, u.bytes_le, u.urn, u.version, u.variant, u.fields, u.time_low, u.node, u.clock_seq, u.time))
show("uuid forms", lambda: (uuid.UUID("{12345678123456781234567812345678}") == u, uuid.UUID(int=u.int) == u, uuid.UUID(bytes=u.bytes) == u, uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID("urn:uuid:" + str(u)) == u))
show("uuid5", lambda: (uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x/"), uuid.uuid5(u, "ä").version))
show("uuid bad", lambda: uuid.UUID("nope"))
show("uuid none", lambda: uuid.UUID())
show("uuid order", lambda: (sorted([uuid.UUID(int=2), uuid.UUID(int=1)]), len({u, uuid.UUID(str(u))}), f"{u}", "%s" % u, int(uuid.UUID(int=7))))
# textwrap
text = "\n    hello\n      world\n\n    \n  x"
show("dedent", lambda: (textwrap.dedent(text), textwrap.dedent("  a\n  b"), textwrap.dedent("\ta\n  b"), textwrap.dedent("")))
show("indent", lambda: (textwrap.indent("a\n\nb\n", "  "), textwrap.indent("a\n\nb", "> ", lambda line: True)))
long = "The quick brown fox jumped over the lazy dog, a well-known sentence with averyveryverylongwordindeed."
show("wrap", lambda: textwrap.wrap(long, 20))
show("fill", lambda: textwrap.fill(long, width=30, initial_indent="* ", subsequent_indent="  "))
show("shorten", lambda: (textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello  world!", width=11), textwrap.shorten("Hello world", width=10, placeholder="...")))
# re
show("sub", lambda: (re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("x*", "-", "abxd"), re.sub(r"(?P<a>\d)", r"<\g<a>>", "1 2"), re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.sub(r"\d", r"\\\n", "1")))
show("subn", lambda: re.subn("a", "b", "banana"))
show("findall", lambda: (re.findall(r"\d+", "a1b22"), re.findall(r"(\w)(\d)?", "a1b"), re.findall(r"(a)|b", "ab"), re.findall("", "ab")))
show("finditer", lambda: [(m.group(), m.start(), m.end(), m.span()) for m in re.finditer(r"[äa]b", "xäb ab")])
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(x)?", "2024-05-06")
show("match", lambda: (m, m.group(), m.group(1, "month"), m.groups(), m.groups("-"), m.groupdict(), m["year"], m.start("month"), m.end(2), m.lastindex, m.lastgroup, m.string, m.re.pattern, m.expand(r"\1/\2")))
show("no group", lambda: m.group(9))
show("no group 2", lambda: m.group("nope"))
show("fullmatch", lambda: (re.fullmatch(r"\d+", "12"), re.fullmatch(r"\d+", "12x"), re.match(r"a|ab", "ab").end(), re.fullmatch(r"a|ab", "ab").end(), re.search(r"^b$", "a\nb", re.M)))
show("split", lambda: (re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1), re.split("x*", "axbc")))
show("flags", lambda: (bool(re.search("ABC", "xabc", re.I)), re.sub(r"""a  # comment
 b""", "-", "abab", flags=re.X), bool(re.match("a.b", "a\nb", re.DOTALL)), re.compile("(?i)x").findall("xX"), re.findall(r"(?m)^\w", "a\nb")))
show("escape", lambda: re.escape("a.b*c [x] ä-_/'\""))
show("mixed groups", lambda: re.match(r"(a)(?P<n>b)(c)(?P=n)\3", "abcbc").groups())
show("sets", lambda: (re.findall(r"[]a]", "]a["), re.findall(r"[a[]", "[a]"), re.findall(r"[^\W\d]", "a1_"), re.findall(r"\Aa\Z", "a"), re.findall(r"a{,2}b", "aaab")))
show("look", lambda: (re.findall(r"(?<=a)b(?!c)", "abc ab"), re.sub(r"(?<!^)(?=[A-Z])", "_", "CamelCaseName").lower()))
p = re.compile(r"\d+")
show("pattern", lambda: (p.search("a12").group(), p.match("a12"), p.match("a12", 1).group(), p.sub("-", "1a2"), p.pattern, p.groups, bool(p.fullmatch("12")), p.split("a1b"), p))
show("bytes", lambda: re.findall(rb"\d", b"a1"))
show("bad template", lambda: re.sub("a", r"\g<x>", "a"))
# string
show("Template", lambda: string.Template("$a ${b} $$ x").substitute(a=1, b=2))
show("safe", lambda: string.Template("$a ${b} $").safe_substitute({"a": 1}))
show("missing", lambda: string.Template("$a").substitute())
show("consts", lambda: (string.ascii_letters, string.digits, string.hexdigits, string.punctuation, string.capwords("hello wORLD")))
# itertools
it = itertools
show("itertools", lambda: (list(it.chain([1], (2, 3), "a")), list(it.chain.from_iterable([[1], [2]])), list(it.islice(it.count(5, 2), 3)), list(it.islice("abcdef", 1, 5, 2)), list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)),
                           list(it.permutations("abc", 2)), list(it.combinations("abcd", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.zip_longest("ab", "c", fillvalue="-")), list(it.accumulate([1, 2, 3])),
                           [(k, list(g)) for k, g in it.groupby("aabbc")], list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.starmap(pow, [(2, 3)])),
                           list(it.repeat("x", 2)), list(it.pairwise([1, 2, 3])), list(it.compress("abc", [1, 0, 1])), [next(c) for c in [it.cycle("ab")] for _ in range(3)], [list(t) for t in it.tee([1, 2])], list(it.permutations([1, 2])), list(it.accumulate([1, 2], operator.mul, initial=3))))
# functools
calls = []


@functools.lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.wraps(fib)
def wrapper():
    pass


@functools.total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __eq__(self, other):
        return self.n == other.n

    @functools.cached_property
    def slow(self):
        calls.append("slow")
        return self.n * 2


v = V(4)
show("functools", lambda: (functools.partial(pow, 2)(5), functools.partial(dict, a=1)(b=2), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(operator.add, [], 7), fib(10), len(calls), wrapper.__name__, V(1) <= V(2), V(3) >= V(3), V(1) > V(2), v.slow, v.slow, calls[-1],
                           sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))))
show("reduce empty", lambda: functools.reduce(operator.add, []))
# operator
show("operator", lambda: (operator.itemgetter(1)("abc"), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("n")(v), operator.methodcaller("upper")("x"), operator.add(1, 2), operator.contains([1], 1), operator.not_(0), operator.or_(1, 2), operator.neg(3), operator.lt(1, 2)))
# collections
Point = namedtuple("Point", "x y", defaults=[5])
q = Point(1)
d = defaultdict(list)
d["a"].append(1)
c = Counter("banana")
dq = deque([1, 2, 3], maxlen=3)
dq.append(4)
dq.appendleft(0)
od = OrderedDict([("a", 1), ("b", 2)])
od.move_to_end("a")
show("collections", lambda: (q, q.x, q[1], q._asdict(), q._replace(y=9), Point._fields, Point._make([7, 8]), q == (1, 5), isinstance(q, tuple), [*q], len(q), dict(d), d.get("zz"), c["a"], c["zz"], c.most_common(2), sum(c.values()), c, dq, list(dq), list(od), dict(ChainMap({"a": 1}, {"a": 2, "b": 3})), c + Counter("n"), c - Counter("aaa")))
show("defaultdict factory", lambda: [(k["x"], dict(k)) for k in [defaultdict(int)]])
show("namedtuple missing", lambda: Point())
show("unpack", lambda: [x + y for x, y in [q]])


# dataclasses
@dataclasses.dataclass
class A:
    x: int
    y: str = "d"
    z: list = dataclasses.field(default_factory=list)

    def total(self):
        return self.x


@dataclasses.dataclass(order=True)
class B(A):
    w: int = 3

    def __post_init__(self):
        calls.append("post")


show("dataclasses", lambda: (A(1), A(1, "q", [2]) == A(1, "q", [2]), A(1) != A(2), dataclasses.asdict(A(1, z=[A(2)])), dataclasses.astuple(A(1)), dataclasses.replace(A(1), x=5), [f.name for f in dataclasses.fields(A)], A(3).total(), dataclasses.is_dataclass(A)))


@dataclasses.dataclass(frozen=True)
class Frozen:
    a: int = 1


def freeze():
    Frozen(2).a = 3


show("frozen", lambda: (Frozen(5).a, Frozen() == Frozen(1)))
show("frozen set", freeze)
show("dataclass missing", lambda: A())
show("dataclass unknown", lambda: A(1, q=2))
# decimal
D = Decimal
show("decimal", lambda: [D("1.10") + D("2"), D("1") / D("3"), D("10") / D("4"), D("1.5") * 2, D("0.1") + D("0.2"), -D("1.0"), abs(D("-2.50")), D("2.675").quantize(D("0.01")), D("2.675").quantize(D("0.01"), rounding=ROUND_HALF_UP),
                         D(5), D("1E+5"), D("1e-10"), D("0.00001"), D("0.0000001"), D("123.4500").normalize(), D(0.1), D("7") // D("2"), D("-7") % D("3"), D("2") ** 10, D("2").sqrt(), D("16").sqrt(), int(D("3.9")), float(D("3.5")), round(D("2.345"), 2), round(D("2.5")), D("1.0") == 1, D("1.1") < 2, D("0.1") == 0.1,
                         max(D("1"), D("2")), sum([D("1.5"), D("2.5")]), str(D("100")), bool(D("0")), D("1").as_tuple(), D("10").to_integral_value(), hash(D("1")) == hash(D("1.0")), D("100") / D("5"), D("1000000") * D("1000000"), D("1") / D("8"), D("1e3") / D("1e2")])
show("decimal format", lambda: [f"{D('1234.5'):.2f}", f"{D('1234567.891'):,.2f}", f"{D('1.5')}", f"{D('0.256'):.1%}", f"{D('5'):>8}", f"{D('1.5'):08.2f}", "%s" % D("1.50"), "%.2f" % D("1.255"), "%d" % D("7.9")])
show("decimal bad", lambda: D("x"))
show("decimal zero", lambda: D(1) / D(0))
# hashes and encodings
show("hash", lambda: [hashlib.md5(b"a").hexdigest(), hashlib.sha1(b"a").hexdigest(), hashlib.sha256("ä".encode()).hexdigest(), hashlib.sha512(b"").hexdigest(), hashlib.new("sha256", b"x").digest(), hashlib.sha3_256(b"a").hexdigest(), hmac.new(b"k", b"m", hashlib.sha256).hexdigest(), zlib.crc32(b"abc"), binascii.crc32(b"abc"), zlib.adler32(b"abc")])
show("hash str", lambda: hashlib.md5("a"))
show("base64", lambda: [base64.b64encode(b"hello?>"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe\xfd"), binascii.hexlify(b"ab"), base64.b32encode(b"hi"), base64.b16encode(b"\xab")])
# urls
show("quote", lambda: [quote("a b/ä?&"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("a%20b%C3%A4%zz"), unquote_plus("a+b"), urlencode({"a": 1, "b": "x y"}), urlencode([("k", [1, 2])], doseq=True)])
url = urlparse("postgresql+psycopg2://us%40er:p%40ss@Host.example:5432/db;p?x=1&y=2&y=3#frag")
show("urlparse", lambda: (url, url.scheme, url.hostname, url.port, url.username, url.password, url.path, url.query, parse_qs(url.query), parse_qsl(url.query), url.geturl(), url[0], url._replace(scheme="x").geturl(), urlunparse(url), urlsplit("//h/p?q#f"), urlparse("a/b").netloc, urlparse("http://h/p;x?q")))
# copy, types, io, csv, contextlib
deep = [1, [2, {"a": [3]}]]
shallow, full = copy.copy(deep), copy.deepcopy(deep)
deep[1].append(4)
show("copy", lambda: (shallow, full))
show("types", lambda: (types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1).a, types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1)))
sio = io.StringIO("a\nb\n")
show("io", lambda: ([line for line in sio], sio.read(), sio.seek(0), sio.readline(), io.BytesIO(b"xy").read(1)))
show("csv", lambda: (list(csv.reader(io.StringIO('a,"b ""q"", c",\r\n1,2,3\n'))), [dict(r) for r in csv.DictReader(["x,y", "1,2"])], list(csv.reader(["a;b"], delimiter=";"))))
w = io.StringIO()
csv.writer(w).writerows([["a", 'b"c', "d,e", None, 5], [""]])
show("csv writer", lambda: w.getvalue())
log = []


@contextlib.contextmanager
def managed(name):
    log.append("enter " + name)
    try:
        yield name.upper()
    finally:
        log.append("exit " + name)


with managed("a") as got, contextlib.suppress(KeyError), contextlib.nullcontext(5) as five:
    log.append((got, five))
    {}["x"]
with contextlib.ExitStack() as stack:
    stack.enter_context(managed("b"))
    stack.callback(log.append, "callback")
show("contextlib", lambda: log)
show("math", lambda: [math.ceil(1.2), math.floor(-1.2), math.sqrt(2), math.pi, math.log(8, 2), math.log2(8), math.gcd(12, 18), math.factorial(20), math.comb(5, 2), math.isclose(0.1 + 0.2, 0.3), math.inf, math.trunc(-1.5), math.prod([1, 2, 3]), math.hypot(3, 4), math.isqrt(17), math.lcm(4, 6)])
show("math domain", lambda: math.sqrt(-1))
show("fnmatch", lambda: [fnmatch.fnmatch("a.py", "*.py"), fnmatch.filter(["a", "b"], "[!a]")])
show("inspect", lambda: [inspect.isclass(V), inspect.isfunction(wrapper), inspect.cleandoc("a\n    b\n      c")])
