//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// timeZone is the setting of the session's time zone.
const timeZone = "timezone"

func (s *simulation) createSchema(n *pg.CreateSchemaStmt) {
	name := cutName(n.Schemaname)
	if name == "" {
		name = n.Authrole.GetRolename()
	}
	if _, known := s.cat.Schema(name); known.Yes() {
		if !n.IfNotExists {
			s.duplicate("schema", name)
		}
		return
	}
	s.making = append(s.making, schema.Unmade{What: schema.MakesSchema, Name: schema.Name{Name: name}})
	s.cat.AddSchema(name)
	if len(n.SchemaElts) == 0 {
		return
	}
	// The elements are made in the schema, as if the search_path began with it.
	path := s.cat.SearchPath()
	s.cat.SetSearchPath(append([]string{name}, path...), false)
	for _, e := range n.SchemaElts {
		s.statement(e)
	}
	s.cat.SetSearchPath(path, false)
}

func (s *simulation) createExtension(n *pg.CreateExtensionStmt) {
	if _, known := s.cat.Extension(n.Extname); known.Yes() {
		if !n.IfNotExists {
			s.duplicate("extension", n.Extname)
		}
		return
	}
	sch := s.cat.CreationSchema()
	if option(n.Options, "schema") == nil && schema.KnownExtension(n.Extname) {
		sch = s.creationSchema()
	}
	if d := option(n.Options, "schema"); d != nil {
		sch = nodeText(d.Arg)
		if _, known := s.cat.Schema(sch); known.No() {
			s.missing("schema", sch)
			return
		}
	}
	version := ""
	if d := option(n.Options, "new_version"); d != nil {
		version = nodeText(d.Arg)
	}
	s.cat.InstallExtension(n.Extname, sch, version)
}

// setVariable follows what changes the search_path and the session's time zone.
func (s *simulation) setVariable(n *pg.VariableSetStmt) {
	if n.Kind == pg.VariableSetKind_VAR_RESET_ALL {
		s.cat.ResetSearchPath()
		s.cat.Set(timeZone, "")
		return
	}
	if n.IsLocal && s.outside {
		return // the server warns, and sets nothing
	}
	if strings.EqualFold(n.Name, timeZone) {
		zone := "" // what the server has
		if len(n.Args) == 1 && n.Kind == pg.VariableSetKind_VAR_SET_VALUE {
			zone = n.Args[0].GetAConst().GetSval().GetSval()
		}
		if n.IsLocal {
			s.cat.SetLocal(timeZone, zone)
		} else {
			s.cat.Set(timeZone, zone)
		}
		return
	}
	if !strings.EqualFold(n.Name, "search_path") {
		return
	}
	switch n.Kind {
	case pg.VariableSetKind_VAR_SET_VALUE:
		var path []string
		for _, a := range n.Args {
			if c := a.GetAConst().GetSval(); c != nil {
				path = append(path, cutName(c.Sval))
			}
		}
		if len(path) == 1 && path[0] == "" {
			path = nil // SET search_path TO '' leaves none
		}
		s.cat.SetSearchPath(path, n.IsLocal)
	case pg.VariableSetKind_VAR_SET_DEFAULT, pg.VariableSetKind_VAR_RESET:
		s.cat.ResetSearchPath()
	}
}

// configured follows set_config('search_path', ...).
func (s *simulation) configured(f *pg.FuncCall) {
	if n := written(f.Funcname); n.Name != "set_config" || len(f.Args) != 3 {
		return
	}
	name, value := f.Args[0].GetAConst().GetSval(), f.Args[1].GetAConst().GetSval()
	local := f.Args[2].GetAConst().GetBoolval().GetBoolval()
	switch {
	case local && s.outside:
	case name != nil && !strings.EqualFold(name.Sval, "search_path"):
	case name == nil || value == nil:
		s.cat.DoubtSearchPath("set_config may have set it to a value that is not known", s.cat.Span())
	default:
		var path []string
		for _, part := range strings.Split(value.Sval, ",") {
			if part = strings.TrimSpace(part); part != "" {
				path = append(path, nameInText(part).Name)
			}
		}
		s.cat.SetSearchPath(path, local)
	}
}

// comment follows COMMENT ON.
func (s *simulation) comment(n *pg.CommentStmt) {
	parts := objectParts(n.Object)
	name := written(parts)
	switch n.Objtype {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		if t := s.look(name.Schema, name.Name, false); t != nil {
			s.cat.EditTable(t.Name).Comment = n.Comment
		}
	case pg.ObjectType_OBJECT_COLUMN, pg.ObjectType_OBJECT_TABCONSTRAINT, pg.ObjectType_OBJECT_TRIGGER, pg.ObjectType_OBJECT_RULE,
		pg.ObjectType_OBJECT_POLICY:
		s.commentPart(n, parts)
	case pg.ObjectType_OBJECT_INDEX:
		if x, t, known := s.cat.Index(name.Schema, name.Name); x != nil {
			s.cat.EditTable(t.Name).Index(x.Name).Comment = n.Comment
		} else if known.No() {
			s.missing("index", name.String())
		}
	case pg.ObjectType_OBJECT_SEQUENCE:
		if q, known := s.cat.Sequence(name.Schema, name.Name); q != nil {
			s.cat.EditSequence(q.Name).Comment = n.Comment
		} else if known.No() {
			s.missing("sequence", name.String())
		}
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		if u := s.typeObject(parts, false); u != nil {
			u.Comment = n.Comment
		}
	case pg.ObjectType_OBJECT_SCHEMA:
		if sch := s.cat.EditSchema(name.Name); sch != nil {
			sch.Comment = n.Comment
		} else if _, known := s.cat.Schema(name.Name); known.No() {
			s.missing("schema", name.Name)
		}
	case pg.ObjectType_OBJECT_EXTENSION:
		if e := s.cat.EditExtension(name.Name); e != nil {
			e.Comment = n.Comment
		} else if _, known := s.cat.Extension(name.Name); known.No() && name.Name != "plpgsql" {
			s.missing("extension", name.Name)
		}
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_ROUTINE, pg.ObjectType_OBJECT_AGGREGATE:
		if r := s.routineOf(n.Object.GetObjectWithArgs(), false); r != nil {
			s.cat.EditRoutine(r.Name).Comment = n.Comment
		}
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		s.commentDomain(n)
	default:
		o, known := s.cat.Other(objectWord(n.Objtype), name.Schema, name.Name)
		if known.No() && n.Objtype == pg.ObjectType_OBJECT_STATISTIC_EXT {
			s.missing(objectWord(n.Objtype), name.String())
		}
		if o != nil {
			s.cat.EditOther(objectWord(n.Objtype), schema.Name{Schema: o.Name.Schema, Name: name.Name}).Comment = n.Comment
		}
	}
}

// commentDomain sets the comment of a constraint of a domain.
func (s *simulation) commentDomain(n *pg.CommentStmt) {
	items := n.Object.GetList().GetItems()
	if len(items) != 2 {
		return
	}
	u := s.typeObject(objectParts(items[0]), false)
	if u == nil {
		return
	}
	name := written(items[1:]).Name
	i := slices.IndexFunc(u.Constraints, func(k schema.Constraint) bool { return k.Name == name })
	if i < 0 {
		s.conflict(schema.Missing, "constraint "+name, "domain %s has no constraint %s", u.Name, name)
		return
	}
	u.Constraints[i].Comment = n.Comment
}

// commentPart sets the comment of a part of a table, whose name stands behind
// that of the table.
func (s *simulation) commentPart(n *pg.CommentStmt, parts []*pg.Node) {
	last := len(parts) - 1
	at, part, word := written(parts[:last]), written(parts[last:]).Name, objectWord(n.Objtype)
	if u, _ := s.cat.Type(at.Schema, at.Name); u != nil && n.Objtype == pg.ObjectType_OBJECT_COLUMN {
		// The comment of an attribute of a composite type is not kept.
		if u.Kind == schema.Composite && !slices.ContainsFunc(u.Attributes, func(a schema.Column) bool { return a.Name == part }) {
			s.conflict(schema.Missing, "attribute "+part, "attribute %s of type %s does not exist", part, u.Name)
		}
		return
	}
	t := s.look(at.Schema, at.Name, false)
	if t == nil {
		return
	}
	t = s.cat.EditTable(t.Name)
	if set := commentOf(t, n.Objtype, part); set != nil {
		*set = n.Comment
	} else if t.Doubt == nil {
		s.conflict(schema.Missing, word+" "+part, "%s %s of table %s does not exist", word, part, t.Name)
	}
}

// commentOf is where the comment of a part of a table is kept; nil if there is no
// such part.
func commentOf(t *schema.Table, kind pg.ObjectType, name string) *string {
	switch kind {
	case pg.ObjectType_OBJECT_COLUMN:
		if c := t.EditColumn(name); c != nil {
			return &c.Detail().Comment
		}
	case pg.ObjectType_OBJECT_TABCONSTRAINT:
		if k := t.Constraint(name); k != nil {
			return &k.Comment
		}
	case pg.ObjectType_OBJECT_TRIGGER:
		for i := range t.Triggers {
			if t.Triggers[i].Name == name {
				return &t.Triggers[i].Comment
			}
		}
	case pg.ObjectType_OBJECT_RULE:
		for i := range t.Rules {
			if t.Rules[i].Name == name {
				return &t.Rules[i].Comment
			}
		}
	case pg.ObjectType_OBJECT_POLICY:
		for i := range t.Policies {
			if t.Policies[i].Name == name {
				return &t.Policies[i].Comment
			}
		}
	}
	return nil
}
