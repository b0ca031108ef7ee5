package postgresql

import (
	"os"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/op"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestAlembicDDL runs the cases of testdata/alembic_ddl.txt: the statements of an
// upgrade(), and behind "---" what Alembic 1.19 with SQLAlchemy 2.0.52 renders
// offline for PostgreSQL. "--- error" precedes the message of a case that fails in
// both, in sqlplan's words. Lines before "===" stand at the top of the module;
// "# naming:" is the naming convention of env.py's target_metadata.
func TestAlembicDDL(t *testing.T) {
	text, err := os.ReadFile("testdata/alembic_ddl.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split("\n"+string(text), "\n### ")[1:] {
		name, rest, _ := strings.Cut(c, "\n")
		t.Run(name, func(t *testing.T) { testAlembicCase(t, rest) })
	}
}

func testAlembicCase(t *testing.T, text string) {
	parts := strings.Split("\n"+strings.TrimSpace(text)+"\n", "\n---")
	wantErr := ""
	var want []string
	for _, p := range parts[1:] {
		if message, ok := strings.CutPrefix(p, " error\n"); ok {
			wantErr = strings.TrimSpace(message)
			continue
		}
		want = append(want, strings.TrimSpace(p))
	}
	got, err := runUpgrade(parts[0])
	switch {
	case err == nil && wantErr != "":
		t.Errorf("no error, want %s", wantErr)
	case err != nil && wantErr == "":
		t.Errorf("fails: %v", err)
	case err != nil && !strings.Contains(python.Diagnose(err).Message, wantErr):
		t.Errorf("fails with %s, want %s", python.Diagnose(err).Message, wantErr)
	}
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("statement %d\n got %q\nwant %q", i+1, g, w)
		}
	}
}

const prelude = `from alembic import op, context
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import mysql
import datetime, enum, uuid, decimal
`

// runUpgrade runs the statements of an upgrade() and returns the SQL.
func runUpgrade(body string) (stmts []string, err error) {
	top, code, ok := strings.Cut(body, "===\n")
	if !ok {
		top, code = "", body
	}
	text := prelude + top + "\ndef upgrade():\n" + indent(code)
	f, diags := python.Parse(source.NewFile("r.py", text))
	if diags.HasErrors() {
		return nil, diags
	}
	run := &host.Run{Env: &ir.Env{Dialect: "postgresql", Direction: ir.Upgrade}, Naming: namingOf(body)}
	run.Emit = func(o ir.Op) error {
		found, diags := writeOp(o)
		stmts = append(stmts, found...)
		return diags.Err()
	}
	connection := python.NewModule("connection")
	connection.Set("dialect", sqltype.NewDialect("postgresql"))
	connection.Set("execute", python.NewBuiltin("execute", func(t *python.Thread, c *python.Call) (python.Value, error) {
		return python.None, op.Execute(t, c.Args[0], c.Span)
	}))
	run.Bind = func(*python.Thread) (python.Value, error) { return connection, nil }
	in := python.New(python.Options{Modules: testModules, Host: run})
	m, err := in.RunFile(f, "r")
	if err != nil {
		return stmts, err
	}
	upgrade, _ := m.Get("upgrade")
	_, err = in.Call(upgrade)
	return stmts, err
}

func writeOp(o ir.Op) ([]string, source.Diagnostics) {
	if a, ok := o.(ir.Autocommit); ok {
		if a.Begin {
			return []string{"COMMIT"}, nil
		}
		return []string{"BEGIN"}, nil
	}
	found, diags := Dialect{}.Lower(o, &ir.Env{Dialect: "postgresql"})
	texts := make([]string, len(found))
	for i, s := range found {
		texts[i] = s.Text
	}
	return texts, diags
}

func indent(code string) string {
	var b strings.Builder
	for _, line := range strings.SplitAfter(strings.Trim(code, "\n")+"\n", "\n") {
		if line != "" {
			b.WriteString("    " + line)
		}
	}
	return b.String()
}

func namingOf(body string) *host.NamingConvention {
	var n *host.NamingConvention
	for _, line := range strings.Split(body, "\n") {
		rest, ok := strings.CutPrefix(line, "# naming: ")
		if !ok {
			continue
		}
		if n == nil {
			n = &host.NamingConvention{}
		}
		key, pattern, _ := strings.Cut(rest, "=")
		n.Templates = append(n.Templates, host.NamingTemplate{Key: key, Pattern: pattern})
	}
	return n
}

// testModules are the host modules that a case can import.
func testModules(name string) (*python.Module, bool) {
	if m, ok := stdlib.Module(name); ok {
		return m, true
	}
	if top, _, _ := strings.Cut(name, "."); top != "sqlalchemy" && top != "alembic" {
		return nil, false
	}
	m := python.NewModule(name)
	m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
		if v, err := op.Member(t, name, attr); v != nil || err != nil {
			return v, err
		}
		for _, lookup := range []func(module, name string) (python.Value, bool){op.Lookup, sqlschema.Lookup, sqlexpr.Lookup, sqltype.Lookup, host.Lookup} {
			if v, ok := lookup(name, attr); ok {
				return v, nil
			}
		}
		return t.Import(name + "." + attr)
	}
	return m, true
}
