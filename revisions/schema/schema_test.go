package schema

import (
	"slices"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

func table(c *Catalog, schema, name string, columns ...string) *Table {
	t := &Table{Rows: RowsNone}
	for _, col := range columns {
		t.Columns = append(t.Columns, &Column{Name: col, Type: Type{Name: Name{SystemSchema, "integer"}}})
	}
	return c.AddTable(Name{schema, name}, t)
}

// TestSearchPath: a name without a schema is the first one along the path.
func TestSearchPath(t *testing.T) {
	c := New()
	c.AddSchema("app")
	table(c, "public", "a", "one")
	table(c, "app", "a", "two")
	table(c, "app", "b", "three")
	for _, step := range []struct {
		path  []string
		local bool
		end   bool
		name  string
		want  string // the schema of the table found; empty for none
	}{
		{name: "a", want: "public"},
		{name: "b"},
		{path: []string{"app", "public"}, local: true, name: "a", want: "app"},
		{path: []string{"public", "app"}, local: true, name: "a", want: "public"},
		{name: "b", want: "app"},
		{end: true, name: "b"},
		{path: []string{"missing", "app"}, name: "a", want: "app"},
		{name: "a", want: "app"},
	} {
		if step.path != nil {
			c.SetSearchPath(step.path, step.local)
		}
		if step.end {
			c.EndRevision()
		}
		got, known := c.Table("", step.name)
		if (step.want != "") != known.Yes() || known.Yes() && got.Name.Schema != step.want {
			t.Errorf("%+v: %+v %v", step, got, known)
		}
	}
	if got := c.CreationSchema(); got != "app" {
		t.Errorf("objects would be made in %s", got)
	}
	if c.EndRevision(); c.CreationSchema() != "public" {
		t.Errorf("the next revision would make objects in %s", c.CreationSchema())
	}
}

// TestUnknown: what is older than a statement that was not followed is unknown,
// what is newer is known.
func TestUnknown(t *testing.T) {
	c := New()
	table(c, "public", "old", "a")
	c.MarkUnknown("a DO block", source.Span{})
	table(c, "public", "new", "a")
	d := c.Drop(false)
	d.Table(Name{"public", "gone"})
	c.MarkTableUnknown(Name{"public", "half"}, "a loop", source.Span{})
	for name, want := range map[string]Known{
		"old": {State: Unknown, Doubt: Doubt{Reason: "a DO block"}}, "new": {State: Yes}, "gone": {State: No},
		"never": {State: Unknown, Doubt: Doubt{Reason: "a DO block"}}, "half": {State: Unknown, Doubt: Doubt{Reason: "a loop"}},
	} {
		if _, got := c.Table("", name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if c.EditTable(Name{"public", "old"}); !c.Complete().Unknown() {
		t.Error("a list of all tables would be known")
	}
	if _, got := c.Table("", "old"); !got.Yes() {
		t.Errorf("a table that a statement has changed is there, not %v", got)
	}
}

// TestDoubtNamed: the words of a file that could not be read are unknown.
func TestDoubtNamed(t *testing.T) {
	c := New()
	table(c, "public", "users", "id")
	table(c, "public", "posts", "id")
	c.DoubtNamed(`op.add_column("users", sa.Column("x")); op.create_table('fresh')`, "broken", source.Span{})
	for name, want := range map[string]State{"users": Yes, "posts": Yes, "fresh": Unknown, "other": No} {
		if _, got := c.Table("", name); got.State != want {
			t.Errorf("%s: %v, want %v", name, got.State, want)
		}
	}
	users, _ := c.Table("", "users")
	if rows, _ := c.RowsOf(users); rows != RowsUnknown || users.Doubt == nil {
		t.Error("users may have got rows, and columns")
	}
	posts, _ := c.Table("", "posts")
	if rows, _ := c.RowsOf(posts); rows != RowsNone {
		t.Error("nothing names posts")
	}
	c.DoubtNamed(`op.create_index("posts_idx", "posts", ["id"])`, "broken", source.Span{})
	if _, _, known := c.Index("", "posts_idx"); !known.Unknown() {
		t.Error("the index may have been made")
	}
	c.DoubtNamed(`op.drop_table("users")`, "broken", source.Span{})
	if _, got := c.Table("", "users"); !got.Unknown() {
		t.Error("users may be gone")
	}
	if known := c.Listing(""); !known.Unknown() || known.Reason != "broken" {
		t.Errorf("the list of tables: %v", known)
	}
}

// TestEndBaseline: what was there before the path is not created on it, and may
// have rows.
func TestEndBaseline(t *testing.T) {
	c := New()
	table(c, "public", "old", "id")
	before := c.Clone()
	c.EndBaseline()
	table(c, "public", "new", "id")
	for name, want := range map[string]Rows{"old": RowsUnknown, "new": RowsNone} {
		got, _ := c.Table("", name)
		rows, _ := c.RowsOf(got)
		if got.Created != (want == RowsNone) || rows != want {
			t.Errorf("%s: created %v, rows %v", name, got.Created, rows)
		}
	}
	if got, _ := before.Table("", "old"); !got.Created {
		t.Error("the clone has changed")
	}
}

// TestInspect: the order and values of the answers of SQLAlchemy's Inspector.
func TestInspect(t *testing.T) {
	c := New()
	c.AddSchema("app")
	table(c, "app", "ref", "id")
	a := table(c, "public", "a", "id", "x")
	a.Constraints = []Constraint{
		{Name: "pk", Kind: PrimaryKey, Columns: []string{"id"}, Index: "pk"}, {Name: "z", Kind: Unique, Columns: []string{"x"}, Index: "z"},
		{Name: "fk", Kind: ForeignKey, Columns: []string{"x"}, RefTable: Name{"app", "ref"}, RefColumns: []string{"id"}},
		{Name: "c", Kind: Unique, Columns: []string{"id", "x"}, Index: "c"},
	}
	for _, x := range []Index{
		{Name: "pk", Unique: true, Primary: true, Constraint: "pk", Keys: []IndexKey{{Column: "id"}}},
		{Name: "z", Unique: true, Constraint: "z", Keys: []IndexKey{{Column: "x"}}},
		{Name: "b", Keys: []IndexKey{{Expr: &Expr{SQL: "lower(x)"}, Descending: true, NullsFirst: true}}},
	} {
		c.AddIndex(a.Name, x)
	}
	var names []string
	indexes, known := c.IndexInfos("", "a")
	for _, x := range indexes {
		names = append(names, x.Name+":"+x.DuplicatesConstraint)
	}
	if !known.Yes() || !slices.Equal(names, []string{"b:", "z:z"}) || !indexes[0].HasExpressions || !slices.Equal(indexes[0].Keys[0].Sorting(), []string{"desc"}) {
		t.Errorf("indexes %v %+v", known, indexes)
	}
	if u, _ := c.UniqueConstraints("public", "a"); len(u) != 2 || u[0].Name != "c" {
		t.Errorf("unique constraints %+v", u)
	}
	if f, _ := c.ForeignKeys("", "a"); len(f) != 1 || f[0].ReferredSchema != "app" {
		t.Errorf("foreign keys %+v", f)
	}
	c.SetSearchPath([]string{"public", "app"}, false)
	if f, _ := c.ForeignKeys("", "a"); f[0].ReferredSchema != "" {
		t.Errorf("a visible table has the schema %s", f[0].ReferredSchema)
	}
	if got := c.TableNames(""); !slices.Equal(got, []string{"a", "ref"}) {
		t.Errorf("tables %v", got)
	}
	if _, known := c.ColumnInfos("", "nothing"); !known.No() {
		t.Errorf("columns of a missing table: %v", known)
	}
}

// TestDoubtStaysInClone: what becomes doubtful in a copy stays sure in the catalog that it was copied from.
func TestDoubtStaysInClone(t *testing.T) {
	c := New()
	n := Name{DefaultSchema, "users"}
	c.AddTable(n, &Table{Rows: RowsNone})
	c.Clone().MarkTableUnknown(n, "a test", source.Span{})
	table, known := c.Table("", "users")
	if rows, _ := c.RowsOf(table); !known.Yes() || table.Doubt != nil || rows != RowsNone {
		t.Errorf("known %v, doubt %v, rows %v", known, table.Doubt, rows)
	}
}

// TestSameExpression: what a server prints is the expression that was written, and nothing else is.
func TestSameExpression(t *testing.T) {
	for _, tt := range []struct {
		written, printed string
		same             bool
	}{
		{"status IN ('a', 'b')", "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))", true},
		{"status NOT IN ('a', 'b')", "(status <> ALL (ARRAY['a'::text, 'b'::text]))", true},
		{"status IN ('a', 'b')", "(status = ANY (ARRAY['a'::text, 'c'::text]))", false},
		{"status = ANY (names)", "(status = ANY (names))", true},
		{"tags[1] = ANY(ARRAY[a[2], b])", "tags[1] in (a[2], b)", true},
		{"tags[1] = 2", "tags1 = 2", false},
		{"short_id()", "public.short_id()", true},
		{"a > 0 AND short_id() > a", "((a > 0) AND (public.short_id() > a))", true},
		{"short_id()", "other.short_id()", false},
		{"'short_id()'", "'public.short_id()'", false},
		{"mypublic.short_id()", "my.short_id()", false},
	} {
		if got := sameExpression(tt.written, tt.printed); got != tt.same {
			t.Errorf("%s and %s are the same: %t", tt.written, tt.printed, got)
		}
	}
}
