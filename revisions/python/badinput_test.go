package python

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestBadInput: each is a diagnostic with its place, never a crash or a hang.
func TestBadInput(t *testing.T) {
	small := Limits{Steps: 200_000, Depth: 200, Bytes: 8 << 20}
	for _, tc := range []struct{ name, text, want string }{
		{"syntax error", "x = 1\ny = (1 +\n", "main.py:2:"},
		{"missing colon", "def f()\n    pass\n", "main.py:1:"},
		{"unclosed text", "x = '''abc\n", "main.py:1:5: error SP401"},
		{"undefined name", "def upgrade():\n    revison\nupgrade()\n", "main.py:2:5: error SP404: NameError: name 'revison' is not defined"},
		{"infinite loop", "while True:\n    pass\n", "error SP407: the code needs more than 200000 steps"},
		{"endless generator", "def g():\n    while True: yield 1\nfor x in g(): pass\n", "error SP407"},
		{"endless list", "l = [1]\nfor x in l: l.append(x)\n", "error SP407"},
		{"recursion", "def f(n):\n    return f(n + 1)\nf(0)\n", "main.py:2:12: error SP407: the code needs more than 200 nested calls"},
		{"recursion in repr", "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n", "error SP407"},
		{"recursion in eq", "l = []; l.append(l)\nm = []; m.append(m)\nl == m\n", "error SP407"},
		{"large text", "x = 'a' * 10**12\n", "main.py:1:5: error SP407: the code needs more than 8 MB of memory"},
		{"large list", "x = [1] * 10**15\n", "error SP407"},
		{"large number", "x = 10 ** 10 ** 8\n", "error SP407: the code needs more than an integer of 2 million bits"},
		{"large shift", "x = 1 << 10 ** 9\n", "error SP407"},
		{"squaring", "x = 10\nwhile True: x = x * x\n", "error SP407"},
		{"doubling text", "x = 'ab'\nwhile True: x = x + x\n", "error SP407"},
		{"deep tuple", "t = ()\nfor i in range(5000): t = (t,)\nhash(t)\n", "error SP404: RecursionError"},
		{"deep equality", "a = []; b = []\nfor i in range(5000):\n    a = [a]; b = [b]\na == b\n", "error SP407"},
		{"deep parentheses", "x = " + strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000) + "\n", "error SP407: the code is nested more than"},
		{"deep lists", "x = " + strings.Repeat("[", 100000) + strings.Repeat("]", 100000) + "\n", "error SP407"},
		{"deep unclosed", "x = " + strings.Repeat("(", 50000), "error SP401"},
		{"not UTF-8", "x = 'a\xff'\n", "main.py:1:7: error SP403: the file is not UTF-8: byte 0xff"},
		{"unknown encoding", "# -*- coding: koi8-r -*-\nx = 1\n", "main.py:1:15: error SP403: the encoding koi8-r is not supported"},
		{"NUL", "x = 1\x00\n", "main.py:1:6: error SP403"},
		{"print statement", "print 'x'\n", "main.py:1:1: error SP402: the print statement is Python 2"},
		{"print to", "print >>f, 'x'\n", "error SP402"},
		{"except comma", "try:\n    pass\nexcept A, e:\n    pass\n", "main.py:3:1: error SP402"},
		{"exec statement", "exec 'x'\n", "error SP402"},
		{"backticks", "x = `1`\n", "error SP402"},
		{"raise comma", "raise E, 'x'\n", "error SP402"},
		{"long", "x = 10L\n", "error SP402"},
		{"octal", "x = 0777\n", "error SP402"},
		{"not equal", "x = 1 <> 2\n", "error SP402"},
		{"leading zero", "x = 08\n", "main.py:1:5: error SP401: leading zeros"},
		{"no body", "if x:\ny = 1\n", "error SP401: expected an indented block"},
		{"bad indentation", "def f():\n    a = 1\n  b = 2\n", "error SP401"},
		{"bad indentation in", "def f():\n    a = 1\n      b = 2\n", "main.py:3:"},
		{"unexpected indent", "  x = 1\n", "error SP401: unexpected indent"},
		{"return outside", "return 1\n", "main.py:1:1: error SP401: 'return' outside of a function"},
		{"break outside", "break\n", "error SP401"},
		{"yield outside", "yield 1\n", "error SP401"},
		{"conversion", "x = f'{x!z}'\n", "error SP401"},
		{"positional after named", "f(a=1, 2)\n", "error SP401"},
		{"twice the same parameter", "def f(a, a): pass\n", "error SP401"},
		{"default before", "def f(a=1, b): pass\n", "error SP401"},
		{"assign to a call", "f() = 1\n", "error SP401"},
		{"assign to a literal", "1 = x\n", "error SP401"},
		{"character name", "x = '\\N{DASH}'\n", "main.py:1:5: error SP406"},
		{"bad escape", "x = '\\xZZ'\n", "error SP401"},
		{"surrogate", "x = '\\ud800'\n", "error SP406"},
		{"eval", "eval('1')\n", "main.py:1:1: error SP406: sqlplan cannot evaluate a call of eval()"},
		{"input", "x = input('sure? ')\n", "error SP406: sqlplan cannot evaluate a call of input()"},
		{"write", "open('x', 'w')\n", "error SP406: sqlplan cannot evaluate writing a file"},
		{"outside", "open('../x').read()\n", "error SP406: sqlplan cannot evaluate reading ../x"},
		{"absolute", "open('/etc/passwd').read()\n", "error SP406"},
		{"exit", "exit(1)\n", "error SP404: SystemExit: 1"},
		{"complex", "x = 1j\n", "error SP406"},
		{"except star", "try:\n    pass\nexcept* A:\n    pass\n", "error SP406"},
		{"metaclass", "class M(type): pass\nclass A(metaclass=M): pass\n", "error SP40"},
		{"unknown condition", "from app import x\nif x.y():\n    z = 1\n", "main.py:2:4: error SP405: app.x.y() is not known (the module app is not in the project), but it is needed for a condition"},
		{"unknown text", "import app\ns = f'{app.x}'\nlen(s)\n", "main.py:3:1: error SP405: app.x is not known (the module app is not in the project), but it is needed for a length"},
		{"unknown iteration", "from app import *\nfor x in THINGS: pass\n", "error SP405"},
		{"unknown is not caught", "import app\ntry:\n    len(app.x)\nexcept Exception:\n    pass\n", "error SP405"},
		{"mixed sort", "sorted([1, 'a'])\n", "error SP404: TypeError: '<' not supported"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := runText(t, tc.text, small, fstest.MapFS{}); !strings.Contains(got, tc.want) {
				t.Errorf("got %.300s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestLargeLiteral(t *testing.T) {
	text := "x = '" + strings.Repeat("a", 10<<20) + "'\nprint(len(x))\n"
	if got := runText(t, text, Limits{}, nil); got != "10485760\n" {
		t.Errorf("got %.100s", got)
	}
}

func TestLongConcatenation(t *testing.T) {
	text := "x = 'a'" + strings.Repeat(" + 'b'", 5000) + "\nprint(len(x))\n"
	if got := runText(t, text, Limits{}, nil); got != "5001\n" {
		t.Errorf("got %.100s", got)
	}
}

func TestEncodings(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"byte order mark", "\ufeffprint('x')\n", "x\n"},
		{"CRLF", "def f():\r\n    return '''a\r\nb'''\r\nprint(repr(f()))\r\n", "'a\\nb'\n"},
		{"tabs", "if True:\n\tx = 1\n\tif x:\n\t\tprint(x)\n", "1\n"},
		{"latin-1", "# -*- coding: latin-1 -*-\nprint('caf\xe9', 1 / 0)\n", "main.py:2:15: error SP404: ZeroDivisionError: division by zero\n"},
		{"utf-8 line", "#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\nprint('é')\n", "é\n"},
		{"no line end", "print(1)", "1\n"},
		{"empty", "", ""},
		{"backslash", "x = 1 + \\\n  2\nprint(x)\n", "3\n"},
		{"one line", "if True: print(1); print(2)\n", "1\n2\n"},
		{"form feed", "x = 1\n\f\nprint(x)\n", "1\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := runText(t, tc.text, Limits{}, nil); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
