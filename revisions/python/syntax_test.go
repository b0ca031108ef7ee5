package python

import (
	"strings"
	"testing"
	"time"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestSyntaxErrors: places and words are those of CPython 3.13, but for hints at Python 2.
func TestSyntaxErrors(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"f(a\nb = 1\n", "1:2: error SP401: '(' was never closed"},
		{"x = [1, 2\n\ndef f():\n    pass\n", "1:5: error SP401: '[' was never closed"},
		{"x = (1]\n", "1:7: error SP401: closing parenthesis ']' does not match opening parenthesis '('"},
		{"x = (\n1]\n", "2:2: error SP401: closing parenthesis ']' does not match opening parenthesis '(' on line 1"},
		{"x = 1)\n", "1:6: error SP401: unmatched ')'"},
		{"f(1, 2 3)\n", "1:6: error SP401: invalid syntax. Perhaps you forgot a comma?"},
		{"f(\n  a(1),\n  b(2)\n  c(3),\n)\n", "3:3: error SP401: invalid syntax. Perhaps you forgot a comma?"},
		{"x = 'abc\n", "1:5: error SP401: unterminated string literal"},
		{"def f(\n", "1:6: error SP401: '(' was never closed"},
		{"def f()\n    pass\n", "1:8: error SP401: expected ':'"},
		{"class A\n    pass\n", "1:8: error SP401: expected ':'"},
		{"if x:\ny = 1\n", "2:1: error SP401: expected an indented block after 'if' statement on line 1"},
		{"def f():\n    a = 1\n  b = 2\n", "3:3: error SP401: unindent does not match any outer indentation level"},
		{"if x:\n\ty = 1\n        z = 1\n", "3:1: error SP401: inconsistent use of tabs and spaces in indentation"},
		{"if x = 1:\n    pass\n", "1:4: error SP401: invalid syntax. Maybe you meant '==' or ':=' instead of '='?"},
		{"f() = 1\n", "1:1: error SP401: cannot assign to function call here. Maybe you meant '==' instead of '='?"},
		{"a, f() = 1\n", "1:4: error SP401: cannot assign to function call"},
		{"None = 1\n", "1:1: error SP401: cannot assign to None"},
		{"f() += 1\n", "1:1: error SP401: 'function call' is an illegal expression for augmented assignment"},
		{"(a, b): int = 1\n", "1:1: error SP401: only single target (not tuple) can be annotated"},
		{"del f()\n", "1:5: error SP401: cannot delete function call"},
		{"f(a.b=1)\n", "1:3: error SP401: expression cannot contain assignment, perhaps you meant \"==\"?"},
		{"f(x for x in y, 1)\n", "1:3: error SP401: Generator expression must be parenthesized"},
		{"f(a=1, a=2)\n", "1:10: error SP401: keyword argument repeated: a"},
		{"{'a': 1, 'b': }\n", "1:13: error SP401: expression expected after dictionary key and ':'"},
		{"def f(*): pass\n", "1:8: error SP401: named arguments must follow bare *"},
		{"def f(**k, a): pass\n", "1:12: error SP401: arguments cannot follow var-keyword argument"},
		{"try:\n    pass\nx = 1\n", "3:1: error SP401: expected 'except' or 'finally' block"},
		{"from a import b,\n", "1:16: error SP401: trailing comma not allowed without surrounding parentheses"},
		{"x = 1_\n", "1:6: error SP401: invalid decimal literal"},
		{"x = 0b12\n", "1:8: error SP401: invalid digit '2' in binary literal"},
		{"x = 1a\n", "1:5: error SP401: invalid decimal literal"},
		{"x = “a”\n", "1:5: error SP401: invalid character '“' (U+201C)"},
		{"x = 1 \\ 2\n", "1:7: error SP401: unexpected character after line continuation character"},
		{"x = f'{}'\n", "1:8: error SP401: f-string: valid expression required before '}'"},
		{"x = f'{a'\n", "1:9: error SP401: f-string: expecting '}'"},
		{"x = f'}'\n", "1:7: error SP401: f-string: single '}' is not allowed"},
		{"f(a f\"it's\")\n", "1:3: error SP401: invalid syntax. Perhaps you forgot a comma?"},
		{"x = f'{a b}'\n", "1:8: error SP401: f-string: invalid syntax. Perhaps you forgot a comma?"},
		{"x = f'{lambda x: 1}'\n", "1:8: error SP401: f-string: lambda expressions are not allowed without parentheses"},
		{"x = f'{a:{b}'\n", "1:5: error SP401: f-string: expecting '}', or format specs"},
		{"x = b'a' 'b'\n", "1:5: error SP401: cannot mix bytes and nonbytes literals"},
		{"match x\n", "1:8: error SP401: expected ':'"},
		{"match x:\n    case a:\n        pass\n    case b:\n        pass\n", "2:5: error SP401: name capture 'a' makes remaining patterns unreachable"},
		{"with (open(a) as b, open(c) d): pass\n", "1:29: error SP401: invalid syntax"},
		{"x = yield\n", "1:5: error SP401: 'yield' outside of a function"},
		{"def f():\n    x = [(yield) for a in b]\n", "2:9: error SP401: 'yield' inside a comprehension"},
		{"def f():\n    await x\n", "2:5: error SP401: 'await' outside of an async function"},
		{"*a, *b = c\n", "1:5: error SP401: multiple starred expressions in assignment"},
		{"x = 1j\ny = )\n", "2:5: error SP401: unmatched ')'"},
		{"x = t'{a}'\n", "1:5: error SP406: sqlplan cannot evaluate a t-string"},
		{"def f(a, (b, c)): pass\n", "1:10: error SP402: a parameter that is a tuple is Python 2"},
		{"x = ur'a'\n", "1:5: error SP402: the prefix ur is Python 2"},
	} {
		_, diags := Parse(source.NewFile("main.py", tc.text))
		if got := diags.Error(); got != "main.py:"+tc.want {
			t.Errorf("%q\ngot  %s\nwant main.py:%s", tc.text, got, tc.want)
		}
	}
}

// TestSyntaxTaken: what is rare, new or odd, and still Python.
func TestSyntaxTaken(t *testing.T) {
	for _, text := range []string{
		"def f[T: int = str, *Ts, **P](a: T, /, b, *c: *Ts, d=1, **e) -> T: pass\n",
		"type A[T] = list[T]\ntype = 1\ntype (x)\ntype[0]\n",
		"match = {}\nmatch[1] = 2\nmatch(1)\nmatch -1\nmatch.x = 1\ncase = 1\n_ = 1\nprint(match, case)\n",
		"match x, *y:\n    case {'a': [1, *_], **r} if r: pass\n    case A.B | -1.5 | None | C(1, x=2): pass\n    case (a, b) | [a, b] as c: pass\n    case *_, 1: pass\n    case _: pass\n",
		"with (open(a) as b, open(c),): pass\nwith (a, b): pass\nwith (a): pass\nwith (a, b) as c: pass\nwith (a).b as c, d: pass\nwith (f()): pass\n",
		"try: pass\nexcept A, B: pass\nexcept (A, B) as e: pass\nexcept: pass\nelse: pass\nfinally: pass\n",
		"async def f():\n    async with a as b, c: pass\n    async for x in y: await z\n    return [await x async for x in y if x]\n",
		"def f(): return (i async for i in a if await i), (await x for x in y)\n",
		"x = f'{a!r:>{w}.{p}} {b=} {c = !s} {d[\"k\"]} {\"nested\" f\"{e}\"} {{}} {x:{y:{z}}}' rf'\\{a}\\d'\n",
		"x = f'''{\na # comment\n}'''\ny = f'{a:=^10}{b!=c}{(lambda: 1)()}{(d := 1)}{*e, 1}'\n",
		"x = 0xFF_FF + 0o17 + 0b1_0 + 1_000.5e-3 + .5 + 5. + 00 + 1if y else 2\n",
		"x: int\n(x): int = 1\nx.y: int = 1\nx[0]: int\n",
		"*a, b = c = d\nfor *x, y in z: pass\nfor x in *a, b: pass\ndel (a), [b, c], d.e, (f, g)\n",
		"a[1:2, ::3, *b, c:=1]\na[:]\na[()]\n",
		"f(*a, b, *c, d=1, *e, **g, h=2)\nf(x for x in y)\nf(a := 1)\n",
		"@a.b[c](d)\n@(x := y)\nclass A[T](B, metaclass=C): x = 1; y = 2;\n",
		"if x:\n\ty = 1\n\tz = 2\n\f\nif x: pass\nelif y: pass\nelse: pass\n",
		"x = 1 \\\n  + 2\n\\\ny = 2\n",
		"print >= 1\nprint(1, file=f)\nprint\nexec(x)\nprint -1\n",
		"ª = é = 1\n",
	} {
		if _, diags := Parse(source.NewFile("main.py", text)); diags.HasErrors() {
			t.Errorf("%q\n%s", text, diags.Error())
		}
	}
}

// TestLinearTime: what is long or deep without end costs what its length costs.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time")
	}
	const n = 100_000
	for name, text := range map[string]string{
		"parentheses":  "x = " + strings.Repeat("(", n) + strings.Repeat(")", n),
		"unclosed":     strings.Repeat("f(", n),
		"commas":       "f(" + strings.Repeat("a b ", n) + ")",
		"parameters":   "def f(" + strings.Repeat("a, ", n) + "): pass",
		"keywords":     "f(" + strings.Repeat("a=1, ", n) + ")",
		"sums":         "x = 1" + strings.Repeat(" + 1", n),
		"texts":        "x = " + strings.Repeat("'a' ", n),
		"f-strings":    "x = f'" + strings.Repeat("{a}", n) + "'",
		"nested f":     strings.Repeat("f'{", n),
		"attributes":   "x" + strings.Repeat(".a", n),
		"signs":        "x = " + strings.Repeat("-", n) + "1",
		"lambdas":      strings.Repeat("lambda:", n) + "1",
		"conditions":   "x" + strings.Repeat(" if x else x", n),
		"blocks":       strings.Repeat("if x:", n),
		"matches":      strings.Repeat("match (x)\n", n),
		"with":         strings.Repeat("with (a, b): pass\n", n),
		"patterns":     "match x:\n case " + strings.Repeat("[", n),
		"alternatives": "match x:\n case 1" + strings.Repeat(" | 1", n) + ": pass",
		"escapes":      "x = '" + strings.Repeat("\\x41", n) + "'",
		"zeros":        "x = " + strings.Repeat("0", n),
		"backslashes":  strings.Repeat("\\\n", n),
	} {
		start := time.Now()
		_, diags := Parse(source.NewFile("main.py", text))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", name, took)
		}
		if len(diags) > 0 && diags[0].Code == CodeInternal {
			t.Errorf("%s: %v", name, diags)
		}
	}
}
