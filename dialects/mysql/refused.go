package mysql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// What MySQL refuses although MariaDB, or MySQL at another place, takes it, and the parser reads it. Measured
// on MySQL 8.0, 8.4 and 9.7.
const (
	CodeVaryingDefault = "SP436" // ADD COLUMN with a default that is another value for each row
	CodeExistsClause   = "SP437" // IF EXISTS and IF NOT EXISTS where MySQL has none
	CodeSequence       = "SP438" // sequences
	CodeDropCheck      = "SP439" // DROP CHECK where the server has no checks
)

// refuseMySQL reports what fails on each MySQL.
func (p *parsing) refuseMySQL(r *reader, kind string) {
	switch {
	case p.f != MySQL:
	case strings.HasSuffix(kind, " SEQUENCE"):
		p.errorf(r.toks[0].start, r.toks[len(r.toks)-1].end, CodeSequence, "number the rows with AUTO_INCREMENT, or keep the number in a table of its own",
			"MySQL has no sequences; MariaDB has")
	case kind == "ALTER TABLE":
		p.existsClause(r)
		p.varyingDefaults(r)
		p.dropCheck(r)
	case kind == "CREATE INDEX", kind == "DROP INDEX":
		p.existsClause(r)
	}
}

// existsClause reports IF EXISTS and IF NOT EXISTS: MySQL has them for whole tables, views and programs alone.
// https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
// https://dev.mysql.com/doc/refman/8.4/en/create-index.html
func (p *parsing) existsClause(r *reader) {
	for at := range r.toks {
		ahead := *r
		ahead.at = at
		if ahead.ifNotExists() || ahead.ifExists() {
			p.errorf(r.toks[at].start, r.toks[ahead.at-1].end, CodeExistsClause, "leave it out; what the revisions before it have made is known",
				"MySQL has no %s in this statement; MariaDB has", p.stmt.Text[r.toks[at].start:r.toks[ahead.at-1].end])
			return
		}
	}
}

// dropCheck reports DROP CHECK and DROP CONSTRAINT for a server that reads CHECK and does nothing, and has neither. Measured on 5.7.
// https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
func (p *parsing) dropCheck(r *reader) {
	if p.version.AtLeast(8, 0) || p.version.Major == 0 {
		return
	}
	head := *r
	head.take("ALTER")
	head.take("TABLE")
	head.qualified()
	for _, spec := range head.split() {
		from := spec.at
		if spec.take("DROP", "CHECK") || spec.take("DROP", "CONSTRAINT") {
			p.errorf(spec.toks[from].start, spec.toks[spec.at-1].end, CodeDropCheck, "leave it out; keys are dropped with DROP FOREIGN KEY and DROP INDEX",
				"MySQL %d.%d has no such clause, and no checks", p.version.Major, p.version.Minor)
			return
		}
	}
}

// varyingFunctions make MySQL call a default unsafe.
// https://dev.mysql.com/doc/refman/8.4/en/replication-rbr-safe-unsafe.html
var varyingFunctions = []string{"UUID", "UUID_SHORT", "RAND", "RANDOM_BYTES", "SYSDATE", "CURRENT_USER", "USER", "SESSION_USER", "SYSTEM_USER"}

// varyingDefaults reports a column that is added with a default such as (uuid()). MySQL refuses it whatever binlog_format says and
// even in an empty table (error 1674), but takes it in CREATE TABLE and for a column that is there.
// https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html
func (p *parsing) varyingDefaults(r *reader) {
	head := *r
	head.take("ALTER")
	head.take("TABLE")
	_, table := head.qualified()
	for _, spec := range head.split() {
		if !spec.take("ADD") {
			continue
		}
		spec.take("COLUMN")
		name := ""
		if spec.isName(0) {
			ahead := *spec
			name = ahead.name()
		}
		if at := varyingCall(spec.toks, spec.at); at >= 0 {
			t := spec.toks[at]
			p.errorf(t.start, t.end, CodeVaryingDefault,
				"add the column without the default, fill the rows with UPDATE, then ALTER TABLE "+script{p.f}.ident(table)+" ALTER COLUMN "+script{p.f}.ident(name)+" SET DEFAULT (...)",
				"MySQL does not add a column whose default is computed by %s() (error 1674)", strings.ToLower(t.word))
			return
		}
	}
}

// varyingCall is the place of such a function in the parentheses behind DEFAULT, or -1.
func varyingCall(toks []token, from int) int {
	depth := 0
	for i := from; i < len(toks); i++ {
		word := toks[i].word
		switch {
		case word == "(" && (depth > 0 || i > from && toks[i-1].word == "DEFAULT"):
			depth++
		case word == ")" && depth > 0:
			depth--
		case depth > 0 && toks[i].kind == sqltext.Word && slices.Contains(varyingFunctions, word) && (word == "CURRENT_USER" || i+1 < len(toks) && toks[i+1].word == "("):
			return i
		}
	}
	return -1
}
