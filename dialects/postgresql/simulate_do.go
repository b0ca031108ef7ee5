//go:build cgo

package postgresql

import (
	"encoding/json"
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// maxBlocks bounds how deep DO blocks, and the statements in strings of theirs, nest.
const maxBlocks = 8

// do follows a DO block as far as its statements, their conditions and the
// handlers of its exceptions are plain; what it cannot follow becomes unknown.
func (s *simulation) do(node *pg.Node) {
	b, ok := bodyOf(node)
	if callsSequence.MatchString(s.text) {
		s.cat.ForgetNextValues()
	}
	if !ok || b.language != "plpgsql" || s.depth >= maxBlocks {
		s.cat.MarkUnknown("a DO block could not be followed", s.cat.Span())
		return
	}
	tree := plpgsqlTree(s.text)
	if s.depth > 0 {
		tree = plpgsqlTree(deparseStatement(node))
	}
	var functions []struct {
		Function struct {
			Action plStatement `json:"action"`
		} `json:"PLpgSQL_function"`
	}
	if err := json.Unmarshal([]byte(tree), &functions); err != nil || len(functions) != 1 {
		s.cat.MarkUnknown("the body of a DO block could not be read", s.cat.Span())
		return
	}
	s.depth++
	s.plStatements([]plStatement{functions[0].Function.Action})
	s.depth--
}

// plStatement is a statement of PL/pgSQL: its kind and its fields.
type plStatement map[string]plFields

// plFields are the fields of all the kinds that are followed.
type plFields struct {
	Body, ThenBody, ElseBody, Stmts []plStatement
	ElsifList                       []plStatement
	Cond, Stmt, Query, Expr         *plExpr
	Exceptions                      *json.RawMessage
	ElogLevel                       int
	// raw is the whole node.
	raw json.RawMessage
}

type plExpr struct{ Query string }

// UnmarshalJSON takes the parser's names, and the wrapper that each expression has.
func (f *plFields) UnmarshalJSON(data []byte) error {
	type wrapped struct {
		Expr *plExpr `json:"PLpgSQL_expr"`
	}
	var raw struct {
		Body       []plStatement    `json:"body"`
		ThenBody   []plStatement    `json:"then_body"`
		ElseBody   []plStatement    `json:"else_body"`
		Stmts      []plStatement    `json:"stmts"`
		ElsifList  []plStatement    `json:"elsif_list"`
		Cond       wrapped          `json:"cond"`
		Stmt       wrapped          `json:"sqlstmt"`
		Query      wrapped          `json:"query"`
		Expr       wrapped          `json:"expr"`
		Exceptions *json.RawMessage `json:"exceptions"`
		ElogLevel  int              `json:"elog_level"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*f = plFields{raw.Body, raw.ThenBody, raw.ElseBody, raw.Stmts, raw.ElsifList, raw.Cond.Expr, raw.Stmt.Expr, raw.Query.Expr, raw.Expr.Expr, raw.Exceptions, raw.ElogLevel, slices.Clone(data)}
	return nil
}

// attempt runs follow on a copy of the catalog, which is kept if nothing in it
// fails; else it returns the conflicts, and nothing has changed.
func (s *simulation) attempt(follow func(*simulation)) []schema.Conflict {
	inner := &simulation{cat: s.cat.Clone(), text: s.text, depth: s.depth, following: s.following, unsure: s.unsure, watch: s.watch}
	follow(inner)
	if len(inner.conflicts) == 0 {
		*s.cat = *inner.cat
	}
	return inner.conflicts
}

// plStatements follows statements until one fails.
func (s *simulation) plStatements(list []plStatement) {
	for _, st := range list {
		for kind, f := range st { // always one
			s.plStatement(kind, f)
		}
		if len(s.conflicts) > 0 {
			return
		}
	}
}

func (s *simulation) plStatement(kind string, f plFields) {
	switch kind {
	case "PLpgSQL_stmt_block":
		if f.Exceptions == nil {
			s.plStatements(f.Body)
			return
		}
		// What fails in it is undone and caught by a handler, if it has that error.
		if failed := s.attempt(func(in *simulation) { in.plStatements(f.Body) }); len(failed) > 0 {
			s.perhapsNode("block", *f.Exceptions)
		}
	case "PLpgSQL_stmt_if":
		s.plIf(f)
	case "PLpgSQL_stmt_execsql":
		s.plSQL(f.Stmt)
	case "PLpgSQL_stmt_perform", "PLpgSQL_stmt_call":
		s.plSQL(f.Expr)
	case "PLpgSQL_stmt_dynexecute":
		s.plExecute(f.Query)
	case "PLpgSQL_stmt_fors":
		if node := parsed(f.Query); node != nil && s.noRows(node) || s.plLoop(f) {
			return
		}
		s.perhapsNode("fors", f.raw)
	default:
		s.perhapsNode(strings.TrimPrefix(kind, "PLpgSQL_stmt_"), f.raw)
	}
}

// parsed returns the tree of a query; nil if there is none.
func parsed(e *plExpr) *pg.Node {
	if e == nil {
		return nil
	}
	return parsedText(e.Query)
}

func parsedText(sql string) *pg.Node {
	if len(sql) > maxNesting && nestingBound(sql) > maxNesting {
		return nil
	}
	stmts, syntax, err := parseTree(sql)
	if syntax != nil || err != nil || len(stmts) != 1 {
		return nil
	}
	return stmts[0].Stmt
}

func (s *simulation) plSQL(e *plExpr) {
	node := parsed(e)
	if node == nil {
		s.cat.MarkUnknown("a statement in a DO block could not be read", s.cat.Span())
		return
	}
	if into := node.GetSelectStmt().GetIntoClause(); into != nil {
		node.GetSelectStmt().IntoClause = nil // SELECT INTO a variable
	}
	s.statement(node)
}

// plIf follows the branch that its condition selects. Where that is not known,
// CREATE under NOT EXISTS and DROP or ALTER under EXISTS do what they can, which is
// right whichever way it goes; of any other branch, what it may do is unknown.
func (s *simulation) plIf(f plFields) {
	arms := []plFields{{Cond: f.Cond, Body: f.ThenBody}}
	for _, e := range f.ElsifList {
		for _, arm := range e { // always one
			arms = append(arms, plFields{Cond: arm.Cond, Body: arm.Stmts})
		}
	}
	certain := true
	for _, arm := range arms {
		cond := s.conditionText(arm.Cond)
		switch {
		case cond == schema.Yes && certain:
			s.plStatements(arm.Body)
			return
		case cond == schema.No:
			continue
		}
		certain = false
		if len(arms) == 1 && len(f.ElseBody) == 0 && guarded.MatchString(arm.Cond.Query) {
			for _, st := range arm.Body {
				s.attempt(func(in *simulation) { in.plStatements([]plStatement{st}) })
			}
			return
		}
		s.perhaps(arm.Body)
	}
	if certain {
		s.plStatements(f.ElseBody)
		return
	}
	s.perhaps(f.ElseBody)
}

// guarded matches conditions that ask the system's tables whether something is there.
var guarded = lazyregexp.New(`(?i)\bpg_[a-z]+\b|\binformation_schema\b|\bto_reg[a-z]+\b`)

// perhaps takes statements that may run, once or often, or not at all.
func (s *simulation) perhaps(list []plStatement) {
	for _, st := range list {
		for kind, f := range st { // always one
			s.perhapsNode(strings.TrimPrefix(kind, "PLpgSQL_stmt_"), f.raw)
		}
	}
}

// perhapsNode does the same for a node of the parser's tree and all that is in it.
func (s *simulation) perhapsNode(kind string, raw json.RawMessage) {
	var node any
	if err := json.Unmarshal(raw, &node); err != nil {
		s.cat.MarkUnknown("a statement in a DO block could not be read", s.cat.Span())
		return
	}
	var parts routineParts
	parts.collect(kind, node)
	parts.sort()
	s.repeatedly(func() { s.perhapsParts(parts, "a statement of a DO block may have changed it") })
}

func (s *simulation) perhapsSQL(node *pg.Node, reason string) {
	if node == nil {
		s.cat.MarkUnknown("a statement in a DO block could not be read", s.cat.Span())
		return
	}
	switch node.Node.(type) {
	case *pg.Node_SelectStmt, *pg.Node_InsertStmt, *pg.Node_UpdateStmt, *pg.Node_CallStmt, *pg.Node_CopyStmt, *pg.Node_MergeStmt:
		if into := node.GetSelectStmt(); into != nil {
			into.IntoClause = nil
		}
		s.attempt(func(in *simulation) {
			in.unsure = true
			in.statement(node)
		})
		return
	case *pg.Node_DeleteStmt:
		// Whether it empties the table is not known, and it fills none itself.
		s.see(node, mayRun)
		rel := node.GetDeleteStmt().Relation
		if t := s.look(rel.GetSchemaname(), rel.GetRelname(), false); t != nil {
			s.deletion(t, s.hasRows(rel))
			s.unlistTable(t)
		}
		s.sideEffects(node)
		return
	case *pg.Node_TruncateStmt:
		s.see(node, mayRun)
		return
	}
	s.see(node, mayRun)
	named := false
	pg.Walk(node, func(m pg.Message) bool {
		if v, ok := m.(*pg.RangeVar); ok {
			s.cat.MarkNameUnknown(s.cat.TableName(v.Schemaname, cutName(v.Relname)), reason, s.cat.Span())
			named = true
		}
		return true
	})
	if drop := node.GetDropStmt(); drop != nil {
		if drop.RemoveType == pg.ObjectType_OBJECT_TRIGGER {
			s.perhapsDropTriggers(drop, reason)
			return
		}
		for _, o := range drop.Objects {
			n := written(objectParts(o))
			s.cat.MarkNameUnknown(s.cat.TableName(n.Schema, n.Name), reason, s.cat.Span())
			named = true
		}
	}
	if !named {
		s.cat.MarkUnknown(reason, s.cat.Span())
	}
}

// perhapsDropTriggers takes a DROP TRIGGER that may run. The triggers stay as those that may fire.
func (s *simulation) perhapsDropTriggers(drop *pg.DropStmt, reason string) {
	for _, o := range drop.Objects {
		parts := objectParts(o)
		last := len(parts) - 1
		at := written(parts[:last])
		s.cat.MarkTriggersUnknown(s.cat.TableName(at.Schema, at.Name), written(parts[last:]).Name, reason, s.cat.Span())
	}
}

// plExecute follows EXECUTE of a literal.
func (s *simulation) plExecute(e *plExpr) {
	node := parsedText("SELECT " + queryOf(e))
	targets := node.GetSelectStmt().GetTargetList()
	if len(targets) == 1 && s.depth < maxBlocks {
		if literal := targets[0].GetResTarget().GetVal().GetAConst().GetSval(); literal != nil {
			if inner := parsedText(strings.TrimSuffix(strings.TrimSpace(literal.Sval), ";")); inner != nil {
				s.depth++
				s.statement(inner)
				s.depth--
				return
			}
		}
	}
	s.dynamic(e)
}

func queryOf(e *plExpr) string {
	if e == nil {
		return ""
	}
	return e.Query
}

var (
	dynamicTable = lazyregexp.New(`(?i)^\s*(?:format\s*\(\s*)?\(?E?'\s*ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?:([a-z_][a-z0-9_]*)\.)?([a-z_][a-z0-9_]*)\s`)
	dynamicRows  = lazyregexp.New(`(?i)^\s*(?:format\s*\(\s*)?\(?E?'\s*(?:INSERT|UPDATE|DELETE|SELECT|COPY)\b`)
	// Of these nothing is kept.
	dynamicRights = lazyregexp.New(`(?i)^\s*(?:format\s*\(\s*)?\(?E?'\s*(?:GRANT|REVOKE|ANALYZE|VACUUM|(?:CREATE|ALTER|DROP)\s+(?:USER|ROLE|GROUP)|ALTER\s+DEFAULT\s+PRIVILEGES|ALTER\s+DATABASE)\b`)
)

var (
	dynamicAction  = lazyregexp.New(`(?i)^\s*(?:format\s*\(\s*)?\(?E?'\s*DROP\s+(?:TRIGGER|FUNCTION|PROCEDURE|ROUTINE)\b`)
	dynamicTrigger = lazyregexp.New(`(?i)\bDROP\s+TRIGGER\b`)
	cascade        = lazyregexp.New(`(?i)\bcascade\b|%s`)
	pasted         = lazyregexp.New(`(?i)\|\|\s*([^'\s(]*)`)
)

// dropsAction tells whether a text drops a trigger or a routine and nothing else: no CASCADE stands in it, and none can come from
// what is put into it, since those are names. Which one is not known: all triggers stay in the catalog, as those that may be there.
func dropsAction(text string) bool {
	if !dynamicAction.MatchString(text) || cascade.MatchString(text) {
		return false
	}
	for _, m := range pasted.FindAllStringSubmatch(text, -1) {
		if m[1] != "" && !strings.EqualFold(m[1], "quote_ident") {
			return false
		}
	}
	return true
}

// dynamic takes EXECUTE of a text that is put together: what it starts with says
// what it can change.
func (s *simulation) dynamic(e *plExpr) {
	const reason = "a DO block runs a statement that it puts together"
	text := queryOf(e)
	if m := dynamicTable.FindStringSubmatch(text); m != nil {
		table := s.cat.TableName(strings.ToLower(m[1]), strings.ToLower(m[2]))
		s.seeDynamic(table, reason)
		s.cat.MarkTableUnknown(table, reason, s.cat.Span())
		return
	}
	s.seeDynamic(schema.Name{}, reason)
	if dynamicRights.MatchString(text) {
		return
	}
	if dropsAction(text) {
		if !dynamicTrigger.MatchString(text) {
			return
		}
		s.cat.MarkTriggersUnknown(schema.Name{}, "", reason, s.cat.Span())
		return
	}
	if dynamicRows.MatchString(text) {
		s.cat.MarkRowsUnknown(reason, s.cat.Span())
		return
	}
	s.cat.MarkUnknown(reason, s.cat.Span())
}
