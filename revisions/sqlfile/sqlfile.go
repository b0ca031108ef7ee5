// Package sqlfile reads sqlplan's own revisions: one file of plain SQL for each,
// named <revision>_<slug>.sql.
//
// A file starts with a header of comment lines and goes on with sections:
//
//	-- revision: 4f1c2a
//	-- down_revision: 9b0d3e
//	-- message: customers get a phone number
//	-- ticket: OPS-311
//
//	-- sqlplan:upgrade
//	ALTER TABLE customers ADD COLUMN phone text;
//
//	-- sqlplan:downgrade
//	ALTER TABLE customers DROP COLUMN phone;
//
// # Header
//
// The header ends at the first line that is neither blank nor a comment, or at
// the first directive. A line of the form "-- key: value" is a key; other comment
// lines are prose. Keys are lower case. The keys with a meaning are revision and
// down_revision, which must be there (an empty down_revision makes a base, a
// comma list a merge), branch_labels, depends_on, message (by default the words
// of the file name), author and created. Other keys are kept for the reader, but
// one that looks like a misspelt key is an error.
//
// # Directives
//
// A directive is a line that starts with "-- sqlplan:", wherever it stands, even
// inside a string.
//
//	-- sqlplan:upgrade [dialect=NAME,...]     begins a section
//	-- sqlplan:downgrade [dialect=NAME,...]   begins a section
//	-- sqlplan:irreversible REASON            stands in place of the downgrade
//	-- sqlplan:transaction none               before the sections: for all of them;
//	                                          at the top of a section: for that one
//	-- sqlplan:ignore RULE[,RULE] REASON      before a statement; read by the review
//	-- sqlplan:ignore-file RULE[,RULE] REASON before the sections: for all statements
//
// A section without dialect is for all dialects. Of several sections that fit a
// run, all are run in the order of the file.
//
// # Templates
//
// A .sql file is taken as it is. A .sql.tmpl file is rendered for each run with
// text/template; its header is read before that, so header values are never
// rendered. The declared variables are {{.name}}, as text. Three more are always
// there: {{.Dialect}} ("postgresql"), {{.ServerVersion}} ("15.0", fit for
// semverCompare) and {{.Direction}} ("upgrade" or "downgrade"). A variable that is
// not declared is an error. The functions are those of text/template and of sprig
// (https://masterminds.github.io/sprig/) that give the same result on every
// machine at every time; see functions.go. Positions in rendered text are reported
// as positions in the template.
package sqlfile

import (
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const (
	sqlSuffix      = ".sql"
	templateSuffix = ".sql.tmpl"
)

// Format is the native format.
type Format struct{}

// Name returns "native".
func (Format) Name() string { return "native" }

// Candidate tells whether a file of this base name has to be a revision.
func (Format) Candidate(name string) bool {
	return strings.HasSuffix(name, sqlSuffix) || strings.HasSuffix(name, templateSuffix)
}

// Recognise tells whether f is a native revision: it says its revision or holds a directive.
func (Format) Recognise(f *source.File) bool {
	if !(Format{}).Candidate(path.Base(f.Path)) {
		return false
	}
	h, end := scanHeader(f)
	for _, e := range h {
		if e.key.Text() == keyRevision {
			return true
		}
	}
	_, kind := directiveAt(f, end)
	return kind == wellFormed
}

// Hints names the directives.
func (Format) Hints() ir.Hints {
	return ir.Hints{NoTransaction: "write `-- sqlplan:transaction none` above them", Downgrade: "write it into a `-- sqlplan:downgrade` section",
		Upgrade: "write the statements into its upgrade section"}
}

// VersionTable returns the table that native projects have by default. It is laid
// out as Alembic's, with room for long ids.
func (Format) VersionTable() ir.VersionTable {
	return ir.VersionTable{Name: "sqlplan_version", Layout: ir.LayoutHeads, PrimaryKey: true, IDLength: 255}
}

// NormalizeID returns id: native ids are compared as they are written.
func (Format) NormalizeID(id string) string { return id }

// Read reads each file as one revision. A file whose header gives no id yields
// diagnostics only; any other yields a revision, which is not fit to be run if
// there are errors.
func (Format) Read(files []*source.File) ([]*ir.Revision, source.Diagnostics) {
	var revs []*ir.Revision
	var diags source.Diagnostics
	for _, f := range files {
		rev, found := readFile(f)
		if rev != nil {
			revs = append(revs, rev)
		}
		diags = append(diags, found...)
	}
	return revs, diags
}

func readFile(f *source.File) (*ir.Revision, source.Diagnostics) {
	var diags source.Diagnostics
	rev := readRevision(f, &diags)
	if rev != nil {
		rev.Body = readBody(f, &diags)
	}
	return rev, diags
}

func readBody(f *source.File, diags *source.Diagnostics) ir.Body {
	if strings.HasSuffix(f.Path, templateSuffix) {
		t := parseTemplate(f, diags)
		return templateBody{file: f, template: t}
	}
	s, found := parseSections(f)
	*diags = append(*diags, found...)
	return body{sections: s}
}

// body is the body of a .sql file.
type body struct{ sections *sections }

func (b body) Run(env *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	return b.sections.run(env, emit)
}
