package mysql

import (
	"slices"
	"strings"
	"sync"

	"github.com/pingcap/tidb/pkg/parser"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // makes the values of literals

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// All calls into TiDB's parser are in this file. What it takes is written well.
// What it refuses may be, too: it knows neither all of MySQL nor what is MariaDB's own.

// parsers are kept, since one costs more to make than a statement to parse, and none
// may be used by two goroutines at once.
var parsers = sync.Pool{New: func() any { return parser.New() }}

// accepts tells whether the parser takes the text as one statement; if not, near is
// where it stopped, as far as it says.
func accepts(text string) (ok bool, near string) {
	p := parsers.Get().(*parser.Parser)
	defer parsers.Put(p)
	stmts, _, err := p.Parse(text, "", "")
	if err == nil {
		return len(stmts) <= 1, ""
	}
	if _, rest, found := strings.Cut(err.Error(), `near "`); found {
		near, _, _ = strings.Cut(strings.TrimSuffix(strings.TrimSpace(rest), `"`), "\n")
	}
	return false, near
}

// unparsed are the kinds of statements that the parser does not know.
var unparsed = strings.Fields(`CREATE_FUNCTION ALTER_FUNCTION DROP_FUNCTION CREATE_TRIGGER DROP_TRIGGER CREATE_EVENT ALTER_EVENT
	DROP_EVENT ALTER_PROCEDURE ALTER_VIEW CREATE_PROCEDURE BEGIN_NOT_ATOMIC EXECUTE_IMMEDIATE CREATE_PACKAGE CREATE_PACKAGE_BODY
	DROP_PACKAGE CREATE_SERVER ALTER_SERVER DROP_SERVER SIGNAL RESIGNAL GET HANDLER XA CHECK_TABLE CHECKSUM_TABLE CACHE_INDEX
	CHANGE_MASTER CHANGE_REPLICATION PURGE_BINARY INSTALL_PLUGIN UNINSTALL_PLUGIN START_SLAVE START_REPLICA STOP_SLAVE STOP_REPLICA
	RESET_MASTER RESET_SLAVE CREATE_TABLESPACE ALTER_TABLESPACE DROP_TABLESPACE VALUES LOAD_XML IF CASE LOOP WHILE REPEAT FOR BACKUP_STAGE`)

// unparsedForms are clauses that the parser does not know, over the words of a
// statement: MySQL's own, and those of MariaDB.
var unparsedForms = lazyregexp.New(` (INVISIBLE|SRID|REF_SYSTEM_ID|TABLESPACE|JSON_TABLE|RETURNING|SYSTEM VERSIONING|SYSTEM_TIME|PERIOD FOR|PORTION` +
	`|WITHOUT OVERLAPS|WAIT|NOWAIT|UUID|INET4|INET6|VECTOR|XMLTYPE|IGNORED|NOT IGNORED|NOCOPY|PERSISTENT|COMPRESSED|PAGE_COMPRESSED|ENCRYPTED` +
	`|OR REPLACE|CHECK OPTION|DELIMITER|LATERAL|INTERSECT|EXCEPT|ENGINE_ATTRIBUTE|SECONDARY_ENGINE|START TRANSACTION|POINT|GEOMETRY` +
	`|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION|GEOMCOLLECTION|AS [A-Z_0-9]+ ON DUPLICATE|QUALIFY|ROWNUM|NEXTVAL|LASTVAL|FOR UPDATE|SKIP LOCKED) `)

// verify asks the parser about the statement. That it refuses one is no error.
func (p *parsing) verify(r *reader, d description) {
	ok, near := accepts(p.stmt.Text)
	if ok {
		return
	}
	first, last := r.toks[0], r.toks[len(r.toks)-1]
	if slices.Contains(unparsed, strings.ReplaceAll(d.kind, " ", "_")) || unparsedForms.MatchString(r.spaced()) {
		p.diags.Notef(p.span(first.start, last.end), CodeUnverified, "try it on a server", "the syntax of this %s was not verified: the parser does not know all of it", d.kind)
		return
	}
	start, end := first.start, last.end
	if i := strings.LastIndex(p.stmt.Text, near); near != "" && i >= 0 {
		start, end = i, i+len(near)
	}
	p.diags.Warnf(p.span(start, end), CodeDoubtful, "look at what stands just before this place; the parser may also not know a new form: try it on a server",
		"this %s may have a syntax error: the parser stopped here", d.kind)
}

// spaced writes the words of the statement with one space between them and around all.
func (r *reader) spaced() string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range r.toks {
		switch {
		case t.kind == sqltext.QuotedIdent:
			b.WriteString("X")
		case t.word == "":
			b.WriteString("0")
		default:
			b.WriteString(t.word)
		}
		b.WriteByte(' ')
	}
	return b.String()
}
