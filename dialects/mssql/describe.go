package mssql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// description is what a statement is and names, for its Kind, Summary and Objects.
type description struct {
	kind, summary string
	objects       []sqlstmt.Object
}

// name writes a name as SQL does.
func name(n ddlread.Name) string {
	var parts []string
	for _, p := range []string{n.Catalog, n.Schema, n.Name} {
		if p != "" {
			parts = append(parts, quoteIdent(p))
		}
	}
	return strings.Join(parts, ".")
}

func names(list []ddlread.Name) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = name(n)
	}
	return strings.Join(texts, ", ")
}

func describe(st *ddlread.Statement) description {
	d := description{kind: st.Kind}
	for _, n := range st.Names {
		d.objects = append(d.objects, sqlstmt.Object{Kind: objectKind(st), Name: name(n)})
	}
	if !st.On.IsZero() {
		d.objects = append(d.objects, sqlstmt.Object{Kind: "table", Name: name(st.On)})
	}
	d.summary = summary(st)
	return d
}

func objectKind(st *ddlread.Statement) string {
	if st.Object == "" {
		return "table"
	}
	return st.Object
}

func summary(st *ddlread.Statement) string {
	object := names(st.Names)
	switch {
	case st.Kind == "ALTER TABLE" && len(st.Actions) > 0:
		return "alter table " + object + ": " + actions(st.Actions)
	case st.Kind == "EXEC sp_rename":
		return renameSummary(st)
	case strings.HasPrefix(st.Kind, "EXEC sp_") && strings.HasSuffix(st.Kind, "extendedproperty"):
		return propertySummary(st)
	case st.Kind == "EXEC":
		if len(st.Names) == 0 {
			return "run SQL that is put together at run time"
		}
		return "run procedure " + object
	case st.Kind == "INSERT":
		return "insert into table " + first(st)
	case st.Kind == "UPDATE":
		return "update table " + first(st) + everyRow(st)
	case st.Kind == "DELETE":
		return "delete from table " + first(st) + everyRow(st)
	case st.Kind == "MERGE":
		return "merge into table " + first(st)
	case st.Kind == "SET IDENTITY_INSERT":
		return "switch IDENTITY_INSERT of table " + object
	case st.Kind == "SELECT":
		return "read rows"
	case !st.On.IsZero():
		return strings.TrimSpace(strings.ToLower(st.Kind)+" "+object) + " on table " + name(st.On)
	case object != "":
		return strings.ToLower(st.Kind) + " " + object
	case st.Kind == "IF", st.Kind == "BEGIN", st.Kind == "DECLARE", st.Kind == "WHILE":
		return "run a block of statements"
	}
	return strings.ToLower(st.Kind)
}

func first(st *ddlread.Statement) string {
	if len(st.Names) == 0 {
		return "(not known)"
	}
	return name(st.Names[0])
}

func everyRow(st *ddlread.Statement) string {
	if st.Where {
		return ""
	}
	return ": every row"
}

func renameSummary(st *ddlread.Statement) string {
	to := quoteIdent(st.To.Name)
	switch {
	case len(st.Actions) > 0:
		return "rename column " + quoteIdent(st.Actions[0].Column.Name) + " of table " + names(st.Names) + " to " + to
	case !st.On.IsZero():
		return "rename index " + names(st.Names) + " of table " + name(st.On) + " to " + to
	}
	return "rename " + st.Object + " " + names(st.Names) + " to " + to
}

func propertySummary(st *ddlread.Statement) string {
	switch st.Object {
	case "table":
		return "comment on table " + names(st.Names)
	case "column":
		return "comment on column " + quoteIdent(st.To.Name) + " of table " + names(st.Names)
	}
	return "set an extended property"
}

// actions says what ALTER TABLE does, in the order of the statement.
func actions(list []ddlread.Action) string {
	var texts []string
	for _, a := range list {
		texts = append(texts, action(a))
	}
	return strings.Join(texts, ", ")
}

func action(a ddlread.Action) string {
	column := quoteIdent(a.Column.Name)
	switch a.Kind {
	case ddlread.AddColumn:
		return "add column " + column
	case ddlread.AlterColumn:
		return strings.TrimRight("change column "+column+" to "+typeText(a.Column.Type)+nullText(a.Column.Null), " ")
	case ddlread.DropColumn:
		return "drop column " + column
	case ddlread.RenameColumn:
		return "rename column " + column + " to " + quoteIdent(a.To)
	case ddlread.AddConstraint:
		return "add " + constraintText(a.Constraint)
	case ddlread.DropConstraint:
		if a.Name == "" {
			return fmt.Sprintf("drop %s of column %s", droppedKind(a.Constraint.Kind), quoteIdent(a.Constraint.Columns[0]))
		}
		return "drop constraint " + quoteIdent(a.Name)
	case ddlread.Ignored:
		return "change its options"
	}
	return "change it"
}

func typeText(t ddlread.Type) string {
	return strings.TrimSpace(strings.ToUpper(t.Name) + t.Args + " " + t.Suffix)
}

func nullText(n ddlread.Null) string {
	switch n {
	case ddlread.NotNull:
		return " NOT NULL"
	case ddlread.Nullable:
		return " NULL"
	}
	return ""
}

func droppedKind(kind ddlread.ConstraintKind) string {
	for _, d := range dropped {
		if d.of == kind {
			return d.kind
		}
	}
	return "a constraint"
}

var constraintWords = [...]string{"constraint", "primary key", "unique constraint", "check constraint", "foreign key", "default"}

func constraintText(k ddlread.Constraint) string {
	text := constraintWords[k.Kind]
	if k.Name != "" {
		text += " " + quoteIdent(k.Name)
	}
	if k.Kind == ddlread.Default && len(k.Columns) > 0 {
		text += " for column " + quoteIdent(k.Columns[0])
	}
	return text
}
