package mysql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// alter follows ALTER.
func (s *simulation) alter(r *reader) {
	r.createWords()
	r.takeAny("ONLINE", "IGNORE")
	switch r.kind() {
	case "TABLE":
		s.alterTable(r)
	case "VIEW":
		s.createView(r, true, false)
	case "DATABASE":
		// The character set for new tables: columns keep only what is said of them.
	}
}

func (s *simulation) alterTable(r *reader) {
	ifExists := r.ifExists()
	sch, name := r.qualified()
	t := s.table(sch, name, ifExists)
	if t == nil {
		s.renamedUnknown(r)
		return
	}
	r.take("WAIT")
	r.take("NOWAIT")
	d := &definition{s: s, t: t}
	specs := r.split()
	for _, spec := range specs {
		d.spec(spec)
	}
	d.foreignKeyIndexes()
	for _, spec := range specs {
		spec.at = 0
		if spec.take("RENAME") && !spec.is("COLUMN") && !spec.is("INDEX") && !spec.is("KEY") {
			spec.takeAny("TO", "AS", "=")
			s.rename(s.cat.EditTable(t.Name), spec)
		}
	}
}

// renamedUnknown: a table of which nothing is known may have been given a new name.
func (s *simulation) renamedUnknown(r *reader) {
	for _, spec := range r.split() {
		if spec.take("RENAME") && !spec.is("COLUMN") && !spec.is("INDEX") && !spec.is("KEY") {
			spec.takeAny("TO", "AS", "=")
			_, name := spec.qualified()
			s.cat.MarkNameUnknown(s.place("", name, false), "it is not known which table was renamed to it", s.cat.Span())
		}
	}
}

// spec follows one change of an ALTER TABLE, but for the renaming of the table.
func (d *definition) spec(r *reader) {
	switch {
	case r.take("ADD"):
		d.add(r)
	case r.take("DROP"):
		d.dropPart(r)
	case r.take("CHANGE"):
		r.take("COLUMN")
		ifExists := r.ifExists()
		from := r.name()
		d.change(from, r.name(), r, ifExists)
	case r.take("MODIFY"):
		r.take("COLUMN")
		ifExists := r.ifExists()
		name := r.name()
		d.change(name, "", r, ifExists)
	case r.take("RENAME", "COLUMN"):
		ifExists := r.ifExists()
		from := r.name()
		r.take("TO")
		d.renameColumn(from, r.name(), ifExists)
	case r.take("RENAME", "INDEX"), r.take("RENAME", "KEY"):
		ifExists := r.ifExists()
		from := r.name()
		r.take("TO")
		d.renameIndex(from, r.name(), ifExists)
	case r.take("ALTER"):
		d.alterPart(r)
	case r.take("CONVERT", "TO"):
		d.convert(r)
	case r.is("PARTITION", "BY"), r.is("REMOVE", "PARTITIONING"):
		d.t.PartitionBy = partitionBy(r)
	case r.is("RENAME"), r.is("ALGORITHM"), r.is("LOCK"), r.is("FORCE"), r.is("ORDER"), r.is("ENABLE"), r.is("DISABLE"),
		r.is("WITH"), r.is("WITHOUT"), r.is("DISCARD"), r.is("IMPORT"), r.is("COALESCE"), r.is("REORGANIZE"), r.is("REBUILD"),
		r.is("OPTIMIZE"), r.is("ANALYZE"), r.is("CHECK"), r.is("REPAIR"), r.is("TRUNCATE"):
		// Nothing that is kept.
	case r.is("EXCHANGE"):
		d.s.cat.MarkRowsUnknown("a partition was exchanged", d.s.cat.Span())
	default:
		if !d.option(r) {
			d.doubt("a change of the table is not known")
			return
		}
		d.options(r)
	}
}

func (d *definition) add(r *reader) {
	switch {
	case r.is("PARTITION"):
		return
	case r.take("SYSTEM", "VERSIONING"):
		d.doubt("its versions are not followed")
		return
	}
	if r.is("CONSTRAINT") || r.is("PRIMARY", "KEY") || r.is("UNIQUE") || r.is("FOREIGN", "KEY") || r.is("CHECK", "(") || r.is("INDEX") || r.is("KEY") ||
		r.is("FULLTEXT") || r.is("SPATIAL") || r.is("PERIOD", "FOR") {
		d.constraint(r)
		return
	}
	r.take("COLUMN")
	ifNotExists := r.ifNotExists()
	if list := r.parens(); list != nil {
		for _, p := range list.split() {
			d.element(p)
		}
		return
	}
	if ifNotExists {
		ahead := *r
		if d.column(ahead.name()) != nil {
			return
		}
	}
	d.addColumn(r)
}

func (d *definition) dropPart(r *reader) {
	switch {
	case r.take("PRIMARY", "KEY"):
		if d.t.PrimaryKey() == nil {
			d.s.missing("primary key of table", d.t.Name.Name)
			return
		}
		d.s.dropIndex(d.t, "PRIMARY", false)
	case r.take("FOREIGN", "KEY"):
		ifExists := r.ifExists()
		d.dropConstraint(r.name(), ifExists, schema.ForeignKey)
	case r.takeAny("INDEX", "KEY") != "":
		ifExists := r.ifExists()
		d.s.dropIndex(d.t, r.name(), ifExists)
	case r.take("CONSTRAINT"):
		ifExists := r.ifExists()
		d.dropConstraint(r.name(), ifExists)
	case r.is("CHECK") && r.peek(1) != "":
		r.at++
		d.dropConstraint(r.name(), r.ifExists(), schema.Check)
	case r.is("PARTITION"):
		d.s.cat.MarkTableRows(d.t.Name, d.t.Rows, d.t.RowsDoubt)
	case r.take("SYSTEM", "VERSIONING"), r.take("PERIOD"):
		d.doubt("its versions are not followed")
	default:
		r.take("COLUMN")
		ifExists := r.ifExists()
		d.dropColumn(r.name(), ifExists)
	}
}

// dropConstraint drops a constraint of one of the kinds, or of any.
func (d *definition) dropConstraint(name string, ifExists bool, kinds ...schema.ConstraintKind) {
	k := findConstraint(d.t, name, kinds...)
	switch {
	case k == nil && ifExists:
	case k == nil:
		d.missingPart("constraint", name)
	case k.Kind == schema.PrimaryKey || k.Kind == schema.Unique:
		d.s.dropIndex(d.t, k.Index, false)
	default:
		found := *k
		d.t.DropConstraints(func(c *schema.Constraint) bool { return c.Name == found.Name && c.Kind == found.Kind })
	}
}

// missingPart reports a part that the table has not, unless its definition is not known.
func (d *definition) missingPart(kind, name string) {
	if d.t.Doubt == nil {
		d.s.missing(kind, name)
	}
}

// dropColumn takes a column out of the indexes too, and those away of which nothing is left.
func (d *definition) dropColumn(name string, ifExists bool) {
	col := d.column(name)
	if col == nil {
		if !ifExists {
			d.missingPart("column", name)
		}
		return
	}
	name = col.Name
	for _, k := range d.t.Constraints {
		if k.Kind == schema.ForeignKey && slices.Contains(k.Columns, name) {
			d.s.conflict(schema.Needed, "column "+name, "column %s cannot be dropped: foreign key %s needs it", name, k.Name)
			return
		}
	}
	d.t.Columns = slices.DeleteFunc(d.t.Columns, func(c *schema.Column) bool { return c.Name == name })
	d.t.Part(schema.ColumnPart, name)
	d.t.DropConstraints(func(k *schema.Constraint) bool {
		return k.Kind == schema.Check && len(k.Check.Columns) > 0 && !slices.ContainsFunc(k.Check.Columns, func(c string) bool { return !strings.EqualFold(c, name) })
	})
	for _, x := range slices.Clone(d.t.Indexes) {
		if !slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return k.Column == name }) {
			continue
		}
		if len(x.Keys) == 1 {
			d.s.dropIndex(d.t, x.Name, false)
			continue
		}
		left := findIndex(d.t, x.Name)
		left.Keys = slices.DeleteFunc(slices.Clone(left.Keys), func(k schema.IndexKey) bool { return k.Column == name })
		if k := findConstraint(d.t, x.Constraint, schema.Unique, schema.PrimaryKey); k != nil && x.Constraint != "" {
			k.Columns = slices.DeleteFunc(slices.Clone(k.Columns), func(c string) bool { return c == name })
		}
	}
}

// change gives a column a new definition, and a new name unless that is empty. What the new
// definition does not say is gone; keys stay.
func (d *definition) change(from, to string, r *reader, ifExists bool) {
	old := d.column(from)
	if old == nil {
		if !ifExists {
			d.missingPart("column", from)
		}
		return
	}
	if to == "" {
		to = old.Name
	}
	if !strings.EqualFold(from, to) && d.column(to) != nil {
		d.s.duplicate("column", to)
		return
	}
	made, origin := old.Made, old.Origin
	if old.Name != to {
		d.s.cat.RenameColumn(d.t.Name, old.Name, to)
		d.t = d.s.cat.EditTable(d.t.Name)
	}
	c := d.readColumn(to, r)
	c.col.Made, c.col.Changed, c.col.Origin = made, d.s.cat.Span(), origin
	if k := d.t.PrimaryKey(); k != nil && slices.Contains(k.Columns, to) {
		c.col.NotNull = true
	}
	i := slices.IndexFunc(d.t.Columns, func(col *schema.Column) bool { return col.Name == to })
	d.t.Columns = slices.Delete(slices.Clone(d.t.Columns), i, i+1)
	d.insert(c.col, c.first, c.after, i)
	d.dropColumnChecks(to)
	d.finish(c)
}

// dropColumnChecks: the checks that MariaDB keeps in a column's own definition go
// with it; those of MySQL belong to the table.
func (d *definition) dropColumnChecks(column string) {
	if d.s.f == MariaDB {
		d.t.DropConstraints(func(k *schema.Constraint) bool { return k.Kind == schema.Check && k.Name == column })
	}
}

func (d *definition) renameColumn(from, to string, ifExists bool) {
	col := d.column(from)
	switch {
	case col == nil && ifExists:
	case col == nil:
		d.missingPart("column", from)
	case !strings.EqualFold(from, to) && d.column(to) != nil:
		d.s.duplicate("column", to)
	default:
		d.s.cat.RenameColumn(d.t.Name, col.Name, to)
		d.t = d.s.cat.EditTable(d.t.Name)
	}
}

func (d *definition) renameIndex(from, to string, ifExists bool) {
	x := findIndex(d.t, from)
	switch {
	case x == nil && ifExists:
	case x == nil:
		d.missingPart("index", from)
	case !strings.EqualFold(from, to) && findIndex(d.t, to) != nil:
		d.s.duplicate("index", to)
	default:
		old := x.Name
		x.Name, x.Changed = to, d.s.cat.Span()
		d.t.Part(schema.IndexPart, old)
		if k := findConstraint(d.t, old, schema.Unique); k != nil && x.Unique {
			k.Name, k.Index, x.Constraint = to, to, to
			d.t.Part(schema.ConstraintPart, old)
		}
	}
}

// alterPart follows ALTER [COLUMN], ALTER INDEX and ALTER CHECK inside of ALTER TABLE.
func (d *definition) alterPart(r *reader) {
	switch {
	case r.takeAny("INDEX", "KEY") != "":
		r.ifExists()
		if x := findIndex(d.t, r.name()); x != nil {
			x.Options = slices.DeleteFunc(slices.Clone(x.Options), func(o string) bool { return o == "invisible" })
			if r.is("INVISIBLE") || r.is("IGNORED") {
				x.Options = append(x.Options, "invisible")
			}
		}
		return
	case r.is("CHECK") || r.is("CONSTRAINT"):
		r.at++
		if k := findConstraint(d.t, r.name(), schema.Check); k != nil {
			k.NotEnforced = r.is("NOT", "ENFORCED")
		}
		return
	}
	r.take("COLUMN")
	ifExists := r.ifExists()
	name := r.name()
	col := d.column(name)
	if col == nil {
		if !ifExists {
			d.missingPart("column", name)
		}
		return
	}
	col = d.t.EditColumn(col.Name)
	col.Changed = d.s.cat.Span()
	switch {
	case r.take("SET", "DEFAULT"):
		col.Default = d.value(r, col)
	case r.take("DROP", "DEFAULT"):
		col.Default = nil
	case r.take("SET", "INVISIBLE"):
		col.Invisible = true
	case r.take("SET", "VISIBLE"):
		col.Invisible = false
	default:
		d.doubt("a change of column " + name + " is not known")
	}
}

// convert follows CONVERT TO CHARACTER SET. A text type may become a larger one.
func (d *definition) convert(r *reader) {
	d.options(r)
	set := d.t.Options["charset"]
	for i := range d.t.Columns {
		col := d.t.Columns[i]
		switch col.Type.Name.Name {
		case "char", "varchar", "enum", "set", "tinytext", "text", "mediumtext", "longtext":
			col = d.t.EditColumnAt(i)
			col.Detail().CharacterSet, col.Collation = "", ""
		}
		if strings.HasSuffix(col.Type.Name.Name, "text") && col.Type.Name.Name != "longtext" {
			d.doubt("the conversion to character set " + set + " may have made its text columns larger")
		}
	}
}

// createIndex follows CREATE INDEX.
func (s *simulation) createIndex(r *reader, kind string, replace, ifNotExists bool) {
	x := schema.Index{Name: r.name(), Unique: kind == "UNIQUE"}
	if kind == "FULLTEXT" || kind == "SPATIAL" {
		x.Method = strings.ToLower(kind)
	}
	if m := usingMethod(r); m != "" {
		x.Method = m
	}
	r.take("ON")
	t := s.nextTable(r)
	if t == nil {
		return
	}
	d := &definition{s: s, t: t}
	x.Keys = d.keyParts(r)
	d.indexOptions(r, &x)
	if replace && findIndex(t, x.Name) != nil {
		s.dropIndex(t, x.Name, false)
	}
	d.addIndex(x, ifNotExists)
}

// nextTable finds the table whose name stands next.
func (s *simulation) nextTable(r *reader) *schema.Table {
	sch, name := r.qualified()
	return s.table(sch, name, false)
}

// dropIndex drops an index, and what constraint it is. A foreign key needs one that begins with its columns.
func (s *simulation) dropIndex(t *schema.Table, name string, ifExists bool) {
	x := findIndex(t, name)
	if x == nil {
		if !ifExists && t.Doubt == nil {
			s.missing("index", name)
		}
		return
	}
	found := *x
	t.DropIndexes(func(y *schema.Index) bool { return y.Name == found.Name })
	for _, k := range t.Constraints {
		served := slices.ContainsFunc(t.Indexes, func(y schema.Index) bool { return begins(&y, k.Columns) })
		if k.Kind == schema.ForeignKey && begins(&found, k.Columns) && !served {
			s.conflict(schema.Needed, "index "+name, "index %s cannot be dropped: foreign key %s needs it", name, k.Name)
		}
	}
	if found.Unique {
		t.DropConstraints(func(k *schema.Constraint) bool {
			return k.Index == found.Name && (k.Kind == schema.Unique || k.Kind == schema.PrimaryKey)
		})
	}
}

// createView makes a view. Its columns are known where they are listed, or where each is a column of a
// table that is known.
func (s *simulation) createView(r *reader, replace, ifNotExists bool) {
	sch, name := r.qualified()
	n := s.place(sch, name, false)
	if t, known := s.cat.Table(n.Schema, n.Name); known.Yes() {
		switch {
		case !t.IsView():
			s.conflict(schema.WrongKind, "view "+name, "%s is no view", name)
			return
		case ifNotExists:
			return
		case !replace:
			s.duplicate("view", name)
			return
		}
	}
	s.doubtTwin(n)
	columns := columnNames(r.parens())
	r.take("AS")
	v := &schema.Table{Kind: schema.View, Query: r.rest()}
	for _, c := range columns {
		v.Columns = append(v.Columns, &schema.Column{Name: c})
	}
	if v.Columns == nil {
		v.Columns = s.selected(r)
	}
	v.Doubt = &schema.Doubt{Reason: "the types of its columns come from a query", Span: s.cat.Span()}
	s.cat.AddTable(n, v)
}

// selected returns the columns of a query by their names, as far as these stand in it.
func (s *simulation) selected(r *reader) (cols []*schema.Column) {
	if !r.take("SELECT") {
		return nil
	}
	end := r.find("FROM")
	if end < 0 {
		end = len(r.toks)
	}
	for _, p := range r.part(r.at, end).split() {
		last := len(p.toks) - 1
		if last < 0 || !(&reader{flavour: p.flavour, text: p.text, toks: p.toks, at: last}).isName(0) {
			return nil
		}
		t := p.toks[last]
		cols = append(cols, &schema.Column{Name: unquote(p.text[t.start:t.end])})
	}
	return cols
}

// createTrigger puts a trigger on its table.
func (s *simulation) createTrigger(r *reader, replace, ifNotExists bool) {
	_, name := r.qualified()
	if s.trigger(name) != nil {
		switch {
		case ifNotExists:
			return
		case !replace:
			s.duplicate("trigger", name)
			return
		}
		s.dropTrigger(name, true)
	}
	if at := r.find("ON"); at >= 0 {
		r.at = at + 1
	}
	if t := s.nextTable(r); t != nil {
		t.Triggers = append(t.Triggers, schema.Trigger{Name: name, Row: true, Made: s.cat.Span()})
	}
}

// trigger finds the table that has the trigger.
func (s *simulation) trigger(name string) *schema.Table {
	for _, t := range s.cat.TablesWith(name) {
		if slices.ContainsFunc(t.Triggers, func(g schema.Trigger) bool { return g.Name == name }) {
			return t
		}
	}
	return nil
}

func (s *simulation) dropTrigger(name string, ifExists bool) {
	t := s.trigger(name)
	if t == nil {
		if !ifExists && s.cat.Complete().Yes() {
			s.missing("trigger", name)
		}
		return
	}
	edited := s.cat.EditTable(t.Name)
	edited.Triggers = slices.DeleteFunc(edited.Triggers, func(g schema.Trigger) bool { return g.Name == name })
}
