//go:build cgo

package postgresql

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// run checks the statement and fills it in.
func (p *parsing) run() {
	text := p.stmt.Text
	if len(text) > maxNesting && nestingBound(text) > maxNesting {
		p.syntaxOnly()
		return
	}
	stmts, syntax, err := parseTree(text)
	switch {
	case syntax != nil && p.newest(text):
	case syntax != nil:
		p.refused(syntax)
	case errors.Is(err, pg.ErrTooDeep):
		p.syntaxOnly()
	case err != nil:
		p.internal("PostgreSQL's parser failed: " + err.Error())
	case len(stmts) != 1:
		p.notOne(len(stmts))
	default:
		p.analyse(stmts[0].Stmt)
	}
}

// newest reads a statement whose syntax is newer than the parser, but not than the server; false if it is not like that.
func (p *parsing) newest(text string) bool {
	stmts, used := readNewer(text)
	if stmts == nil {
		return false
	}
	for _, name := range used {
		i := slices.IndexFunc(newerSyntax, func(n newSyntax) bool { return n.name == name })
		if !p.version.AtLeast(newerSyntax[i].since, 0) {
			return false
		}
	}
	p.diags = append(p.diags, source.Diagnostic{Severity: source.Note, Code: CodeNewerSyntax, Span: p.span(0, len(text)),
		Message: fmt.Sprintf("%s: this build has the parser of PostgreSQL 16, which has checked the rest of the statement", strings.Join(used, ", ")),
		Help:    "try the statement on a server before the release"})
	p.analyse(stmts[0].Stmt)
	return true
}

// analyse fills in what the tree of the statement says.
func (p *parsing) analyse(node *pg.Node) {
	if p.keepTree {
		p.stmt.Tree = node
	}
	p.described(node)
	p.older(node)
	p.controlled(node)
	p.session(node)
	p.placed(node)
	p.enumValue(node)
	p.clientData(node)
	p.routineBody(node)
}

// refused takes a statement that the parser refuses.
func (p *parsing) refused(err *syntaxError) {
	p.unanalysed("its syntax is not valid")
	p.syntaxError(err)
}

// syntaxOnly checks a statement that is too deep for its tree to be read.
func (p *parsing) syntaxOnly() {
	n, syntax, err := checkSyntax(p.stmt.Text)
	switch {
	case syntax != nil:
		p.refused(syntax)
	case err != nil:
		p.internal("PostgreSQL's parser failed: " + err.Error())
	case n != 1:
		p.notOne(n)
	default:
		p.unanalysed("it nests too deep; only its syntax was checked")
		p.warnf(0, len(p.stmt.Text), CodeUnanalysed,
			"read it with care: its locks and effects are not known. A list in VALUES or IN (...) is flat, a chain of operators is not",
			"the statement nests too deep to be analysed; only its syntax was checked")
	}
}

func (p *parsing) notOne(n int) {
	if n > 1 {
		p.internal("PostgreSQL's parser finds more than one statement here")
		return
	}
	p.internal("PostgreSQL's parser finds no statement here")
}

// internal reports what cannot be the user's fault. The statement stays in the
// script's way: an error stops the compile.
func (p *parsing) internal(message string) {
	p.unanalysed("the parser failed")
	p.errorf(0, len(p.stmt.Text), CodeInternal, "this is a fault of sqlplan; please report the statement", "%s: %s", message, p.stmt.Text)
}

// controlled fills in what the statement does to transactions.
func (p *parsing) controlled(node *pg.Node) {
	t := node.GetTransactionStmt()
	if t == nil {
		return
	}
	switch t.Kind {
	case pg.TransactionStmtKind_TRANS_STMT_BEGIN, pg.TransactionStmtKind_TRANS_STMT_START:
		p.stmt.Control = sqlstmt.Begin
	case pg.TransactionStmtKind_TRANS_STMT_COMMIT:
		p.stmt.Control = sqlstmt.Commit
		if t.Chain {
			// COMMIT AND CHAIN begins the next transaction too.
			p.stmt.Control = sqlstmt.OtherControl
		}
	case pg.TransactionStmtKind_TRANS_STMT_COMMIT_PREPARED, pg.TransactionStmtKind_TRANS_STMT_ROLLBACK_PREPARED:
		// These end another transaction than the session's own.
	default:
		p.stmt.Control = sqlstmt.OtherControl
	}
}

// enumValue fills in which value the statement adds to an enum.
func (p *parsing) enumValue(node *pg.Node) {
	if n := node.GetAlterEnumStmt(); n != nil && n.OldVal == "" {
		p.stmt.EnumValue = &sqlstmt.EnumValue{Type: named(n.TypeName), Value: n.NewVal}
	}
}

// clientData refuses COPY from and to the client's own streams: a script has
// neither data lines nor a place for output.
func (p *parsing) clientData(node *pg.Node) {
	c := node.GetCopyStmt()
	if c == nil || c.IsProgram || c.Filename != "" {
		return
	}
	if c.IsFrom {
		p.errorf(0, len(p.stmt.Text), ansi.CodeCopyStdio, "write the rows as INSERT ... VALUES, or load them outside of the revisions",
			"COPY ... FROM STDIN reads its data from the client, which is not part of the SQL")
		return
	}
	p.errorf(0, len(p.stmt.Text), ansi.CodeCopyStdio, "remove it, or copy to a file of the server",
		"COPY ... TO STDOUT writes to the client, which changes nothing in the database")
}
