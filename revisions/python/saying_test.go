package python

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// saidBy runs code with an unknown number n and a logger of the application, and returns what was noted and the head of the error.
func saidBy(t *testing.T, text string) string {
	t.Helper()
	f, diags := Parse(source.NewFile("main.py", "from app import n, log, touch\n"+text))
	if diags.HasErrors() {
		t.Fatal(diags[0].Head())
	}
	var out strings.Builder
	in := New(Options{
		FS: fstest.MapFS{}, Path: []string{"."},
		Notes: func(_ source.Severity, code, message string, _ source.Span) {
			if code == CodeEither {
				message = "either: " + message
			}
			out.WriteString(message + "\n")
		},
		OpaqueCall: func(th *Thread, o *Opaque, _ source.Span) error {
			if strings.HasPrefix(o.Path, "app.log") {
				return nil
			}
			return th.Unsupported("a call of "+o.Path, "")
		},
	})
	if _, err := in.RunFile(f, "__main__"); err != nil {
		out.WriteString(Diagnose(err).Head())
	}
	return strings.TrimSpace(out.String())
}

// TestEitherBranch: an if whose condition is not known is passed over where all its branches only say something, and nowhere else.
func TestEitherBranch(t *testing.T) {
	const note = "either: (app.n > ...) is not known (the module app is not in the project); whatever it is, the code behind this condition only prints and logs"
	const stop = "main.py:%: error SP405: (app.n > ...) is not known"
	for _, tc := range []struct{ name, text, want string }{
		{"print", "if n > 0:\n    print('some', n)\nprint('on')", note + "\non"},
		{"else", "if n > 0: print('some')\nelif n > 5: print(f'{n} many')\nelse:\n    'none'\n    pass\nprint('on')", note + "\non"},
		{"a helper", "def tell(*a):\n    text = ' '.join(str(x) for x in a)\n    print(text)\n    return None\nif n > 0: tell(1, n)", note},
		{"a loop", "def tell(xs):\n    for x in xs: print(x)\nif n > 0: tell([1, 2])", note},
		{"inside another", "if n > 0:\n    if len('ab') == 2 and not n: print([x for x in (1, 2)], 'one' if n == 1 else 'more')", note},
		{"a logger that is not known", "if n > 0: log.info('some')", note},
		{"on the error output", "import sys\nif n > 0: print('some', file=None)", note},
		{"not", "if not n: print('none')", strings.Replace(note, "(app.n > ...)", "app.n", 1)},
		{"or", "if n or len('x'): print('none')", strings.Replace(note, "(app.n > ...)", "app.n", 1)},
		{"an assignment", "a = 1\nif n > 0: a = 2", stop},
		{"an assignment in a helper", "a = 1\ndef f():\n    global a\n    a = 2\nif n > 0: f()", stop},
		{"a walrus", "if n > 0: print(a := 1)", stop},
		{"an attribute", "class A: pass\nif n > 0: A.x = 1", stop},
		{"an item", "d = {}\nif n > 0: d['a'] = 1", stop},
		{"del", "d = {1: 2}\nif n > 0: del d[1]", stop},
		{"a list that grows", "l = []\nif n > 0: l.append(1)", stop},
		{"a list that grows in what is printed", "l = [1]\nif n > 0: print(l.pop())", stop},
		{"a list that grows in place", "l = []\ndef f(x):\n    x += [1]\nif n > 0: f(l)", stop},
		{"an iterator that moves on", "i = iter([1, 2])\nif n > 0: print(next(i))", stop},
		{"an iterator that is used up", "i = iter([1, 2])\nif n > 0: print(list(i))", stop},
		{"a generator expression that is used up", "i = (x for x in [1, 2])\nif n > 0: print(sum(i))", stop},
		{"a generator", "def f():\n    yield 1\ni = f()\nif n > 0: print(*i)", stop},
		{"a return", "def f():\n    if n > 0:\n        print('some')\n        return\nf()", stop},
		{"a break", "for x in [1]:\n    if n > 0: break", stop},
		{"a raise", "if n > 0: raise ValueError('some')", stop},
		{"an assert", "if n > 0: assert n < 5", stop},
		{"an exception", "if n > 0: print({}['a'])", stop},
		{"an exception in a try", "if n > 0:\n    try:\n        print('x')\n    except ValueError: pass", stop},
		{"a property with an effect", "l = []\nclass A:\n    @property\n    def x(self): l.append(1)\na = A()\nif n > 0: print(a.x)", stop},
		{"a text with an effect", "l = []\nclass A:\n    def __str__(self): l.append(1)\n    __format__ = __str__\na = A()\nif n > 0: print(f'{a}')", stop},
		{"a call of what is not known", "if n > 0: touch()", stop},
		{"an import", "if n > 0: import os", stop},
		{"an object", "class A:\n    def __init__(self): print('x')\nif n > 0: A()", stop},
		{"an own print", "l = []\ndef print(x): l.append(x)\nif n > 0: print('x')", stop},
		{"a file that somebody reads", "class F:\n    def write(self, x): pass\nf = F()\nif n > 0: print('x', file=f)", stop},
		{"an effect in the second half of the condition", "l = []\nif n > 0 and l.append(1): print('x')", stop},
		{"an effect in a condition behind it", "l = []\nif n > 0: print('x')\nelif l.append(1): print('y')", stop},
		{"while", "while n > 0: print('x')", stop},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := saidBy(t, tc.text)
			if tc.want != stop && got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
			if tc.want == stop && !strings.Contains(got, "error SP405: (app.n > ...) is not known") || strings.Count(got, "\n") != strings.Count(tc.want, "\n") {
				t.Errorf("got\n%s\nwant an error for the condition alone", got)
			}
		})
	}
}

// TestUnknownText: a text with a value in it that is not known can be printed and logged, and is an error where it is needed.
func TestUnknownText(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{`m = f"{n:>5} rows, {3:>4}, {n!r}, {[n]}"`, "<app.n> rows,    3, <app.n>, <app.n>"},
		{`m = "%5d of %s rows, 100%%" % (n, 7)`, "<app.n> of 7 rows, 100%"},
		{`m = "%(a)d" % {"a": n}`, "<app.n>"},
		{`m = "%s" % n`, "<app.n>"},
		{`m = "%s and %s" % n`, "<(... % ...)>"},
		{`m = "{:,} {a!r:>3} {}".format(n, 1, a="b")`, "<app.n> 'b' 1"},
		{`m = "{0:{1}}".format("x", n)`, "x"},
		{`m = "{a}".format_map({"a": n})`, "<app.n>"},
		{`m = "changed " + str(n) + " rows"`, "changed <app.n> rows"},
		{`m = ", ".join(["a", str(n)])`, "a, <app.n>"},
		{`m = f"{n} row{'' if n == 1 else 's'}"`, "<app.n> row<(... if ... else ...)>"},
		{`m = f"{n or 0} {not n}"`, "<(... or ...)> <(not ...)>"},
	} {
		if got := saidBy(t, tc.text+"\nprint(m)"); got != tc.want {
			t.Errorf("%s: got %s, want %s", tc.text, got, tc.want)
		}
		if got := saidBy(t, tc.text+"\nlen(m)"); !strings.Contains(got, "error SP405: app.n is not known") && !strings.Contains(got, "error SP405: (app.n == ...) is not known") {
			t.Errorf("%s, needed: got %s", tc.text, got)
		}
	}
	for text, want := range map[string]string{
		`len(f"{n}")`:                                         "app.n is not known (the module app is not in the project), but it is needed for a length",
		`{f"{n}": 1}`:                                         "app.n is not known",
		`x = "a" if n else [].append(1)`:                      "app.n is not known",
		`x = n and [].append(1)`:                              "app.n is not known",
		`raise ValueError(f"{n} rows")`:                       "error SP404: ValueError: <app.n> rows",
		`x = "%s %d" % (n, "a")`:                              "error SP404: TypeError: %d format",
		`x = "%s" % (n, 1)`:                                   "error SP404: TypeError: not all arguments converted",
		`m = f"{n}".strip()` + "\nlen(m)":                     "app.n is not known",
		`m = (f"{n}" + "x")[1:]` + "\nlen(m)":                 "app.n is not known",
		"l = []\nx = (l.append if n else l.pop)()":            "app.n is not known (the module app is not in the project), but it is needed for a call",
		"class A: pass\nclass B: pass\n(A if n else B).x = 1": "needed for an assignment",
		"(n or {})['a'] = 1":                                  "needed for an assignment",
		"del (n or {})['a']":                                  "needed for del",
		"del (n or n).a":                                      "needed for del",
		"with (open if n else None) as f: pass":               "needed for a with statement",
		"class A(int if n else str): pass":                    "needed for a base class",
		"raise (ValueError if n else KeyError)":               "needed for a raise",
		"try:\n    1 / 0\nexcept (ValueError if n else ZeroDivisionError): pass": "needed for an except clause",
		"x = {'a': print}[f'{n}']()": "needed for a call",
	} {
		if got := saidBy(t, text); !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
