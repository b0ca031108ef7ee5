//go:build cgo

package postgresql

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// write is what a statement does to rows, as triggers see it: the bits of
// schema.Trigger.Events, and the columns that an UPDATE sets.
type write struct {
	events  int
	columns []string
}

func updateOf(n *pg.UpdateStmt) write {
	w := write{events: schema.OnUpdate}
	for _, target := range n.TargetList {
		w.columns = append(w.columns, cutName(target.GetResTarget().GetName()))
	}
	return w
}

// insertOf is an INSERT; with ON CONFLICT DO UPDATE it fires both kinds of triggers.
func insertOf(n *pg.InsertStmt) write {
	if n.OnConflictClause.GetAction() == pg.OnConflictAction_ONCONFLICT_UPDATE {
		return write{events: schema.OnInsert | schema.OnUpdate}
	}
	return write{events: schema.OnInsert}
}

// anyWrite is a write of which nothing is known.
var anyWrite = write{events: schema.OnInsert | schema.OnUpdate | schema.OnDelete}

// fires tells whether a write can fire a trigger.
func (w write) fires(tr schema.Trigger) bool {
	common := w.events & tr.Events
	if common == schema.OnUpdate && len(tr.Columns) > 0 && len(w.columns) > 0 {
		return slices.ContainsFunc(tr.Columns, func(c string) bool { return slices.Contains(w.columns, c) })
	}
	return common != 0
}

// touched takes the triggers and rules of a table. Where the statement finds no
// rows, triggers for each row do not fire.
func (s *simulation) touched(v *pg.RangeVar, rows bool, w write) {
	if t := s.look(v.GetSchemaname(), v.GetRelname(), false); t != nil {
		s.fireAll(t, rows, w)
	}
}

func (s *simulation) fireAll(t *schema.Table, rows bool, w write) {
	for _, tr := range t.Triggers {
		if (rows || !tr.Row) && !tr.Disabled && w.fires(tr) {
			s.fire(t, tr)
		}
	}
	if len(t.Rules) > 0 {
		s.cat.MarkRowsUnknown("a rule of table "+t.Name.String()+" may have written rows", s.cat.Span())
	}
}

// fire follows the function of a trigger.
func (s *simulation) fire(t *schema.Table, tr schema.Trigger) {
	own := s.cat.Routines(tr.Function.Schema, tr.Function.Name)
	if len(own) == 0 && builtinTriggers[tr.Function.Name] {
		return
	}
	if len(own) == 0 || !s.followAll(own) {
		s.cat.MarkRowsUnknown("a trigger of table "+t.Name.String()+" may have written rows", s.cat.Span())
	}
}

// cascaded takes what the foreign keys that point at a table do when its rows
// are deleted: rows of others go or change too, which fires their triggers.
func (s *simulation) cascaded(n schema.Name, seen map[schema.Name]bool) {
	if seen[n] {
		return
	}
	seen[n] = true
	for _, t := range s.cat.TablesNaming(n) {
		for _, k := range t.Constraints {
			if k.Kind != schema.ForeignKey || k.RefTable != n || k.OnDelete == "" || k.OnDelete == "RESTRICT" {
				continue
			}
			rows, _ := s.cat.RowsOf(t)
			if k.OnDelete == "CASCADE" {
				s.fireAll(t, rows != schema.RowsNone, write{events: schema.OnDelete})
				s.cascaded(t.Name, seen)
			} else {
				s.fireAll(t, rows != schema.RowsNone, write{events: schema.OnUpdate, columns: k.Columns})
			}
		}
	}
}

// followAll follows routines, one of which is called; false if one of them
// cannot be followed.
func (s *simulation) followAll(list []*schema.Routine) bool {
	for _, r := range list {
		if !s.follow(r) {
			return false
		}
	}
	return true
}

// follow takes what a routine may do, whichever of its statements run and
// however often. It returns false, and has changed nothing, if the body cannot be read.
func (s *simulation) follow(r *schema.Routine) bool {
	if s.following[r.Name] {
		return true // what it does is being taken
	}
	if callsSequence.MatchString(r.Body) {
		s.cat.ForgetNextValues()
	}
	if s.depth >= maxBlocks {
		return false
	}
	parts, ok := partsOf(r)
	if !ok {
		return false
	}
	outer := s.following
	s.following = maps.Clone(outer)
	if s.following == nil {
		s.following = map[schema.Name]bool{}
	}
	s.following[r.Name] = true
	s.depth++
	s.repeatedly(func() { s.perhapsParts(parts, "a statement of a function may have changed it") })
	s.depth--
	s.following = outer
	return true
}

// repeatedly follows what may run any number of times: until nothing more becomes
// unknown by it.
func (s *simulation) repeatedly(follow func()) {
	for {
		before := s.cat.Clone()
		follow()
		if s.cat.KnowsRowsAs(before) {
			return
		}
	}
}

// routineParts are the statements and expressions of a body, in no order.
type routineParts struct{ statements, dynamic, expressions []string }

// partsOf reads the body of a routine.
func partsOf(r *schema.Routine) (parts routineParts, ok bool) {
	switch r.Language {
	case "sql":
		stmts, syntax, err := parseTree(r.Body)
		if syntax != nil || err != nil {
			return parts, false
		}
		for _, st := range stmts {
			parts.statements = append(parts.statements, deparseStatement(st.Stmt))
		}
		return parts, true
	case "plpgsql":
		const quote = "$sqlplan_body$"
		if strings.Contains(r.Body, quote) {
			return parts, false
		}
		var tree any
		text := plpgsqlTree("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS " + quote + r.Body + quote)
		if json.Unmarshal([]byte(text), &tree) != nil {
			return parts, false
		}
		parts.collect("", tree)
		parts.sort()
		return parts, true
	}
	return parts, false
}

// collect takes the queries of a tree of PL/pgSQL; kind is the statement that a
// node stands in.
func (p *routineParts) collect(kind string, node any) {
	switch n := node.(type) {
	case []any:
		for _, e := range n {
			p.collect(kind, e)
		}
	case map[string]any:
		for key, value := range n {
			switch e, _ := value.(map[string]any); {
			case key == "PLpgSQL_expr":
				query, _ := e["query"].(string)
				p.add(kind, query)
			case strings.HasPrefix(key, "PLpgSQL_stmt_"):
				p.collect(strings.TrimPrefix(key, "PLpgSQL_stmt_"), value)
			case key == "dynquery":
				p.collect("dynexecute", value)
			case key == "params": // USING: values
				p.collect("", value)
			default:
				p.collect(kind, value)
			}
		}
	}
}

func (p *routineParts) add(kind, query string) {
	switch kind {
	case "execsql", "perform", "call", "return_query":
		p.statements = append(p.statements, query)
	case "dynexecute", "dynfors":
		p.dynamic = append(p.dynamic, query)
	default:
		p.expressions = append(p.expressions, query)
	}
}

// sort gives the parts an order: that of a map is another one each time.
func (p *routineParts) sort() {
	for _, list := range []*[]string{&p.statements, &p.dynamic, &p.expressions} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// perhapsParts takes each part once.
func (s *simulation) perhapsParts(p routineParts, reason string) {
	for _, sql := range p.statements {
		s.perhapsSQL(parsedText(sql), reason)
	}
	for _, text := range p.dynamic {
		s.dynamic(&plExpr{Query: text})
	}
	for _, text := range p.expressions {
		node := parsedText(text) // the query of a loop
		if node == nil {
			if i := strings.Index(text, ":="); i >= 0 {
				text = text[i+2:]
			}
			node = parsedText("SELECT " + text)
		}
		if node != nil {
			s.attempt(func(in *simulation) { in.sideEffects(node) })
		}
	}
}
