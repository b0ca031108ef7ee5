//go:build cgo

package postgresql

import (
	"encoding/json"
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// maxLooped bounds how many statements a loop may run.
const maxLooped = 1000

// plLoop follows a loop over the rows of a query that are known, where each statement in it runs a text that is put together
// of the row. false: it is another loop, and nothing has changed. The server chooses the order of the rows; where one order
// fails, nothing is said of the others.
func (s *simulation) plLoop(f plFields) bool {
	loop := parsed(f.Query).GetSelectStmt()
	variables, ok := loopVariablesOf(f.raw)
	if s.unsure || s.depth >= maxBlocks || loop == nil || !ok {
		return false
	}
	rel, err := (&query{cat: s.cat, users: &userData{}}).run(loop, nil)
	if err != nil || rel.sure() != nil || rel.open || len(rel.columns) < len(variables) {
		return false
	}
	if len(rel.rows) == 0 {
		return true
	}
	rounds, ok := s.loopTexts(loop, variables, f.Body)
	if !ok {
		return false
	}
	var stmts []*pg.Node
	for _, texts := range rounds {
		for _, text := range texts {
			node := parsedText(strings.TrimSuffix(strings.TrimSpace(text), ";"))
			if node == nil {
				return false
			}
			stmts = append(stmts, node)
		}
	}
	failed := s.attempt(func(in *simulation) {
		in.depth++
		for _, node := range stmts {
			in.statement(node)
		}
		in.depth--
	})
	return len(failed) == 0
}

// loopVariables are what a loop puts its rows into: a variable for each column, or one record. Which of the two a single one is,
// the parser does not know for all types; how it is used tells.
type loopVariables []string

func loopVariablesOf(raw json.RawMessage) (names loopVariables, ok bool) {
	type variable struct {
		Name string `json:"name"`
	}
	var loop struct {
		Var struct {
			Record struct {
				Name string `json:"refname"`
			} `json:"PLpgSQL_rec"`
			Row struct {
				Fields []variable `json:"fields"`
			} `json:"PLpgSQL_row"`
		} `json:"var"`
	}
	if json.Unmarshal(raw, &loop) != nil {
		return nil, false
	}
	if r := loop.Var.Record; r.Name != "" {
		return loopVariables{r.Name}, true
	}
	for _, f := range loop.Var.Row.Fields {
		names = append(names, f.Name)
	}
	return names, len(names) > 0
}

// alias is the name under which the rows of the loop stand in a FROM clause, so that an expression of PL/pgSQL finds its
// variables there. false: it names something else, since another variable can have the name of a column.
func (v loopVariables) alias(expression *pg.Node) (alias *pg.Alias, ok bool) {
	scalars, fields, others := false, false, false
	pg.Walk(expression, func(m pg.Message) bool {
		switch m := m.(type) {
		case *pg.ColumnRef:
			names := texts(m.Fields)
			switch {
			case len(names) == 1 && len(m.Fields) == 1 && slices.Contains(v, names[0]):
				scalars = true
			case len(names) == 2 && len(v) == 1 && names[0] == v[0]:
				fields = true
			default:
				others = true
			}
		case *pg.SubLink, *pg.ParamRef:
			others = true
		}
		return !others
	})
	if others || scalars && fields {
		return nil, false
	}
	if fields {
		return &pg.Alias{Aliasname: v[0]}, true
	}
	alias = &pg.Alias{Aliasname: "sqlplan_loop"}
	for _, name := range v {
		alias.Colnames = append(alias.Colnames, &pg.Node{Node: &pg.Node_String_{String_: &pg.String{Sval: name}}})
	}
	return alias, true
}

// loopTexts are the statements that a loop runs: a list for each row.
func (s *simulation) loopTexts(loop *pg.SelectStmt, v loopVariables, body []plStatement) (rounds [][]string, ok bool) {
	for i, st := range body {
		expression, ok := executed(st)
		if !ok {
			return nil, false
		}
		column, ok := s.loopColumn(loop, v, expression)
		if !ok || len(column)*len(body) > maxLooped {
			return nil, false
		}
		if i == 0 {
			rounds = make([][]string, len(column))
		}
		for row, text := range column {
			rounds[row] = append(rounds[row], text)
		}
	}
	return rounds, len(body) > 0
}

// executed is the text of an EXECUTE that takes and gives nothing else.
func executed(st plStatement) (*pg.Node, bool) {
	f, ok := st["PLpgSQL_stmt_dynexecute"]
	if !ok {
		return nil, false
	}
	var more struct {
		Into   bool              `json:"into"`
		Params []json.RawMessage `json:"params"`
	}
	if json.Unmarshal(f.raw, &more) != nil || more.Into || len(more.Params) > 0 {
		return nil, false
	}
	targets := parsedText("SELECT " + queryOf(f.Query)).GetSelectStmt().GetTargetList()
	if len(targets) != 1 {
		return nil, false
	}
	return targets[0].GetResTarget().GetVal(), true
}

// loopColumn is the value of an expression for each row of a loop; false where one is not known.
func (s *simulation) loopColumn(loop *pg.SelectStmt, v loopVariables, expression *pg.Node) (column []string, ok bool) {
	alias, ok := v.alias(expression)
	if !ok {
		return nil, false
	}
	rows := &pg.RangeSubselect{Subquery: &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: loop}}, Alias: alias}
	sel := &pg.SelectStmt{
		TargetList: []*pg.Node{{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: expression}}}},
		FromClause: []*pg.Node{{Node: &pg.Node_RangeSubselect{RangeSubselect: rows}}},
	}
	q := &query{cat: s.cat, users: &userData{}}
	rel, err := q.run(sel, nil)
	if err != nil || rel.sure() != nil {
		return nil, false
	}
	for _, r := range rel.rows {
		text, isText := r.values[0].(string)
		if !isText {
			return nil, false
		}
		column = append(column, text)
	}
	return column, true
}
