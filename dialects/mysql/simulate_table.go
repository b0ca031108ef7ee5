package mysql

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// definition is the work on one table: what is put into it, and what must wait
// until all of the statement has been read.
type definition struct {
	s *simulation
	t *schema.Table
	// keys are the foreign keys whose index is not looked for yet.
	keys []foreignKey
}

type foreignKey struct{ constraint, index string }

func (s *simulation) createTable(r *reader, temporary, replace, ifNotExists bool) {
	sch, name := r.qualified()
	n := s.place(sch, name, temporary)
	if t, known := s.cat.Table(n.Schema, n.Name); known.Yes() {
		switch {
		case ifNotExists:
			return
		case !replace:
			s.duplicate(t.Kind.String(), n.Name)
			return
		}
		s.cat.RemoveTable(n)
	} else if ifNotExists && known.Unknown() {
		if t == nil {
			s.doubtTwin(n)
		}
	}
	s.making = []schema.Unmade{{Name: n}}
	s.doubtTwin(n)
	if r.take("LIKE") || r.is("(", "LIKE") {
		r.take("(", "LIKE")
		s.createLike(n, r, temporary)
		return
	}
	t := s.cat.AddTable(n, &schema.Table{Temporary: temporary, Rows: schema.RowsNone})
	d := definition{s: s, t: t}
	if list := r.parens(); list != nil && !list.is("SELECT") {
		for _, p := range list.split() {
			d.element(p)
		}
	}
	d.foreignKeyIndexes()
	d.options(r)
	if !r.done() {
		t.PartitionBy = partitionBy(r)
		if r.find("SELECT", "VALUES", "WITH", "TABLE") >= 0 || r.is("AS") || r.is("(") {
			why := &schema.Doubt{Reason: "its columns come from a query", Span: s.cat.Span()}
			t.Doubt = why
			s.cat.MarkTableRows(n, schema.RowsUnknown, why)
		}
	}
}

// partitionBy is the text of PARTITION BY.
func partitionBy(r *reader) string {
	if r.is("PARTITION", "BY") {
		return r.rest()
	}
	return ""
}

// createLike copies a table without its foreign keys.
func (s *simulation) createLike(n schema.Name, r *reader, temporary bool) {
	sch, name := r.qualified()
	from := s.look(sch, name, false)
	if from == nil {
		if len(s.conflicts) == 0 {
			s.cat.AddTable(n, &schema.Table{Temporary: temporary, Rows: schema.RowsNone,
				Doubt: &schema.Doubt{Reason: "it is a copy of a table that is not known", Span: s.cat.Span()}})
		}
		return
	}
	t := &schema.Table{Temporary: temporary, Rows: schema.RowsNone, Doubt: from.Doubt, PartitionBy: from.PartitionBy, Options: map[string]string{}}
	t.Columns, t.Indexes = slices.Clone(from.Columns), slices.Clone(from.Indexes)
	for k, v := range from.Options {
		if k != "auto_increment" {
			t.Options[k] = v
		}
	}
	checks := 0
	for _, k := range from.Constraints {
		if k.Kind == schema.ForeignKey {
			continue
		}
		if k.Kind == schema.Check && s.f == MySQL {
			checks++
			k.Name = fmt.Sprintf("%s_chk_%d", n.Name, checks)
		}
		t.Constraints = append(t.Constraints, k)
	}
	s.cat.AddTable(n, t)
}

// element reads one element of a table's definition: a column, an index or a constraint.
func (d *definition) element(r *reader) {
	if !d.constraint(r) {
		d.addColumn(r)
	}
}

// addColumn reads a column, and puts it where the reader says.
func (d *definition) addColumn(r *reader) {
	name := r.name()
	if d.column(name) != nil {
		d.s.duplicate("column", name)
		return
	}
	c := d.readColumn(name, r)
	c.col.Made, c.col.Changed = d.s.cat.Span(), d.s.cat.Span()
	d.insert(c.col, c.first, c.after, -1)
	d.finish(c)
}

// column finds a column. Their names are the same in upper and lower case.
func (d *definition) column(name string) *schema.Column { return findColumn(d.t, name) }

func findColumn(t *schema.Table, name string) *schema.Column {
	if i := slices.IndexFunc(t.Columns, func(c *schema.Column) bool { return strings.EqualFold(c.Name, name) }); i >= 0 {
		return t.Columns[i]
	}
	return nil
}

func findIndex(t *schema.Table, name string) *schema.Index {
	if i := slices.IndexFunc(t.Indexes, func(x schema.Index) bool { return strings.EqualFold(x.Name, name) }); i >= 0 {
		return &t.Indexes[i]
	}
	return nil
}

func findConstraint(t *schema.Table, name string, kinds ...schema.ConstraintKind) *schema.Constraint {
	i := slices.IndexFunc(t.Constraints, func(k schema.Constraint) bool {
		return strings.EqualFold(k.Name, name) && (len(kinds) == 0 || slices.Contains(kinds, k.Kind))
	})
	if i < 0 {
		return nil
	}
	return &t.Constraints[i]
}

// insert puts a column first, behind another, at a place, or at the end for -1.
func (d *definition) insert(col schema.Column, first bool, after string, place int) {
	switch {
	case first:
		place = 0
	case after != "":
		i := slices.IndexFunc(d.t.Columns, func(c *schema.Column) bool { return strings.EqualFold(c.Name, after) })
		if i < 0 {
			d.s.missing("column", after)
			return
		}
		place = i + 1
	case place < 0:
		place = len(d.t.Columns)
	}
	d.t.Columns = slices.Insert(d.t.Columns, place, &col)
}

// finish adds the keys and checks that stand in a column's definition.
func (d *definition) finish(c columnDef) {
	cols := []schema.IndexKey{{Column: c.col.Name}}
	if c.primary {
		d.addPrimary(cols, "")
	}
	if c.unique {
		d.addIndex(schema.Index{Unique: true, Keys: cols}, false)
	}
	for _, k := range c.checks {
		d.addCheck(k.name, k.check, c.col.Name, k.notEnforced)
	}
	if c.refers != nil && d.s.f == MariaDB { // MySQL reads it, and does nothing, before 9.0
		d.addForeignKey("", "", []string{c.col.Name}, c.refers)
	}
}

// constraint reads an index or a constraint; false if something else stands there.
func (d *definition) constraint(r *reader) bool {
	name := ""
	if r.take("CONSTRAINT") {
		r.ifNotExists()
		if !r.is("PRIMARY", "KEY") && !r.is("UNIQUE") && !r.is("FOREIGN", "KEY") && !r.is("CHECK", "(") {
			name = r.name()
		}
	}
	switch {
	case r.take("PRIMARY", "KEY"):
		kind := usingMethod(r)
		if !r.is("(") {
			r.name()
			kind = usingMethod(r)
		}
		d.addPrimary(d.keyParts(r), kind)
	case r.take("FOREIGN", "KEY"):
		ifNotExists := r.ifNotExists()
		index := r.name()
		if ifNotExists && findConstraint(d.t, name, schema.ForeignKey) != nil {
			return true
		}
		cols := columnNames(r.parens())
		if ref := d.reference(r); ref != nil {
			d.addForeignKey(name, index, cols, ref)
		}
	case r.take("CHECK"):
		check := r.parens()
		if check == nil {
			return true
		}
		if d.s.f == MariaDB && findConstraint(d.t, name, schema.Check) != nil && name != "" {
			d.s.duplicate("constraint", name)
			return true
		}
		d.addCheck(name, check, "", r.take("NOT", "ENFORCED"))
	case r.is("UNIQUE"), r.is("INDEX"), r.is("KEY"), r.is("FULLTEXT"), r.is("SPATIAL"):
		d.readIndex(r, name)
	case r.is("PERIOD", "FOR"):
		d.doubt("its periods are not followed")
	default:
		return false
	}
	return true
}

// doubt records that the definition is not the real one any more.
func (d *definition) doubt(why string) {
	d.t.Doubt = &schema.Doubt{Reason: why, Span: d.s.cat.Span()}
}

func usingMethod(r *reader) string {
	if r.takeAny("USING", "TYPE") != "" {
		return strings.ToLower(r.takeAny("BTREE", "HASH", "RTREE"))
	}
	return ""
}

// readIndex reads an index, with or without a name.
func (d *definition) readIndex(r *reader, name string) {
	x := schema.Index{Name: name}
	switch r.takeAny("UNIQUE", "FULLTEXT", "SPATIAL") {
	case "UNIQUE":
		x.Unique = true
	case "FULLTEXT":
		x.Method = "fulltext"
	case "SPATIAL":
		x.Method = "spatial"
	}
	r.takeAny("INDEX", "KEY")
	ifNotExists := r.ifNotExists()
	if !r.is("USING") && !r.is("TYPE") {
		if own := r.name(); own != "" {
			x.Name = own
		}
	}
	if m := usingMethod(r); m != "" {
		x.Method = m
	}
	x.Keys = d.keyParts(r)
	d.indexOptions(r, &x)
	d.addIndex(x, ifNotExists)
}

// indexOptions reads what stands behind the columns of an index.
func (d *definition) indexOptions(r *reader, x *schema.Index) {
	for !r.done() {
		switch {
		case r.is("USING"), r.is("TYPE"):
			x.Method = usingMethod(r)
		case r.take("COMMENT"):
			x.Comment, _ = r.str()
		case r.take("WITH", "PARSER"):
			x.Options = append(x.Options, "parser="+r.name())
		case r.take("INVISIBLE"), r.take("IGNORED"):
			x.Options = append(x.Options, "invisible")
		case r.is("ALGORITHM"), r.is("LOCK"):
			return
		default:
			r.skip()
		}
	}
}

// keyParts reads the columns of an index: "(a, b(10) DESC, (lower(c)))".
func (d *definition) keyParts(r *reader) []schema.IndexKey {
	list := r.parens()
	if list == nil {
		return nil
	}
	var keys []schema.IndexKey
	for _, p := range list.split() {
		var k schema.IndexKey
		if e := p.parens(); e != nil {
			k.Expr = expression(e)
		} else if name := p.name(); name != "" {
			if c := d.column(name); c != nil {
				name = c.Name
			} else {
				d.s.missing("column", name)
			}
			k.Column = name
			if length := p.parens(); length != nil {
				k.Length, _ = strconv.Atoi(length.rest())
			}
		}
		k.Descending = p.take("DESC")
		keys = append(keys, k)
	}
	return keys
}

func columnNames(r *reader) (names []string) {
	if r == nil {
		return nil
	}
	for _, p := range r.split() {
		names = append(names, p.name())
	}
	return names
}

// expression is the text of an expression with the columns that it may read.
func expression(r *reader) *schema.Expr {
	e := &schema.Expr{SQL: r.rest(), Printed: r.rest()}
	for i := range r.toks {
		r.at = i
		if r.isName(0) && r.peek(1) != "(" {
			if name := unquote(r.text[r.toks[i].start:r.toks[i].end]); !slices.Contains(e.Columns, name) {
				e.Columns = append(e.Columns, name)
			}
		}
	}
	return e
}

func (d *definition) addPrimary(keys []schema.IndexKey, method string) {
	if d.t.PrimaryKey() != nil {
		d.s.conflict(schema.Duplicate, "primary key", "table %s has a primary key already", d.t.Name.Name)
		return
	}
	k := schema.Constraint{Name: "PRIMARY", Kind: schema.PrimaryKey, Index: "PRIMARY", Local: true, Made: d.s.cat.Span()}
	for _, key := range keys {
		k.Columns = append(k.Columns, key.Column)
		if c := d.column(key.Column); c != nil {
			c = d.t.EditColumn(c.Name)
			c.NotNull = true
			if c.Default != nil && c.Default.SQL == "NULL" {
				c.Default = nil
			}
		}
	}
	d.t.Constraints = append(d.t.Constraints, k)
	d.t.Indexes = append(d.t.Indexes, schema.Index{Name: "PRIMARY", Unique: true, Primary: true, Keys: keys, Method: method, Constraint: "PRIMARY"})
	d.dropServed("PRIMARY")
}

// addIndex adds an index, and the constraint that a unique one is.
func (d *definition) addIndex(x schema.Index, ifNotExists bool) {
	if x.Name == "" {
		x.Name = d.freeIndexName(x.Keys)
	} else if findIndex(d.t, x.Name) != nil {
		if !ifNotExists {
			d.s.duplicate("index", x.Name)
		}
		return
	}
	if x.Unique {
		k := schema.Constraint{Name: x.Name, Kind: schema.Unique, Index: x.Name, Local: true, Made: d.s.cat.Span()}
		for _, key := range x.Keys {
			if key.Column != "" {
				k.Columns = append(k.Columns, key.Column)
			}
		}
		d.t.Constraints = append(d.t.Constraints, k)
		x.Constraint = x.Name
	}
	d.t.Indexes = append(d.t.Indexes, x)
	d.dropServed(x.Name)
}

// freeIndexName is the name that the server gives an index: that of its first
// column, with _2 and so on where that is taken.
func (d *definition) freeIndexName(keys []schema.IndexKey) string {
	base := "functional_index"
	if len(keys) > 0 && keys[0].Column != "" {
		base = keys[0].Column
	}
	name := base
	for n := 2; findIndex(d.t, name) != nil || strings.EqualFold(name, "PRIMARY"); n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	return name
}

// dropServed takes away the indexes that the server made for foreign keys and that
// begin with what the index of the name begins with.
func (d *definition) dropServed(name string) {
	by := *findIndex(d.t, name)
	d.t.DropIndexes(func(x *schema.Index) bool {
		return x.Generated && x.Name != name && begins(&by, columnsOf(x))
	})
}

func columnsOf(x *schema.Index) (cols []string) {
	for _, k := range x.Keys {
		cols = append(cols, k.Column)
	}
	return cols
}

// begins tells whether the index begins with whole columns in this order, so that it
// serves a foreign key over them.
func begins(x *schema.Index, cols []string) bool {
	if len(x.Keys) < len(cols) || x.Method == "fulltext" || x.Method == "spatial" {
		return false
	}
	for i, c := range cols {
		if !strings.EqualFold(x.Keys[i].Column, c) || x.Keys[i].Length > 0 {
			return false
		}
	}
	return true
}

// addCheck adds a check; column is the one in whose definition it stands.
func (d *definition) addCheck(name string, check *reader, column string, notEnforced bool) {
	if name == "" {
		name = d.checkName(column)
	}
	d.t.Constraints = append(d.t.Constraints, schema.Constraint{Name: name, Kind: schema.Check, Check: expression(check), NotEnforced: notEnforced,
		Local: true, Made: d.s.cat.Span()})
}

// checkName is the name that the server gives a check: in MariaDB that of its
// column, or CONSTRAINT_1; in MySQL orders_chk_1.
func (d *definition) checkName(column string) string {
	if d.s.f == MariaDB && column != "" {
		return column
	}
	form := d.t.Name.Name + "_chk_%d"
	if d.s.f == MariaDB {
		form = "CONSTRAINT_%d"
	}
	for n := 1; ; n++ {
		if name := fmt.Sprintf(form, n); findConstraint(d.t, name) == nil {
			return name
		}
	}
}

// reference reads REFERENCES with what follows.
func (d *definition) reference(r *reader) *schema.Constraint {
	if !r.take("REFERENCES") {
		return nil
	}
	sch, name := r.qualified()
	k := &schema.Constraint{Kind: schema.ForeignKey, Local: true, Made: d.s.cat.Span()}
	k.RefTable = schema.Name{Schema: sch, Name: name}
	if sch == "" {
		k.RefTable.Schema = d.t.Name.Schema
		if d.t.Temporary {
			k.RefTable.Schema = d.s.cat.CreationSchema()
		}
	}
	k.RefColumns = columnNames(r.parens())
	for {
		switch {
		case r.take("MATCH"):
			k.MatchFull = r.peek(0) == "FULL"
			r.at++
		case r.take("ON", "DELETE"):
			k.OnDelete = action(r)
		case r.take("ON", "UPDATE"):
			k.OnUpdate = action(r)
		default:
			return k
		}
	}
}

// action reads what a foreign key does; "NO ACTION" is empty.
func action(r *reader) string {
	switch {
	case r.take("SET", "NULL"):
		return "SET NULL"
	case r.take("SET", "DEFAULT"):
		return "SET DEFAULT"
	case r.take("NO", "ACTION"):
		return ""
	case r.take("CASCADE"):
		return "CASCADE"
	case r.take("RESTRICT"):
		return "RESTRICT"
	}
	return ""
}

func (d *definition) addForeignKey(name, index string, cols []string, k *schema.Constraint) {
	for i, c := range cols {
		if col := d.column(c); col != nil {
			cols[i] = col.Name
		} else {
			d.s.missing("column", c)
			return
		}
	}
	indexName := index
	if name != "" {
		indexName = name
	} else {
		name = index
	}
	if name == "" {
		name = d.foreignKeyName()
	} else if d.s.hasForeignKey(d.t.Name.Schema, name) {
		d.s.duplicate("foreign key", name)
		return
	}
	k.Name, k.Columns = name, cols
	d.t.Constraints = append(d.t.Constraints, *k)
	d.keys = append(d.keys, foreignKey{name, indexName})
}

// hasForeignKey tells whether any table of a database has a foreign key of the name: InnoDB has one list of them for each
// database, before MariaDB 12.1.
func (s *simulation) hasForeignKey(database, name string) bool {
	return slices.ContainsFunc(s.cat.TablesWith(name), func(t *schema.Table) bool {
		return t.Name.Schema == database && findConstraint(t, name, schema.ForeignKey) != nil
	})
}

// foreignKeyName is the name that InnoDB gives: orders_ibfk_1, counting up from the highest.
// https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html
func (d *definition) foreignKeyName() string {
	highest := 0
	for _, k := range d.t.Constraints {
		if number, ok := strings.CutPrefix(k.Name, d.t.Name.Name+"_ibfk_"); ok && k.Kind == schema.ForeignKey {
			if n, err := strconv.Atoi(number); err == nil {
				highest = max(highest, n)
			}
		}
	}
	return fmt.Sprintf("%s_ibfk_%d", d.t.Name.Name, highest+1)
}

// foreignKeyIndexes makes an index for each foreign key that none serves.
func (d *definition) foreignKeyIndexes() {
	for _, key := range d.keys {
		k := findConstraint(d.t, key.constraint, schema.ForeignKey)
		if k == nil || slices.ContainsFunc(d.t.Indexes, func(x schema.Index) bool { return begins(&x, k.Columns) }) {
			continue
		}
		x := schema.Index{Name: key.index, Generated: true}
		for _, c := range k.Columns {
			x.Keys = append(x.Keys, schema.IndexKey{Column: c})
		}
		if x.Name == "" || findIndex(d.t, x.Name) != nil {
			x.Name = d.freeIndexName(x.Keys)
		}
		d.t.Indexes = append(d.t.Indexes, x)
		d.dropServed(x.Name)
	}
	d.keys = nil
}

// optionWords are the options of a table whose value is kept, by their first words.
var optionWords = []struct {
	words []string
	name  string
}{
	{[]string{"DEFAULT", "CHARACTER", "SET"}, "charset"}, {[]string{"CHARACTER", "SET"}, "charset"},
	{[]string{"DEFAULT", "CHARSET"}, "charset"}, {[]string{"CHARSET"}, "charset"},
	{[]string{"DEFAULT", "COLLATE"}, "collate"}, {[]string{"COLLATE"}, "collate"},
	{[]string{"ENGINE"}, "engine"}, {[]string{"TYPE"}, "engine"}, {[]string{"AUTO_INCREMENT"}, "auto_increment"},
	{[]string{"ROW_FORMAT"}, "row_format"}, {[]string{"COMMENT"}, "comment"}, {[]string{"KEY_BLOCK_SIZE"}, "key_block_size"},
	{[]string{"STATS_PERSISTENT"}, "stats_persistent"}, {[]string{"STATS_AUTO_RECALC"}, "stats_auto_recalc"}, {[]string{"PACK_KEYS"}, "pack_keys"},
	{[]string{"MAX_ROWS"}, "max_rows"}, {[]string{"MIN_ROWS"}, "min_rows"}, {[]string{"AVG_ROW_LENGTH"}, "avg_row_length"},
	{[]string{"CHECKSUM"}, "checksum"}, {[]string{"DELAY_KEY_WRITE"}, "delay_key_write"},
}

// options reads the options of a table as far as they go.
func (d *definition) options(r *reader) {
	for !r.done() && d.option(r) {
		r.take(",")
	}
}

func (d *definition) option(r *reader) bool {
	for _, o := range optionWords {
		if !r.take(o.words...) {
			continue
		}
		r.take("=")
		if r.done() {
			return false
		}
		value, ok := r.str()
		if !ok {
			value = unquote(r.text[r.toks[r.at].start:r.toks[r.at].end])
			r.at++
		}
		d.setOption(o.name, value)
		return true
	}
	if r.peek(1) == "=" { // an option of which nothing is kept
		r.at += 2
		r.skip()
		return true
	}
	return false
}

func (d *definition) setOption(name, value string) {
	if name == "comment" {
		d.t.Comment = value
		return
	}
	if d.t.Options == nil {
		d.t.Options = map[string]string{}
	}
	if name == "charset" {
		delete(d.t.Options, "collate")
		value = strings.ToLower(value)
	}
	d.t.Options[name] = value
}
