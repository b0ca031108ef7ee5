package header

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func names(refs []ir.Ref) string {
	var list []string
	for _, r := range refs {
		list = append(list, r.Name)
	}
	return strings.Join(list, " ")
}

const usual = `"""add users

Revision ID: a1
Revises: 0
Create Date: 2024-03-09 07:05:03.123456

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a1'
down_revision: Union[str, Sequence[str], None] = '0'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    revision = "not this"


def downgrade() -> None:
    pass
`

func TestRead(t *testing.T) {
	file := source.NewFile("versions/a1_add_users.py", usual)
	h, diags := Read(file, nil)
	if h == nil || diags != nil {
		t.Fatal(diags)
	}
	r := h.Revision
	if r.ID != "a1" || names(r.Down) != "0" || r.BranchLabels != nil || r.DependsOn != nil ||
		r.Message != "add users" || r.Created != "2024-03-09 07:05:03.123456" || h.Revises != "0" || !h.Upgrade || !h.Downgrade {
		t.Errorf("got %+v %+v", h, r)
	}
	if r.Span.Text() != "'a1'" || r.Down[0].Span.Text() != "'0'" || r.Files[0] != file {
		t.Errorf("the id is at %q, the parent at %q", r.Span.Text(), r.Down[0].Span.Text())
	}
}

func TestForms(t *testing.T) {
	tests := []struct{ name, text, id, down, labels, deps string }{
		{"tuple", "revision = 'a'\ndown_revision = ('b', 'c')\n", "a", "b c", "", ""},
		{"one-tuple, list and set", "revision = 'a'\ndown_revision = ('b',)\nbranch_labels = ['x', \"y\"]\ndepends_on = {'d'}\n", "a", "b", "x y", "d"},
		{"empty tuple", "revision = 'a'\ndown_revision = ()\n", "a", "", "", ""},
		{"tuple of None", "revision = 'a'\ndown_revision = (None,)\n", "a", "", "", ""},
		{"parentheses and pieces", "revision = ('a'\n  'b')\ndown_revision = None\n", "ab", "", "", ""},
		{"constants", "BASE = 'b'\nrevision = 'a'\ndown_revision = BASE\ndepends_on = (BASE, 'c')\n", "a", "b", "", "b c"},
		{"put together", "V = 'v1'\nrevision = V + '_a'\ndown_revision = f'{V}_b'\n", "v1_a", "v1_b", "", ""},
		{"several targets", "revision, down_revision = 'a', 'b'\nbranch_labels = depends_on = None\n", "a", "b", "", ""},
		{"assigned twice", "revision = 'x'\nrevision = 'a'\ndown_revision = None\n", "a", "", "", ""},
		{"bytes order mark and CRLF", "\ufeffrevision = 'a'\r\ndown_revision = None\r\n", "a", "", "", ""},
		{"unicode", "revision = 'ä'\ndown_revision = u'b'\n", "ä", "b", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, diags := Read(source.NewFile("x.py", test.text), nil)
			if h == nil {
				t.Fatal(diags)
			}
			r := h.Revision
			if r.ID != test.id || names(r.Down) != test.down || names(r.BranchLabels) != test.labels || names(r.DependsOn) != test.deps {
				t.Errorf("got %s, down %s, labels %s, depends on %s", r.ID, names(r.Down), names(r.BranchLabels), names(r.DependsOn))
			}
		})
	}
}

func TestBadHeaders(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"helper.py", "x = 1\n", "helper.py:1:1: error SP467: helper.py has no variable `revision`"},
		{"a.py", "revision = 'a'\n", "a.py:1:12: error SP467: a.py has no variable `down_revision`"},
		{"a.py", "revision = make()\ndown_revision = None\n", "a.py:1:12: error SP468: the value of `revision` cannot be read"},
		{"a.py", "revision = 12\ndown_revision = None\n", "a.py:1:12: error SP468: the value of `revision` cannot be read"},
		{"a.py", "revision = None\ndown_revision = None\n", "a.py:1:12: error SP468: the value of `revision` cannot be read"},
		{"a.py", "revision = 'a'\ndown_revision = ('b', x)\n", "a.py:2:17: error SP468: the value of `down_revision` cannot be read"},
		{"a.py", "revision = 'a'\nif x:\n    down_revision = 'b'\nelse:\n    down_revision = 'c'\n", "a.py:5:21: error SP468: the value of `down_revision` cannot be read"},
		{"a.py", "revision = 'a'\ndown_revision: str\n", "a.py:2:16: error SP468: the value of `down_revision` cannot be read"},
		{"a.py", "def revision(): pass\ndown_revision = None\n", "a.py:1:5: error SP468: the value of `revision` cannot be read"},
		{"a.py", "revision = 'a'\ndown_revision = None\ndepends_on = depends_on\n", "a.py:3:14: error SP468: the value of `depends_on` cannot be read"},
	}
	for _, test := range tests {
		h, diags := Read(source.NewFile(test.name, test.text), nil)
		if h != nil || len(diags) == 0 || diags[0].Head() != test.want {
			t.Errorf("%q: got %v, want %s", test.text, diags, test.want)
		}
	}
}

func TestLegacyName(t *testing.T) {
	h, diags := Read(source.NewFile("versions/1a2b.py", "down_revision = None\n"), nil)
	if h == nil || h.Revision.ID != "1a2b" {
		t.Errorf("got %+v %v", h, diags)
	}
}

func TestMessage(t *testing.T) {
	tests := []struct{ doc, want string }{
		{"one\n\nRevision ID: a\n", "one"},
		{"\n  one\n  two\n\nthree", "one two"},
		{"Revision ID: a\nRevises: b", ""},
		{"", ""},
		{"one\r\n\r\nRevision ID: a", "one"},
	}
	for _, test := range tests {
		h, diags := Read(source.NewFile("a.py", "\"\"\""+test.doc+"\"\"\"\nrevision = 'a'\ndown_revision = None\n"), nil)
		if h == nil || h.Revision.Message != test.want {
			t.Errorf("%q: got %+v %v", test.doc, h, diags)
		}
	}
}

// TestHostileHeader makes sure that names that double each time are given up.
func TestHostileHeader(t *testing.T) {
	var text strings.Builder
	text.WriteString("x0 = 'a'\n")
	for i := 1; i < 60; i++ {
		n := func(i int) string { return "x" + strings.Repeat("i", i) }
		if i == 1 {
			text.WriteString(n(1) + " = (x0, x0)\n")
			continue
		}
		text.WriteString(n(i) + " = (" + n(i-1) + ", " + n(i-1) + ")\n")
	}
	text.WriteString("revision = 'a'\ndown_revision = x" + strings.Repeat("i", 59) + "\n")
	if _, diags := Read(source.NewFile("a.py", text.String()), nil); !diags.HasErrors() {
		t.Error("it was read")
	}
}

func TestList(t *testing.T) {
	file := &fstest.MapFile{}
	fsys := fstest.MapFS{
		"v/b.py": file, "v/B.py": file, "v/__init__.py": file, "v/_x.py": file, "v/.#b.py": file, "v/.a.py": file, "v/a.pyc": file, "v/a.sql": file,
		"v/__pycache__/b.py": file, "v/2024/z.py": file, "v/2023/q.py": file, "v/2023/deep/a.py": file,
	}
	for recursive, want := range map[bool][]string{
		false: {"v/.a.py", "v/B.py", "v/_x.py", "v/b.py"},
		true:  {"v/.a.py", "v/B.py", "v/_x.py", "v/b.py", "v/2023/q.py", "v/2023/deep/a.py", "v/2024/z.py"},
	} {
		if got, err := List(fsys, "v", recursive); err != nil || !slices.Equal(got, want) {
			t.Errorf("recursive %v: got %v %v, want %v", recursive, got, err, want)
		}
	}
	if _, err := List(fsys, "nowhere", false); err == nil {
		t.Error("a folder that is not there was listed")
	}
}

// TestElsewhere: a value that the file alone does not give is asked for, each name by itself.
func TestElsewhere(t *testing.T) {
	file := source.NewFile("a1.py", "from app import cli\nrevision = 'a1'\ndown_revision = None\nbranch_labels = ('first', cli.EXPAND_BRANCH)\ndepends_on = 'b1'\n")
	h, diags := Read(file, func(e python.Expr, _ *static.Scope) (python.Value, bool) {
		attr, ok := e.(*python.Attribute)
		return python.Str("expand"), ok && attr.Name == "EXPAND_BRANCH"
	})
	if diags != nil || names(h.Revision.BranchLabels) != "first expand" || h.Revision.BranchLabels[1].Span.Text() != "cli.EXPAND_BRANCH" {
		t.Errorf("got %+v %v", h, diags)
	}
	if h, diags := Read(file, func(python.Expr, *static.Scope) (python.Value, bool) { return nil, false }); h != nil || len(diags) != 1 || diags[0].Code != codeUnreadable {
		t.Errorf("got %+v %v", h, diags)
	}
}
