package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

var (
	mysqls  = []string{"mysql", "mariadb"}
	mysql   = []string{"mysql"}
	mariadb = []string{"mariadb"}
)

// The manuals of both servers.
const (
	mysqlManual   = "https://dev.mysql.com/doc/refman/8.4/en/"
	mariadbManual = "https://mariadb.com/kb/en/"
)

// ddlPages are the pages that say which change is done how.
var ddlPages = []string{mysqlManual + "innodb-online-ddl-operations.html", mariadbManual + "innodb-online-ddl-overview/"}

// backUp is what to do before the way back drops what the upgrade has made.
const backUp = "back up what was written to it since the upgrade, if anybody may want it"

// onLive calls do for each action of one of the kinds on a table that was there before the path; all kinds if none is given.
func (p *Pass) onLive(do func(*Statement, *sqlstmt.Action), kinds ...sqlstmt.ActionKind) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if !a.New && !a.Skipped && a.TableSQL != "" {
			do(st, a)
		}
	}, kinds...)
}

// tell reports a finding about the table of an action, with what to do.
func (p *Pass) tell(st *Statement, a *sqlstmt.Action, advice, format string, args ...any) *Finding {
	f := p.Report(st, format, args...)
	f.Table, f.Advice = a.TableSQL, advice
	return f
}

// makesAgain tells whether the revision of a statement itself makes what the action drops: who drops it first means the one of a run that broke off.
func (p *Pass) makesAgain(st *Statement, a *sqlstmt.Action, kind sqlstmt.ActionKind) bool {
	found := false
	p.Each(func(other *Statement, b *sqlstmt.Action) {
		found = found || other.Revision == st.Revision && b.Table == a.Table && strings.EqualFold(b.Name, a.Name)
	}, kind)
	return found
}

// lockOn is the lock that a statement takes on the table of an action; an empty one if none is known.
func lockOn(st *Statement, a *sqlstmt.Action) sqlstmt.Lock {
	for _, l := range st.Locks {
		if l.Table == a.TableSQL {
			return l
		}
	}
	return sqlstmt.Lock{}
}

// work says what a change costs: "copies the table while writes wait".
func work(l sqlstmt.Lock) string {
	text := ""
	switch {
	case l.Algorithm == "COPY":
		text = "copies the table"
	case l.Rewrite:
		text = "rebuilds the table"
	case l.Build:
		text = "builds an index"
	case l.Algorithm == "INSTANT":
		return "changes the dictionary alone (INSTANT)"
	default:
		return "changes the dictionary alone"
	}
	if slices.Contains(l.Blocks, "writes") {
		return text + " while writes wait"
	}
	return text + " while writes go on"
}

// blocksWrites tells whether writes to the table wait as long as the work takes.
func blocksWrites(l sqlstmt.Lock) bool {
	return l.Held == "statement" && slices.Contains(l.Blocks, "writes")
}

// clauses are the clauses of a statement on the table of an action, each once.
func clauses(st *Statement, a *sqlstmt.Action) (list []string) {
	for _, b := range st.Actions {
		if b.TableSQL == a.TableSQL && b.More().Clause != "" && !slices.Contains(list, b.More().Clause) {
			list = append(list, b.More().Clause)
		}
	}
	return list
}

// alterTable writes an ALTER TABLE of the table of an action.
func alterTable(a *sqlstmt.Action, clauses ...string) string {
	wait := ""
	if a.More().Wait != "" {
		wait = " " + a.More().Wait
	}
	return "ALTER TABLE " + a.TableSQL + wait + " " + strings.Join(clauses, ", ")
}

// isAlter tells whether the statement is an ALTER TABLE, whose clauses can be written anew.
func isAlter(st *Statement) bool { return st.Kind == "ALTER TABLE" }

// inClause replaces a clause of the statement by others, and leaves the rest of it as it is.
func inClause(st *Statement, a *sqlstmt.Action, by ...string) string {
	if a.More().Clause == "" || strings.Count(st.Text, a.More().Clause) != 1 {
		return ""
	}
	return strings.Replace(st.Text, a.More().Clause, strings.Join(by, ", "), 1) + ";"
}

// without is a text of SQL without the first occurrence of words that stand side by side, outside of quotes.
func (p *Pass) without(text string, words ...string) string {
	start, end := p.wordsIn(text, words...)
	if start < 0 {
		return text
	}
	return strings.TrimRight(text[:start], " ") + text[end:]
}

// wordsIn finds words that stand side by side; -1 if they do not.
func (p *Pass) wordsIn(text string, words ...string) (start, end int) {
	var toks []sqltext.Token
	scan := sqltext.NewScanner(text, p.Style)
	for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
		if tok.Kind != sqltext.Space && tok.Kind != sqltext.LineComment && tok.Kind != sqltext.BlockComment {
			toks = append(toks, tok)
		}
	}
	for i := 0; i+len(words) <= len(toks); i++ {
		found := true
		for j, w := range words {
			found = found && toks[i+j].Kind == sqltext.Word && strings.EqualFold(text[toks[i+j].Start:toks[i+j].End], w)
		}
		if found {
			return toks[i].Start, toks[i+len(words)-1].End
		}
	}
	return -1, -1
}

// many are the columns of an index with commas.
func (p *Pass) many(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = n
		if !strings.HasPrefix(n, "(") { // an expression of an index stays as it is
			quoted[i] = p.name(n)
		}
	}
	return strings.Join(quoted, ", ")
}

// osc is how the tools that change a table beside the writes are called for a clause.
func osc(a *sqlstmt.Action) string {
	return "on a large table use gh-ost or pt-online-schema-change, which fill a copy in small steps and swap it in: --alter '" + strings.ReplaceAll(a.More().Clause, "'", `'\''`) + "'"
}

// isMariaDB tells which of the two servers it is.
func (p *Pass) isMariaDB() bool { return p.Dialect == "mariadb" }
