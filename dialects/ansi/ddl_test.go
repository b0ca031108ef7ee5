package ansi

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// general is a dialect that replaces nothing.
var general = &DDL{
	Idents: ident.Generic,
	Type: func(t *ir.Type) (string, error) {
		if t.Class == "NullType" {
			return "", Errorf("", "no type")
		}
		return t.Class, nil
	},
	Expr:      func(e ir.Expr) (string, error) { return e.(*ir.Text).SQL, nil },
	Statement: func(e ir.Expr) (string, error) { return e.(*ir.Text).SQL, nil },
	Literal:   func(text string) (string, error) { return "'" + strings.ReplaceAll(text, "'", "''") + "'", nil },
}

func TestGeneralForms(t *testing.T) {
	yes, no, text, five := true, false, "it's", int64(5)
	integer := &ir.Type{Class: "INTEGER"}
	ref := ir.TableRef{Schema: ir.Ident("a.b"), Name: ir.Ident("t")}
	named := ir.Ident("n")
	for _, tt := range []struct {
		name string
		op   ir.Op
		want []string
	}{
		{"table", ir.CreateTable{Table: &ir.Table{Name: ir.Ident("T"), Prefixes: []string{"TEMPORARY"}, Comment: &text, Columns: []*ir.Column{
			{Name: ir.Ident("a"), Type: integer, Default: &ir.ServerDefault{Literal: &text}, Comment: &text},
			{Name: ir.Ident("b"), Type: integer, Nullable: true, Computed: &ir.Computed{SQL: &ir.Text{SQL: "a + 1"}, Persisted: &no}},
			{Name: ir.Ident("c"), Type: integer, Identity: &ir.Identity{Always: true, Options: ir.SequenceOptions{Start: &five, Cycle: &no}}},
			{Name: ir.Ident("xmin"), Type: integer, System: true},
		}, Constraints: []ir.Constraint{&ir.PrimaryKey{Columns: []ir.Name{named}}, &ir.Unique{}}}, IfNotExists: true}, []string{
			"CREATE TEMPORARY TABLE IF NOT EXISTS \"T\" (\n    a INTEGER DEFAULT 'it''s' NOT NULL, \n    b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, \n" +
				"    c INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 5 NO CYCLE), \n    PRIMARY KEY (n)\n)",
			"COMMENT ON TABLE \"T\" IS 'it''s'", "COMMENT ON COLUMN \"T\".a IS 'it''s'"}},
		{"alter", ir.AlterColumn{Table: ref, Column: named, Type: integer, Nullable: &yes, Default: ir.DefaultDrop, CommentSet: true, NewName: &named}, []string{
			"ALTER TABLE a.b.t ALTER COLUMN n DROP NOT NULL", "ALTER TABLE a.b.t ALTER COLUMN n DROP DEFAULT", "ALTER TABLE a.b.t ALTER COLUMN n TYPE INTEGER",
			"COMMENT ON COLUMN a.b.t.n IS NULL", "ALTER TABLE a.b.t RENAME n TO n"}},
		{"rename", ir.RenameTable{Table: ref, To: named}, []string{"ALTER TABLE a.b.t RENAME TO a.b.n"}},
		{"constraint", ir.AddConstraint{Table: ref, Constraint: &ir.Check{Condition: &ir.Text{SQL: "x"}, Timing: ir.Timing{Deferrable: &no, Initially: "deferred"}}},
			[]string{`ALTER TABLE "a.b".t ADD CHECK (x) NOT DEFERRABLE INITIALLY deferred`}},
		{"index", ir.CreateIndex{Table: ref, Index: &ir.Index{Name: named, Unique: true, Elements: []ir.Expr{&ir.Text{SQL: "x"}, &ir.Text{SQL: "y"}}}},
			[]string{`CREATE UNIQUE INDEX n ON "a.b".t (x, y)`}},
		{"sequence", ir.CreateSequence{Sequence: &ir.Sequence{Name: named, Options: ir.SequenceOptions{NoMaxValue: &yes, Increment: &five}}},
			[]string{"CREATE SEQUENCE n INCREMENT BY 5 NO MAXVALUE"}},
		{"type that there is not", ir.CreateType{Type: &ir.Type{Class: "Enum", Enum: &ir.EnumType{Name: named}}}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, known, err := general.Texts(tt.op, nil)
			if !known || err != nil {
				t.Fatalf("known %v, %v", known, err)
			}
			if strings.Join(got, "\n;\n") != strings.Join(tt.want, "\n;\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n;\n"), strings.Join(tt.want, "\n;\n"))
			}
		})
	}
}

func TestDDLErrors(t *testing.T) {
	ref := ir.TableRef{Name: ir.Ident("t")}
	short := *general
	short.Idents = &ident.Style{MaxName: 8}
	for _, tt := range []struct {
		name string
		op   ir.Op
		want string
	}{
		{"no type", ir.CreateTable{Table: &ir.Table{Name: ir.Ident("t"), Columns: []*ir.Column{{Name: ir.Ident("a"), Type: ir.NullType}}}}, "in table 't', column 'a': no type"},
		{"no name to drop", ir.DropConstraint{Table: ref}, "a constraint without a name cannot be dropped"},
		{"index without a name", ir.CreateIndex{Table: ref, Index: &ir.Index{}}, "CREATE INDEX requires that the index have a name"},
		{"action", ir.AddConstraint{Table: ref, Constraint: &ir.ForeignKey{OnDelete: "EXPLODE"}}, `ondelete="EXPLODE": unexpected SQL phrase`},
		{"exclusion", ir.AddConstraint{Table: ref, Constraint: &ir.Exclude{}}, "EXCLUDE constraints exist in PostgreSQL only"},
		{"identity", ir.AlterColumn{Table: ref, Default: ir.DefaultSet, NewIdentity: &ir.Identity{}}, `adding, removing or modifying an "identity" construct of an existing column is not supported for this server`},
		{"long name", ir.DropIndex{Index: &ir.Index{Name: ir.Ident("much_too_long")}}, `the name "much_too_long" has 13 characters, and the server keeps 8`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			stmts, diags := short.Lower(tt.op, postgres, nil)
			if len(stmts) != 0 || len(diags) != 1 || diags[0].Message != tt.want || diags[0].Help == "" {
				t.Errorf("%d statements, %v, want %s", len(stmts), diags, tt.want)
			}
		})
	}
	if err := Errorf("help", "x %d", 1); err.Error() != "x 1" || !errors.As(err, new(*CompileError)) {
		t.Errorf("Errorf gives %v", err)
	}
}

func TestLowerSplitsText(t *testing.T) {
	stmts, diags := general.Lower(ir.Execute{Statement: &ir.Text{SQL: "SELECT 1; SELECT 2;"}}, postgres, nil)
	if len(diags) != 0 || len(stmts) != 2 || stmts[1].Text != "SELECT 2" {
		t.Errorf("%v %v", stmts, diags)
	}
}
