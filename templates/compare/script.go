package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Script is a script of sqlplan, read by its structure: the header, the headings of the revisions, and the
// annotation above each statement. What is SQL and what is a comment, the dialect's scanner says.
type Script struct {
	From, To string // as the first line has them
	Command  string
	Facts    []Fact
	Begin    []Statement // before the first revision: directives, settings, guard
	Parts    []Part
	End      []Statement // the final check
	// Lists are the lists of the header by their headings, such as what a way back does not restore.
	Lists []List
}

// Fact is a line of the header.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// List is a part of the header: a heading and the lines below it.
type List struct {
	Name  string
	Lines []string
}

// Part is what a script has for one revision.
type Part struct {
	ID, Message, Digest string
	Statements          []Statement
}

// Statement is a statement of a script.
type Statement struct {
	Number  int      // in the script; 0: one that sqlplan adds
	Summary string   // as the annotation says it
	Outside bool     // of a transaction
	Notes   []string // the rest of the annotation: locks, findings
	SQL     string
	key     string // the tokens of SQL, without comments and white space
}

// The lines that give a script its structure. Nothing of a revision can make one: its texts stand behind a lead, and its own
// comments below the annotation of their statement.
var (
	titleLine    = lazyregexp.New(`^-- (upgrade|downgrade|stamp) (.+) -> (.+)$`)
	factLine     = lazyregexp.New(`^--   ([A-Z][A-Za-z ]*):\s+(.*)$`)
	listLine     = lazyregexp.New(`^-- ([A-Z].*)$`)
	dialectName  = lazyregexp.New(`^([a-z]+), `)
	revisionLine = lazyregexp.New(`^-- Revision \d+ of \d+: (\S+)(?:  (.*))?$`)
	digestLine   = lazyregexp.New(`^--   digest:\s+sha256:([0-9a-f]+)$`)
	numberLine   = lazyregexp.New(`^-- \[(\d+) of \d+\] (.*)$`)
)

const (
	ruler      = "-- ============================================================================="
	guardLine  = "-- Guard: refuse any database but the one that this script was compiled for."
	stampLine  = "-- The version table alone is changed; no revision is run."
	finalStart = "-- Final check: "
)

// passed are the facts that a comparison passes over: counts, which say nothing more than the statements, and who compiled it.
var passed = []string{"Contents", "Compiled by", "Digest", "Command"}

// ReadScript reads a script. The error is a source.Diagnostics.
func ReadScript(file *source.File) (*Script, error) {
	s := &Script{}
	text := strings.ReplaceAll(file.Text, "\r\n", "\n")
	head, body, found := strings.Cut(text, "\n"+guardLine+"\n")
	if !found {
		return nil, unreadable(file, 0, "it has no guard")
	}
	begin := s.header(strings.Split(head, "\n"))
	if s.Command == "" {
		return nil, unreadable(file, 0, "its header names no command")
	}
	style, err := s.style(file)
	if err != nil {
		return nil, err
	}
	for _, line := range strings.Split(head, "\n")[begin:] {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "--") {
			s.Begin = append(s.Begin, Statement{SQL: line, key: line})
		}
	}
	exit := ""
	if style.Client == sqltext.SQLPlus {
		body, exit = cutExit(body)
	}
	pieces, fault := sqltext.Split(body, style)
	if style.Batches && len(sqltext.SeparatorLines(body, style)) == 0 { // for a driver: nothing but the headings separates batches
		pieces, fault = chunks(body, style), nil
	}
	if fault != nil {
		at := len(head) + len(guardLine) + 2
		return nil, unreadable(file, at+fault.Start, fmt.Sprintf("its SQL cannot be taken apart at %q", source.Shorten(fault.Mark)))
	}
	s.body(body, pieces, style)
	for i, p := range s.Parts { // a second one would hide behind the first
		if slices.ContainsFunc(s.Parts[:i], func(q Part) bool { return q.ID == p.ID }) {
			return nil, unreadable(file, 0, fmt.Sprintf("revision %s stands in it twice", source.Printable(p.ID)))
		}
	}
	if exit != "" {
		s.End = append(s.End, Statement{SQL: exit, key: exit})
	}
	return s, nil
}

// cutExit takes the line off the end of a script for SQL*Plus that ends the client.
func cutExit(body string) (rest, exit string) {
	at := strings.LastIndexByte(strings.TrimRight(body, "\n"), '\n') + 1
	if line := strings.TrimSpace(body[at:]); strings.HasPrefix(line, "EXIT") {
		return body[:at], line
	}
	return body, ""
}

// chunks cuts a script at the comments of sqlplan's.
func chunks(text string, style sqltext.Style) []sqltext.Piece {
	var list []sqltext.Piece
	var p sqltext.Piece
	flush := func() {
		if p.Stmt.End > p.Stmt.Start {
			list = append(list, p)
			p = sqltext.Piece{}
		}
	}
	scanner := sqltext.NewScanner(text, style)
	for tok := scanner.Next(); tok.Kind != sqltext.EOF; tok = scanner.Next() {
		at := sqltext.Extent{Start: tok.Start, End: tok.End}
		switch line := text[tok.Start:tok.End]; {
		case tok.Kind == sqltext.Space:
		case tok.Kind == sqltext.LineComment && (line == ruler || numberLine.MatchString(line) || strings.HasPrefix(line, "-- Version table: ")):
			flush()
			p.Before = append(p.Before, at)
		case tok.Kind == sqltext.LineComment && p.Stmt.End == p.Stmt.Start:
			p.Before = append(p.Before, at)
		default:
			if p.Stmt.End == p.Stmt.Start {
				p.Stmt.Start = tok.Start
			}
			p.Stmt.End = tok.End
		}
	}
	flush()
	return list
}

func unreadable(file *source.File, at int, reason string) error {
	var diags source.Diagnostics
	at = min(at, len(file.Text))
	diags.Errorf(file.Span(at, at), "SP612", "compare scripts that sqlplan wrote in its own style, with the embedded template; of --style alembic and of your own templates compare the plans: sqlplan upgrade ... --format json",
		"this is no script that can be compared: %s", reason)
	return diags
}

// header reads the comment lines that a script begins with, and returns how many there are.
func (s *Script) header(lines []string) int {
	for i, line := range lines {
		if !strings.HasPrefix(line, "--") {
			return i
		}
		switch {
		case i == 0:
			if m := titleLine.FindStringSubmatch(line); m != nil {
				s.From, s.To = m[2], m[3]
			}
		case line == "--":
		case strings.HasPrefix(line, "--  "):
			s.headerLine(line)
		default:
			if m := listLine.FindStringSubmatch(line); m != nil {
				s.Lists = append(s.Lists, List{Name: m[1]})
			}
		}
	}
	return len(lines)
}

// headerLine reads a line of the header that belongs to what stands above it.
func (s *Script) headerLine(line string) {
	if n := len(s.Lists); n > 0 {
		s.Lists[n-1].Lines = append(s.Lists[n-1].Lines, strings.TrimSpace(strings.TrimPrefix(line, "--")))
		return
	}
	m := factLine.FindStringSubmatch(line)
	switch {
	case m == nil:
	case m[1] == "Command":
		s.Command = m[2]
	case !slices.Contains(passed, m[1]):
		s.Facts = append(s.Facts, Fact{m[1], m[2]})
	}
}

// style is how the script's dialect is scanned.
func (s *Script) style(file *source.File) (sqltext.Style, error) {
	for _, f := range s.Facts {
		if m := dialectName.FindStringSubmatch(f.Value); f.Name == "Dialect" && m != nil {
			for _, d := range dialects.All {
				if d.Name() == m[1] {
					return d.Style(), nil
				}
			}
		}
	}
	return sqltext.Style{}, unreadable(file, 0, "its header names no dialect that this version of sqlplan speaks")
}

// body puts the statements behind the guard's heading to where they belong.
func (s *Script) body(text string, pieces []sqltext.Piece, style sqltext.Style) {
	list := &s.Begin
	for _, p := range pieces {
		st := Statement{SQL: text[p.Stmt.Start:p.Stmt.End]}
		noted := false // the annotation is over, and the author's comments begin
		for _, c := range p.Before {
			line := text[c.Start:c.End]
			switch m := numberLine.FindStringSubmatch(line); {
			case st.Number == 0 && m != nil:
				fmt.Sscan(m[1], &st.Number) // digits, by the expression
				st.Summary = m[2]
			case st.Number == 0:
				list = s.heading(line, list)
			case noted || !strings.HasPrefix(line, "--     "):
				noted = true
			default:
				st.note(strings.TrimPrefix(line, "--     "))
			}
		}
		if st.key = key(st.SQL, style); st.key != "" {
			*list = append(*list, st)
		}
	}
}

// heading reads a comment of sqlplan's above a statement, and returns where statements belong from there on.
func (s *Script) heading(line string, list *[]Statement) *[]Statement {
	last := len(s.Parts) - 1
	m, digest := revisionLine.FindStringSubmatch(line), digestLine.FindStringSubmatch(line)
	switch {
	case m != nil:
		s.Parts = append(s.Parts, Part{ID: m[1], Message: m[2]})
		return &s.Parts[last+1].Statements
	case line == stampLine:
		s.Parts = append(s.Parts, Part{Message: "the version table alone"})
		return &s.Parts[last+1].Statements
	case strings.HasPrefix(line, finalStart):
		return &s.End
	case digest != nil && last >= 0 && s.Parts[last].Digest == "":
		s.Parts[last].Digest = digest[1]
	}
	return list
}

// note keeps a line of an annotation, unless it only says where the statement stands or what its failure leaves.
func (st *Statement) note(line string) {
	if strings.HasSuffix(line, "OUTSIDE A TRANSACTION") || strings.Contains(line, ", OUTSIDE A TRANSACTION: ") {
		st.Outside = true
	}
	if isNote(line) {
		st.Notes = append(st.Notes, line)
	}
}

// isNote tells whether a line of an annotation is about locks or findings.
func isNote(line string) bool {
	for _, lead := range []string{"locks", "Locks", "Error ", "Warning ", "Note ", "Ignored: ", "Not analysed: ", "Only its syntax was checked: "} {
		if strings.HasPrefix(line, lead) {
			return true
		}
	}
	return false
}

// key is SQL as its tokens, without white space and comments, unless a comment is a hint or holds SQL.
func key(sql string, style sqltext.Style) string {
	var b strings.Builder
	scanner := sqltext.NewScanner(sql, style)
	for tok := scanner.Next(); tok.Kind != sqltext.EOF; tok = scanner.Next() {
		text := sql[tok.Start:tok.End]
		switch tok.Kind {
		case sqltext.Space:
			continue
		case sqltext.LineComment, sqltext.BlockComment:
			if len(text) < 3 || text[2] != '+' && text[2] != '!' {
				continue
			}
		}
		b.WriteString(text)
		b.WriteByte(' ')
	}
	return b.String()
}
