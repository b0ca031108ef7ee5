//go:build grammars

package grammars

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// unit is what a client sends to the server at once: a batch of SQL Server, a statement or block of Oracle.
type unit struct {
	sqltext.Extent
	// statements are those of a batch, as far as they can be taken apart.
	statements []sqltext.Extent
}

// cut takes the lines to the client and the lines GO and / out of a script. The text that it returns has blanks for
// the former, so that every offset is that of the script.
func (g *grammar) cut(script string) (text string, units []unit, err error) {
	text = script
	pieces, fault := sqltext.Split(text, g.style)
	for ; fault != nil; pieces, fault = sqltext.Split(text, g.style) {
		if fault.Fault != sqltext.ClientCommand {
			return "", nil, fmt.Errorf("line %d: %w", lineOf(text, fault.Start), fault)
		}
		text = text[:fault.Start] + blank(text[fault.Start:fault.End]) + text[fault.End:]
	}
	for _, p := range pieces {
		if p.Stmt.Start == p.Stmt.End {
			continue
		}
		stmt := g.terminated(text, p)
		if last := len(units) - 1; last >= 0 && g.style.Batches && !g.separated(text[units[last].End:stmt.Start]) {
			units[last].End = stmt.End
			units[last].statements = append(units[last].statements, stmt)
			continue
		}
		units = append(units, unit{stmt, []sqltext.Extent{stmt}})
	}
	return text, units, nil
}

// blank is a text of the same length and with the same line ends.
func blank(text string) string {
	blanks := []byte(text)
	for i, b := range blanks {
		if b != '\n' && b != '\r' {
			blanks[i] = ' '
		}
	}
	return string(blanks)
}

// terminated is a statement with its semicolon, which T-SQL wants behind some.
func (g *grammar) terminated(text string, p sqltext.Piece) sqltext.Extent {
	stmt := p.Stmt
	behind := text[stmt.End:p.End]
	if rest := strings.TrimLeft(behind, " \t\r\n"); g.style.Batches && strings.HasPrefix(rest, ";") {
		stmt.End += len(behind) - len(rest) + 1
	}
	return stmt
}

// separated tells whether a line GO stands in what is between two statements.
func (g *grammar) separated(between string) bool {
	s := sqltext.NewScanner(between, g.style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		if tok.Kind == sqltext.Word && strings.EqualFold(between[tok.Start:tok.End], "GO") {
			return true
		}
	}
	return false
}

// lineOf counts lines from 1.
func lineOf(text string, offset int) int { return 1 + strings.Count(text[:offset], "\n") }
