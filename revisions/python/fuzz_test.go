package python

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// FuzzParseRun: whatever the text, there is no panic and the budget holds.
func FuzzParseRun(f *testing.F) {
	names, err := filepath.Glob("testdata/*.py")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	for _, s := range []string{"x = f'{a!r:>{w}}'", "match x:\n case {'a': [1, *b], **c}: pass", "class A(B, metaclass=C): x: int = 1",
		"def f(a, /, b, *, c=1, **d): yield from (await x)", "x = [i async for i in y if (z := i)]", "from . import *", "del a[1:2:3], b.c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, diags := Parse(source.NewFile("f.py", text))
		if (file == nil) != diags.HasErrors() {
			t.Fatalf("file %v, diagnostics %v", file != nil, diags)
		}
		if file == nil {
			for _, d := range diags {
				if d.Code == CodeInternal {
					t.Fatal(d.Message)
				}
			}
			return
		}
		file.Calls(func(*CallExpr) {})
		file.Assignments()
		in := New(Options{FS: fstest.MapFS{}, Path: []string{"."}, Limits: Limits{Steps: 50_000, Depth: 60, Bytes: 1 << 20}})
		if _, err := in.RunFile(file, "f"); err != nil {
			d := Diagnose(err)
			if d.Code == "" || d.Message == "" || d.Code == CodeInternal {
				t.Fatalf("no diagnostic for %v", err)
			}
		}
	})
}
