package bind

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// details defines a method about the parts of one table, with its get_multi_ form.
// names are the names of the parts, for the assumption; query lists them on a
// server, with %s for the table's regclass.
func details(method, what, query string, names func(c *schema.Catalog, sch, table string) ([]string, schema.Known),
	describe func(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error)) {
	standard := reflector{names, func(n schema.Name) string { return fmt.Sprintf(query, "to_regclass("+literalText(quotedName(n))+")") }, describe}
	answer := func(t *python.Thread, sch, table string) (python.Value, error) {
		s, r := stateOf(t), reflectorOf(t, method, standard)
		c, err := s.catalog()
		if err != nil {
			return nil, err
		}
		n := schema.Name{Schema: sch, Name: table}
		list, known := r.names(c, sch, table)
		switch {
		case known.Unknown():
			return nil, notKnown(t, fmt.Sprintf("the list of %s of table %s", what, n), known)
		case known.No():
			s.assume(t.Span(), "there is no table "+n.String(), s.stillMissing(sch, table))
			return nil, t.Raise(host.NoSuchTableError, "%s", n.Name)
		}
		check := ""
		if s.start != nil && r.query != nil {
			if before, k := r.names(s.start, sch, table); k.Yes() && equalTexts(before, list) {
				check = s.probes().list(r.query(n), list)
			}
		}
		s.assume(t.Span(), fmt.Sprintf("the %s of table %s are %s", what, n, inWords(list)), check)
		return r.describe(t, c, sch, table)
	}
	define(inspectorClass, method, "table_name, schema=None, **kw", func(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
		table, err := b.Str("table_name")
		if err != nil {
			return nil, err
		}
		sch, err := optSchema(b)
		if err != nil {
			return nil, err
		}
		return answer(t, sch, table)
	})
	define(inspectorClass, "get_multi_"+strings.TrimPrefix(method, "get_"), "schema=None, filter_names=None, kind=None, scope=None, **kw",
		func(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
			return multiple(t, b, answer)
		})
}

// multiple is get_multi_...: a dict by schema and name.
func multiple(t *python.Thread, b *python.Bound, answer func(t *python.Thread, sch, table string) (python.Value, error)) (python.Value, error) {
	sch, err := optSchema(b)
	if err != nil {
		return nil, err
	}
	wanted := b.Get("filter_names")
	if wanted == python.None {
		if wanted, err = inspectWith(t, "get_table_names", b.Get("schema")); err != nil {
			return nil, err
		}
	}
	list, err := t.Collect(wanted)
	if err != nil {
		return nil, err
	}
	out := python.NewDict()
	for _, v := range list {
		name, err := t.Str(v)
		if err != nil {
			return nil, err
		}
		parts, err := answer(t, sch, name)
		if err != nil {
			return nil, err
		}
		if err := out.Set(python.Tuple{b.Get("schema"), python.Str(name)}, parts); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// stillMissing is the check that a table is not there; empty if the revision itself
// has dropped it.
func (s *state) stillMissing(sch, table string) string {
	if s.start == nil {
		return ""
	}
	if _, known := s.start.Table(sch, table); !known.No() {
		return ""
	}
	return s.probes().missing(schema.Name{Schema: sch, Name: table})
}

func equalTexts(a, b []string) bool { return slices.Equal(a, b) }

// inWords lists names for people.
func inWords(list []string) string {
	const most = 12
	switch {
	case len(list) == 0:
		return "none"
	case len(list) > most:
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" and %d more", len(list)-most)
	}
	return strings.Join(list, ", ")
}

// columnNames are the names of a table's columns, and whether they are known.
func columnNames(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
	infos, known := c.ColumnInfos(sch, table)
	var list []string
	for _, info := range infos {
		list = append(list, info.Name)
	}
	return list, known
}

func namesOf(list []schema.Constraint, known schema.Known) ([]string, schema.Known) {
	var names []string
	for _, k := range list {
		names = append(names, k.Name)
	}
	return names, known
}

const constraintNames = "SELECT conname FROM pg_constraint WHERE conrelid = %s AND contype = "

func init() {
	details("get_columns", "columns", "SELECT attname FROM pg_attribute WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped", columnNames, columns)
	details("get_pk_constraint", "primary keys", constraintNames+"'p'", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		k, known := c.PrimaryKeyOf(sch, table)
		if k == nil {
			return nil, known
		}
		return []string{k.Name}, known
	}, primaryKey)
	details("get_unique_constraints", "unique constraints", constraintNames+"'u'", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		return namesOf(c.UniqueConstraints(sch, table))
	}, uniqueConstraints)
	details("get_check_constraints", "check constraints", constraintNames+"'c'", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		return namesOf(c.CheckConstraints(sch, table))
	}, checkConstraints)
	details("get_foreign_keys", "foreign keys", constraintNames+"'f'", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		infos, known := c.ForeignKeys(sch, table)
		var names []string
		for _, k := range infos {
			names = append(names, k.Name)
		}
		return names, known
	}, foreignKeys)
	details("get_indexes", "indexes", "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE indrelid = %s AND NOT indisprimary", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		infos, known := c.IndexInfos(sch, table)
		var names []string
		for _, x := range infos {
			names = append(names, x.Name)
		}
		return names, known
	}, indexes)
	details("get_table_comment", "comments", "SELECT obj_description(%[1]s, 'pg_class') WHERE obj_description(%[1]s, 'pg_class') IS NOT NULL", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		tb, known := c.Table(sch, table)
		if tb == nil || tb.Comment == "" {
			return nil, known
		}
		return []string{tb.Comment}, known
	}, func(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
		tb, _ := c.Table(sch, table)
		return dict("text", textOrNone(tb.Comment)), nil
	})
	details("get_table_options", "options", "SELECT 1 WHERE false AND %s IS NULL", func(c *schema.Catalog, sch, table string) ([]string, schema.Known) {
		_, known := c.Table(sch, table)
		return nil, known
	}, func(*python.Thread, *schema.Catalog, string, string) (python.Value, error) {
		return python.NewDict(), nil
	})
	define(inspectorClass, "get_enums", "schema=None, **kw", getEnums)
	define(inspectorClass, "get_view_definition", "view_name, schema=None, **kw", func(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
		if host.Of(t).Dialect() == "sqlite" {
			return sqliteViewDefinition(t, b)
		}
		return python.NewOpaque("get_view_definition()", "how the server prints a view is not simulated", t.Span()), nil
	})
}

func getEnums(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
	sch, err := optSchema(b)
	if err != nil {
		return nil, err
	}
	s := stateOf(t)
	c, err := s.catalog()
	if err != nil {
		return nil, err
	}
	if known := c.Complete(); !known.Yes() {
		return nil, notKnown(t, "the list of enums", known)
	}
	describeAll := func(c *schema.Catalog) []string {
		var list []string
		for _, e := range c.Enums(sch) {
			list = append(list, e.Name.Name+":"+strings.Join(e.Labels, ","))
		}
		return list
	}
	found, check := describeAll(c), ""
	where := "pg_type_is_visible(t.oid)"
	switch sch {
	case "":
	case "*":
		where = "true"
	default:
		where = "t.typnamespace = to_regnamespace(" + literalText(schema.Quote(sch)) + ")"
	}
	if s.start != nil && equalTexts(describeAll(s.start), found) {
		check = listCheck("SELECT t.typname || ':' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE "+where+" GROUP BY t.oid, t.typname", found)
	}
	s.assume(t.Span(), "the enums are "+inWords(found), check)
	out := python.NewList()
	for _, e := range c.Enums(sch) {
		labels := python.NewList()
		for _, l := range e.Labels {
			labels.Elems = append(labels.Elems, python.Str(l))
		}
		out.Elems = append(out.Elems, dict("name", python.Str(e.Name.Name), "schema", python.Str(e.Name.Schema), "visible", python.Bool(e.Visible), "labels", labels))
	}
	return out, nil
}
