package bind

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

var inspectorClass = python.NewClass("sqlalchemy.engine.reflection", "Inspector")

// Inspector answers questions about the schema from the catalog.
type Inspector struct{}

// Class returns Inspector.
func (*Inspector) Class() *python.Class { return inspectorClass }

// Attr gives the connection and the schema that names without one mean.
func (*Inspector) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "bind", "engine":
		return &Connection{engine: name == "engine"}, nil
	case "dialect":
		return t.Attr(&Connection{}, name)
	case "default_schema_name":
		return defaultSchema(t)
	case "info_cache":
		return python.NewDict(), nil
	}
	return nil, nil
}

func init() {
	inspectorClass.Construct = func(*python.Thread, *python.Class, *python.Call) (python.Value, error) { return &Inspector{}, nil }
	inspectorClass.Attrs.Set("from_engine", python.NewBuiltin("from_engine", func(*python.Thread, *python.Call) (python.Value, error) {
		return &Inspector{}, nil
	}))
	nothing[*Inspector](inspectorClass, "clear_cache")
	define(inspectorClass, "get_sorted_table_and_fkc_names", "schema=None", func(*python.Thread, *Inspector, *python.Bound) (python.Value, error) {
		return nil, &host.Unsupported{Code: CodeSchema, Message: "Inspector.get_sorted_table_and_fkc_names() is not answered", Help: "use get_table_names() and get_foreign_keys()"}
	})
	exists("has_table", "table_name", "table", func(c *schema.Catalog, sch, name string) schema.Known {
		_, known := c.Table(sch, name)
		return known
	})
	exists("has_sequence", "sequence_name", "sequence", func(c *schema.Catalog, sch, name string) schema.Known {
		_, known := c.Sequence(sch, name)
		return known
	})
	exists("has_type", "type_name", "type", func(c *schema.Catalog, sch, name string) schema.Known {
		_, known := c.Type(sch, name)
		return known
	})
	define(inspectorClass, "has_schema", "schema_name", func(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
		name, err := b.Str("schema_name")
		if err != nil {
			return nil, err
		}
		return yesOrNo(t, func(c *schema.Catalog) schema.Known { _, known := c.Schema(name); return known }, "the schema "+name,
			stateOf(t).probes().schema(name))
	})
	define(inspectorClass, "has_index", "table_name, index_name, schema=None, **kw", hasIndex)
	define(inspectorClass, "get_schema_names", "", func(t *python.Thread, _ *Inspector, _ *python.Bound) (python.Value, error) {
		return listing(t, "the schemas", stateOf(t).probes().schemas(), func(c *schema.Catalog) ([]string, schema.Known) {
			if isMySQL(host.Of(t).Dialect()) {
				return nil, schema.Known{Doubt: schema.Doubt{Reason: "which databases the server has is not known"}}
			}
			if host.Of(t).Dialect() == "sqlite" {
				return []string{"main"}, c.Complete() // temp is left out, and nothing else is attached
			}
			return c.SchemaNames(), c.Complete()
		})
	})
}

// inspect is sqlalchemy.inspect(): of a connection, an inspector; of a model, its mapper.
func inspect(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "inspect() missing 1 required positional argument: 'subject'")
	}
	switch x := c.Args[0].(type) {
	case *Connection, *Session:
		return &Inspector{}, nil
	case *python.Class:
		if m := sqlschema.ModelOf(x); m != nil {
			return &mapper{x, m}, nil
		}
	case *python.Opaque:
		// An engine of the application's own: whatever it is, the revision asks about its database.
		return &Inspector{}, nil
	case *Inspector:
		return x, nil
	}
	return nil, t.Raise(host.NoInspectionAvailable, "No inspection system is available for object of type %s", c.Args[0].Class().Name)
}

func inspectWith(t *python.Thread, method string, args ...python.Value) (python.Value, error) {
	return t.CallMethod(&Inspector{}, method, args...)
}

func defaultSchema(t *python.Thread) (python.Value, error) {
	c, err := stateOf(t).catalog()
	if err != nil {
		return nil, err
	}
	if isMySQL(host.Of(t).Dialect()) {
		return python.NewOpaque("default_schema_name", "the database that the script will run on is not known", t.Span()), nil
	}
	if d := c.PathDoubt(); d != nil {
		return python.NewOpaque("default_schema_name", "the search_path is not known: "+d.Reason, t.Span()), nil
	}
	return python.Str(c.CreationSchema()), nil
}

// optSchema reads the argument schema.
func optSchema(b *python.Bound) (string, error) {
	sch, _, err := b.OptStr("schema")
	return sch, err
}

// notKnown is the error for a question about something that is not known.
func notKnown(t *python.Thread, what string, known schema.Known) error {
	reason := known.Reason
	if reason == "" {
		reason = "a statement that could not be followed may have changed it"
	}
	if !known.Span.IsZero() {
		at := known.Span.Pos()
		reason += fmt.Sprintf(" (%s:%d)", at.Path, at.Line)
	}
	return &host.Unsupported{Code: CodeSchema, At: t.Span(), Message: fmt.Sprintf("%s is not known here: %s", what, reason),
		Help: "write the statement named there so that sqlplan can follow it, or leave the step to a person with --on-unresolved=stop"}
}

// yesOrNo answers whether something is there, and records the answer. check is an
// expression that holds where it is.
func yesOrNo(t *python.Thread, ask func(*schema.Catalog) schema.Known, what, check string) (python.Value, error) {
	s := stateOf(t)
	c, err := s.catalog()
	if err != nil {
		return nil, err
	}
	known := ask(c)
	if known.Unknown() {
		return nil, notKnown(t, "whether there is "+what, known)
	}
	text := "there is " + what
	if known.No() {
		text = "there is no " + withoutThe(what)
		if check != "" {
			check = negated(s.run.Dialect(), check)
		}
	}
	if s.start == nil || ask(s.start).State != known.State {
		check = ""
	}
	s.assume(t.Span(), text, check)
	return python.Bool(known.Yes()), nil
}

// elsewhere turns "not there" into "not known" for a database of MySQL's that the path has not made.
func elsewhere(t *python.Thread, c *schema.Catalog, sch string, known schema.Known) schema.Known {
	if known.No() && isMySQL(host.Of(t).Dialect()) && otherDatabase(c, sch) {
		return schema.Known{Doubt: schema.Doubt{Reason: "nothing is known of the database " + sch}}
	}
	return known
}

// negated holds where a check does not, be it that the check has no answer.
func negated(dialect, check string) string {
	if dialect == "mssql" || dialect == "oracle" { // where a condition is no value; the checks there always have an answer
		return "NOT (" + check + ")"
	}
	return "NOT coalesce(" + check + ", false)"
}

func withoutThe(what string) string {
	if len(what) > 4 && what[:4] == "the " {
		return what[4:]
	}
	return what
}

// exists defines a has_... method of things that have a name.
func exists(method, param, kind string, ask func(c *schema.Catalog, sch, name string) schema.Known) {
	define(inspectorClass, method, param+", schema=None, **kw", func(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
		name, err := b.Str(param)
		if err != nil {
			return nil, err
		}
		sch, err := optSchema(b)
		if err != nil {
			return nil, err
		}
		n := schema.Name{Schema: sch, Name: name}
		check := stateOf(t).probes().relation(kind, n)
		return yesOrNo(t, func(c *schema.Catalog) schema.Known { return elsewhere(t, c, sch, ask(c, sch, name)) }, "the "+kind+" "+n.String(), check)
	})
}

func quotedName(n schema.Name) string {
	if n.Schema == "" {
		return schema.Quote(n.Name)
	}
	return schema.Quote(n.Schema) + "." + schema.Quote(n.Name)
}

func hasIndex(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
	table, err := b.Str("table_name")
	if err != nil {
		return nil, err
	}
	index, err := b.Str("index_name")
	if err != nil {
		return nil, err
	}
	sch, err := optSchema(b)
	if err != nil {
		return nil, err
	}
	n := schema.Name{Schema: sch, Name: table}
	check := stateOf(t).probes().index(n, index)
	return yesOrNo(t, func(c *schema.Catalog) schema.Known {
		tb, known := c.Table(sch, table)
		switch {
		case tb == nil || !known.Yes():
			return elsewhere(t, c, sch, known)
		case tb.Doubt != nil:
			return schema.Known{Doubt: *tb.Doubt}
		case tb.Index(index) != nil:
			return schema.Known{State: schema.Yes}
		}
		return schema.Known{State: schema.No}
	}, fmt.Sprintf("the index %s of table %s", index, n), check)
}

// listing answers with a list of names, and records it.
func listing(t *python.Thread, what, query string, list func(*schema.Catalog) ([]string, schema.Known)) (python.Value, error) {
	s := stateOf(t)
	c, err := s.catalog()
	if err != nil {
		return nil, err
	}
	found, known := list(c)
	if !known.Yes() {
		return nil, notKnown(t, "the list of "+withoutThe(what), known)
	}
	check := ""
	if s.start != nil && query != "" {
		if before, k := list(s.start); k.Yes() && equalTexts(before, found) {
			check = s.probes().list(query, found)
		}
	}
	s.assume(t.Span(), what+" are "+inWords(found), check)
	out := python.NewList()
	for _, n := range found {
		out.Elems = append(out.Elems, python.Str(n))
	}
	return out, nil
}
