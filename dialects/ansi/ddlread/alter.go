package ddlread

import "strings"

// alter reads a statement from behind ALTER.
func (r *Reader) alter() *Statement {
	object := r.kind()
	st := &Statement{Kind: "ALTER " + object, Object: strings.ToLower(object)}
	st.IfExists = r.Word("IF", "EXISTS")
	switch object {
	case "TABLE":
		st.Names = []Name{r.Name()}
		return r.alterTable(st)
	case "VIEW":
		if !r.isCompiling() {
			return r.createView(st)
		}
	case "PROCEDURE", "FUNCTION", "TRIGGER", "PACKAGE", "TYPE":
		if r.isCompiling() {
			break
		}
		st.Names = []Name{r.Name()}
		start := r.pos
		r.pos = len(r.toks)
		st.Body = r.between(start, r.pos)
		return st
	case "SCHEMA":
		return r.transfer(st)
	case "INDEX":
		return r.alterIndex(st)
	case "SEQUENCE":
		st.Names = []Name{r.Name()}
		if r.Word("RENAME", "TO") {
			st.To = r.Name()
		}
		r.toNext()
		return st
	}
	if r.Word("ON") { // a full-text index has no name
		st.On = r.Name()
	} else {
		st.Names = []Name{r.Name()}
	}
	r.toNext()
	return st
}

// isCompiling tells whether behind the name of a routine or a view no definition follows,
// but a word that only compiles it, or turns it on or off.
func (r *Reader) isCompiling() bool {
	start := r.pos
	defer func() { r.pos = start }()
	r.Name()
	return r.Is("COMPILE") || r.Is("ENABLE") || r.Is("DISABLE") || r.Is("RENAME")
}

// transfer reads ALTER SCHEMA s TRANSFER [class ::] name: To has the schema.
func (r *Reader) transfer(st *Statement) *Statement {
	to := r.Ident()
	if !r.Word("TRANSFER") {
		r.toNext()
		st.Unread = "it is not known what it changes"
		return st
	}
	if r.isAt(1, "::") {
		st.Object = strings.ToLower(r.Text())
		r.Next()
		r.Next()
	} else {
		st.Object = "table"
	}
	st.Names, st.To = []Name{r.Name()}, Name{Schema: to}
	return r.finish(st)
}

func (r *Reader) alterIndex(st *Statement) *Statement {
	st.Names = []Name{r.Name()}
	if r.Word("ON") {
		st.On = r.Name()
	}
	if r.Word("RENAME", "TO") {
		st.To = r.Name()
	}
	r.toNext()
	return st
}

// alterTable reads the actions.
func (r *Reader) alterTable(st *Statement) *Statement {
	for !r.atBoundary() || r.Is("ALTER") || r.Is("DROP") || r.Is("SET") {
		before := r.pos
		if len(st.Actions) > 0 && r.server.Unterminated && r.atVerb() {
			return st
		}
		if !r.action(st) {
			st.Unread = "it is not known what it changes"
			r.toNext()
			return st
		}
		r.Word(",")
		if r.pos == before {
			break
		}
	}
	return r.finish(st)
}

func (st *Statement) act(a Action) { st.Actions = append(st.Actions, a) }

// ignored are the first words of actions that leave columns and constraints as they are.
var ignored = []string{"CHECK", "NOCHECK", "ENABLE", "DISABLE", "SET", "REBUILD", "PARALLEL", "NOPARALLEL", "LOGGING", "NOLOGGING", "CACHE", "NOCACHE",
	"READ", "ROW", "MOVE", "PCTFREE", "INITRANS", "STORAGE", "COMPRESS", "NOCOMPRESS", "SHRINK", "ALLOCATE", "DEALLOCATE"}

// action reads one action; false if it is not known.
func (r *Reader) action(st *Statement) bool {
	_ = r.Word("WITH", "CHECK") || r.Word("WITH", "NOCHECK")
	switch {
	case r.Word("ADD"):
		return r.add(st)
	case r.Word("ALTER", "COLUMN"):
		return r.alterColumn(st)
	case r.Word("MODIFY"):
		return r.modify(st)
	case r.Word("DROP"):
		return r.dropParts(st)
	case r.Word("RENAME"):
		return r.renamePart(st)
	case r.oneOf(ignored):
		st.act(Action{})
		for !r.AtEnd() && !r.Is(";") {
			r.Element()
			if r.server.Unterminated && r.atVerb() && !r.Is("SET") {
				break
			}
		}
		return true
	}
	return false
}

// add reads what ADD adds: with or without parentheses, and several with commas.
func (r *Reader) add(st *Statement) bool {
	r.Word("COLUMN")
	r.Word("IF", "NOT", "EXISTS")
	wrapped := r.Is("(")
	r.Word("(")
	for {
		item := &Statement{}
		if r.Is("PERIOD") || !r.tableItem(item) {
			return false
		}
		for _, c := range item.Columns {
			st.act(Action{Kind: AddColumn, Column: c})
		}
		for _, k := range item.Constraints {
			st.act(Action{Kind: AddConstraint, Constraint: k})
		}
		if !r.Is(",") || !wrapped && r.isAt(1, "DROP") {
			break
		}
		r.Next()
		if !wrapped {
			r.Word("ADD")
		}
	}
	return !wrapped || r.Word(")")
}

func (r *Reader) alterColumn(st *Statement) bool {
	name := r.Ident()
	at := Action{Column: Column{Name: name}}
	switch {
	case r.Word("SET", "NOT", "NULL"):
		at.Kind = SetNotNull
	case r.Word("DROP", "NOT", "NULL"):
		at.Kind = DropNotNull
	case r.Word("DROP", "DEFAULT"):
		at.Kind = DropDefault
	case r.Word("SET", "DEFAULT"):
		at.Kind, at.Value = SetDefault, r.value()
	case r.Is("ADD"), r.Is("DROP"): // ROWGUIDCOL, PERSISTED, MASKED ...
		r.Next()
		r.constraintOptions()
	default:
		c := Column{Name: name, Type: r.typ()}
		if c.Type.IsZero() || !r.properties(&c) {
			return false
		}
		at.Kind, at.Column = AlterColumn, c
	}
	st.act(at)
	return true
}

// modify reads Oracle's MODIFY: a column, or several in parentheses.
func (r *Reader) modify(st *Statement) bool {
	if r.Is("CONSTRAINT") || r.Is("PRIMARY") || r.Is("UNIQUE") || r.Is("PARTITION") || r.Is("DEFAULT") {
		st.act(Action{})
		r.toNext()
		return true
	}
	wrapped := r.Word("(")
	for {
		c, ok := r.column()
		if !ok {
			return false
		}
		st.act(Action{Kind: AlterColumn, Column: c})
		if !wrapped || !r.Word(",") {
			break
		}
	}
	return !wrapped || r.Word(")")
}

// dropParts reads DROP of columns and constraints.
func (r *Reader) dropParts(st *Statement) bool {
	if r.Word("PRIMARY", "KEY") {
		st.act(Action{Kind: DropPrimaryKey, Cascade: r.Word("CASCADE")})
		r.constraintOptions()
		return true
	}
	if r.Is("(") { // DROP (a, b)
		for _, name := range r.list() {
			st.act(Action{Kind: DropColumn, Column: Column{Name: name}})
		}
		r.dropOptions(st)
		return true
	}
	if r.Is("PARTITION") || r.Is("UNIQUE") || r.Is("PERIOD") || r.Is("SUPPLEMENTAL") || r.Is("UNUSED") {
		return false
	}
	kind := DropConstraint // T-SQL leaves the word CONSTRAINT out
	for {
		switch {
		case r.Word("COLUMN"):
			kind = DropColumn
		case r.Word("CONSTRAINT"):
			kind = DropConstraint
		}
		a := Action{Kind: kind, IfExists: r.Word("IF", "EXISTS")}
		name := r.Ident()
		if name == "" {
			return false
		}
		if kind == DropColumn {
			a.Column.Name = name
		} else {
			a.Name = name
		}
		st.act(a)
		r.dropOptions(st)
		if !r.Word(",") {
			return true
		}
	}
}

// dropOptions takes CASCADE [CONSTRAINTS] and options behind what is dropped.
func (r *Reader) dropOptions(st *Statement) {
	for !r.atColumnEnd() {
		if r.Is("CASCADE") && len(st.Actions) > 0 {
			st.Actions[len(st.Actions)-1].Cascade = true
		}
		r.Element()
	}
}

func (r *Reader) renamePart(st *Statement) bool {
	switch {
	case r.Word("COLUMN"):
		a := Action{Kind: RenameColumn, Column: Column{Name: r.Ident()}}
		ok := r.Word("TO")
		a.To = r.Ident()
		st.act(a)
		return ok && a.To != ""
	case r.Word("CONSTRAINT"):
		a := Action{Kind: RenameConstraint, Name: r.Ident()}
		ok := r.Word("TO")
		a.To = r.Ident()
		st.act(a)
		return ok && a.To != ""
	case r.Word("TO"):
		a := Action{Kind: RenameTable, To: r.Name().Name}
		st.act(a)
		return a.To != ""
	}
	return false
}
