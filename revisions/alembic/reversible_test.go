package alembic

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestReversible holds what is said without a run against what the run says.
func TestReversible(t *testing.T) {
	const down = "\ndef downgrade():\n    op.drop_table('t')\n"
	tests := []struct {
		name, text string
		want       bool // said without a run
		way        bool // the run finds a way back
	}{
		{"plain", "from alembic import op\nimport sqlalchemy as sa\nfrom typing import Union\n" + down, true, true},
		{"pass", "def downgrade():\n    pass\n", true, true},
		{"missing", "from alembic import op\n", false, false},
		{"raise", "def downgrade():\n    raise NotImplementedError('no')\n", false, false},
		{"raise in a helper", "def helper():\n    raise Exception('no')\ndef downgrade():\n    helper()\n", false, false},
		{"raise that is not reached", "from alembic import op\ndef upgrade():\n    raise Exception('no')\n" + down, false, true},
		{"assert", "def downgrade():\n    assert False, 'no'\n", false, false},
		{"slip", "def downgrade():\n    nothing()\n", true, true},
		{"a call that looks like it", "def downgrade():\n    raise_it()\n", true, true},
		{"module of the project", "from alembic import op\nfrom app import refuse\n" + down, false, true},
		{"relative import", "from alembic import op\nfrom .a import b\n" + down, false, true},
		{"Python code of the standard library", "from alembic import op\nimport contextlib\n" + down, false, true},
		{"put in place", "def f():\n    pass\ndowngrade = f\n", false, true},
		{"put in its place", "from alembic import op\n" + down + "downgrade = None\n", false, true},
		{"deleted", "from alembic import op\n" + down + "del downgrade\n", false, false},
		{"by way of globals", "from alembic import op\n" + down + "globals().pop('downgrade')\n", false, true},
		{"imported over it", "from alembic import op\n" + down + "from json import loads as downgrade\n", false, true},
		{"star import", "from alembic.op import *\ndef downgrade():\n    drop_table('t')\n", false, true},
		{"decorated", "from alembic import op\ndef same(f):\n    return f\n@same" + down, false, true},
		{"twice", "from alembic import op\n" + down + down, false, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, diags := Format{}.read(source.NewFile("a.py", test.text+"\nrevision = 'a'\ndown_revision = None\n"), nil)
			if r == nil {
				t.Fatal(diags)
			}
			b := r.Body.(*body)
			way := true
			b.Run(&ir.Env{Direction: ir.Downgrade}, func(op ir.Op) error {
				if _, no := op.(ir.Irreversible); no {
					way = false
				}
				return nil
			})
			if got := b.Reversible(); got != test.want || way != test.way || got && !way {
				t.Errorf("said %v, want %v; the run finds a way: %v, want %v", got, test.want, way, test.way)
			}
		})
	}
}

// TestReleasedTree runs a revision again after its tree was left to the garbage collector.
func TestReleasedTree(t *testing.T) {
	text := "# -*- coding: latin-1 -*-\nfrom alembic import op\nrevision = 'a'\ndown_revision = None\ndef upgrade():\n    op.drop_table('\xe9')\n"
	r, diags := Format{}.read(source.NewFile("a.py", text), nil)
	if r == nil {
		t.Fatal(diags)
	}
	for range 3 {
		var ops []ir.Op
		found := r.Body.Run(&ir.Env{Dialect: "postgresql", Direction: ir.Upgrade}, func(op ir.Op) error {
			ops = append(ops, op)
			return nil
		})
		if len(found) > 0 || len(ops) != 1 {
			t.Fatalf("%d operations, %v", len(ops), found)
		}
		if name := fmt.Sprint(ops[0].(ir.DropTable).Table.Name); !strings.Contains(name, "\u00e9") {
			t.Errorf("the name is read as %q", name)
		}
		runtime.GC()
		if b := r.Body.(*body); b.tree.file != nil || b.tree.left.Value() != nil {
			t.Error("the tree is still held")
		}
	}
}

// TestPanicInBody makes sure that a fault in one revision is a diagnostic of that revision.
func TestPanicInBody(t *testing.T) {
	r, diags := Format{}.read(source.NewFile("a.py", "from alembic import op\nrevision = 'a'\ndown_revision = None\ndef upgrade():\n    op.drop_table('t')\n"), nil)
	if r == nil {
		t.Fatal(diags)
	}
	found := r.Body.Run(&ir.Env{Dialect: "postgresql", Direction: ir.Upgrade}, func(ir.Op) error { panic("a fault") })
	if len(found) != 1 || found[0].Code != python.CodeInternal || found[0].Span.Pos().Line != 5 || !strings.Contains(found[0].Message, "a fault") {
		t.Errorf("got %v", found)
	}
}

// TestText: of a file that does not compile the docstring and the other direction say nothing of what this one touches.
func TestText(t *testing.T) {
	const text = "\"\"\"Create the orders\n\nCreate Date: 2024-01-01\n\"\"\"\nimport x\nrevision = 'a'\ndown_revision = None\n\n" +
		"def upgrade():\n    op.execute('UP')\n\n\ndef downgrade():\n    op.execute('DOWN')\n"
	r, diags := Format{}.read(source.NewFile("a.py", text), nil)
	if r == nil {
		t.Fatal(diags)
	}
	b := r.Body.(*body)
	for direction, want := range map[ir.Direction]string{
		ir.Upgrade:   "\nimport x\nrevision = 'a'\ndown_revision = None\n\ndef upgrade():\n    op.execute('UP')\n\n\n",
		ir.Downgrade: "\nimport x\nrevision = 'a'\ndown_revision = None\n\ndef downgrade():\n    op.execute('DOWN')\n",
	} {
		if got := b.Text(direction); got != want {
			t.Errorf("%v: %q, want %q", direction, got, want)
		}
	}
}
