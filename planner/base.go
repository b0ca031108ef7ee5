package planner

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// CodeBaseRefused is the code of a statement of the base schema that a database without anything would refuse.
const CodeBaseRefused = "SP511"

// Base is what every database held before its first revision: tables that the application or a person made.
type Base struct {
	name   string
	digest string // hex SHA-256 of the file
	stmts  []*sqlstmt.Stmt
}

// BaseUsed names in a plan the file of the base schema that it was compiled with.
type BaseUsed struct {
	Path   string `json:"path"`
	Digest string `json:"digest"` // hex SHA-256 of the file
}

// used is nil where the plan does not depend on a base schema: with a dump, production's own schema stands in its place.
func (b *Base) used(req *Request) *BaseUsed {
	if b == nil || req.Dump != nil || len(req.Path.Steps) == 0 {
		return nil
	}
	return &BaseUsed{b.name, b.digest}
}

// ReadBase reads the SQL that makes it.
func ReadBase(req Request, file *source.File) (*Base, source.Diagnostics) {
	stmts, diags := readSQL(&req, file)
	b := &Base{name: file.Path, digest: source.Digest(file.Text), stmts: stmts}
	if diags.HasErrors() {
		return b, diags
	}
	req.Base = nil
	catalog := newCatalog(&req, &diags)
	defer catalog.Close()
	for _, st := range stmts {
		for _, x := range req.Dialect.Simulate(st, catalog) {
			diags.Errorf(st.Span, CodeBaseRefused, "the file has to run in a database in which nothing is yet", "the base schema does not come to be: %s", x.Message)
		}
	}
	return b, diags
}

// lay makes the base schema in a catalog. Its objects are there before the path begins.
func (b *Base) lay(req *Request, catalog *schema.Catalog) {
	if b == nil {
		return
	}
	catalog.Baseline(true)
	for _, st := range b.stmts {
		req.Dialect.Simulate(st, catalog)
	}
	catalog.EndRevision() // pg_dump empties the search_path of its own session
	catalog.EndBase()
}

// assume has the script of a path from base assert what the compile took from the base schema: its tables hold what the
// file puts into them, since a revision may have read, copied or changed those rows.
func (b *Base) assume(req *Request, steps []compiled) {
	if b == nil || len(b.stmts) == 0 || len(steps) == 0 || len(req.Path.Start) > 0 || req.Dump != nil || req.Path.Direction != ir.Upgrade {
		return
	}
	var diags source.Diagnostics
	catalog := newCatalog(req, &diags)
	defer catalog.Close()
	at := b.stmts[0].Span
	var list []ir.Assumption
	var empty []string
	for _, t := range catalog.Tables("") {
		if req.isVersionTable(t.Name) {
			continue
		}
		from := "FROM " + quoted(req, t.Name)
		switch rows, known := countRows(req, catalog, from); {
		case !known:
		case rows == "0":
			empty = append(empty, "SELECT 1 "+from)
		default:
			list = append(list, ir.Assumption{At: at, Always: true, Text: fmt.Sprintf("table %s holds as many rows as %s puts into it: %s", t.Name, b.name, rows),
				Check: fmt.Sprintf("(SELECT count(*) %s) = %s", from, rows)})
		}
	}
	if len(empty) > 0 {
		none := ir.Assumption{At: at, Always: true, Text: "the tables that " + b.name + " leaves empty are there, and empty",
			Check: "NOT EXISTS (" + strings.Join(empty, "\n        UNION ALL ") + ")"}
		list = append([]ir.Assumption{none}, list...)
	}
	steps[0].assumptions = append(list, steps[0].assumptions...)
}

// countRows is the number of rows of a table; false where it is not known.
func countRows(req *Request, catalog *schema.Catalog, from string) (string, bool) {
	answer, known, _ := req.Dialect.Answer("SELECT count(*) "+from, catalog)
	if !known || len(answer.Rows) != 1 || len(answer.Rows[0]) != 1 {
		return "", false
	}
	text := fmt.Sprint(answer.Rows[0][0])
	_, err := strconv.ParseUint(text, 10, 64)
	return text, err == nil
}

func quoted(req *Request, n schema.Name) string {
	name := sqltext.QuoteIdent(n.Name, req.Dialect.Style())
	if n.Schema == "" {
		return name
	}
	return sqltext.QuoteIdent(n.Schema, req.Dialect.Style()) + "." + name
}
