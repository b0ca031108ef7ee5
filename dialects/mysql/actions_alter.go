package mysql

import (
	"maps"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// alterTable takes ALTER TABLE apart, clause by clause.
func (a *acting) alterTable(r *reader) {
	r.at++
	r.createWords()
	r.takeAny("ONLINE", "IGNORE")
	r.take("TABLE")
	r.ifExists()
	sch, name := r.qualified()
	base := a.on(sqlstmt.Other, sch, name)
	base.Detail().Wait = waiting(r)
	detail := base.Detail()
	detail.Algorithm, detail.LockOption = a.asked(r)
	d := a.definitionOf(sch, name)
	from := len(a.list)
	for _, spec := range r.split() {
		if spec.is("ALGORITHM") || spec.is("LOCK") {
			if spec = behindAsked(spec); spec.done() {
				continue
			}
		}
		one := base
		one.Detail().Clause = spec.rest()
		a.add(a.spec(d, spec, one)...)
	}
	made := a.list[from:]
	replacesKey(made)
	dropsWithIndexes(made, d.t)
	for i := range made {
		made[i].Class = a.refused(d.t, made[i].Class)
	}
	if len(made) == 0 {
		a.add(base)
	}
}

// behindAsked is what follows ALGORITHM= and LOCK= without a comma: the partitions.
func behindAsked(r *reader) *reader {
	for r.takeAny("ALGORITHM", "LOCK") != "" {
		r.take("=")
		r.skip()
	}
	return r.part(min(r.at, len(r.toks)), len(r.toks))
}

// replacesKey: a primary key that is dropped and added by one statement is replaced, which costs less
// than dropping it alone.
func replacesKey(list []sqlstmt.Action) {
	has := func(class string) bool {
		return slices.ContainsFunc(list, func(x sqlstmt.Action) bool { return x.Class == class })
	}
	if !has("drop-primary-key") || !has("add-primary-key") {
		return
	}
	for i := range list {
		if c := list[i].Class; c == "drop-primary-key" || c == "add-primary-key" {
			list[i].Class = "replace-primary-key"
		}
	}
}

// dropsWithIndexes: a column whose indexes of several columns are dropped by the same statement costs no more than one with
// an index of its own.
func dropsWithIndexes(list []sqlstmt.Action, t *schema.Table) {
	for i := range list {
		if list[i].Class != "drop-column-part" {
			continue
		}
		left := slices.ContainsFunc(list[i].More().Indexes, func(name string) bool {
			x := findIndex(t, name)
			return len(x.Keys) > 1 && !slices.ContainsFunc(list, func(o sqlstmt.Action) bool { return o.Kind == sqlstmt.DropIndex && strings.EqualFold(o.Name, name) })
		})
		if !left {
			list[i].Class = "drop-column-indexed"
		}
	}
}

// spec says what one clause does. It follows definition.spec, which does it.
func (a *acting) spec(d *definition, r *reader, act sqlstmt.Action) []sqlstmt.Action {
	one := func(kind sqlstmt.ActionKind, class string) []sqlstmt.Action {
		act.Kind, act.Class = kind, class
		return []sqlstmt.Action{act}
	}
	switch {
	case r.take("ADD"):
		return a.specAdd(d, r, act)
	case r.take("DROP"):
		return a.specDrop(d, r, act)
	case r.take("CHANGE"), r.take("MODIFY"):
		changes := r.toks[r.at-1].word == "CHANGE"
		r.take("COLUMN")
		act.IfExists = r.ifExists()
		name := r.name()
		to := name
		if changes {
			to = r.name()
		}
		return a.change(d, r, act, name, to)
	case r.take("RENAME", "COLUMN"):
		act.IfExists = r.ifExists()
		act.Name = r.name()
		r.take("TO")
		act.To = r.name()
		return one(sqlstmt.RenameColumn, "rename-column")
	case r.take("RENAME", "INDEX"), r.take("RENAME", "KEY"):
		r.ifExists()
		act.Name = r.name()
		r.take("TO")
		act.To = r.name()
		return one(sqlstmt.RenameIndex, "rename-index")
	case r.take("RENAME"):
		r.takeAny("TO", "AS", "=")
		act.To = a.shown(r.qualified())
		return one(sqlstmt.RenameTable, "rename-table")
	case r.take("ALTER"):
		return a.specAlter(d, r, act)
	}
	act.Kind, act.Class, act.Name = sqlstmt.SetTableOption, "", ""
	a.option(d, r, &act)
	return []sqlstmt.Action{act}
}

func (a *acting) specAdd(d *definition, r *reader, act sqlstmt.Action) []sqlstmt.Action {
	switch {
	case r.take("PARTITION"):
		act.Kind, act.Name, act.Class = sqlstmt.AttachPartition, "", "add-partition"
		if r.find("PARTITIONS") >= 0 || isHashed(d.t) {
			act.Class = "spread-partitions"
		}
		return []sqlstmt.Action{act}
	case r.is("SYSTEM", "VERSIONING"), r.is("PERIOD", "FOR"):
		act.Kind, act.Name, act.Class = sqlstmt.SetTableOption, "system versioning", "system-versioning"
		return []sqlstmt.Action{act}
	}
	if list := a.keyOrConstraint(d, r, act); list != nil {
		return list
	}
	r.take("COLUMN")
	act.IfExists = r.ifNotExists()
	if list := r.parens(); list != nil {
		var all []sqlstmt.Action
		for _, p := range list.split() {
			one := act
			one.Detail().Clause = "ADD COLUMN " + p.rest()
			all = append(all, a.elementOf(d, p, one)...)
		}
		return all
	}
	if act.IfExists && d.column((&reader{flavour: r.flavour, text: r.text, toks: r.toks, at: r.at}).name()) != nil {
		act.Kind, act.Skipped, act.Name = sqlstmt.AddColumn, true, r.name()
		return []sqlstmt.Action{act}
	}
	return a.column(d, r, act)
}

// isHashed: the rows are spread over all partitions, so that one more moves them.
func isHashed(t *schema.Table) bool {
	return strings.Contains(strings.ToUpper(t.PartitionBy), " HASH") || strings.Contains(strings.ToUpper(t.PartitionBy), " KEY")
}

func (a *acting) elementOf(d *definition, p *reader, act sqlstmt.Action) []sqlstmt.Action {
	if list := a.keyOrConstraint(d, p, act); list != nil {
		return list
	}
	return a.column(d, p, act)
}

// keyOrConstraint reads an index or a constraint; nil if a column stands there.
func (a *acting) keyOrConstraint(d *definition, r *reader, act sqlstmt.Action) []sqlstmt.Action {
	if r.take("CONSTRAINT") {
		act.IfExists = r.ifNotExists()
		if !r.is("PRIMARY", "KEY") && !r.is("UNIQUE") && !r.is("FOREIGN", "KEY") && !r.is("CHECK", "(") {
			act.Name = r.name()
		}
	}
	switch {
	case r.take("PRIMARY", "KEY"):
		act.Kind, act.Constraint, act.Unique, act.Class = sqlstmt.AddConstraint, schema.PrimaryKey, true, "add-primary-key"
		usingMethod(r)
		if !r.is("(") {
			r.name()
			usingMethod(r)
		}
		from := r.at
		act.Columns = keyColumns(d.keyParts(r))
		act.Definition = "PRIMARY KEY " + r.source(from)
		return []sqlstmt.Action{act}
	case r.is("FOREIGN", "KEY"):
		from := r.at
		r.at += 2
		act.IfExists = r.ifNotExists() || act.IfExists
		if index := r.name(); act.Name == "" {
			act.Name = index
		}
		act.Columns = columnNames(r.parens())
		ref := d.reference(r)
		if ref == nil {
			return []sqlstmt.Action{act}
		}
		a.foreignKey(d.t, &act, ref)
		act.Definition = r.source(from)
		return []sqlstmt.Action{act}
	case r.is("CHECK", "("):
		from := r.at
		r.at++
		check := expression(r.parens())
		act.Definition = r.source(from)
		act.NotValid = r.take("NOT", "ENFORCED")
		act.Kind, act.Constraint, act.Columns, act.Class = sqlstmt.AddConstraint, schema.Check, check.Columns, a.checkClass(act.NotValid)
		return []sqlstmt.Action{act}
	case r.is("UNIQUE"), r.is("INDEX"), r.is("KEY"), r.is("FULLTEXT"), r.is("SPATIAL"):
		return []sqlstmt.Action{a.index(d, r, act)}
	}
	return nil
}

func (a *acting) checkClass(notEnforced bool) string {
	if notEnforced {
		return "add-check-not-enforced"
	}
	return "add-check"
}

// foreignKey fills in what a foreign key refers to. It is not checked, and costs no copy, while
// foreign_key_checks is off.
func (a *acting) foreignKey(t *schema.Table, act *sqlstmt.Action, ref *schema.Constraint) {
	sch := ref.RefTable.Schema
	parent := a.on(sqlstmt.AddConstraint, sch, ref.RefTable.Name)
	act.Kind, act.Constraint = sqlstmt.AddConstraint, schema.ForeignKey
	act.Reference = &sqlstmt.Reference{Ref: parent.Table, RefSQL: parent.TableSQL, RefNew: parent.New, RefColumns: ref.RefColumns, RefKey: a.refKey(ref)}
	act.Class = "add-foreign-key"
	if v := a.cat.Setting("foreign_key_checks"); v == "0" || v == "OFF" || v == "FALSE" {
		act.Class, act.NotValid = "add-foreign-key-unchecked", true
		if slices.ContainsFunc(t.Indexes, func(x schema.Index) bool { return begins(&x, act.Columns) }) {
			act.Class = "add-foreign-key-served" // no index has to be built for it
		}
	}
}

// refKey says what the columns that a foreign key refers to are in their table.
func (a *acting) refKey(ref *schema.Constraint) string {
	t := a.sim.look(ref.RefTable.Schema, ref.RefTable.Name, true)
	if t == nil || t.Doubt != nil || len(ref.RefColumns) == 0 {
		return ""
	}
	key := "none"
	for i := range t.Indexes {
		switch x := &t.Indexes[i]; {
		case !begins(x, ref.RefColumns):
		case x.Unique && len(x.Keys) == len(ref.RefColumns):
			return "unique"
		default:
			key = "index"
		}
	}
	return key
}

// index reads an index of ALTER TABLE or of a new table.
func (a *acting) index(d *definition, r *reader, act sqlstmt.Action) sqlstmt.Action {
	method := ""
	switch r.takeAny("UNIQUE", "FULLTEXT", "SPATIAL") {
	case "UNIQUE":
		act.Unique = true
	case "FULLTEXT":
		method = "fulltext"
	case "SPATIAL":
		method = "spatial"
	}
	r.takeAny("INDEX", "KEY")
	act.IfExists = r.ifNotExists() || act.IfExists
	if !r.is("USING") && !r.is("TYPE") {
		if own := r.name(); own != "" {
			act.Name = own
		}
	}
	usingMethod(r)
	from := r.at
	keys := d.keyParts(r)
	act.Columns, act.Using = keyColumns(keys), method
	act.Definition = indexDefinition(method, r.source(from))
	act.Kind, act.Class = sqlstmt.CreateIndex, a.indexClass(d.t, method, act.Unique)
	if act.Name == "" && len(keys) > 0 {
		act.Name = d.freeIndexName(keys)
	}
	act.Detail().Covered = covered(d.t, keys, &act)
	return act
}

// covered finds an index that begins with what a new one has, in a table whose indexes are known. A unique index is only
// covered by a unique one of the same columns.
func covered(t *schema.Table, keys []schema.IndexKey, act *sqlstmt.Action) string {
	if t.Doubt != nil || len(keys) == 0 || act.Using != "" {
		return ""
	}
	for _, x := range t.Indexes {
		if len(x.Keys) < len(keys) || x.Method == "fulltext" || x.Method == "spatial" || x.Generated || strings.EqualFold(x.Name, act.Name) ||
			act.Unique && (!x.Unique || len(x.Keys) != len(keys)) {
			continue
		}
		same := true
		for i, k := range keys {
			y := x.Keys[i]
			same = same && k.Column != "" && strings.EqualFold(k.Column, y.Column) && (y.Length == 0 || y.Length == k.Length) && k.Descending == y.Descending
		}
		if same {
			return x.Name
		}
	}
	return ""
}

func (a *acting) indexClass(t *schema.Table, method string, unique bool) string {
	switch {
	case method == "fulltext" && !hasMethod(t, "fulltext"):
		return a.refused(t, "add-fulltext-first")
	case method != "":
		return a.refused(t, "add-"+method)
	case unique:
		return a.refused(t, "add-unique-index")
	}
	return a.refused(t, "add-index")
}

func hasMethod(t *schema.Table, method string) bool {
	return slices.ContainsFunc(t.Indexes, func(x schema.Index) bool { return x.Method == method })
}

func (a *acting) specDrop(d *definition, r *reader, act sqlstmt.Action) []sqlstmt.Action {
	act.Kind = sqlstmt.DropConstraint
	switch {
	case r.take("PRIMARY", "KEY"):
		act.Constraint, act.Class, act.Name = schema.PrimaryKey, "drop-primary-key", "PRIMARY"
	case r.take("FOREIGN", "KEY"):
		act.IfExists = r.ifExists()
		act.Constraint, act.Class, act.Name = schema.ForeignKey, "drop-foreign-key", r.name()
		onlyIfThere(&act, d.t, schema.ConstraintPart, findConstraint(d.t, act.Name, schema.ForeignKey) != nil)
	case r.takeAny("INDEX", "KEY") != "":
		act.IfExists = r.ifExists()
		act.Kind, act.Class, act.Name = sqlstmt.DropIndex, "drop-index", r.name()
		a.indexFacts(&act, d.t, act.Name)
	case r.take("CONSTRAINT"):
		act.IfExists = r.ifExists()
		act.Name = r.name()
		a.constraintFacts(d, &act)
		onlyIfThere(&act, d.t, schema.ConstraintPart, findConstraint(d.t, act.Name) != nil)
	case r.is("CHECK") && r.peek(1) != "":
		r.at++
		act.Constraint, act.Class, act.Name = schema.Check, "drop-check", r.name()
	case r.take("PARTITION"):
		r.ifExists()
		act.Kind, act.Class, act.Name = sqlstmt.DetachPartition, "drop-partition", r.name()
	case r.is("SYSTEM", "VERSIONING"), r.is("PERIOD"):
		act.Kind, act.Name, act.Class = sqlstmt.SetTableOption, "system versioning", "system-versioning"
	default:
		r.take("COLUMN")
		act.IfExists = r.ifExists()
		act.Name = r.name()
		a.dropColumn(d, &act)
	}
	if k := findConstraint(d.t, act.Name, schema.ForeignKey); k != nil && act.Constraint == schema.ForeignKey {
		act.Columns = k.Columns
		parent := a.on(act.Kind, k.RefTable.Schema, k.RefTable.Name)
		act.Reference = &sqlstmt.Reference{Ref: parent.Table, RefSQL: parent.TableSQL, RefNew: parent.New}
	}
	return []sqlstmt.Action{act}
}

// onlyIfThere says of a drop IF EXISTS whether it finds nothing, and whether the revisions have never shown the part.
func onlyIfThere(act *sqlstmt.Action, t *schema.Table, part schema.Part, there bool) {
	act.Skipped = act.IfExists && !there && act.Unknown == ""
	act.Unheard = act.Skipped && !t.Had(part, act.Name, true)
}

func (a *acting) constraintFacts(d *definition, act *sqlstmt.Action) {
	act.Class = "drop-check" // what it is if the catalog does not know
	k := findConstraint(d.t, act.Name)
	if k == nil {
		return
	}
	act.Constraint, act.Columns = k.Kind, k.Columns
	switch k.Kind {
	case schema.PrimaryKey:
		act.Class = "drop-primary-key"
	case schema.Unique:
		act.Class = "drop-index"
	case schema.ForeignKey:
		act.Class = "drop-foreign-key"
	}
}

// dropColumn fills in what goes with a column: the indexes that it is the last column of go, others are built again.
func (a *acting) dropColumn(d *definition, act *sqlstmt.Action) {
	act.Kind, act.Class = sqlstmt.DropColumn, "drop-column"
	col := d.column(act.Name)
	onlyIfThere(act, d.t, schema.ColumnPart, col != nil)
	if col == nil {
		return
	}
	act.Detail().OldType = columnType(col)
	if col.Generated != nil {
		act.Stored, act.Virtual = !col.Virtual, col.Virtual
		act.Class = "drop-column-stored"
		if col.Virtual {
			act.Class = "drop-column-virtual"
		}
	}
	for _, x := range d.t.Indexes {
		if !slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return strings.EqualFold(k.Column, act.Name) }) {
			continue
		}
		act.Detail().Indexes = append(act.More().Indexes, x.Name)
		switch {
		case len(x.Keys) > 1:
			act.Class = "drop-column-part"
		case act.Class != "drop-column-part":
			act.Class = "drop-column-indexed"
		}
	}
	behind := 1 + slices.IndexFunc(d.t.Columns, func(x *schema.Column) bool { return x.Name == col.Name })
	if !col.Virtual && hasVirtualFrom(d.t, behind) {
		switch {
		case len(act.More().Indexes) == 0:
			act.Class = "drop-column-before-virtual"
		case a.f == MySQL:
			act.Class = "virtual-moved"
		}
	}
}

func (a *acting) specAlter(d *definition, r *reader, act sqlstmt.Action) []sqlstmt.Action {
	switch {
	case r.takeAny("INDEX", "KEY") != "":
		r.ifExists()
		act.Kind, act.Name, act.Class = sqlstmt.SetTableOption, r.name(), "index-visibility"
		return []sqlstmt.Action{act}
	case r.is("CHECK") || r.is("CONSTRAINT"):
		r.at++
		act.Name, act.Constraint, act.Kind, act.Class = r.name(), schema.Check, sqlstmt.ValidateConstraint, "add-check"
		if r.is("NOT", "ENFORCED") {
			act.Kind, act.Class, act.NotValid = sqlstmt.SetTableOption, "drop-check", true
		}
		return []sqlstmt.Action{act}
	}
	r.take("COLUMN")
	act.IfExists = r.ifExists()
	act.Name, act.Class = r.name(), "set-default"
	switch {
	case r.take("SET", "DEFAULT"):
		act.Kind, act.Definition, act.Default = sqlstmt.SetDefault, r.rest(), true
		act.DefaultSQL = act.Definition
	case r.take("DROP", "DEFAULT"):
		act.Kind = sqlstmt.DropDefault
	default:
		act.Kind, act.Class = sqlstmt.SetTableOption, "column-metadata"
	}
	return []sqlstmt.Action{act}
}

// option is a clause that changes the table as a whole.
func (a *acting) option(d *definition, r *reader, act *sqlstmt.Action) {
	from := *r
	switch {
	case r.take("CONVERT", "TO"):
		act.Name, act.Class = "convert to character set", "convert-charset"
		work := *d.t
		work.Options = maps.Clone(d.t.Options) // the catalog's own must not change before the statement
		(&definition{s: a.sim, t: &work}).options(r)
		act.To = work.Options["charset"]
	case r.is("PARTITION", "BY"), r.is("REMOVE", "PARTITIONING"):
		act.Name, act.Class = strings.ToLower(strings.Join(r.words(2), " ")), "partition-table"
	case r.take("TRUNCATE", "PARTITION"):
		act.Kind, act.Class, act.Where = sqlstmt.Truncate, "truncate-partition", true
	case r.is("EXCHANGE", "PARTITION"):
		act.Name, act.Class = "exchange partition", "exchange-partition"
	case r.is("REORGANIZE", "PARTITION"), r.is("REBUILD", "PARTITION"), r.is("OPTIMIZE", "PARTITION"), r.is("REPAIR", "PARTITION"):
		act.Name, act.Class = strings.ToLower(r.peek(0))+" partition", "rebuild-partition"
	case r.is("COALESCE", "PARTITION"):
		act.Name, act.Class = "coalesce partition", "spread-partitions"
	case r.is("ANALYZE", "PARTITION"), r.is("CHECK", "PARTITION"):
		act.Name, act.Class = strings.ToLower(r.peek(0))+" partition", "nothing"
	case r.is("FORCE"):
		act.Name, act.Class = "force", "rebuild"
	case r.is("ORDER", "BY"):
		act.Name, act.Class = "order by", "order-by"
	case r.is("DISCARD"), r.is("IMPORT"):
		act.Name, act.Class = strings.ToLower(r.peek(0))+" tablespace", "tablespace-file"
	case r.is("ENABLE"), r.is("DISABLE"):
		act.Name, act.Class = strings.ToLower(r.peek(0))+" keys", "nothing"
	case r.is("WITH"), r.is("WITHOUT"):
		act.Name, act.Class = strings.ToLower(r.peek(0))+" validation", "nothing"
	default:
		*r = from
		a.tableOption(d, r, act)
	}
}

// tableOption reads options such as ENGINE= and ROW_FORMAT=.
func (a *acting) tableOption(d *definition, r *reader, act *sqlstmt.Action) {
	word := strings.ToLower(r.peek(0))
	work := *d.t
	work.Options = nil
	(&definition{s: a.sim, t: &work}).options(r)
	for _, o := range []struct{ option, class string }{
		{"engine", "engine"}, {"row_format", "row-format"}, {"key_block_size", "row-format"}, {"charset", "default-charset"}, {"collate", "default-charset"},
		{"auto_increment", "auto-increment-value"},
	} {
		value, ok := work.Options[o.option]
		if !ok {
			continue
		}
		act.Name, act.To, act.Class = o.option, value, o.class
		if o.option == "engine" {
			act.Class = "engine-other"
			if strings.EqualFold(value, "InnoDB") && isInnoDB(d.t) {
				act.Class = "rebuild"
			}
		}
		return
	}
	switch word {
	case "page_compressed", "page_compression_level", "encrypted", "encryption_key_id", "encryption", "compression":
		act.Name, act.Class = word, "row-format"
	case "tablespace":
		act.Name, act.Class = word, "engine-other"
	default:
		act.Name, act.Class = word, "table-metadata"
	}
}

// isInnoDB: the engine is InnoDB unless the table says otherwise.
func isInnoDB(t *schema.Table) bool {
	e := t.Options["engine"]
	return e == "" || strings.EqualFold(e, "InnoDB")
}
