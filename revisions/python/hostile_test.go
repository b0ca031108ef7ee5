package python

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestHostile: values that are small in memory and endless to walk.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time, and no goroutine shares anything in it")
	}
	for _, tc := range []struct{ name, text string }{
		{"wide tuple as key", "t = (1,)\nfor i in range(55): t = (t, t)\nhash(t)\n"},
		{"wide list as text", "t = [1]\nfor i in range(55): t = [t, t]\nstr(t)\n"},
		{"wide list compared", "a = [1]; b = [1]\nfor i in range(55):\n    a = [a, a]; b = [b, b]\na == b\n"},
		{"wide tuple in an exception", "t = (1,)\nfor i in range(55): t = (t, t)\nraise ValueError(t, 1)\n"},
		{"cycle through a tuple", "l = []\nt = (l,)\nl.append(t)\nraise ValueError(l, t)\n"},
		{"exception in itself", "e = ValueError(1)\ne.args = (e,)\nraise e\n"},
		{"exception in itself as text", "e = ValueError(1)\ne.args = (e,)\nstr(e)\n"},
		{"nested iterators", "it = iter([1])\nwhile True: it = enumerate(it)\n"},
		{"nested iterators used", "it = iter([1])\nfor i in range(100000): it = map(str, it)\nnext(it)\n"},
		{"nested static methods", "def f(): pass\nfor i in range(100000): f = staticmethod(f)\nf()\n"},
		{"nested classes for isinstance", "t = (int,)\nfor i in range(100000): t = (t,)\nisinstance('', t)\n"},
		{"nested generics", "t = list\nfor i in range(100000): t = t[t]\nstr(t)\n"},
		{"generators without end", "def g():\n    yield 1\nl = []\nwhile True:\n    x = g(); next(x); l.append(x)\n"},
		{"generator chain", "def g(x):\n    yield from x\nx = [1]\nfor i in range(100000): x = g(x)\nnext(x)\n"},
		{"finally without end", "while True:\n    try:\n        1 / 0\n    finally:\n        continue\n"},
		{"catching the limit", "def f():\n    try:\n        f()\n    except BaseException:\n        f()\nf()\n"},
		{"getattr without end", "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nA().a\n"},
		{"replace", "s = 'a' * 100000\nwhile True: s = s.replace('a', 'aa')\n"},
		{"join", "s = 'a' * 100000\nwhile True: s = s.join([s] * 1000)\n"},
		{"format width", "'%1000000000d' % 1\n'{:1000000000}'.format(1)\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			start := time.Now()
			got := runText(t, tc.text, Limits{Steps: 2_000_000}, nil)
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
			if strings.Contains(got, CodeInternal) || len(got) > 100_000 {
				t.Errorf("got %.300s", got)
			}
			if !strings.Contains(got, "SP40") && tc.name != "nested generics" && tc.name != "format width" {
				t.Errorf("got %.300s", got)
			}
		})
	}
}

// TestGeneratorsDoNotLeak: a generator that is never finished gives its goroutine back.
func TestGeneratorsDoNotLeak(t *testing.T) {
	before := runtime.NumGoroutine()
	runText(t, "def g():\n    try:\n        yield 1\n    finally:\n        print('never')\nfor i in range(500):\n    next(g())\n", Limits{}, nil)
	for range 100 {
		runtime.GC()
		if runtime.NumGoroutine() <= before+2 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}
