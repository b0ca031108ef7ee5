package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// manual is where PostgreSQL's manual stands; the pages have the same names in every version.
const manual = "https://www.postgresql.org/docs/current/"

// nextRevision parts SQL that has to be committed from what follows it.
const nextRevision = "-- In a revision of its own, so that what stands above is committed:"

// unheard has reported what is dropped IF EXISTS and no revision has made, by a function that may leave it out by returning nil: whether
// it does harm, only production can tell, and with a dump of it the answer is known. From base it is a note: such a database is as a
// rule empty, but only its version table is known to be.
func (p *Pass) unheard(report func(*Statement, *sqlstmt.Action) *Finding, kinds ...sqlstmt.ActionKind) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if !a.Skipped || !a.Unheard || p.Dumped || a.New {
			return
		}
		f := report(st, a)
		if f == nil {
			return
		}
		if f.Advice == "" {
			f.Advice = unheardAdvice
		}
		if p.Closed {
			f.Severity = min(f.Severity, source.Note)
		}
	}, kinds...)
}

// doomed tells whether the transaction of a statement drops the table: what it takes from that table first, nobody can miss, and locks nothing more.
func (p *Pass) doomed() func(*Statement, *sqlstmt.Action) bool {
	type drop struct {
		transaction int
		table       schema.Name
	}
	dropped := map[drop]bool{}
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if st.Transaction != 0 && a.Table.Name != "" {
			dropped[drop{st.Transaction, a.Table}] = true
		}
	}, sqlstmt.DropTable)
	return func(st *Statement, a *sqlstmt.Action) bool { return dropped[drop{st.Transaction, a.Table}] }
}

// unheardAdvice is what to do about such a statement.
const unheardAdvice = "look at production, or compile with its schema: --schema FILE; delete the statement if there is nothing to drop"

// unmadeObject begins the message of such a finding.
const unmadeObject = "no revision makes %s: if production has it, "

// unshownPart begins the message of one about a part of a table: the table may have been dropped and made again without it.
const unshownPart = "the revisions show no %s of %s: if production has it, "

// on reports a finding about the table of an action.
func (p *Pass) on(st *Statement, a *sqlstmt.Action, format string, args ...any) *Finding {
	f := p.Report(st, format, args...)
	f.Table = a.TableSQL
	return f
}

// name writes a name as a statement needs it.
func (p *Pass) name(name string) string { return sqltext.QuoteIdent(name, p.Style) }

func (p *Pass) names(list []string) string {
	quoted := make([]string, len(list))
	for i, n := range list {
		quoted[i] = p.name(n)
	}
	return strings.Join(quoted, ", ")
}

// instead sets the SQL to use in place of the action, which may be a part of the statement.
func (p *Pass) instead(f *Finding, st *Statement, statements ...string) {
	text := strings.Join(statements, ";\n") + ";"
	f.Safe = strings.ReplaceAll(text, nextRevision+";\n", nextRevision+"\n")
	f.Part = len(st.Actions) > 1
}

// alter begins an ALTER TABLE of the table of an action.
func alter(a *sqlstmt.Action) string { return "ALTER TABLE " + a.TableSQL + " " }

// generated is a name for something that belongs to a table and a column, short enough for the server.
func (p *Pass) generated(parts ...string) string {
	name := strings.Join(parts, "_")
	if limit := p.Style.MaxName; limit > 0 && len(name) > limit {
		name = strings.ToValidUTF8(name[:limit], "")
	}
	return name
}

// inserted puts words behind the first occurrence of a word in a statement that begins with one of the given
// words; empty if there is none.
func (p *Pass) inserted(st *Statement, first, behind, words string) string {
	scan := sqltext.NewScanner(st.Text, p.Style)
	begun := false
	for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
		switch text := st.Text[tok.Start:tok.End]; {
		case tok.Kind == sqltext.Space || tok.Kind == sqltext.LineComment || tok.Kind == sqltext.BlockComment:
		case tok.Kind != sqltext.Word || !begun && !strings.EqualFold(text, first):
			return ""
		case strings.EqualFold(text, behind):
			return st.Text[:tok.End] + " " + words + st.Text[tok.End:]
		default:
			begun = true
		}
	}
	return ""
}

// alembic adds what an Alembic revision writes, where the plan is of one.
func (p *Pass) alembic(f *Finding, text string) {
	if p.Format == "alembic" {
		f.Advice += "\nIn Alembic: " + text
	}
}

// column is a column of a table. Where each revision is reviewed by itself, what another one has added is another column.
type column struct {
	table    schema.Name
	name     string
	revision string
}

func (p *Pass) column(st *Statement, a *sqlstmt.Action) column {
	if p.Whole {
		return column{a.Table, a.Name, st.Revision}
	}
	return column{table: a.Table, name: a.Name}
}

// number is how a message names another statement of the same transaction: where there is no script, by its line.
func (p *Pass) number(st *Statement) string {
	if p.Whole {
		return fmt.Sprintf("that of line %d", st.Span.Pos().Line)
	}
	return fmt.Sprintf("statement %d", st.Number)
}

// addedColumns are the columns that the script adds to tables, each with the first statement that does.
func (p *Pass) addedColumns() map[column]*Statement {
	if p.added == nil {
		p.added = map[column]*Statement{}
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			at := p.column(st, a)
			if a.Kind == sqlstmt.AddColumn && !a.Skipped && !a.IfExists && p.added[at] == nil {
				p.added[at] = st
			}
		})
	}
	return p.added
}

// related are the relations of an action in a role that are in use.
func related(a *sqlstmt.Action, role sqlstmt.Role) []sqlstmt.Relation {
	var list []sqlstmt.Relation
	for _, r := range a.More().Also {
		if r.Role == role && !r.New {
			list = append(list, r)
		}
	}
	return list
}

// relationNames lists relations for a message.
func relationNames(list []sqlstmt.Relation) string {
	const shown = 5
	names := make([]string, 0, shown)
	for i, r := range list {
		if i == shown {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(list)-shown)
		}
		names = append(names, r.SQL)
	}
	return strings.Join(names, ", ")
}

// blocks tells whether a lock keeps others from something: "reads", "writes".
func blocks(l *sqlstmt.Lock, what string) bool { return !l.New && slices.Contains(l.Blocks, what) }

// together tells whether two statements run in the same transaction.
func together(a, b *Statement) bool { return a.Transaction != 0 && a.Transaction == b.Transaction }
