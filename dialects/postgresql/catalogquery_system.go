//go:build cgo

package postgresql

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

func parseInt(text string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return n, err == nil
}

func classOid(n schema.Name) oid { return oid{kind: "class", name: n} }

func namespaceOid(sch string) oid {
	return oid{kind: "namespace", name: schema.Name{Name: sch}}
}

func typeOid(n schema.Name) oid { return oid{kind: "type", name: n} }

// relationKinds are the letters of pg_class.relkind.
var relationKinds = map[schema.TableKind]string{
	schema.Regular: "r", schema.Partitioned: "p", schema.Foreign: "f", schema.View: "v", schema.MaterializedView: "m",
}

// constraintKinds are the letters of pg_constraint.contype.
var constraintKinds = map[schema.ConstraintKind]string{
	schema.PrimaryKey: "p", schema.Unique: "u", schema.Check: "c", schema.ForeignKey: "f", schema.Exclusion: "x",
}

var systemTables = map[string]virtual{
	"pg_class": newVirtual("oid relname relnamespace relkind relispartition relhasindex reltuples", pgClass),
	"pg_namespace": newVirtual("oid nspname", func(q *query, rel *rowset) {
		for _, s := range q.cat.Schemas() {
			rel.add("", namespaceOid(s.Name.Name), s.Name.Name)
		}
		for _, name := range []string{"information_schema", "pg_catalog", "pg_toast"} {
			rel.add("", namespaceOid(name), name)
		}
	}),
	"pg_attribute": newVirtual("attrelid attname attnum attnotnull attisdropped atttypid attidentity attgenerated atthasdef", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{classOid(n)} }, func(t *schema.Table, doubt string) {
			for i, c := range t.Columns {
				rel.add(doubt, classOid(t.Name), c.Name, attribute(i+1), c.NotNull, false, pgTypeOid(c.Type),
					[]string{"", "a", "d"}[c.Identity], map[bool]string{true: "", false: "s"}[c.Generated == nil], c.Default != nil || c.Generated != nil)
			}
		})
	}),
	"pg_constraint": newVirtual("oid conname connamespace contype conrelid confrelid conkey confkey confdeltype confupdtype condeferrable condeferred convalidated conindid contypid", pgConstraint),
	"pg_index":      newVirtual("indexrelid indrelid indisunique indisprimary indisvalid indisready indislive indkey", pgIndex),
	"pg_indexes": newVirtual("schemaname tablename indexname indexdef", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{n.Schema, n.Name} }, func(t *schema.Table, doubt string) {
			for _, x := range t.Indexes {
				rel.add(doubt, t.Name.Schema, t.Name.Name, x.Name)
			}
		})
	}),
	"pg_tables": newVirtual("schemaname tablename hasindexes", func(q *query, rel *rowset) {
		for _, t := range q.cat.Tables("") {
			if t.Kind != schema.Foreign {
				rel.add(q.tableDoubt(t), t.Name.Schema, t.Name.Name, len(t.Indexes) > 0)
			}
		}
		for _, d := range q.cat.DoubtfulTables() {
			rel.add(missingDoubt("table", d), d.Name.Schema, d.Name.Name)
		}
	}),
	"pg_views":    newVirtual("schemaname viewname definition", viewRows(schema.View)),
	"pg_matviews": newVirtual("schemaname matviewname definition", viewRows(schema.MaterializedView)),
	"pg_type":     newVirtual("oid typname typnamespace typtype typrelid", pgType),
	"pg_enum": newVirtual("enumtypid enumlabel enumsortorder", func(q *query, rel *rowset) {
		for _, u := range q.cat.Types("") {
			for i, v := range u.Values {
				rel.add(q.typeDoubt(u), typeOid(u.Name), v, int64(i+1))
			}
		}
		for _, d := range q.cat.DoubtfulTypes() {
			rel.add(missingDoubt("type", d), typeOid(d.Name))
		}
	}),
	"pg_extension": newVirtual("extname extversion extnamespace", func(q *query, rel *rowset) {
		for _, x := range q.cat.Extensions() {
			version := any(unknown{why: "the version of an extension is the server's own"})
			if x.Version != "" {
				version = x.Version
			}
			rel.add("", x.Name.Name, version, namespaceOid(x.Schema))
		}
		rel.add("", "plpgsql")
	}),
	"pg_sequences": newVirtual("schemaname sequencename", func(q *query, rel *rowset) {
		for _, s := range q.cat.Sequences("") {
			rel.add("", s.Name.Schema, s.Name.Name)
		}
		for _, d := range q.cat.DoubtfulSequences() {
			rel.add(missingDoubt("sequence", d), d.Name.Schema, d.Name.Name)
		}
	}),
	"pg_proc": newVirtual("oid proname pronamespace", func(q *query, rel *rowset) {
		for _, r := range q.cat.AllRoutines("") {
			rel.add("", oid{kind: "proc", name: r.Name}, r.Base(), namespaceOid(r.Name.Schema))
		}
	}),
	"pg_trigger": newVirtual("tgname tgrelid tgisinternal tgenabled", func(q *query, rel *rowset) {
		q.perTable(rel, func(n schema.Name) []any { return []any{unknown{why: "a trigger"}, classOid(n)} }, func(t *schema.Table, doubt string) {
			for _, g := range t.Triggers {
				doubt := doubt
				if doubt == "" && g.Doubt != nil {
					doubt = "whether there is a trigger " + g.Name + " is not known: " + doubtText(g.Doubt)
				}
				rel.add(doubt, g.Name, classOid(t.Name), false, map[bool]string{true: "D", false: "O"}[g.Disabled])
			}
		})
	}),
}

func viewRows(kind schema.TableKind) func(q *query, rel *rowset) {
	return func(q *query, rel *rowset) {
		for _, t := range q.cat.Views("") {
			if t.Kind == kind {
				rel.add(q.tableDoubt(t), t.Name.Schema, t.Name.Name)
			}
		}
	}
}

func pgClass(q *query, rel *rowset) {
	add := func(doubt string, n schema.Name, rest ...any) {
		rel.add(doubt, append([]any{classOid(n), n.Name, namespaceOid(n.Schema)}, rest...)...)
	}
	q.allTables(func(t *schema.Table) {
		add(q.tableDoubt(t), t.Name, relationKinds[t.Kind], t.PartitionOf, len(t.Indexes) > 0)
		for _, x := range t.Indexes {
			kind := "i"
			if t.Kind == schema.Partitioned {
				kind = "I"
			}
			add(q.partsDoubt(t), schema.Name{Schema: t.Name.Schema, Name: x.Name}, kind, t.PartitionOf, false)
		}
	})
	for _, s := range q.cat.Sequences("") {
		add("", s.Name, "S", false, false)
	}
	for _, u := range q.cat.Types("") {
		if u.Kind == schema.Composite {
			add(q.typeDoubt(u), u.Name, "c", false, false)
		}
	}
	for _, d := range slices.Concat(q.cat.DoubtfulTables(), q.cat.DoubtfulIndexes(), q.cat.DoubtfulSequences()) {
		add(missingDoubt("relation", d), d.Name)
	}
}

func pgConstraint(q *query, rel *rowset) {
	q.perTable(rel, func(n schema.Name) []any {
		some := unknown{why: "how table " + n.String() + " looks is not known"}
		return []any{some, some, namespaceOid(n.Schema), some, classOid(n)}
	}, func(t *schema.Table, doubt string) {
		for _, k := range t.Constraints {
			confrelid, conindid := any(int64(0)), any(int64(0))
			if k.Kind == schema.ForeignKey {
				confrelid = classOid(k.RefTable)
			}
			if k.Index != "" {
				conindid = classOid(schema.Name{Schema: t.Name.Schema, Name: k.Index})
			}
			rel.add(doubt, oid{"constraint", t.Name, k.Name}, k.Name, namespaceOid(t.Name.Schema), constraintKinds[k.Kind], classOid(t.Name), confrelid,
				attributes(t, k.Columns), q.refAttributes(&k), actionLetter(k.OnDelete, k.Kind), actionLetter(k.OnUpdate, k.Kind),
				k.Deferrable, k.InitiallyDeferred, !k.NotValid, conindid, int64(0))
		}
	})
}

func (q *query) refAttributes(k *schema.Constraint) any {
	if k.Kind != schema.ForeignKey {
		return nil
	}
	t, known := q.cat.Table(k.RefTable.Schema, k.RefTable.Name)
	if t == nil || !known.Yes() {
		return unknown{why: "a referenced table is not known"}
	}
	return attributes(t, k.RefColumns)
}

func actionLetter(action string, kind schema.ConstraintKind) string {
	if kind != schema.ForeignKey {
		return " "
	}
	return map[string]string{"": "a", "NO ACTION": "a", "RESTRICT": "r", "CASCADE": "c", "SET NULL": "n", "SET DEFAULT": "d"}[action]
}

// attributes are the numbers of columns, in their order.
func attributes(t *schema.Table, columns []string) any {
	list := []any{}
	for _, c := range columns {
		i := slices.IndexFunc(t.Columns, func(x *schema.Column) bool { return x.Name == c })
		if i < 0 {
			return unknown{why: "a column of a constraint is not known"}
		}
		list = append(list, attribute(i+1))
	}
	return list
}

func pgIndex(q *query, rel *rowset) {
	q.perTable(rel, func(n schema.Name) []any { return []any{unknown{why: "an index"}, classOid(n)} }, func(t *schema.Table, doubt string) {
		for _, x := range t.Indexes {
			valid := any(!x.Invalid)
			if x.MayBeInvalid {
				valid = unknown{why: "an index of a partitioned table alone is invalid if there are partitions, and which there are is not known"}
			}
			if x.Concurrently {
				valid = unknown{why: "an index that was built concurrently may have been left invalid"}
			}
			keys := []any{}
			for _, k := range x.Keys {
				if i := slices.IndexFunc(t.Columns, func(c *schema.Column) bool { return c.Name == k.Column }); i >= 0 {
					keys = append(keys, attribute(i+1))
				} else {
					keys = append(keys, int64(0))
				}
			}
			rel.add(doubt, classOid(schema.Name{Schema: t.Name.Schema, Name: x.Name}), classOid(t.Name), x.Unique, x.Primary, valid, true, true, keys)
		}
	})
}

// typeLetters are those of pg_type.typtype.
var typeLetters = map[schema.UserKind]string{
	schema.Enum: "e", schema.Domain: "d", schema.Composite: "c", schema.Range: "r", schema.Multirange: "m", schema.Base: "b",
}

func (q *query) typeDoubt(u *schema.UserType) string {
	if _, known := q.cat.Type(u.Name.Schema, u.Name.Name); !known.Yes() {
		return "whether there is a type " + u.Name.String() + " is not known: " + doubtText(&known.Doubt)
	}
	return ""
}

func pgType(q *query, rel *rowset) {
	add := func(doubt string, n schema.Name, kind string) {
		rel.add(doubt, typeOid(n), n.Name, namespaceOid(n.Schema), kind)
		array := schema.Name{Schema: n.Schema, Name: "_" + n.Name}
		rel.add(doubt, typeOid(array), array.Name, namespaceOid(n.Schema), "b")
	}
	for _, u := range q.cat.Types("") {
		add(q.typeDoubt(u), u.Name, typeLetters[u.Kind])
	}
	// Each table is a type too.
	q.allTables(func(t *schema.Table) { add(q.tableDoubt(t), t.Name, "c") })
	for _, d := range slices.Concat(q.cat.DoubtfulTypes(), q.cat.DoubtfulTables()) {
		rel.add(missingDoubt("type", d), typeOid(d.Name), d.Name.Name, namespaceOid(d.Name.Schema))
	}
	for _, name := range builtinTypes.sorted() {
		add("", schema.Name{Schema: schema.SystemSchema, Name: name}, "b")
	}
}

func pgTypeOid(t schema.Type) any {
	name := shortType(t)
	if text, ok := name.(string); ok {
		return typeOid(schema.Name{Schema: t.Name.Schema, Name: text})
	}
	return name
}
