package schema

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Difference is one way in which a schema is not as another one.
type Difference struct {
	// Kind is the kind of the object, such as "table", "column" or "foreign key".
	Kind string
	// Name is the object's name, with the schema and, of a part, its table: "public.orders.total".
	Name string
	// Object is the table or other object of the schema that Name is, or belongs to; Of is its kind and Part
	// the name within it, where Name is a part.
	Object   Name
	Of, Part string
	// Shown is the object's name as SQL writes it at this place; of Unrestored only.
	Shown string
	// Aspect is what differs: "type", "default" ...; empty where the whole object is missing on one side.
	Aspect string
	// Want and Have are the two values of the aspect, or of the object where it is on one side only.
	Want, Have string
	// Missing: the object is in the first schema only; Extra: in the second only.
	Missing, Extra bool
	// Made is the statement that made the object in the first schema; the zero Span if it is not there.
	Made source.Span
}

// String says the difference on one line, from the point of view of the second schema.
func (d Difference) String() string {
	switch {
	case d.Missing:
		return fmt.Sprintf("%s %s is missing", d.Kind, d.Name)
	case d.Extra:
		return fmt.Sprintf("%s %s is not in the revisions", d.Kind, d.Name)
	case d.Have == affirmed:
		return fmt.Sprintf("%s %s is %s", d.Kind, d.Name, d.Aspect)
	case d.Want == affirmed:
		return fmt.Sprintf("%s %s is not %s", d.Kind, d.Name, d.Aspect)
	}
	verb := "is"
	if strings.HasSuffix(d.Aspect, "s") {
		verb = "are"
	}
	aspect, want, have := d.Values()
	return fmt.Sprintf("%s %s: its %s %s %s, not %s", d.Kind, d.Name, aspect, verb, none(have), none(want))
}

// Values are what differs and the two values, each on one line: of a text of several lines, such as the body of a function,
// the first line that differs in more than the white space around it.
func (d Difference) Values() (aspect, want, have string) {
	if !strings.Contains(d.Want+d.Have, "\n") {
		return d.Aspect, d.Want, d.Have
	}
	wanted, held := strings.Split(d.Want, "\n"), strings.Split(d.Have, "\n")
	for i := range max(len(wanted), len(held)) {
		if want, have = lineAt(wanted, i), lineAt(held, i); want != have {
			return fmt.Sprintf("%s, from line %d on,", d.Aspect, i+1), want, have
		}
	}
	return d.Aspect, strings.Join(strings.Fields(d.Want), " "), strings.Join(strings.Fields(d.Have), " ")
}

func lineAt(lines []string, i int) string {
	if i >= len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[i])
}

func none(value string) string {
	if value == "" {
		return "none"
	}
	return value
}

// Diff returns how have differs from want, sorted by object. What either does
// not know for sure is left out; so is what ignore names.
func Diff(want, have *Catalog, ignore func(Name) bool) []Difference {
	// Both write their types as if no schema were on the search_path.
	want, have = want.Clone(), have.Clone()
	want.SetSearchPath(nil, false)
	have.SetSearchPath(nil, false)
	a, b := described(want), described(have)
	return compare(a, b, func(x thing) bool { return ignore(x.object) || want.doubts(x) || have.doubts(x) })
}

// compare returns how b differs from a, sorted by object, but for the things to be left out.
func compare(a, b *things, leftOut func(thing) bool) []Difference {
	var list []Difference
	for _, x := range a.list {
		if leftOut(x) {
			continue
		}
		if y := b.find(x.key()); y != nil {
			list = append(list, x.compare(*y)...)
		} else if a.hasWhole(b, x) {
			d := x.difference()
			d.Missing, d.Want, d.Made = true, x.text(), x.made
			list = append(list, d)
		}
	}
	for _, y := range b.list {
		if a.find(y.key()) == nil && !leftOut(y) && b.hasWhole(a, y) {
			d := y.difference()
			d.Extra, d.Have = true, y.text()
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(x, y Difference) int {
		return cmp.Or(cmp.Compare(x.Object.Schema, y.Object.Schema), cmp.Compare(x.Object.Name, y.Object.Name),
			cmp.Compare(kindRank(x.Kind), kindRank(y.Kind)), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Aspect, y.Aspect))
	})
	return list
}

// kindRank lets an object stand before its parts.
func kindRank(kind string) int {
	return slices.Index([]string{"column", "primary key", "unique constraint", "check constraint", "foreign key", "exclusion constraint", "not-null constraint",
		"index", "trigger", "policy", "rule"}, kind)
}

// thing is an object, or a part of one, as lines that can be compared.
type thing struct {
	kind   string
	object Name
	part   string
	of     string // the kind of the object that has the part
	facts  []fact
	made   source.Span
}

type fact struct{ name, value string }

type thingKey struct {
	kind   string
	object Name
	part   string
}

func (x *thing) key() thingKey { return thingKey{x.kind, x.object, x.part} }

// things are some, each once.
type things struct {
	list []thing
	at   map[thingKey]int // their places; nil while they are few
}

// fewThings are found faster without a map.
const fewThings = 16

// find returns the thing of a key; nil if there is none.
func (all *things) find(key thingKey) *thing {
	if all.at != nil {
		if i, ok := all.at[key]; ok {
			return &all.list[i]
		}
		return nil
	}
	for i := range all.list {
		if all.list[i].key() == key {
			return &all.list[i]
		}
	}
	return nil
}

// add puts a thing there, in the place of one with the same key.
func (all *things) add(x thing) {
	if old := all.find(x.key()); old != nil {
		*old = x
		return
	}
	all.list = append(all.list, x)
	switch n := len(all.list); {
	case all.at != nil:
		all.at[x.key()] = n - 1
	case n > fewThings:
		all.at = make(map[thingKey]int, 2*n)
		for i := range all.list {
			all.at[all.list[i].key()] = i
		}
	}
}

// hasWhole tells whether the other schema has the object that x is a part of: a
// missing table is told once, and not for each of its columns.
func (*things) hasWhole(other *things, x thing) bool {
	if x.part == "" {
		return true
	}
	for _, kind := range []string{"table", "partitioned table", "foreign table", "view", "materialized view"} {
		if other.find(thingKey{kind, x.object, ""}) != nil {
			return true
		}
	}
	return false
}

func (x thing) shown() string {
	name := Quote(x.object.Name)
	if x.kind == "function" || x.kind == "procedure" || x.kind == "aggregate" {
		name = x.object.Name
	}
	if x.object.Schema != "" {
		name = Quote(x.object.Schema) + "." + name
	}
	if x.part != "" {
		name += "." + Quote(x.part)
	}
	return name
}

func (x thing) difference() Difference {
	return Difference{Kind: x.kind, Name: x.shown(), Object: x.object, Of: x.of, Part: x.part}
}

// text is all that is known of a thing, on one line.
func (x thing) text() string {
	var parts []string
	for _, f := range x.facts {
		if f.value != "" {
			parts = append(parts, f.name+" "+f.value)
		}
	}
	return strings.Join(parts, ", ")
}

// compare returns the facts in which y is not as x. A fact that one side does
// not know is the empty text with a question mark.
func (x thing) compare(y thing) []Difference {
	var list []Difference
	for i, f := range x.facts {
		if i >= len(y.facts) || y.facts[i].name != f.name {
			continue // a column of a table, and one of a view in its place
		}
		value := y.facts[i].value
		if f.value == value || f.value == unsaid || value == unsaid || sameExpression(f.value, value) {
			continue
		}
		d := x.difference()
		d.Aspect, d.Want, d.Have, d.Made = f.name, f.value, value, x.made
		list = append(list, d)
	}
	return list
}

// unsaid stands for a fact that a catalog does not know.
const unsaid = "?"

// doubts tells whether the catalog does not claim to know the object that a thing
// is or belongs to. A doubt about everything does not count: the caller knows of it from Doubt,
// and what was known before is the best guess.
func (c *Catalog) doubts(x thing) bool {
	own := func(k Known) bool { return k.Unknown() && (c.doubt == nil || k.Doubt != *c.doubt) }
	switch x.kind {
	case "schema", "extension", "function", "procedure", "aggregate":
		return false
	case "sequence":
		_, known := c.Sequence(x.object.Schema, x.object.Name)
		return own(known)
	}
	t, known := c.Table(x.object.Schema, x.object.Name)
	if own(known) || t != nil && (t.Doubt != nil || x.kind == "trigger" && t.triggerDoubt(x.part) != nil) {
		return true
	}
	_, known = c.Type(x.object.Schema, x.object.Name)
	return own(known)
}

// described makes the things of a catalog.
func described(c *Catalog) *things {
	all := &things{}
	for _, s := range c.Schemas() {
		describeSchema(s, all.add)
	}
	for _, t := range slices.Concat(c.Tables(""), c.Views("")) {
		describeTable(c, t, all.add)
	}
	for _, s := range c.Sequences("") {
		describeSequence(c, s, all.add)
	}
	for _, u := range c.Types("") {
		describeType(c, u, all.add)
	}
	for _, r := range c.AllRoutines("") {
		describeRoutine(r, all.add)
	}
	for _, e := range c.Extensions() {
		all.add(thing{kind: "extension", object: e.Name, made: e.Made})
	}
	return all
}

func describeSchema(s *Schema, add func(thing)) {
	if n := s.Name.Name; n != SystemSchema && n != standardSchema {
		add(thing{kind: "schema", object: s.Name, made: s.Made})
	}
}

func describeSequence(c *Catalog, s *Sequence, add func(thing)) {
	if !s.Identity {
		add(thing{kind: "sequence", object: s.Name, made: s.Made, facts: []fact{
			{"type", c.FormatType(s.Type)}, {"increment", fmt.Sprint(s.Increment)}, {"cycle", yes(s.Cycle)}, {"owner", ownerOf(s)}}})
	}
}

func describeRoutine(r *Routine, add func(thing)) {
	if r.Extension == "" {
		add(thing{kind: r.Kind, object: r.Name, made: r.Made, facts: []fact{{"language", r.Language}, {"body", strings.TrimSpace(r.Body)}}})
	}
}

func ownerOf(s *Sequence) string {
	if s.Owner.IsZero() {
		return ""
	}
	return s.Owner.Schema + "." + s.Owner.Name + "." + s.OwnerColumn
}

// affirmed is the value of a fact that holds or does not.
const affirmed = "yes"

func yes(b bool) string {
	if b {
		return affirmed
	}
	return ""
}

// printed is an expression as the server prints it.
func printed(e *Expr) string {
	switch {
	case e == nil:
		return ""
	case e.Printed != "":
		return e.Printed
	}
	return e.SQL
}

func describeType(c *Catalog, u *UserType, add func(thing)) {
	if u.Extension != "" || u.Kind == Base || u.Kind == Multirange {
		return
	}
	x := thing{kind: u.Kind.String(), object: u.Name, made: u.Made}
	switch u.Kind {
	case Enum:
		x.facts = []fact{{"values", strings.Join(u.Values, ", ")}}
	case Domain:
		x.facts = []fact{{"type", c.FormatType(u.Of)}, {"NOT NULL", yes(u.NotNull)}, {"default", printed(u.Default)}}
		var checks []string
		for _, k := range u.Constraints {
			checks = append(checks, k.Name)
		}
		slices.Sort(checks)
		x.facts = append(x.facts, fact{"checks", strings.Join(checks, ", ")})
	case Composite:
		var list []string
		for _, a := range u.Attributes {
			list = append(list, a.Name+" "+c.FormatType(a.Type))
		}
		x.facts = []fact{{"attributes", strings.Join(list, ", ")}}
	case Range:
		x.facts = []fact{{"subtype", c.FormatType(u.Of)}}
	}
	x.facts = append(x.facts, fact{"comment", u.Comment})
	add(x)
}

func ofType(t *Table) string {
	if t.OfType.IsZero() {
		return ""
	}
	return t.OfType.Schema + "." + t.OfType.Name
}

// published lists the publications that name a table, in the order of their names.
func published(t *Table) string {
	return strings.Join(slices.Sorted(slices.Values(t.Publications)), ", ")
}

func describeTable(c *Catalog, t *Table, add func(thing)) {
	describeWhole(t, add)
	describeParts(c, t, &Table{}, add)
}

// describeWhole tells what is known of a table as such.
func describeWhole(t *Table, add func(thing)) {
	var parents []string
	for _, p := range t.Parents {
		parents = append(parents, p.Schema+"."+p.Name)
	}
	add(thing{kind: t.Kind.String(), object: t.Name, made: t.Made, facts: []fact{{"unlogged", yes(t.Unlogged)},
		{"parents", strings.Join(parents, ", ")}, {"of type", ofType(t)}, {"under row level security", yes(t.RowSecurity)},
		{"replica identity", t.ReplicaIdentity}, {"publications", published(t)}, {"comment", t.Comment}}})
}

// describeParts tells what is known of the parts of a table, but for the columns, constraints and indexes that another one has as well.
func describeParts(c *Catalog, t, other *Table, add func(thing)) {
	part := func(kind, name string, made source.Span, facts ...fact) {
		add(thing{kind: kind, object: t.Name, part: name, of: t.Kind.String(), facts: facts, made: made})
	}
	for _, k := range t.Columns {
		if x := other.Column(k.Name); x != nil && (x == k || k.described(x)) {
			continue
		}
		kind := c.FormatType(k.Type)
		if kind == "" {
			kind = unsaid
		}
		if t.IsView() {
			part("column", k.Name, k.Made, fact{"type", kind})
			continue
		}
		part("column", k.Name, k.Made, fact{"type", kind}, fact{"NOT NULL", yes(k.NotNull)}, fact{"default", printed(k.Default)},
			fact{"generated", printed(k.Generated)}, fact{"identity", [...]string{"", "always", "by default"}[k.Identity]}, fact{"comment", k.More().Comment})
	}
	for i := range t.Constraints {
		k := &t.Constraints[i]
		if x := other.Constraint(k.Name); x != nil && !madeUp(k.Name) && k.described(x) {
			continue
		}
		part(k.Kind.String(), k.Name, k.Made, constraintFacts(k)...)
	}
	for i := range t.Indexes {
		x := &t.Indexes[i]
		if y := other.Index(x.Name); x.Constraint != "" || y != nil && !madeUp(x.Name) && x.described(y) {
			continue
		}
		part("index", x.Name, x.Made, indexFacts(x)...)
	}
	for _, g := range t.Triggers {
		part("trigger", g.Name, g.Made, fact{"function", g.Function.Name}, fact{"disabled", yes(g.Disabled)})
	}
	for _, p := range t.Policies {
		part("policy", p.Name, p.Made, fact{"command", p.Command}, fact{"using", printed(p.Using)}, fact{"check", printed(p.Check)})
	}
}

func constraintFacts(k *Constraint) []fact {
	references := ""
	if k.Kind == ForeignKey {
		references = k.RefTable.Schema + "." + k.RefTable.Name + " (" + strings.Join(k.RefColumns, ", ") + ")"
	}
	columns, condition := strings.Join(k.Columns, ", "), printed(k.Check)
	if k.Kind == Check {
		columns = ""
	}
	if strings.HasPrefix(condition, "FOR VALUES") {
		condition = unsaid // what a partition leaves behind when it is detached, in the server's own words
	}
	return []fact{{"columns", columns}, {"condition", condition}, {"table", references}, {"on update", k.OnUpdate}, {"on delete", k.OnDelete},
		{"deferrable", yes(k.Deferrable)}, {"initially deferred", yes(k.InitiallyDeferred)}, {"not valid", yes(k.NotValid)},
		{"elements", strings.Join(k.Elements, ", ")}, {"include", strings.Join(k.Include, ", ")}}
}

func indexFacts(x *Index) []fact {
	invalid := yes(x.Invalid)
	if x.MayBeInvalid {
		invalid = unsaid
	}
	var keys []string
	for _, k := range x.Keys {
		key := k.Column
		if key == "" {
			key = printed(k.Expr)
		}
		if k.Descending {
			key += " DESC"
		}
		if k.NullsFirst != k.Descending {
			key += map[bool]string{true: " NULLS FIRST", false: " NULLS LAST"}[k.NullsFirst]
		}
		keys = append(keys, key)
	}
	return []fact{{"method", x.Method}, {"unique", yes(x.Unique)}, {"columns", strings.Join(keys, ", ")},
		{"include", strings.Join(x.Include, ", ")}, {"condition", printed(x.Where)}, {"invalid", invalid}}
}

// sameExpression tells whether two expressions differ only in what a server adds
// when it prints them: parentheses, casts of constants, spaces, upper case of words, the schema of what is called, = ANY for IN.
func sameExpression(a, b string) bool {
	return bare(nextval.ReplaceAllString(a, "nextval('")) == bare(nextval.ReplaceAllString(b, "nextval('"))
}

// calledInDefault is the default schema in front of a function: pg_dump writes it, since it sets no search_path.
var calledInDefault = lazyregexp.New(`^` + DefaultSchema + `\.[a-z_][a-z0-9_$]*\(`)

// printedLists are the starts of what the server prints for lists, without spaces and brackets, and how people write them.
var printedLists = map[string]string{"=anyarray": "in", "<>allarray": "notin"}

// nextval names a sequence; its schema is written where the search_path does not lead there.
var nextval = lazyregexp.New(`nextval\('(?:"(?:[^"]|"")+"|[a-z0-9_$]+)\.`)

// bare takes out of an expression what says nothing. Within quotes everything counts.
func bare(expr string) string {
	var b bareText
	for i := 0; i < len(expr); {
		c := expr[i]
		switch {
		case c == '\'' || c == '"':
			end := closing(expr, i)
			b.text = append(b.text, expr[i:end]...)
			i = end
		case c == ' ' || c == '(' || c == ')' || c == '\n' || c == '\t':
			i++
		case strings.HasPrefix(expr[i:], "::"):
			i = castEnd(expr, i+2)
		case c == 'p' && (i == 0 || !isWordByte(expr[i-1]) && expr[i-1] != '.') && calledInDefault.MatchString(expr[i:]):
			i += len(DefaultSchema) + 1
		case c == '[' || c == ']':
			b.list(c)
			i++
		case c >= 'A' && c <= 'Z':
			b.text = append(b.text, c+'a'-'A')
			i++
		default:
			b.text = append(b.text, c)
			i++
		}
	}
	return string(b.text)
}

// bareText is what bare has written so far.
type bareText struct {
	text  []byte
	lists []bool // of each [ that is open, whether it stands for the list of IN
}

// list writes a bracket of an array, unless the array is the list that IN was written with.
func (b *bareText) list(c byte) {
	if c == ']' {
		last := len(b.lists) - 1
		if last < 0 || !b.lists[last] {
			b.text = append(b.text, c)
		}
		b.lists = b.lists[:max(0, last)]
		return
	}
	for printed, written := range printedLists {
		if rest, ok := bytes.CutSuffix(b.text, []byte(printed)); ok {
			b.text, b.lists = append(rest, written...), append(b.lists, true)
			return
		}
	}
	b.text = append(b.text, c)
	b.lists = append(b.lists, false)
}

// closing is the offset behind the quote that ends what begins at i.
func closing(text string, i int) int {
	quote := text[i]
	for j := i + 1; j < len(text); j++ {
		if text[j] == quote {
			if j+1 < len(text) && text[j+1] == quote {
				j++
				continue
			}
			return j + 1
		}
	}
	return len(text)
}

// typeWords follow the first word of a type's name.
var typeWords = []string{" varying", " precision", " with time zone", " without time zone"}

// castEnd is the offset behind the type of a cast, which begins at i.
func castEnd(text string, i int) int {
	for i < len(text) && (text[i] == '_' || text[i] == '.' || text[i] == '"' || text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z') {
		i++
	}
	for _, words := range typeWords {
		if len(text)-i >= len(words) && strings.EqualFold(text[i:i+len(words)], words) {
			i += len(words)
		}
	}
	if i < len(text) && text[i] == '(' {
		if end := strings.IndexByte(text[i:], ')'); end >= 0 {
			i += end + 1
		}
	}
	for strings.HasPrefix(text[i:], "[]") {
		i += 2
	}
	return i
}
