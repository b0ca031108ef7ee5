package planner

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// expected is the schema that the revisions below some rows of the version table
// leave in an empty database. What a revision that does not compile may have
// touched is not known, and a note says so.
func expected(req Request, rows []string) (*schema.Catalog, source.Diagnostics) {
	var diags source.Diagnostics
	req.Path = &revisions.Path{Direction: ir.Upgrade, Start: rows}
	return compiledBaseline(&req, &diags), diags
}

// clientLine is a line of a dump that speaks to psql, and changes nothing: newer releases of pg_dump restrict psql
// to plain SQL with such lines.
var clientLine = lazyregexp.New(`(?m)^\\(?:un)?restrict [^\n]*$`)

// ReadDump returns the schema that the SQL of a dump makes in an empty database.
func ReadDump(req Request, file *source.File) (*schema.Catalog, source.Diagnostics) {
	stmts, diags := readSQL(&req, file)
	catalog := schema.New()
	catalog.Release = req.ServerVersion.Major
	for _, st := range stmts {
		req.Dialect.Simulate(st, catalog)
	}
	catalog.EndRevision() // pg_dump empties the search_path of its own session
	return catalog, diags
}

// readSQL reads the statements of a file that pg_dump or a person wrote.
func readSQL(req *Request, file *source.File) ([]*sqlstmt.Stmt, source.Diagnostics) {
	text := clientLine.ReplaceAllStringFunc(file.Text, func(line string) string { return strings.Repeat(" ", len(line)) })
	plain := source.Rendered(file, text, []source.Segment{{Verbatim: true}})
	env := req.env(ir.Upgrade)
	stmts, diags := req.Dialect.Lower(ir.RawText(text, plain.Span(0, len(text))), env)
	for _, st := range stmts {
		diags = append(diags, errorsOf(req.Dialect.Parse(st, env))...)
	}
	return stmts, diags
}

// errorsOf leaves out warnings and notes, which are for people who write revisions.
func errorsOf(diags source.Diagnostics) source.Diagnostics {
	return slices.DeleteFunc(diags, isHarmless)
}

func isHarmless(d source.Diagnostic) bool { return d.Severity != source.Error }

// Drift is how the schema of a dump differs from what the revisions below rows
// leave. The version table is left out.
func Drift(req Request, rows []string, dump *schema.Catalog) ([]schema.Difference, source.Diagnostics) {
	expected, diags := expected(req, rows)
	for _, side := range []struct {
		name    string
		catalog *schema.Catalog
	}{{"revisions", expected}, {"statements of the dump", dump}} {
		if d := side.catalog.Doubt(); d != nil {
			diags.Warnf(d.Span, "SP610", "look at the differences with that in mind", "what the %s make is not known for sure: %s", side.name, d.Reason)
		}
	}
	return schema.Diff(expected, dump, req.isVersionTable), diags
}

// isVersionTable tells whether the name is that of the version table, or of what belongs to it.
func (req *Request) isVersionTable(n schema.Name) bool {
	if n.Name == "" || req.VersionTable.Schema != "" && n.Schema == "" && n.Name == req.VersionTable.Schema {
		return true // the schema that is there for the table
	}
	return (n.Name == req.VersionTable.Name || n.Name == req.VersionTable.Name+"_id_seq") && (req.VersionTable.Schema == "" || n.Schema == req.VersionTable.Schema)
}

// warnDrift reports statements of the path that name an object which production does not have as the revisions say.
func warnDrift(req *Request, steps []compiled, diags *source.Diagnostics) {
	if req.Dump == nil || len(req.Path.Start) == 0 && req.Base == nil {
		return // what the dump holds at base is then what no revision makes
	}
	drifted := map[string]schema.Difference{}
	differences, _ := Drift(*req, req.Path.Start, req.Dump)
	for _, d := range differences {
		for _, name := range []string{schema.Quote(d.Object.Name), schema.Quote(d.Object.Schema) + "." + schema.Quote(d.Object.Name)} {
			if _, ok := drifted[name]; !ok {
				drifted[name] = d
			}
		}
	}
	for i := range steps {
		for _, st := range steps[i].stmts {
			for _, o := range st.Objects {
				if d, ok := drifted[o.Name]; ok {
					diags.Warnf(st.Span, "SP611", "sqlplan drift --schema lists all differences; decide which side is right before the release",
						"production is not as the revisions say where this statement works: %s", d)
					break
				}
			}
		}
	}
}
