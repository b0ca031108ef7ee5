//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) typeStatement(node *pg.Node) {
	switch n := node.Node.(type) {
	case *pg.Node_CreateEnumStmt:
		s.createType(s.qualify(n.CreateEnumStmt.TypeName), &schema.UserType{Kind: schema.Enum, Values: texts(n.CreateEnumStmt.Vals)})
	case *pg.Node_AlterEnumStmt:
		s.alterEnum(n.AlterEnumStmt)
	case *pg.Node_CreateDomainStmt:
		s.createDomain(n.CreateDomainStmt)
	case *pg.Node_AlterDomainStmt:
		s.alterDomain(n.AlterDomainStmt)
	case *pg.Node_CompositeTypeStmt:
		name := s.target(n.CompositeTypeStmt.Typevar)
		u := &schema.UserType{Kind: schema.Composite}
		for _, c := range n.CompositeTypeStmt.Coldeflist {
			col, _ := s.columnDef(name, c.GetColumnDef())
			u.Attributes = append(u.Attributes, col)
		}
		if s.toMake(schema.Unmade{What: schema.MakesType, Name: name}, func() bool { return s.fresh(name, false) }) {
			s.createType(name, u)
		}
	case *pg.Node_CreateRangeStmt:
		s.createRange(n.CreateRangeStmt)
	case *pg.Node_DefineStmt:
		s.define(n.DefineStmt)
	}
}

// createType adds a type, unless one or a table of the name is there.
func (s *simulation) createType(n schema.Name, u *schema.UserType) bool {
	if !s.toMake(schema.Unmade{What: schema.MakesType, Name: n}, func() bool { return s.freshType(n) }) {
		return false
	}
	s.cat.AddType(n, u)
	return true
}

func (s *simulation) freshType(n schema.Name) bool {
	if !s.schemaThere(n.Schema) {
		return false
	}
	if _, known := s.cat.Type(n.Schema, n.Name); known.Yes() {
		s.duplicate("type", n.String())
		return false
	}
	if t, known := s.cat.Table(n.Schema, n.Name); t != nil && known.Yes() {
		s.duplicate("type", n.String())
		return false
	}
	return true
}

// typeObject finds the type that a statement changes; nil where there is nothing
// to change.
func (s *simulation) typeObject(names []*pg.Node, missingOK bool) *schema.UserType {
	n := written(names)
	u, known := s.cat.Type(n.Schema, n.Name)
	if u == nil {
		if known.No() && !missingOK {
			s.missing("type", n.String())
		}
		return nil
	}
	return s.cat.EditType(u.Name)
}

func (s *simulation) alterEnum(n *pg.AlterEnumStmt) {
	u := s.typeObject(n.TypeName, false)
	if u == nil {
		return
	}
	if u.Kind != schema.Enum {
		s.conflict(schema.WrongKind, "type "+u.Name.String(), "type %s is no enum", u.Name)
		return
	}
	if n.OldVal != "" {
		s.renameValue(u, n.OldVal, n.NewVal)
		return
	}
	if slices.Contains(u.Values, n.NewVal) {
		if !n.SkipIfNewValExists {
			s.conflict(schema.Duplicate, "value "+n.NewVal, "enum %s has the value %q already", u.Name, n.NewVal)
		}
		return
	}
	at := len(u.Values)
	if n.NewValNeighbor != "" {
		at = slices.Index(u.Values, n.NewValNeighbor)
		if at < 0 {
			s.conflict(schema.Missing, "value "+n.NewValNeighbor, "enum %s has no value %q", u.Name, n.NewValNeighbor)
			return
		}
		if n.NewValIsAfter {
			at++
		}
	}
	u.Values = slices.Insert(u.Values, at, n.NewVal)
}

func (s *simulation) renameValue(u *schema.UserType, from, to string) {
	i := slices.Index(u.Values, from)
	switch {
	case i < 0:
		s.conflict(schema.Missing, "value "+from, "enum %s has no value %q", u.Name, from)
	case slices.Contains(u.Values, to):
		s.conflict(schema.Duplicate, "value "+to, "enum %s has the value %q already", u.Name, to)
	default:
		u.Values[i] = to
	}
}

func (s *simulation) createDomain(n *pg.CreateDomainStmt) {
	name := s.qualify(n.Domainname)
	u := &schema.UserType{Kind: schema.Domain, Of: s.typeOf(n.TypeName)}
	if n.CollClause != nil {
		u.Collation = strings.Join(texts(n.CollClause.Collname), ".")
	}
	if of, _ := s.cat.Type(u.Of.Name.Schema, u.Of.Name.Name); of != nil && of.Kind == schema.Domain && !u.Of.Array {
		u.Default = of.Default // a domain over a domain begins with its default
	}
	for _, c := range n.Constraints {
		s.domainConstraint(name, u, c.GetConstraint())
	}
	s.createType(name, u)
}

func (s *simulation) domainConstraint(n schema.Name, u *schema.UserType, k *pg.Constraint) {
	switch k.GetContype() {
	case pg.ConstrType_CONSTR_NOTNULL:
		u.NotNull = true
	case pg.ConstrType_CONSTR_NULL:
		u.NotNull = false
	case pg.ConstrType_CONSTR_DEFAULT:
		u.Default = s.defaultExpr(k.RawExpr, u.Of)
	case pg.ConstrType_CONSTR_CHECK:
		name := cutName(k.Conname)
		var others []string
		for _, o := range u.Constraints {
			others = append(others, o.Name)
		}
		if name == "" {
			name = constraintName(s.cat, n.Schema, n.Name, "", "check", others)
		} else if slices.Contains(others, name) {
			s.conflict(schema.Duplicate, "constraint "+name, "domain %s has a constraint %s already", n, name)
			return
		}
		c := s.base(schema.Check, name, pending{def: k})
		c.Check = s.expr(k.RawExpr)
		u.Constraints = append(u.Constraints, c)
	}
}

func (s *simulation) alterDomain(n *pg.AlterDomainStmt) {
	u := s.typeObject(n.TypeName, false)
	if u == nil {
		return
	}
	i := slices.IndexFunc(u.Constraints, func(k schema.Constraint) bool { return k.Name == cutName(n.Name) })
	switch n.Subtype {
	case "T":
		u.Default = nil
		if n.Def != nil {
			u.Default = s.defaultExpr(n.Def, u.Of)
		}
	case "N":
		u.NotNull = false
	case "O":
		u.NotNull = true
	case "C":
		s.domainConstraint(u.Name, u, n.Def.GetConstraint())
	case "X", "V":
		switch {
		case i < 0 && !n.MissingOk:
			s.conflict(schema.Missing, "constraint "+n.Name, "domain %s has no constraint %s", u.Name, n.Name)
		case i < 0:
		case n.Subtype == "X":
			u.Constraints = slices.Delete(u.Constraints, i, i+1)
		default:
			u.Constraints[i].NotValid = false
		}
	}
}

func (s *simulation) createRange(n *pg.CreateRangeStmt) {
	name := s.qualify(n.TypeName)
	u := &schema.UserType{Kind: schema.Range}
	multi := schema.Name{Schema: name.Schema}
	for _, p := range n.Params {
		switch d := p.GetDefElem(); d.GetDefname() {
		case "subtype":
			u.Of = s.typeOf(d.Arg.GetTypeName())
		case "multirange_type_name":
			if m := written(d.Arg.GetTypeName().GetNames()); m.Name != "" {
				multi.Name = m.Name
				if m.Schema != "" {
					multi.Schema = m.Schema
				}
			}
		}
	}
	if multi.Name == "" {
		multi.Name = multirangeName(name.Name)
	}
	if s.createType(name, u) && (s.since(14) || s.cat.Release == 0) {
		s.createType(multi, &schema.UserType{Kind: schema.Multirange, Range: name})
	}
}

// multirangeName is what the server calls the multirange of a range type.
func multirangeName(name string) string {
	if i := strings.Index(name, "range"); i >= 0 {
		return clip(name[:i]+"multi"+name[i:], style.MaxName)
	}
	return clip(name, style.MaxName-len("_multirange")) + "_multirange"
}

// define follows CREATE AGGREGATE, TYPE, COLLATION, OPERATOR and TEXT SEARCH.
func (s *simulation) define(n *pg.DefineStmt) {
	switch n.Kind {
	case pg.ObjectType_OBJECT_TYPE:
		name := s.qualify(n.Defnames)
		if u, _ := s.cat.Type(name.Schema, name.Name); u != nil && u.Kind == schema.Base && n.Definition != nil {
			return // a shell type is completed
		}
		s.createType(name, &schema.UserType{Kind: schema.Base})
	case pg.ObjectType_OBJECT_AGGREGATE:
		name := s.qualify(n.Defnames)
		var args []schema.Type
		if len(n.Args) > 0 {
			for _, a := range n.Args[0].GetList().GetItems() {
				args = append(args, s.typeOf(a.GetFunctionParameter().GetArgType()))
			}
		}
		s.addRoutine(name, &schema.Routine{Kind: "aggregate", Args: args}, n.Replace)
	case pg.ObjectType_OBJECT_OPERATOR:
		s.cat.AddOther("operator", s.qualify(n.Defnames))
	default:
		s.addOther(objectWord(n.Kind), s.qualify(n.Defnames), n.IfNotExists)
	}
}

func (s *simulation) createRoutine(n *pg.CreateFunctionStmt) {
	name := s.qualify(n.Funcname)
	r := &schema.Routine{Kind: "function"}
	if n.IsProcedure {
		r.Kind = "procedure"
	}
	if n.ReturnType != nil {
		r.Returns = s.typeOf(n.ReturnType)
	}
	for _, p := range n.Parameters {
		param := p.GetFunctionParameter()
		switch param.GetMode() {
		case pg.FunctionParameterMode_FUNC_PARAM_TABLE:
			continue
		case pg.FunctionParameterMode_FUNC_PARAM_OUT:
			if !n.IsProcedure {
				continue
			}
		}
		r.Args = append(r.Args, s.typeOf(param.GetArgType()))
	}
	if b, ok := bodyOf(&pg.Node{Node: &pg.Node_CreateFunctionStmt{CreateFunctionStmt: n}}); ok {
		r.Language, r.Body = b.language, b.code
	} else {
		r.Language = "sql"
	}
	s.addRoutine(name, r, n.Replace)
}

// addRoutine adds a routine under its name with the types of its arguments.
func (s *simulation) addRoutine(n schema.Name, r *schema.Routine, replace bool) {
	if !s.schemaThere(n.Schema) {
		return
	}
	full := schema.Name{Schema: n.Schema, Name: s.signature(n.Name, r.Args)}
	if !replace {
		for _, o := range s.cat.Routines(n.Schema, n.Name) {
			if o.Name == full && o.Extension == "" {
				s.duplicate(r.Kind, full.String())
				return
			}
		}
	}
	s.cat.AddRoutine(full, r)
}

// signature writes a routine's name with the types of its arguments, which do
// not count what stands in parentheses.
func (s *simulation) signature(name string, args []schema.Type) string {
	var types []string
	for _, a := range args {
		a.Mod = ""
		if a.Name == system("bpchar").Name {
			a.Name.Name = "character"
		}
		types = append(types, s.cat.FormatType(a))
	}
	return name + "(" + strings.Join(types, ", ") + ")"
}
