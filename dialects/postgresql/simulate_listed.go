//go:build cgo

package postgresql

import (
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// The rows that a path inserts as literals stay known one by one, as long as
// statements say what they do to them. What is beyond that makes the rows of the
// table unknown, never wrong.

// Bounds on what is kept of one table.
const (
	maxListedRows = 2000
	maxListedText = 16 << 10
)

// listable returns the table of a statement if its rows are known and the
// statement changes nothing else: no triggers, rules, partitions or policies. nil
// if that is not so, or if nobody knows whether the statement runs.
func (s *simulation) listable(v *pg.RangeVar, w write, with *pg.WithClause) *schema.Table {
	if s.unsure || s.depth > 0 || with != nil {
		return nil
	}
	return s.changeable(v, w)
}

// changeable is listable for a statement that may run or not.
func (s *simulation) changeable(v *pg.RangeVar, w write) *schema.Table {
	t, known := s.cat.Table(v.GetSchemaname(), cutName(v.GetRelname()))
	if t == nil || !known.Yes() || t.Doubt != nil || t.Kind != schema.Regular || t.RowSecurity || len(t.Parents) > 0 || len(t.Rules) > 0 ||
		len(s.children(t.Name)) > 0 || slices.ContainsFunc(t.Triggers, func(tr schema.Trigger) bool { return !tr.Disabled && w.fires(tr) }) {
		return nil
	}
	if rows, _ := s.cat.RowsOf(t); rows == schema.RowsUnknown {
		return nil
	}
	return t
}

// unlist makes unknown which rows a table and the tables of a view hold; where
// it is known that there are none, that stays.
func (s *simulation) unlist(v *pg.RangeVar) {
	if t := s.look(v.GetSchemaname(), v.GetRelname(), true); t != nil {
		s.unlistTable(t)
	}
}

func (s *simulation) unlistTable(t *schema.Table) {
	if t.Kind == schema.View {
		for _, u := range t.Uses {
			if used, _ := s.cat.Table(u.Table.Schema, u.Table.Name); used != nil {
				s.unlistTable(used)
			}
		}
		return
	}
	if rows, _ := s.cat.RowsOf(t); rows == schema.RowsListed {
		s.fill(t.Name, false)
	}
}

// unlistReferencing does the same for the tables that an action of a foreign key
// may change; action tells which one counts.
func (s *simulation) unlistReferencing(n schema.Name, action func(schema.Constraint) string) {
	for _, t := range s.cat.TablesNaming(n) {
		for _, k := range t.Constraints {
			if a := action(k); k.Kind == schema.ForeignKey && k.RefTable == n && a != "" && a != "RESTRICT" {
				s.unlistTable(t)
			}
		}
	}
}

func onDelete(k schema.Constraint) string { return k.OnDelete }
func onUpdate(k schema.Constraint) string { return k.OnUpdate }

// insertListed follows an INSERT whose rows can be worked out; false: they cannot.
func (s *simulation) insertListed(n *pg.InsertStmt) bool {
	t := s.listable(n.Relation, insertOf(n), n.WithClause)
	if t == nil {
		return false
	}
	columns, ok := targetColumns(t, n.Cols)
	if !ok {
		return false
	}
	source := &rowset{rows: []*row{{}}} // DEFAULT VALUES
	q := &query{cat: s.cat, users: &userData{kept: true}}
	if n.Override == pg.OverridingKind_OVERRIDING_USER_VALUE {
		return false
	}
	if n.SelectStmt != nil {
		var err error
		if source, err = q.run(n.SelectStmt.GetSelectStmt(), nil); err != nil || source.sure() != nil || source.open {
			return false
		}
	}
	rows, _ := s.cat.ListedRows(t)
	before := len(rows)
	shuffled := t.Shuffled || q.users.shuffled
	// In which order the server reads the rows of a query, and so numbers them, is its own.
	numbered := len(source.rows) < 2 || len(n.SelectStmt.GetSelectStmt().GetValuesLists()) > 0
	for _, r := range source.rows {
		added, ok := s.newRow(t, columns, r.values, numbered)
		if !ok {
			return false
		}
		switch conflict := s.conflicting(t, n.OnConflictClause, rows, added); conflict {
		case schema.Unknown:
			return false
		case schema.Yes:
			if n.OnConflictClause.Action != pg.OnConflictAction_ONCONFLICT_NOTHING {
				return false
			}
			continue
		}
		rows = append(rows, added)
	}
	if len(rows) > maxListedRows {
		return false
	}
	s.cat.ListRows(t.Name, rows, shuffled)
	s.wrote(&schema.Write{Table: t.Name, Rows: rows[before:], Shuffled: q.users.shuffled, Inserted: true})
	return true
}

// wrote records the rows that the statement has written, for what it returns.
func (s *simulation) wrote(w *schema.Write) {
	w.SQL = s.text
	s.cat.Wrote(w)
}

// targetColumns are the places of the columns that an INSERT names, or of all.
func targetColumns(t *schema.Table, cols []*pg.Node) ([]int, bool) {
	var places []int
	for i := range t.Columns {
		if len(cols) == 0 {
			places = append(places, i)
		}
	}
	for _, node := range cols {
		target := node.GetResTarget()
		i := slices.IndexFunc(t.Columns, func(c *schema.Column) bool { return c.Name == cutName(target.GetName()) })
		if i < 0 || len(target.GetIndirection()) > 0 || slices.Contains(places, i) {
			return nil, false
		}
		places = append(places, i)
	}
	return places, true
}

// newRow is a row with the given values, and the defaults of the other columns. numbered: what a sequence gives next is for
// this row.
func (s *simulation) newRow(t *schema.Table, columns []int, values []any, numbered bool) ([]any, bool) {
	if len(values) > len(columns) {
		return nil, false
	}
	given := make([]any, len(t.Columns))
	for i := range given {
		given[i] = unknown{byDefault: true}
	}
	for i, v := range values {
		given[columns[i]] = v
	}
	r := make([]any, len(t.Columns))
	for i := range t.Columns {
		col := t.Columns[i]
		if u, ok := given[i].(unknown); !ok || !u.byDefault {
			r[i] = stored(given[i], col)
			continue
		}
		r[i] = s.defaultOf(col)
		if _, drawn := s.sequenceOf(col); drawn && !numbered {
			r[i] = unlistedDefault(col)
		}
	}
	return r, true
}

// fillColumn gives the rows of a table the default of a column that is added to it. shared: the tables that inherit from it
// get the column too.
func (s *simulation) fillColumn(t *schema.Table, col *schema.Column, shared bool) {
	seq, drawn := s.sequenceOf(col)
	rows, _ := s.cat.RowsOf(t)
	switch {
	case drawn && (shared || rows == schema.RowsUnknown):
		s.cat.ForgetNextValue(seq)
	case rows == schema.RowsUnknown:
		s.unfollowedDefault(col)
	}
	if rows != schema.RowsListed {
		return
	}
	values := make([]any, t.RowCount)
	for i := range values {
		values[i] = s.defaultOf(col)
		if drawn && t.Shuffled {
			values[i] = unlistedDefault(col)
		}
	}
	col.Detail().Values = values
}

func unlistedDefault(col *schema.Column) schema.Unlisted {
	return schema.Unlisted{Why: "the default of column " + col.Name + " is the server's own", There: col.NotNull}
}

// defaultOf is the value of a column that a statement leaves out. It takes the next one of a sequence.
func (s *simulation) defaultOf(col *schema.Column) any {
	unlisted := unlistedDefault(col)
	if n, drawn := s.sequenceOf(col); drawn {
		if v, ok := s.draw(n); ok {
			return stored(v, col)
		}
		return unlisted
	}
	s.unfollowedDefault(col)
	switch {
	case col.Generated != nil || col.Type.IsZero() || col.Type.Name.Schema != schema.SystemSchema:
		return unlisted
	case col.Default == nil && col.NotNull:
		return unlisted // it came from elsewhere, or the statement fails
	case col.Default == nil:
		return nil
	}
	targets := parsedText("SELECT " + col.Default.SQL).GetSelectStmt().GetTargetList()
	if len(targets) != 1 {
		return unlisted
	}
	e := &env{q: &query{cat: s.cat, users: &userData{}}}
	v := e.eval(targets[0].GetResTarget().GetVal())
	if isUnknown(v) {
		return unlisted
	}
	return stored(v, col)
}

// stored is a value as a column keeps it.
func stored(v any, col *schema.Column) any {
	unlisted := schema.Unlisted{Why: "the value of column " + col.Name + " is the server's own", There: col.NotNull}
	switch x := v.(type) {
	case nil:
		return nil
	case unknown:
		unlisted.Why, unlisted.There = x.why, x.there || col.NotNull
		return unlisted
	case string:
		if len(x) > maxListedText {
			return unlisted
		}
	}
	if array, ok := storedArray(v, col); ok {
		return array
	}
	if col.Type.Array || col.Type.Name.Schema != schema.SystemSchema || col.Collation != "" {
		return unlisted
	}
	switch col.Type.Name.Name {
	case "text", "character varying":
		text, ok := textOf(v)
		if _, isBool := v.(bool); isBool || !ok || !fits(text, col.Type.Mod) {
			return unlisted
		}
		return text
	case "smallint", "integer", "bigint":
		switch x := v.(type) {
		case int64:
			return x
		case string:
			if n, err := strconv.ParseInt(strings.TrimSpace(x), 10, 64); err == nil {
				return n
			}
		}
	case "boolean":
		if order, ok := compared(v, true); ok {
			return order == 0
		}
	case "bytea":
		switch x := v.(type) {
		case schema.Bytes:
			return x
		case string:
			if b, ok := bytesOf(x); ok {
				return b
			}
		}
	case "uuid":
		switch x := v.(type) {
		case schema.UUID:
			return x
		case string:
			if u, ok := uuidOf(x); ok {
				return u
			}
		}
	}
	return unlisted
}

// storedArray is an array of texts as a column keeps it; false for anything else.
func storedArray(v any, col *schema.Column) (schema.TextArray, bool) {
	if !col.Type.Array || col.Type.Name.Schema != schema.SystemSchema || col.Type.Name.Name != "text" && col.Type.Name.Name != "character varying" {
		return "", false
	}
	list, ok := v.([]any)
	if !ok {
		list, ok = arrayLiteral(v)
	}
	if !ok {
		return "", false
	}
	size := 0
	for _, e := range list {
		if text, isText := e.(string); isText {
			size += len(text)
			ok = ok && fits(text, col.Type.Mod)
		}
	}
	array, texts := schema.NewTextArray(list)
	return array, ok && texts && size <= maxListedText
}

// fits tells whether a text is no longer than (n).
func fits(text, mod string) bool {
	if mod == "" {
		return true
	}
	n, err := strconv.Atoi(strings.Trim(mod, "()"))
	return err == nil && utf8.RuneCountInString(text) <= n
}

// bytesOf reads a literal of the type bytea: \x and digits, or a text in ASCII without escapes, which is the same in each encoding.
func bytesOf(text string) (schema.Bytes, bool) {
	if digits, ok := strings.CutPrefix(text, `\x`); ok {
		raw, err := hex.DecodeString(digits)
		return schema.Bytes(`\x` + hex.EncodeToString(raw)), err == nil
	}
	plain := !strings.ContainsFunc(text, func(r rune) bool { return r == '\\' || r >= utf8.RuneSelf })
	return schema.Bytes(`\x` + hex.EncodeToString([]byte(text))), plain
}

// uuidOf reads the forms of a UUID that are common; the server knows more.
func uuidOf(text string) (schema.UUID, bool) {
	digits := strings.ToLower(text)
	if len(digits) == 36 && digits[8] == '-' && digits[13] == '-' && digits[18] == '-' && digits[23] == '-' {
		digits = digits[:8] + digits[9:13] + digits[14:18] + digits[19:23] + digits[24:]
	}
	if len(digits) != 32 || strings.Trim(digits, "0123456789abcdef") != "" {
		return "", false
	}
	return schema.UUID(digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:]), true
}

// conflicting tells whether a row meets another one under ON CONFLICT. Without
// such a clause it does not, since the statement would fail.
func (s *simulation) conflicting(t *schema.Table, clause *pg.OnConflictClause, rows [][]any, added []any) schema.State {
	if clause == nil || len(rows) == 0 {
		return schema.No
	}
	keys, ok := conflictKeys(t, clause.Infer)
	if !ok {
		return schema.Unknown
	}
	result := schema.No
	for _, key := range keys {
		for _, r := range rows {
			switch same := sameKey(key, r, added); same {
			case schema.Yes:
				return schema.Yes
			case schema.Unknown:
				result = schema.Unknown
			}
		}
	}
	return result
}

// conflictKeys are the columns of the keys that ON CONFLICT looks at; false where
// one is no list of columns.
func conflictKeys(t *schema.Table, infer *pg.InferClause) (keys [][]int, ok bool) {
	place := func(name string) int {
		return slices.IndexFunc(t.Columns, func(c *schema.Column) bool { return c.Name == name })
	}
	if infer != nil && infer.Conname == "" {
		var key []int
		for _, node := range infer.IndexElems {
			i := place(cutName(node.GetIndexElem().GetName()))
			if i < 0 || node.GetIndexElem().GetExpr() != nil {
				return nil, false
			}
			key = append(key, i)
		}
		return [][]int{key}, infer.WhereClause == nil
	}
	for _, x := range t.Indexes {
		if !x.Unique || infer != nil && x.Name != infer.Conname {
			continue
		}
		var key []int
		for _, k := range x.Keys {
			i := place(k.Column)
			if i < 0 || x.Where != nil || x.NullsNotDistinct {
				return nil, false
			}
			key = append(key, i)
		}
		keys = append(keys, key)
	}
	excluding := func(k schema.Constraint) bool { return k.Kind == schema.Exclusion }
	return keys, len(keys) > 0 && !slices.ContainsFunc(t.Constraints, excluding)
}

// sameKey tells whether two rows have the same key; NULL equals nothing.
func sameKey(key []int, a, b []any) schema.State {
	result := schema.Yes
	for _, i := range key {
		x, y := evaluated(a[i]), evaluated(b[i])
		if x == nil || y == nil {
			return schema.No
		}
		switch compareValues("=", x, y) {
		case true:
		case false:
			return schema.No
		default:
			result = schema.Unknown
		}
	}
	return result
}

// updateListed follows an UPDATE of rows that are known; false: it cannot. Of one that may run or not, or more than once, the columns
// that it sets are not known in the rows that it may reach.
func (s *simulation) updateListed(n *pg.UpdateStmt) bool {
	t := s.listable(n.Relation, updateOf(n), n.WithClause)
	if s.unsure && !s.within && n.WithClause == nil {
		t = s.changeable(n.Relation, updateOf(n))
	}
	if t == nil {
		return false
	}
	q := &query{cat: s.cat, users: &userData{}}
	envs, _, err := q.from([]*pg.Node{{Node: &pg.Node_RangeVar{RangeVar: n.Relation}}}, nil, nil)
	rows, listed := s.cat.ListedRows(t)
	if err != nil || !listed || len(envs) != len(rows) {
		return false
	}
	shuffled := t.Shuffled
	write, sure := &schema.Write{Table: t.Name, Shuffled: t.Shuffled}, true
	others, joined := q.joinable(n.FromClause, len(envs))
	for i, e := range envs {
		hit, matches := e.updates(n), []*env{e}
		if joined && hit != false {
			hit, matches = e.matched(n.WhereClause, others)
		}
		if hit == nil || hit == false {
			continue
		}
		if hit == true && s.unsure {
			hit = unknown{why: mayRun}
		}
		shuffled = true // the server writes the row anew
		next := slices.Clone(rows[i])
		for _, node := range n.TargetList {
			target := node.GetResTarget()
			c := slices.IndexFunc(t.Columns, func(c *schema.Column) bool { return c.Name == cutName(target.GetName()) })
			if c < 0 || len(target.GetIndirection()) > 0 {
				return false
			}
			value := common(matches, target.Val)
			next[c] = stored(value, t.Columns[c])
			if u, ok := value.(unknown); ok && u.byDefault {
				s.unfollowedDefault(t.Columns[c])
				s.cat.ForgetNextValue(t.Columns[c].Sequence)
			}
			if why, unsure := hit.(unknown); unsure {
				next[c] = schema.Unlisted{Why: why.why, There: t.Columns[c].NotNull}
			}
		}
		for c, col := range t.Columns {
			if col.Generated != nil {
				next[c] = schema.Unlisted{Why: "column " + col.Name + " is generated"}
			}
		}
		rows[i] = next
		write.Rows = append(write.Rows, next)
		sure = sure && hit == true
	}
	s.cat.ListRows(t.Name, rows, shuffled)
	if sure {
		s.wrote(write)
	}
	s.unlistReferencing(t.Name, onUpdate)
	return true
}

// updates tells whether an UPDATE changes a row. Which row of a FROM meets it is not followed: the row is left as it is where a part
// of the condition says so that holds for every other row, and else nobody knows.
func (e *env) updates(n *pg.UpdateStmt) any {
	if len(n.FromClause) == 0 {
		if n.WhereClause == nil {
			return true
		}
		return e.eval(n.WhereClause)
	}
	for _, part := range conjuncts(n.WhereClause) {
		if hit := e.eval(part); hit == nil || hit == false {
			return false
		}
	}
	return unknown{why: fromNotFollowed}
}

const fromNotFollowed = "which rows an UPDATE with FROM changes is not followed"

// maxJoined bounds how many pairs of rows an UPDATE with FROM may look at.
const maxJoined = 100_000

// joinable are the rows of the FROM of an UPDATE of so many rows; false where there is none, or it is not followed.
func (q *query) joinable(from []*pg.Node, rows int) ([]*env, bool) {
	if len(from) == 0 {
		return nil, false
	}
	others, _, err := q.from(from, nil, nil)
	return others, err == nil && len(others)*rows <= maxJoined
}

// matched finds the rows of FROM that a row of an UPDATE meets, and whether there are any. Where it meets one for sure, the row
// is written, whatever the others are; the server takes any of them.
func (e *env) matched(where *pg.Node, others []*env) (hit any, matches []*env) {
	hit = false
	for _, o := range others {
		both := e.joined(o)
		switch v := both.all(conjuncts(where)); {
		case v == true && both.doubt == "":
			hit = true
			matches = append(matches, both)
		case v != false && v != nil:
			if hit == false {
				hit = unknown{why: fromNotFollowed}
			}
			matches = append(matches, both)
		}
	}
	return hit, matches
}

// all tells whether all conditions hold; those behind one that does not are not looked at.
func (e *env) all(conditions []*pg.Node) any {
	result := any(true)
	for _, c := range conditions {
		if result = and(result, e.eval(c)); result == false || result == nil {
			return false
		}
	}
	return result
}

// common is the value that an expression has for each of the rows; unknown where it differs.
func common(rows []*env, expression *pg.Node) any {
	if len(rows) == 0 {
		return unknown{why: fromNotFollowed}
	}
	v := rows[0].eval(expression)
	for _, e := range rows[1:] {
		next := e.eval(expression)
		if isUnknown(v) || isUnknown(next) || !(v == nil && next == nil || compareValues("=", v, next) == true) {
			return unknown{why: "which of several rows of FROM the server takes is its own"}
		}
	}
	return v
}

// deleteListed follows a DELETE of rows that are known; false: it cannot.
func (s *simulation) deleteListed(n *pg.DeleteStmt) bool {
	t := s.listable(n.Relation, write{events: schema.OnDelete}, n.WithClause)
	if t == nil || len(n.UsingClause) > 0 {
		return false
	}
	q := &query{cat: s.cat, users: &userData{}}
	envs, _, err := q.from([]*pg.Node{{Node: &pg.Node_RangeVar{RangeVar: n.Relation}}}, nil, nil)
	rows, listed := s.cat.ListedRows(t)
	if err != nil || !listed || len(envs) != len(rows) {
		return false
	}
	var kept, gone [][]any
	for i, e := range envs {
		hit := any(true)
		if n.WhereClause != nil {
			hit = e.eval(n.WhereClause)
		}
		switch hit {
		case true:
			gone = append(gone, rows[i])
		case false, nil:
			kept = append(kept, rows[i])
		default:
			return false
		}
	}
	s.wrote(&schema.Write{Table: t.Name, Rows: gone, Shuffled: t.Shuffled})
	s.cat.ListRows(t.Name, kept, t.Shuffled)
	return true
}

// evaluated is a kept value as the evaluator of queries has it.
func evaluated(v any) any {
	if u, ok := v.(schema.Unlisted); ok {
		return unknown{why: u.Why, there: u.There}
	}
	if array, ok := v.(schema.TextArray); ok {
		return array.Elems()
	}
	return v
}

// userData is what a query has met on its way.
type userData struct {
	// listed: rows of a user's table; their texts are sorted as the database says.
	listed bool
	// kept: the rows of the result are kept as those of a table.
	kept bool
	// shuffled: rows in an order of the server's own.
	shuffled bool
}

// userRows returns the rows of a user's table that are known one by one.
func (q *query) userRows(t *schema.Table, columns []string) (*rowset, bool) {
	if q.users == nil || q.emptyOnly {
		return nil, false
	}
	rows, ok := q.cat.ListedRows(t)
	if q.write != nil {
		rows, ok = q.write.Rows, q.write.Table == t.Name
	}
	if !ok {
		return nil, false
	}
	q.users.listed = true
	q.users.shuffled = q.users.shuffled || t.Shuffled && len(rows) > 1
	rel := &rowset{columns: columns, open: t.Doubt != nil}
	for n, r := range rows {
		values := make([]any, len(r))
		for i, v := range r {
			values[i] = evaluated(v)
		}
		rel.rows = append(rel.rows, &row{values: values, at: place{t.Name, n + 1}})
	}
	return rel, true
}

// countable returns an error where the number of rows cannot be told: a function
// can return many, and an aggregate makes one of many. It counts where users' rows are at stake.
func (q *query) countable(sel *pg.SelectStmt) error {
	if q.users == nil || !q.users.listed && !q.users.kept {
		return nil
	}
	if sel.LimitOption == pg.LimitOption_LIMIT_OPTION_WITH_TIES {
		return errors.New("FETCH WITH TIES is not followed")
	}
	var fault error
	for _, target := range append(slices.Clone(sel.TargetList), sel.SortClause...) {
		pg.Walk(target, func(m pg.Message) bool {
			f, ok := m.(*pg.FuncCall)
			if !ok {
				return true
			}
			name := written(f.Funcname).Name
			known := f.Over != nil || aggregateFunctions.has(name) || harmless.has(name) && !setReturning.has(name)
			if (!known || len(q.cat.Routines("", name)) > 0) && fault == nil {
				fault = errors.New("how many rows the function " + name + "() makes is not known")
			}
			return true
		})
	}
	return fault
}

// setReturning are the functions of harmless that return many rows.
var setReturning = wordSet(`generate_series generate_subscripts json_array_elements json_array_elements_text json_each json_each_text
	json_object_keys json_populate_recordset json_to_recordset jsonb_array_elements jsonb_array_elements_text jsonb_each jsonb_each_text
	jsonb_object_keys jsonb_path_query jsonb_path_query_tz jsonb_populate_recordset jsonb_to_recordset regexp_matches regexp_split_to_table string_to_table unnest`)

// unordered says why an aggregate of users' rows depends on more than the rows.
func (q *query) unordered(name string, f *pg.FuncCall, values []any) string {
	if q.users == nil || !q.users.listed || len(values) < 2 {
		return ""
	}
	switch name {
	case "max", "min":
		for _, v := range values[1:] {
			if q.collated(values[0], v) {
				return collationReason
			}
		}
	case "array_agg", "string_agg", "json_agg", "jsonb_agg":
		if q.users.shuffled || len(f.AggOrder) > 0 {
			return "the order of its rows is not known"
		}
	}
	return ""
}

// collated tells whether the order of two values depends on the database's collation.
func (q *query) collated(a, b any) bool {
	if _, list := a.([]any); list {
		return q != nil && q.users != nil && q.users.listed
	}
	_, textA := a.(string)
	_, textB := b.(string)
	return textA && textB && q != nil && q.users != nil && q.users.listed && a != b
}
