// Package ansi is the lowering that all dialects fall back to: what an operation
// becomes where a dialect has no form of its own for it.
package ansi

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of the diagnostics of this package. They never change their meaning.
const (
	CodeOpenString   = "SP201" // a string, with or without dollar quotes, or a quoted identifier is never closed
	CodeOpenComment  = "SP202" // a block comment is never closed
	CodeOpenBracket  = "SP203" // a parenthesis or the body of a routine is never closed
	CodeNotText      = "SP204" // a NUL byte, or a byte that is not UTF-8
	CodeClient       = "SP205" // a command that only a client understands, such as a backslash command of psql
	CodeCopyStdio    = "SP206" // COPY from or to the client's own streams
	CodeUnknownLower = "SP207" // an operation that the dialect cannot write as SQL
	CodeGoCount      = "SP505" // GO with a count
	CodeGoLine       = "SP506" // a GO that is not alone on its line
	CodeDelimiter    = "SP507" // a line DELIMITER that cannot be followed
)

// NoTransaction is why a statement stands outside a transaction if nothing but
// its author's wish keeps it out.
const NoTransaction = "the revision asks for no transaction"

// Lower turns an operation into statements. Raw SQL is split; any other
// operation is an error, since an operation that is left out would leave the
// script incomplete.
func Lower(op ir.Op, style sqltext.Style) ([]*sqlstmt.Stmt, source.Diagnostics) {
	switch op := op.(type) {
	case ir.RawSQL:
		l := lowering{op: op, style: style, text: op.Text.Text()}
		l.split()
		return l.statements(), l.diags
	default:
		var diags source.Diagnostics
		diags.Errorf(op.Span(), CodeUnknownLower, "write the change as SQL", "there is no SQL for the operation %T", op)
		return nil, diags
	}
}

// lowering is the work on one ir.RawSQL.
type lowering struct {
	op     ir.RawSQL
	style  sqltext.Style
	text   string
	from   int // byte offset in text of what is being split
	pieces []sqltext.Piece
	diags  source.Diagnostics
}

// maxSkipped bounds how often splitting goes on after something that is meant
// for the client: a file with more of it is not a revision with a slip in it.
const maxSkipped = 20

// split fills in the pieces. What is meant for the client is reported and skipped, so
// that one run shows all of it; any other fault ends the work.
func (l *lowering) split() {
	style := l.style
	for skipped := 0; skipped < maxSkipped; skipped++ {
		pieces, err := sqltext.Split(l.text[l.from:], style)
		for i := range pieces {
			pieces[i] = moved(pieces[i], l.from)
		}
		if i := slices.IndexFunc(pieces, l.readsClientData); i >= 0 {
			l.add(pieces[:i])
			if !l.skipData(pieces[i]) {
				return
			}
			continue
		}
		l.add(pieces)
		if err == nil {
			return
		}
		l.fault(err)
		if err.Fault != sqltext.ClientCommand {
			return
		}
		l.from += err.End
		style.Delimiter = err.Delimiter
	}
}

// add takes the pieces that hold a statement. Comments behind the last statement
// of the text say nothing about a statement, and stay behind in the file.
func (l *lowering) add(pieces []sqltext.Piece) {
	for _, p := range pieces {
		if p.Stmt.Start < p.Stmt.End {
			l.pieces = append(l.pieces, p)
		}
	}
}

// moved returns p with by added to every offset.
func moved(p sqltext.Piece, by int) sqltext.Piece {
	shift := func(e *sqltext.Extent) { e.Start += by; e.End += by }
	shift(&p.Extent)
	shift(&p.Stmt)
	for i := range p.Before {
		shift(&p.Before[i])
	}
	for i := range p.Behind {
		shift(&p.Behind[i])
	}
	return p
}

func (l *lowering) span(e sqltext.Extent) source.Span {
	return l.op.Text.File.Span(l.op.Text.Start()+e.Start, l.op.Text.Start()+e.End)
}

// statements makes the statements of the pieces. The BEGIN and COMMIT of a file
// that may bring its own become the bounds of transactions, and their comments
// go to the statement behind them.
func (l *lowering) statements() []*sqlstmt.Stmt {
	roles := make([]role, len(l.pieces))
	if l.op.OwnTransaction {
		if own := l.ownTransactions(); own != nil {
			roles = own
		}
	}
	var lead []sqltext.Extent
	stmts := make([]*sqlstmt.Stmt, 0, len(l.pieces))
	for i, p := range l.pieces {
		if roles[i].bound {
			lead = slices.Concat(lead, p.Before, p.Behind)
			continue
		}
		stmt := &sqlstmt.Stmt{Text: l.text[p.Stmt.Start:p.Stmt.End], Span: l.span(p.Stmt), NewTransaction: roles[i].first}
		for _, e := range slices.Concat(lead, p.Before, p.Behind) {
			stmt.Comments = append(stmt.Comments, l.text[e.Start:e.End])
		}
		if l.op.NoTransaction && !roles[i].inside {
			stmt.Outside = NoTransaction
		}
		stmts, lead = append(stmts, stmt), nil
	}
	return stmts
}
