package planner

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// Statistics are what production says of its tables: the output of the query that `sqlplan stats-query` prints.
type Statistics struct {
	Digest   string // hex SHA-256 of the file
	Database string // may be empty, as the two below
	Dialect  string // "postgresql"
	Version  string // of the server: "15.6"
	Taken    string // when, as the server wrote it: "2026-11-21 07:30 UTC"

	tables   map[schema.Name]*tableStats
	families []family
}

// tableStats is one table of the file. A negative number is not known.
type tableStats struct {
	kind                     string
	rows, heap, toast, index int64
	dead                     int64
	writes                   float64 // per second
	children                 []schema.Name
	partitions               int
	part                     bool     // of another table
	invalid                  []string // indexes
}

// statsColumns are the columns of the file. Without the needed ones there is nothing to say.
var statsColumns = []struct {
	name   string
	needed bool
}{
	{"kind", true}, {"schema", true}, {"name", true}, {"parent_schema", false}, {"parent", false}, {"rows", true}, {"heap_bytes", true},
	{"toast_bytes", false}, {"index_bytes", false}, {"dead_rows", false}, {"valid", false}, {"inserts", false}, {"updates", false},
	{"deletes", false}, {"seconds", false}, {"seq_scans", false}, {"version", false}, {"taken", false},
}

const statsHelp = "run the query of `sqlplan stats-query` as its first lines say, and keep the output as it is"

// ReadStats reads the statistics, as comma separated values or as the tab separated ones of the clients of MySQL.
func ReadStats(file *source.File) (*Statistics, source.Diagnostics) {
	r := statsReader{file: file, stats: &Statistics{Digest: fileDigest(file), tables: map[schema.Name]*tableStats{}}}
	switch first, _, _ := strings.Cut(file.Text, "\n"); {
	case !utf8.ValidString(file.Text) || strings.Contains(file.Text, "\x00"):
		r.diags.Errorf(file.Span(0, 0), "SP630", "PowerShell writes UTF-16 unless told otherwise: use -o of the client, or Out-File -Encoding utf8", "the statistics are not UTF-8")
	case strings.TrimSpace(file.Text) == "":
		r.diags.Errorf(file.Span(0, 0), "SP630", statsHelp, "the statistics are empty")
	case strings.Contains(first, "\t"):
		r.tabbed()
	default:
		r.commas()
	}
	if !r.diags.HasErrors() && len(r.stats.tables) == 0 {
		r.diags.Warnf(file.Span(0, 0), "SP630", statsHelp, "the statistics name no table")
	}
	if r.diags.HasErrors() {
		return nil, r.diags
	}
	r.stats.adopt()
	return r.stats, r.diags
}

// fileDigest is the digest that sha256sum prints for the file.
func fileDigest(file *source.File) string {
	sum := sha256.Sum256([]byte(file.Raw()))
	return hex.EncodeToString(sum[:])
}

// statsReader reads a file row by row.
type statsReader struct {
	file    *source.File
	stats   *Statistics
	columns map[string]int // where a column stands; nil before the head was read
	width   int
	diags   source.Diagnostics
}

type family struct{ child, parent schema.Name }

// field is a value and where it stands.
type field struct {
	text string
	null bool
	at   source.Span
}

func (r *statsReader) commas() {
	rows := csv.NewReader(strings.NewReader(r.file.Text))
	rows.FieldsPerRecord = -1
	for {
		record, err := rows.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &syntax):
			r.diags.Errorf(r.at(syntax.Line, syntax.Column), "SP630", statsHelp, "this is not CSV: %s", syntax.Err)
			return
		case err != nil:
			panic("a reader of a string: " + err.Error())
		}
		row := make([]field, len(record))
		for i, text := range record {
			line, col := rows.FieldPos(i)
			row[i] = field{text, text == "", r.at(line, col)}
		}
		if !r.row(row) {
			return
		}
	}
}

// at is the span of a line and a byte in it, both from 1.
func (r *statsReader) at(line, col int) source.Span {
	offset := 0
	for ; line > 1; line-- {
		offset += strings.IndexByte(r.file.Text[offset:], '\n') + 1
	}
	offset = min(offset+max(col-1, 0), len(r.file.Text))
	return r.file.Span(offset, offset)
}

// batchEscapes are those of the option --batch: https://dev.mysql.com/doc/refman/8.0/en/mysql-command-options.html#option_mysql_batch
var batchEscapes = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\0`, "\x00")

func (r *statsReader) tabbed() {
	offset := 0
	for line := range strings.Lines(r.file.Text) {
		var row []field
		at := offset
		for text := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), "\t") {
			row = append(row, field{batchEscapes.Replace(text), text == "NULL", r.file.Span(at, at+len(text))})
			at += len(text) + 1
		}
		offset += len(line)
		if !r.row(row) {
			return
		}
	}
}

// row takes the head or a row, and tells whether to go on.
func (r *statsReader) row(row []field) bool {
	switch {
	case r.columns == nil:
		return r.head(row)
	case len(row) != r.width:
		r.diags.Errorf(row[0].at, "SP631", statsHelp, "a row with %d values, where the head names %d columns", len(row), r.width)
		return false
	}
	r.object(row)
	return r.diags.Count(source.Error) < 20
}

// head reads the names of the columns, which may stand in any order.
func (r *statsReader) head(row []field) bool {
	r.columns, r.width = map[string]int{}, len(row)
	var known []string
	for _, c := range statsColumns {
		known = append(known, c.name)
	}
	var unknown []field
	for i, f := range row {
		name := strings.ToLower(strings.TrimSpace(f.text))
		if !slices.Contains(known, name) {
			unknown = append(unknown, f)
		}
		r.columns[name] = i
	}
	if _, ok := r.columns["kind"]; !ok {
		r.diags.Errorf(r.file.Span(0, 0), "SP630", statsHelp, "the first line does not name the columns: kind,schema,name, ...")
		return false
	}
	var missing []string
	for _, c := range statsColumns {
		if _, ok := r.columns[c.name]; ok {
			continue
		}
		if c.needed {
			r.diags.Errorf(row[0].at, "SP632", "take them again with the query of this version's `sqlplan stats-query`", "the statistics have no column %s", c.name)
		}
		missing = append(missing, c.name)
	}
	if len(missing) > 0 && !r.diags.HasErrors() {
		r.diags.Warnf(row[0].at, "SP632", "take them again with the query of this version's `sqlplan stats-query`",
			"the statistics are those of another version, and have no %s: what they would tell is not known", strings.Join(missing, ", "))
	}
	for _, f := range unknown {
		r.diags.Notef(f.at, "SP632", spell.DidYouMean(f.text, missing), "a column %q that this version does not read", f.text)
	}
	return !r.diags.HasErrors()
}

// text is the value of a column; empty for NULL and for a column that is not there.
func (r *statsReader) text(row []field, column string) string {
	if i, ok := r.columns[column]; ok && !row[i].null {
		return row[i].text
	}
	return ""
}

// number is the value of a column; -1 if it is not known.
func (r *statsReader) number(row []field, column string) int64 {
	text := r.text(row, column)
	if text == "" {
		return -1
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		f := row[r.columns[column]]
		r.diags.Errorf(f.at, "SP631", statsHelp, "%s is no number for column %s", strconv.Quote(text), column)
		return -1
	}
	return n
}

// object takes one row.
func (r *statsReader) object(row []field) {
	name := schema.Name{Schema: r.text(row, "schema"), Name: r.text(row, "name")}
	parent := schema.Name{Schema: r.text(row, "parent_schema"), Name: r.text(row, "parent")}
	switch kind := r.text(row, "kind"); kind {
	case "server":
		r.server(row)
	case "table", "partitioned table", "materialized view", "foreign table":
		r.table(row, name, parent)
	case "partition": // of a table whose own row has the sum
		if t := r.stats.tables[parent]; t != nil {
			t.partitions++
		}
	case "index":
		valid := r.text(row, "valid")
		if t := r.stats.tables[parent]; t != nil && (valid == "f" || valid == "false" || valid == "0") {
			t.invalid = append(t.invalid, name.Name)
		}
	case "extension":
	default:
		r.diags.Errorf(row[0].at, "SP631", statsHelp, "a row of the kind %q", kind)
	}
}

func (r *statsReader) server(row []field) {
	s := r.stats
	if s.Dialect != "" {
		r.diags.Errorf(row[0].at, "SP631", "give the file of one database", "a second server: these are the statistics of several databases")
		return
	}
	s.Database, s.Taken = r.text(row, "name"), r.text(row, "taken")
	dialect, version, _ := strings.Cut(r.text(row, "version"), " ")
	version, _, _ = strings.Cut(version, " ") // behind it the name of a distribution
	s.Dialect, s.Version = dialect, version
}

func (r *statsReader) table(row []field, name, parent schema.Name) {
	if r.stats.tables[name] != nil {
		r.diags.Errorf(row[0].at, "SP631", "give the file of one database", "table %s stands twice", name)
		return
	}
	t := &tableStats{kind: r.text(row, "kind"), rows: r.number(row, "rows"), heap: r.number(row, "heap_bytes"), toast: r.number(row, "toast_bytes"),
		index: r.number(row, "index_bytes"), dead: r.number(row, "dead_rows"), writes: -1}
	seconds, writes := r.number(row, "seconds"), int64(0)
	for _, column := range []string{"inserts", "updates", "deletes"} {
		n := r.number(row, column)
		if n < 0 {
			seconds = -1
		}
		writes += n
	}
	if seconds > 0 {
		t.writes = float64(writes) / float64(seconds)
	}
	r.stats.tables[name] = t
	if !parent.IsZero() {
		r.stats.families = append(r.stats.families, family{name, parent})
	}
}

// adopt gives each parent its children.
func (s *Statistics) adopt() {
	for _, f := range s.families {
		if p := s.tables[f.parent]; p != nil {
			p.children = append(p.children, f.child)
			s.tables[f.child].part = true
		}
	}
}

// Size is what the statistics say of a table by its name on production, with its partitions and children.
// known is false for a table that they do not name.
func (s *Statistics) Size(name schema.Name) (size check.Size, known bool) {
	if name.Schema == schema.DefaultSchema && s.Dialect != "postgresql" {
		name.Schema = s.Database // what the catalog calls so is the current database there
	}
	t := s.tables[name]
	if t == nil {
		return check.Size{}, false
	}
	size = check.Size{Partitions: t.partitions, Part: t.part}
	s.sum(t, &size, map[*tableStats]bool{})
	return size, true
}

func (s *Statistics) sum(t *tableStats, size *check.Size, seen map[*tableStats]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	size.Rows += max(t.rows, 0)
	size.Heap += max(t.heap, 0)
	size.Toast += max(t.toast, 0)
	size.Indexes += max(t.index, 0)
	size.DeadRows += max(t.dead, 0)
	size.Writes += max(t.writes, 0)
	size.Invalid = append(size.Invalid, t.invalid...)
	for _, child := range t.children {
		size.Partitions++
		s.sum(s.tables[child], size, seen)
	}
}
