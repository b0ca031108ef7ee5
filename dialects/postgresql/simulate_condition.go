//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// conditionText works out a condition of PL/pgSQL, such as NOT EXISTS (SELECT 1
// FROM pg_type WHERE typname = 'mood').
func (s *simulation) conditionText(e *plExpr) schema.State {
	targets := parsedText("SELECT " + queryOf(e)).GetSelectStmt().GetTargetList()
	if len(targets) != 1 {
		return schema.Unknown
	}
	return s.condition(targets[0].GetResTarget().GetVal())
}

func negated(x schema.State) schema.State {
	switch x {
	case schema.Yes:
		return schema.No
	case schema.No:
		return schema.Yes
	}
	return schema.Unknown
}

func (s *simulation) condition(node *pg.Node) schema.State {
	switch n := node.GetNode().(type) {
	case *pg.Node_BoolExpr:
		return s.boolean(n.BoolExpr)
	case *pg.Node_SubLink:
		if n.SubLink.SubLinkType == pg.SubLinkType_EXISTS_SUBLINK {
			return s.exists(n.SubLink.Subselect.GetSelectStmt())
		}
	case *pg.Node_NullTest:
		there := s.registered(n.NullTest.Arg.GetFuncCall())
		if n.NullTest.Nulltesttype == pg.NullTestType_IS_NULL {
			return negated(there)
		}
		return there
	case *pg.Node_AConst:
		if b := n.AConst.GetBoolval(); b != nil {
			if b.Boolval {
				return schema.Yes
			}
			return schema.No
		}
	}
	return schema.Unknown
}

func (s *simulation) boolean(b *pg.BoolExpr) schema.State {
	if b.Boolop == pg.BoolExprType_NOT_EXPR {
		return negated(s.condition(b.Args[0]))
	}
	stop := schema.No // what decides an AND
	if b.Boolop == pg.BoolExprType_OR_EXPR {
		stop = schema.Yes
	}
	result := negated(stop)
	for _, a := range b.Args {
		switch x := s.condition(a); {
		case x == stop:
			return stop
		case x == schema.Unknown:
			result = schema.Unknown
		}
	}
	return result
}

// registered works out to_regclass('t') and to_regtype('t').
func (s *simulation) registered(f *pg.FuncCall) schema.State {
	if f == nil || len(f.Args) != 1 {
		return schema.Unknown
	}
	literal := constantText(f.Args[0])
	if literal == "" {
		return schema.Unknown
	}
	n := nameInText(literal)
	switch written(f.Funcname).Name {
	case "to_regclass":
		return s.relationState(n)
	case "to_regtype":
		_, known := s.cat.Type(n.Schema, n.Name)
		return known.State
	}
	return schema.Unknown
}

func (s *simulation) relationState(n schema.Name) schema.State {
	_, t := s.cat.Table(n.Schema, n.Name)
	_, _, x := s.cat.Index(n.Schema, n.Name)
	_, q := s.cat.Sequence(n.Schema, n.Name)
	return either(t.State, x.State, q.State)
}

// either is Yes if one of the states is, No if all are.
func either(states ...schema.State) schema.State {
	switch {
	case slices.Contains(states, schema.Yes):
		return schema.Yes
	case slices.Contains(states, schema.Unknown):
		return schema.Unknown
	}
	return schema.No
}

// constantText is a literal, with or without a cast.
func constantText(node *pg.Node) string {
	if c := node.GetTypeCast(); c != nil {
		node = c.Arg
	}
	return node.GetAConst().GetSval().GetSval()
}

// asked is what a query of the system's tables asks for: the columns that must
// equal a literal.
type asked struct {
	tables []string
	equals map[string]string
	// rest: there are conditions that were not understood.
	rest bool
}

// harmlessFilters are conditions that only keep other kinds of objects out.
var harmlessFilters = []string{"relkind", "typtype", "contype", "constraint_type", "table_type", "table_catalog"}

func (a *asked) where(node *pg.Node) {
	if node == nil {
		return
	}
	if b := node.GetBoolExpr(); b != nil && b.Boolop == pg.BoolExprType_AND_EXPR {
		for _, arg := range b.Args {
			a.where(arg)
		}
		return
	}
	e := node.GetAExpr()
	left, right := e.GetLexpr().GetColumnRef(), e.GetRexpr()
	fields := texts(left.GetFields())
	if e == nil || e.Kind != pg.A_Expr_Kind_AEXPR_OP || strings.Join(texts(e.Name), "") != "=" || len(fields) == 0 {
		a.rest = true
		return
	}
	name, value := fields[len(fields)-1], constantText(right)
	switch {
	case slices.Contains(harmlessFilters, name) || right.GetColumnRef() != nil:
	case value == "" && written(right.GetFuncCall().GetFuncname()).Name == "current_schema":
	case value == "":
		a.rest = true
	default:
		a.equals[name] = value
	}
}

func (a *asked) from(nodes []*pg.Node) {
	for _, node := range nodes {
		switch n := node.GetNode().(type) {
		case *pg.Node_RangeVar:
			a.tables = append(a.tables, n.RangeVar.Relname)
		case *pg.Node_JoinExpr:
			a.from([]*pg.Node{n.JoinExpr.Larg, n.JoinExpr.Rarg})
			a.where(n.JoinExpr.Quals)
		default:
			a.rest = true
		}
	}
}

// exists answers whether a query of the system's tables has rows.
func (s *simulation) exists(sel *pg.SelectStmt) schema.State {
	if sel == nil || sel.Larg != nil || len(sel.FromClause) == 0 {
		return schema.Unknown
	}
	if node := (&pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: sel}}); s.noRows(node) {
		return schema.No
	}
	a := asked{equals: map[string]string{}}
	a.from(sel.FromClause)
	a.where(sel.WhereClause)
	state := s.answer(&a)
	if state == schema.Yes && a.rest {
		return schema.Unknown
	}
	return state
}

func (a *asked) is(table string) bool { return slices.Contains(a.tables, table) }

// name is what a column must equal, with the schema that is asked for.
func (a *asked) name(column string) (schema.Name, bool) {
	text, ok := a.equals[column]
	n := schema.Name{Name: text}
	for _, c := range []string{"nspname", "table_schema", "schemaname", "constraint_schema", "sequence_schema"} {
		if sch, ok := a.equals[c]; ok {
			n.Schema = sch
		}
	}
	return n, ok
}

// object is the name in a comparison with a regclass.
func (a *asked) object(column string) (schema.Name, bool) {
	text, ok := a.equals[column]
	return nameInText(text), ok
}

func (s *simulation) answer(a *asked) schema.State {
	switch {
	case a.is("pg_enum"):
		return s.enumAnswer(a)
	case a.is("pg_constraint"), a.is("table_constraints"), a.is("constraint_column_usage"):
		return s.constraintAnswer(a)
	case a.is("columns"), a.is("pg_attribute"):
		return s.columnAnswer(a)
	case a.is("pg_type"):
		if n, ok := a.name("typname"); ok {
			_, known := s.cat.Type(n.Schema, n.Name)
			return known.State
		}
	case a.is("tables"), a.is("pg_tables"):
		for _, column := range []string{"table_name", "tablename"} {
			if n, ok := a.name(column); ok {
				_, known := s.cat.Table(n.Schema, n.Name)
				return known.State
			}
		}
	case a.is("pg_class"), a.is("pg_indexes"), a.is("sequences"):
		for _, column := range []string{"relname", "indexname", "sequence_name"} {
			if n, ok := a.name(column); ok {
				return s.relationState(n)
			}
		}
	case a.is("pg_extension"):
		if n, ok := a.equals["extname"]; ok {
			_, known := s.cat.Extension(n)
			return known.State
		}
	case a.is("pg_namespace"), a.is("schemata"):
		for _, column := range []string{"nspname", "schema_name"} {
			if n, ok := a.equals[column]; ok {
				_, known := s.cat.Schema(n)
				return known.State
			}
		}
	}
	return schema.Unknown
}

func (s *simulation) enumAnswer(a *asked) schema.State {
	n, ok := a.name("typname")
	if !ok {
		n, ok = a.object("enumtypid")
	}
	label, labelled := a.equals["enumlabel"]
	if !ok || !labelled {
		return schema.Unknown
	}
	u, known := s.cat.Type(n.Schema, n.Name)
	if known.Yes() && !slices.Contains(u.Values, label) {
		return schema.No
	}
	return known.State
}

func (s *simulation) columnAnswer(a *asked) schema.State {
	table, ok := a.name("table_name")
	column := a.equals["column_name"]
	if !ok {
		table, ok = a.object("attrelid")
		column = a.equals["attname"]
	}
	if !ok || column == "" {
		return schema.Unknown
	}
	_, known := s.cat.Column(table.Schema, table.Name, column)
	return known.State
}

func (s *simulation) constraintAnswer(a *asked) schema.State {
	name := a.equals["conname"] + a.equals["constraint_name"]
	table, ok := a.name("table_name")
	if !ok {
		table, ok = a.object("conrelid")
	}
	if !ok {
		table, ok = a.name("relname")
	}
	if name == "" {
		return schema.Unknown
	}
	if !ok {
		if s.cat.Complete().Yes() && !s.cat.DoubtsTable() {
			for _, sch := range s.cat.Schemas() {
				if s.cat.ConstraintNamed(sch.Name.Name, name) {
					return schema.Yes
				}
			}
			return schema.No
		}
		return schema.Unknown
	}
	t, known := s.cat.Table(table.Schema, table.Name)
	if !known.Yes() {
		return known.State
	}
	if t.Constraint(name) != nil {
		return schema.Yes
	}
	if t.Doubt != nil {
		return schema.Unknown
	}
	return schema.No
}
