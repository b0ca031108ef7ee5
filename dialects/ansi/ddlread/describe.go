package ddlread

import "strings"

// Words says in plain words what statements do.
type Words struct {
	// Quote writes a name as SQL does.
	Quote func(name string) string
}

// Name writes a name with the parts before it.
func (w Words) Name(n Name) string {
	var parts []string
	for _, p := range []string{n.Catalog, n.Schema, n.Name} {
		if p != "" {
			parts = append(parts, w.Quote(p))
		}
	}
	return strings.Join(parts, ".")
}

// Names writes names with commas between them.
func (w Words) Names(list []Name) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = w.Name(n)
	}
	return strings.Join(texts, ", ")
}

// Summary says in one line what a statement does to what.
func (w Words) Summary(st *Statement) string {
	object := w.Names(st.Names)
	switch {
	case st.Kind == "ALTER TABLE" && len(st.Actions) > 0:
		return "alter table " + object + ": " + w.actions(st.Actions)
	case st.Kind == "INSERT":
		return "insert into table " + w.first(st)
	case st.Kind == "UPDATE":
		return "update table " + w.first(st) + everyRow(st)
	case st.Kind == "DELETE":
		return "delete from table " + w.first(st) + everyRow(st)
	case st.Kind == "MERGE":
		return "merge into table " + w.first(st)
	case st.Kind == "SELECT":
		return "read rows"
	case st.Kind == "COMMENT":
		return "comment on " + st.Object + " " + object
	case st.Kind == "RENAME", !st.To.IsZero() && st.To.Name != "":
		return "rename " + st.Object + " " + object + " to " + w.Name(st.To)
	case st.Kind == "GRANT" || st.Kind == "REVOKE":
		return strings.TrimSuffix(strings.ToLower(st.Kind)+" rights on "+w.Name(st.On), " on ")
	case !st.On.IsZero():
		return strings.TrimSpace(strings.ToLower(st.Kind)+" "+object) + " on table " + w.Name(st.On)
	case object != "":
		return strings.ToLower(st.Kind) + " " + object
	case st.Kind == "IF", st.Kind == "BEGIN", st.Kind == "DECLARE", st.Kind == "WHILE", st.Kind == "<<":
		return "run a block of statements"
	}
	return strings.ToLower(st.Kind)
}

func (w Words) first(st *Statement) string {
	if len(st.Names) == 0 {
		return "(not known)"
	}
	return w.Name(st.Names[0])
}

func everyRow(st *Statement) string {
	if st.Where {
		return ""
	}
	return ": every row"
}

// actions says what ALTER TABLE does, in the order of the statement.
func (w Words) actions(list []Action) string {
	texts := make([]string, len(list))
	for i, a := range list {
		texts[i] = w.action(a)
	}
	return strings.Join(texts, ", ")
}

func (w Words) action(a Action) string {
	column := w.Quote(a.Column.Name)
	switch a.Kind {
	case AddColumn:
		return "add column " + column
	case AlterColumn:
		return w.altered(a.Column)
	case DropColumn:
		return "drop column " + column
	case RenameColumn:
		return "rename column " + column + " to " + w.Quote(a.To)
	case AddConstraint:
		return "add " + w.constraint(a.Constraint)
	case DropConstraint:
		return "drop constraint " + w.Quote(a.Name)
	case DropPrimaryKey:
		return "drop the primary key"
	case RenameConstraint:
		return "rename constraint " + w.Quote(a.Name) + " to " + w.Quote(a.To)
	case RenameTable:
		return "rename it to " + w.Quote(a.To)
	case SetDefault:
		return "set the default of column " + column
	case DropDefault:
		return "drop the default of column " + column
	case SetNotNull:
		return "make column " + column + " NOT NULL"
	case DropNotNull:
		return "allow NULL in column " + column
	case Ignored:
		return "change its options"
	}
	return "change it"
}

// altered says what MODIFY changes of a column.
func (w Words) altered(c Column) string {
	var what []string
	if !c.Type.IsZero() {
		what = append(what, "type "+c.Type.Name+c.Type.Args)
	}
	switch c.Null {
	case NotNull:
		what = append(what, "NOT NULL")
	case Nullable:
		what = append(what, "NULL")
	}
	if c.Default != nil {
		what = append(what, "DEFAULT "+*c.Default)
	}
	if c.Identity {
		what = append(what, "identity")
	}
	text := "change column " + w.Quote(c.Name)
	if len(what) > 0 {
		text += " to " + strings.Join(what, ", ")
	}
	return text
}

var constraintWords = [...]string{"constraint", "primary key", "unique constraint", "check constraint", "foreign key", "default"}

func (w Words) constraint(k Constraint) string {
	text := constraintWords[k.Kind]
	if k.Name != "" {
		text += " " + w.Quote(k.Name)
	}
	return text
}
