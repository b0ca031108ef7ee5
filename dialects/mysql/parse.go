package mysql

import (
	"strings"

	"github.com/agext/levenshtein"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of the diagnostics of this package. They never change their meaning.
const (
	CodeUnverified = "SP520" // the parser does not know this kind of statement, so its syntax was not verified
	CodeDoubtful   = "SP521" // the parser refuses a kind of statement that it knows
	CodeDatabase   = "SP522" // USE, which changes the database under the version table
)

// Parse finds out what the statement is and does, and asks the parser whether it
// is written well. It may be called from several goroutines with different statements.
func (d Dialect) Parse(stmt *sqlstmt.Stmt, env *ir.Env) source.Diagnostics {
	p := parsing{stmt: stmt, f: d.Flavour, version: env.ServerVersion}
	if err := sqltext.CheckText(stmt.Text); err != nil {
		p.errorf(err.Start, err.End, ansi.CodeNotText, "save the file as UTF-8", "%s", err)
		return p.diags
	}
	p.run()
	return p.diags
}

// Warm does nothing: the first statement costs no more than the others.
func (d Dialect) Warm() {}

// parsing is the work on one statement.
type parsing struct {
	stmt    *sqlstmt.Stmt
	f       flavour
	version ir.Version
	diags   source.Diagnostics
}

func (p *parsing) run() {
	r := read(p.f, p.stmt.Text)
	if len(r.toks) == 0 { // all of it stands in a comment for another server
		p.stmt.Kind, p.stmt.Summary = "COMMENT", "nothing on this server: a comment for another one"
		return
	}
	d := read(p.f, p.stmt.Text).describe()
	if d.kind == "" {
		p.unknown(r)
		return
	}
	p.stmt.Kind, p.stmt.Summary, p.stmt.Objects = d.kind, d.summary, d.objects
	p.control(d.kind)
	p.placed(d)
	p.session(r)
	if p.balanced(r) {
		p.verify(r, d)
		p.refuseMySQL(r, d.kind)
	}
	if d.kind == "USE" {
		t := r.toks[0]
		p.errorf(t.start, t.end, CodeDatabase, "delete it, and write the database before the names: other.orders",
			"USE changes the database, and the version table would be looked for there")
	}
}

// span returns the place of the statement's bytes from start to end. A statement
// that an operation made does not stand in its file as it is; all its places are
// the operation's.
func (p *parsing) span(start, end int) source.Span {
	at := p.stmt.Span
	if !at.IsZero() && at.End()-at.Start() == len(p.stmt.Text) && at.Text() == p.stmt.Text {
		return at.File.Span(at.Start()+start, at.Start()+end)
	}
	return at
}

func (p *parsing) errorf(start, end int, code, help, format string, args ...any) {
	p.diags.Errorf(p.span(start, end), code, help, format, args...)
}

// unknown reports a statement whose first word, or the one behind CREATE, ALTER or
// DROP, is none that either server knows.
func (p *parsing) unknown(r *reader) {
	i := 0
	for i < len(r.toks)-1 && r.toks[i].word == "(" {
		i++
	}
	known := verbs
	if w := r.toks[i].word; (w == "CREATE" || w == "ALTER" || w == "DROP") && i+1 < len(r.toks) {
		i, known = i+1, objectWords
	}
	t := r.toks[i]
	text := p.stmt.Text[t.start:t.end]
	p.stmt.Kind, p.stmt.Summary = "SQL", "a statement that is not known"
	p.errorf(t.start, t.end, ansi.CodeSyntax, nearest(t.word, known), "syntax error at or near %q", text)
}

// nearest looks for the word that a misspelt one could mean.
func nearest(word string, known []string) string {
	best, distance := "", 3
	for _, w := range known {
		if len(word) > len(w)+distance {
			continue // too far away in any case; and a word can be megabytes long
		}
		if d := levenshtein.Distance(word, w, nil); d < distance {
			best, distance = w, d
		}
	}
	if best == "" || len(word) < 3 {
		return "a statement starts with words such as CREATE TABLE, ALTER TABLE, INSERT or UPDATE"
	}
	return "did you mean " + best + "?"
}

var (
	verbs = strings.Fields(`ALTER ANALYZE BEGIN CALL CHANGE CHECK CHECKSUM COMMIT CREATE DEALLOCATE DELETE DESCRIBE DO DROP EXECUTE
		EXPLAIN FLUSH GRANT HANDLER INSERT INSTALL KILL LOAD LOCK OPTIMIZE PREPARE RELEASE RENAME REPAIR REPLACE RESET REVOKE
		ROLLBACK SAVEPOINT SELECT SET SHOW SIGNAL START STOP TABLE TRUNCATE UNINSTALL UNLOCK UPDATE USE VALUES WITH XA`)
	objectWords = strings.Fields(`TABLE INDEX UNIQUE VIEW DATABASE SCHEMA PROCEDURE FUNCTION TRIGGER EVENT SEQUENCE SERVER USER ROLE
		TEMPORARY FULLTEXT SPATIAL`)
)

// control says which statements begin or end transactions themselves.
func (p *parsing) control(kind string) {
	switch kind {
	case "BEGIN", "START TRANSACTION":
		p.stmt.Control = sqlstmt.Begin
	case "COMMIT":
		p.stmt.Control = sqlstmt.Commit
	case "ROLLBACK", "SAVEPOINT", "RELEASE", "XA":
		p.stmt.Control = sqlstmt.OtherControl
	}
}

// balanced reports a closing parenthesis that none opens; one that is never closed
// is found where statements are split.
func (p *parsing) balanced(r *reader) bool {
	depth := 0
	for _, t := range r.toks {
		switch t.word {
		case "(":
			depth++
		case ")":
			if depth--; depth < 0 {
				p.errorf(t.start, t.end, ansi.CodeSyntax, "remove it, or open it with (", "syntax error: this parenthesis was never opened")
				return false
			}
		}
	}
	return true
}
