//go:build cgo

package postgresql

import (
	"slices"
	"strconv"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// volatileFunctions tells which built-in functions give another value from row to row:
// those whose provolatile is 'v' in pg_proc.
// https://www.postgresql.org/docs/current/xfunc-volatility.html
func volatileFunction(name string) bool {
	switch name {
	case "random", "random_normal", "array_sample", "array_shuffle", "setseed", "gen_random_uuid", "uuidv4", "uuidv7", "clock_timestamp", "timeofday", "nextval", "currval", "lastval", "setval", "set_config":
		return true
	}
	return strings.HasPrefix(name, "pg_") && !stableSystemFunction(name)
}

// stableSystemFunction names the functions that begin with pg_ and are plausible in a
// default, a check or a backfill, and do not change from row to row.
func stableSystemFunction(name string) bool {
	switch name {
	case "pg_backend_pid", "pg_conf_load_time", "pg_postmaster_start_time", "pg_typeof", "pg_encoding_to_char", "pg_client_encoding",
		"pg_get_expr", "pg_get_constraintdef", "pg_get_indexdef", "pg_get_serial_sequence", "pg_table_is_visible", "pg_column_size":
		return true
	}
	return false
}

// builtinFunction tells whether a function is one that every server has.
func builtinFunction(n schema.Name) bool {
	if n.Schema != "" {
		return n.Schema == schema.SystemSchema
	}
	return harmless.has(n.Name) || mayAggregate.has(n.Name) || volatileFunction(n.Name) || strings.HasPrefix(n.Name, "pg_")
}

// mayVary tells whether the value of an expression differs from row to row, or may: a
// function that is not built in is taken as one that does.
func (s *study) mayVary(node *pg.Node) bool {
	if node == nil {
		return false
	}
	vary := false
	pg.Walk(node, func(m pg.Message) bool {
		if f, ok := m.(*pg.FuncCall); ok {
			n := written(f.Funcname)
			own := len(s.cat.Routines(n.Schema, n.Name)) > 0
			vary = vary || own || !builtinFunction(n) || volatileFunction(n.Name)
		}
		return !vary
	})
	return vary
}

// domain returns the domain that a type is; nil for any other.
func (s *study) domain(t schema.Type) *schema.UserType {
	if t.Array || t.Name.Schema == schema.SystemSchema {
		return nil
	}
	if u, _ := s.cat.Type(t.Name.Schema, t.Name.Name); u != nil && u.Kind == schema.Domain {
		return u
	}
	return nil
}

// constrained tells whether a type is a domain with constraints, its own or those of a domain below it.
func (s *study) constrained(t schema.Type) bool {
	u := s.domain(t)
	return u != nil && (u.NotNull || len(u.Constraints) > 0 || s.constrained(u.Of))
}

// domainDefault is the default that a domain gives to a column.
func (s *study) domainDefault(t schema.Type) *schema.Expr {
	u := s.domain(t)
	switch {
	case u == nil:
		return nil
	case u.Default != nil:
		return u.Default
	}
	return s.domainDefault(u.Of)
}

// keepsRows tells whether a change of type leaves the rows as they are: the old value is
// the new one, bit by bit, and no check or cut comes with it. USING other than the column
// itself always writes them again.
// https://www.postgresql.org/docs/current/sql-altertable.html, "Notes"
func (s *study) keepsRows(column string, from, to schema.Type, using *pg.Node) bool {
	if using != nil {
		through, ok := s.castOf(column, using)
		if !ok || !through.IsZero() && (!s.binary(from, through) || !s.binary(through, to)) {
			return false
		}
	}
	return s.binary(from, to)
}

// castOf reads USING a or USING a::type; false if it is anything else.
func (s *study) castOf(column string, using *pg.Node) (schema.Type, bool) {
	var through schema.Type
	if c := using.GetTypeCast(); c != nil {
		through, using = s.sim.typeOf(c.TypeName), c.Arg
	}
	fields := texts(using.GetColumnRef().GetFields())
	return through, len(fields) > 0 && cutName(fields[len(fields)-1]) == column && using.GetTypeCast() == nil
}

// binary tells whether every value of one type is a value of the other as it stands.
func (s *study) binary(from, to schema.Type) bool {
	if from.IsZero() || to.IsZero() || s.constrained(to) {
		return false
	}
	from, to = s.sim.below(from), s.sim.below(to)
	if from == to {
		return true
	}
	if from.Array != to.Array || from.Array && (from.Mod != to.Mod || !relabels(from, to)) {
		return false
	}
	if from.Name != to.Name && !relabels(from, to) && !(zoneChanges(from, to) && s.inUTC()) {
		return false
	}
	return widens(from, to)
}

// zoneChanges tells whether a change of type is between the two timestamps.
func zoneChanges(from, to schema.Type) bool {
	plain, zoned := system("timestamp without time zone").Name, system("timestamp with time zone").Name
	return !from.Array && !to.Array && (from.Name == plain && to.Name == zoned || from.Name == zoned && to.Name == plain)
}

// inUTC tells whether the revision has set the session's time zone to UTC, where the one timestamp is the
// other as it stands. What the server has otherwise is not known.
func (s *study) inUTC() bool {
	switch strings.ToLower(s.cat.Setting(timeZone)) {
	case "utc", "etc/utc", "gmt", "etc/gmt":
		return true
	}
	return false
}

// relabels tells whether the server casts between two types WITHOUT FUNCTION, as pg_cast says, or
// as the support functions of times do.
func relabels(from, to schema.Type) bool {
	if from.Name == to.Name {
		return true
	}
	if citext := func(t schema.Type) bool { return t.Name.Name == "citext" && t.Name.Schema != schema.SystemSchema }; citext(from) || citext(to) {
		other := from
		if citext(from) {
			other = to
		}
		return other.Name == system("text").Name || other.Name == system("character varying").Name
	}
	if from.Name.Schema != schema.SystemSchema || to.Name.Schema != schema.SystemSchema {
		return false
	}
	switch from.Name.Name + " > " + to.Name.Name {
	case "character varying > text", "text > character varying", "text > bpchar", "character varying > bpchar", "text > character", "character varying > character",
		"cidr > inet", "bit > bit varying", "bit varying > bit", "xml > text", "xml > character varying",
		"integer > oid", "oid > integer", "oid > regclass", "regclass > oid", "oid > regtype", "regtype > oid", "oid > regproc", "regproc > oid",
		"oid > regprocedure", "regprocedure > oid", "integer > regclass", "regclass > integer", "integer > regtype", "regtype > integer":
		return true
	}
	return false
}

// widens tells whether the modifier of a type lets all values of the old one through unchanged.
func widens(from, to schema.Type) bool {
	name, mods, old := to.Name.Name, numbers(to.Mod), numbers(from.Mod)
	switch {
	case to.Mod == from.Mod && to.Name == from.Name:
		return true
	case to.Name.Schema != schema.SystemSchema:
		return to.Mod == ""
	case name == "character varying" || name == "bit varying":
		return len(mods) == 0 || from.Name == to.Name && len(old) == 1 && mods[0] >= old[0]
	case name == "numeric":
		return len(mods) == 0 || len(mods) == 2 && len(old) == 2 && mods[1] == old[1] && mods[0] >= old[0]
	case strings.HasPrefix(name, "time"):
		const whole = 6 // digits of a second; the highest precision there is
		was := whole
		if len(old) == 1 {
			was = old[0]
		}
		return len(mods) == 0 || mods[0] >= was
	case name == "interval":
		return to.Mod == "" || len(mods) == 1 && len(old) == 1 && mods[0] >= old[0]
	}
	return to.Mod == ""
}

// numbers reads "(10,2)".
func numbers(mod string) []int {
	var list []int
	for _, part := range strings.FieldsFunc(mod, func(r rune) bool { return r == '(' || r == ')' || r == ',' }) {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return nil
		}
		list = append(list, n)
	}
	return list
}

// classFamily groups the types whose indexes are alike, by the operator class that an
// index takes when it says none.
func classFamily(t schema.Type) string {
	switch t.Name.Name {
	case "text", "character varying":
		return "text"
	case "inet", "cidr":
		return "inet"
	}
	return t.Name.String()
}

// rebuiltIndexes are the indexes that a change of a column's type builds again: all that read
// the column if the rows are written again; else those whose operator class or collation is another one,
// and those with an expression or a condition, of which the server does not look closer.
func (s *study) rebuiltIndexes(t *schema.Table, column string, from, to schema.Type, inPlace, collation bool) []string {
	var list []string
	for i := range t.Indexes {
		x := &t.Indexes[i]
		reads := slices.Contains(x.Columns(), column)
		plain := x.Where == nil && !slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return k.Expr != nil })
		below, above := s.sim.below(from), s.sim.below(to)
		same := classFamily(below) == classFamily(above) && (!below.Array || below.Name == above.Name) && !collation
		if !inPlace || reads && !(plain && same) {
			list = append(list, x.Name)
		}
	}
	return list
}

// forbidsNulls tells whether a validated CHECK of the table shows that a column is never null,
// and the statement does not drop that one.
func forbidsNulls(t *schema.Table, column string, dropped []string) bool {
	return slices.ContainsFunc(t.Constraints, func(k schema.Constraint) bool {
		if k.Kind != schema.Check || k.NotValid || k.NotEnforced || k.Doubted || k.Check == nil || slices.Contains(dropped, k.Name) || !slices.Contains(k.Check.Columns, column) {
			return false
		}
		node := parsedText("SELECT " + k.Check.SQL)
		targets := node.GetSelectStmt().GetTargetList()
		return len(targets) == 1 && slices.ContainsFunc(conjuncts(targets[0].GetResTarget().GetVal()), func(e *pg.Node) bool {
			n := e.GetNullTest()
			fields := texts(n.GetArg().GetColumnRef().GetFields())
			return n.GetNulltesttype() == pg.NullTestType_IS_NOT_NULL && len(fields) > 0 && fields[len(fields)-1] == column
		})
	})
}

// withinBound tells whether validated CHECKs of a table show that all of its rows lie within the
// bound of a partition. It compares texts, so it knows the form that the server itself proves most
// often: col >= low AND col < high, col IN (...), with col IS NOT NULL or NOT NULL.
func (s *study) withinBound(parent, child *schema.Table, b *pg.PartitionBoundSpec) bool {
	if parent == nil || child == nil || b == nil || b.IsDefault || len(parent.PartitionColumns) != 1 {
		return false
	}
	column := parent.PartitionColumns[0]
	col := child.Column(column)
	if col == nil || strings.Contains(parent.PartitionBy, "((") || !col.NotNull && !forbidsNulls(child, column, nil) {
		return false
	}
	var parts []string
	for _, k := range child.Constraints {
		if k.Kind != schema.Check || k.NotValid || k.Doubted || k.Check == nil {
			continue
		}
		targets := parsedText("SELECT " + k.Check.SQL).GetSelectStmt().GetTargetList()
		if len(targets) == 1 {
			for _, c := range conjuncts(targets[0].GetResTarget().GetVal()) {
				parts = append(parts, deparse(withoutCasts(c)))
			}
		}
	}
	has := func(node *pg.Node, operator string) bool {
		ref := node.GetColumnRef()
		if ref != nil && slices.Contains([]string{"minvalue", "maxvalue"}, strings.ToLower(strings.Join(texts(ref.Fields), ""))) {
			return true
		}
		return slices.Contains(parts, ident(column)+" "+operator+" "+deparse(withoutCasts(node)))
	}
	switch b.Strategy {
	case "r":
		return len(b.Lowerdatums) == 1 && len(b.Upperdatums) == 1 && has(b.Lowerdatums[0], ">=") && has(b.Upperdatums[0], "<")
	case "l":
		var values []string
		for _, v := range b.Listdatums {
			values = append(values, deparse(withoutCasts(v)))
		}
		list := strings.Join(values, ", ")
		return slices.Contains(parts, ident(column)+" IN ("+list+")") || len(values) == 1 && slices.Contains(parts, ident(column)+" = "+list) ||
			slices.Contains(parts, ident(column)+" = ANY(ARRAY["+list+"])")
	}
	return false
}

// withoutCasts takes the casts off the sides of a comparison and the items of a list.
func withoutCasts(node *pg.Node) *pg.Node {
	node = pg.Clone(node)
	bare := func(n *pg.Node) *pg.Node {
		for n.GetTypeCast() != nil {
			n = n.GetTypeCast().Arg
		}
		return n
	}
	node = bare(node)
	if e := node.GetAExpr(); e != nil {
		e.Lexpr, e.Rexpr = bare(e.Lexpr), bare(e.Rexpr)
		for i, item := range e.Rexpr.GetList().GetItems() {
			e.Rexpr.GetList().Items[i] = bare(item)
		}
		for i, item := range e.Rexpr.GetAArrayExpr().GetElements() {
			e.Rexpr.GetAArrayExpr().Elements[i] = bare(item)
		}
	}
	return node
}
