package mssql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
)

// readOwn reads the procedures that change the schema, and the blocks that Alembic
// writes to drop constraints whose names the server has made up.
func readOwn(r *ddlread.Reader) (*ddlread.Statement, bool) {
	switch {
	case r.Is("EXEC"), r.Is("EXECUTE"):
		r.Next()
		return procedure(r)
	case r.Is("DECLARE"):
		return dropByName(r)
	case r.Word("BEGIN", "TRAN"), r.Word("BEGIN", "TRANSACTION"), r.Word("BEGIN", "DISTRIBUTED"):
		return ended(r, "BEGIN TRANSACTION")
	case r.Word("COMMIT"):
		return ended(r, "COMMIT")
	case r.Word("ROLLBACK"):
		return ended(r, "ROLLBACK")
	case r.Is("UPDATE"):
		return updateStatistics(r)
	case r.Word("IF"):
		return conditional(r)
	}
	return nil, false
}

// conditional reads IF with a condition that asks whether the object of the statement
// behind it is there: OBJECT_ID('t') IS [NOT] NULL and its like, and the forms that
// this package writes itself.
func conditional(r *ddlread.Reader) (*ddlread.Statement, bool) {
	var there bool // the condition holds where the object is there
	switch {
	case r.Is("OBJECT_ID"), r.Is("COL_LENGTH"), r.Is("SCHEMA_ID"):
		r.Next()
		r.Element()
		switch {
		case r.Word("IS", "NULL"):
		case r.Word("IS", "NOT", "NULL"):
			there = true
		default:
			return nil, false
		}
	case r.Word("NOT", "EXISTS"):
		if text := r.Element(); !strings.Contains(text, "sys.") {
			return nil, false
		}
	case r.Word("EXISTS"):
		there = true
		if text := r.Element(); !strings.Contains(text, "sys.") {
			return nil, false
		}
	default:
		return nil, false
	}
	switch {
	case r.Word("EXEC", "(") && !there:
		text, ok := r.String()
		list := ddlread.Read(text, server)
		if !ok || !r.Word(")") || len(list) != 1 {
			return nil, false
		}
		list[0].IfNotExists = true
		return &list[0], true
	case r.Word("SET", "IDENTITY_INSERT"):
		st := &ddlread.Statement{Kind: "SET IDENTITY_INSERT", Object: "table", Names: []ddlread.Name{r.Name()}}
		r.Next()
		return st, true
	case r.Is("CREATE") && !there, r.Is("ALTER") && !there:
		st := r.Statement()
		st.IfNotExists = true
		for i := range st.Actions {
			st.Actions[i].IfNotExists = true
		}
		return st, true
	case r.Is("DROP") && there:
		st := r.Statement()
		st.IfExists = true
		return st, true
	}
	return nil, false
}

// ended takes the words behind the first ones.
func ended(r *ddlread.Reader, kind string) (*ddlread.Statement, bool) {
	for !r.AtEnd() && !r.Is(";") && (r.Is("TRAN") || r.Is("TRANSACTION") || r.Is("WORK")) {
		r.Next()
	}
	return &ddlread.Statement{Kind: kind}, true
}

func updateStatistics(r *ddlread.Reader) (*ddlread.Statement, bool) {
	if !r.Word("UPDATE", "STATISTICS") {
		return nil, false
	}
	st := &ddlread.Statement{Kind: "UPDATE STATISTICS", Object: "table", Names: []ddlread.Name{r.Name()}}
	for !r.AtEnd() && !r.Is(";") {
		r.Element()
	}
	return st, true
}

// procedure reads the call of a procedure from behind EXEC.
func procedure(r *ddlread.Reader) (*ddlread.Statement, bool) {
	if r.Is("(") || strings.HasPrefix(r.Text(), "@") {
		return nil, false
	}
	name := r.Name()
	st := &ddlread.Statement{Kind: "EXEC", Object: "procedure", Names: []ddlread.Name{name}}
	args := arguments(r)
	switch strings.ToLower(name.Name) {
	case "sp_rename":
		return rename(st, args)
	case "sp_addextendedproperty", "sp_updateextendedproperty", "sp_dropextendedproperty":
		return property(st, args), true
	case "sp_settriggerorder", "sp_recompile", "sp_refreshview", "sp_refreshsqlmodule", "sp_autostats", "sp_updatestats", "sp_addrolemember",
		"sp_droprolemember", "sp_set_session_context", "sp_getapplock", "sp_releaseapplock", "sp_tableoption", "sp_indexoption":
		return st, true // nothing of the schema that is kept
	}
	st.Unread = "it is not known what the procedure " + name.Name + " changes"
	return st, true
}

// argument is one argument of a procedure: its name without the @, if one is
// written, and its value.
type argument struct{ name, value string }

// arguments takes the arguments of a procedure: literals and bare words, both of
// which are texts there.
func arguments(r *ddlread.Reader) []argument {
	var list []argument
	for !r.AtEnd() && !r.Is(";") {
		var a argument
		if strings.HasPrefix(r.Text(), "@") {
			a.name = strings.ToLower(strings.TrimPrefix(r.Text(), "@"))
			r.Next()
			if !r.Word("=") {
				a.name = ""
			}
		}
		if text, ok := r.String(); ok {
			a.value = text
		} else if r.IsName() {
			a.value = r.Ident()
		} else {
			r.Element()
		}
		list = append(list, a)
		if !r.Word(",") {
			break
		}
	}
	return list
}

// argumentOf finds an argument by its name or its place.
func argumentOf(args []argument, name string, place int) string {
	for _, a := range args {
		if a.name == name {
			return a.value
		}
	}
	if place < len(args) && args[place].name == "" {
		return args[place].value
	}
	return ""
}

// rename reads sp_rename 'schema.object[.part]', 'new', 'type'.
// https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
func rename(st *ddlread.Statement, args []argument) (*ddlread.Statement, bool) {
	old, to := nameIn(argumentOf(args, "objname", 0)), argumentOf(args, "newname", 1)
	st.Kind, st.To = "EXEC sp_rename", ddlread.Name{Name: to}
	if len(old) == 0 || to == "" {
		st.Unread = "it is not known what is renamed"
		return st, true
	}
	last := old[len(old)-1]
	switch kind := strings.ToUpper(argumentOf(args, "objtype", 2)); kind {
	case "COLUMN":
		st.Object, st.Names = "table", []ddlread.Name{qualified(old[:len(old)-1])}
		st.Actions = []ddlread.Action{{Kind: ddlread.RenameColumn, Column: ddlread.Column{Name: last}, To: to}}
	case "INDEX":
		st.Object, st.On, st.Names = "index", qualified(old[:len(old)-1]), []ddlread.Name{{Name: last}}
	case "", "OBJECT":
		st.Object, st.Names = "object", []ddlread.Name{qualified(old)}
	default:
		st.Object, st.Names = strings.ToLower(kind), []ddlread.Name{qualified(old)}
	}
	return st, true
}

// nameIn takes the parts of a name that stands in a literal.
func nameIn(text string) []string {
	var parts []string
	for text != "" {
		end := strings.IndexByte(text, '.')
		if text[0] == '[' {
			if n := strings.Index(text, "]."); n >= 0 {
				end = n + 1
			} else {
				end = -1
			}
		}
		part := text
		if end >= 0 {
			part, text = text[:end], text[end+1:]
		} else {
			text = ""
		}
		if strings.HasPrefix(part, "[") || strings.HasPrefix(part, `"`) {
			part = ddlread.Unquote(part)
		}
		parts = append(parts, part)
	}
	return parts
}

func qualified(parts []string) ddlread.Name {
	var n ddlread.Name
	if len(parts) > 0 {
		n.Name = parts[len(parts)-1]
	}
	if len(parts) > 1 {
		n.Schema = parts[len(parts)-2]
	}
	return n
}

// property reads a comment: MS_Description at schema, table and column.
func property(st *ddlread.Statement, args []argument) *ddlread.Statement {
	st.Kind = "EXEC " + st.Names[0].Name
	st.Object, st.Names = "property", nil
	removed := strings.EqualFold(st.Kind, "EXEC sp_dropextendedproperty")
	at := 2
	if removed {
		at = 1 // it has no value
	} else {
		st.Body = argumentOf(args, "value", 1)
	}
	if argumentOf(args, "name", 0) != "MS_Description" || !strings.EqualFold(argumentOf(args, "level1type", at+2), "table") {
		return st
	}
	n := ddlread.Name{Schema: argumentOf(args, "level0name", at+1), Name: argumentOf(args, "level1name", at+3)}
	st.Object, st.Names = "table", []ddlread.Name{n}
	if strings.EqualFold(argumentOf(args, "level2type", at+4), "column") {
		st.Object, st.To = "column", ddlread.Name{Name: argumentOf(args, "level2name", at+5)}
	}
	return st
}

// dropped are the kinds of constraints by the catalog view that a block reads.
var dropped = []struct {
	view, kind string
	of         ddlread.ConstraintKind
}{
	{"sys.default_constraints", "the default", ddlread.Default},
	{"sys.check_constraints", "a check constraint", ddlread.Check},
	{"sys.foreign_keys", "a foreign key", ddlread.ForeignKey},
}

// dropByName reads the block that dropConstraintOf and dropForeignKeyOf write.
func dropByName(r *ddlread.Reader) (*ddlread.Statement, bool) {
	if !r.Word("DECLARE", "@const_name") {
		return nil, false
	}
	st := &ddlread.Statement{Kind: "ALTER TABLE", Object: "table"}
	var of ddlread.ConstraintKind
	var texts []string
	for !r.AtEnd() && !r.Is(";") {
		if r.Word("EXEC") {
			r.Element()
			break
		}
		if text, ok := r.String(); ok {
			texts = append(texts, text)
			continue
		}
		if r.Is("sys") {
			view := strings.ToLower(r.Name().String())
			for _, d := range dropped {
				if of == 0 && d.view == view {
					of = d.of
				}
			}
			continue
		}
		if r.Is("(") {
			r.Next() // the names stand in literals inside of parentheses
			continue
		}
		r.Next()
	}
	const tableAndColumn = 2
	if of == 0 || len(texts) < tableAndColumn {
		return nil, false
	}
	st.Names = []ddlread.Name{qualified(nameIn(texts[0]))}
	st.Actions = []ddlread.Action{{Kind: ddlread.DropConstraint, Constraint: ddlread.Constraint{Kind: of, Columns: []string{texts[1]}}}}
	return st, true
}
