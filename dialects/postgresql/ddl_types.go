package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// namedTypes returns the enum and domain types of the tables' columns that come
// and go with their tables, in the order of the columns.
func namedTypes(o ansi.TypesOf) []*ir.Type {
	var found []*ir.Type
	for _, t := range o.Tables {
		for _, c := range t.Columns {
			if n := namedTypeOf(c.Type); n != nil && comesWithTable(n, o.Owned) {
				found = append(found, n)
			}
		}
	}
	return found
}

// namedTypeOf returns the enum or the domain that a column's type is, or is an array of.
func namedTypeOf(t *ir.Type) *ir.Type {
	if t == nil {
		return nil
	}
	t = variant(t)
	if t.Item != nil {
		return namedTypeOf(t.Item)
	}
	if t.Enum != nil && t.Enum.Native || t.Domain != nil {
		return t
	}
	return nil
}

// comesWithTable tells whether creating a table creates the type. One that
// belongs to a MetaData is created with that, and all its tables.
func comesWithTable(t *ir.Type, owned bool) bool {
	if t.Domain != nil {
		return t.Domain.CreateType
	}
	return t.Enum.CreateType && (owned || !t.Enum.Metadata)
}

func typeIdent(t *ir.Type) (schema, name ir.Name) {
	if t.Domain != nil {
		return t.Domain.Schema, t.Domain.Name
	}
	return t.Enum.Schema, t.Enum.Name
}

func createTypes(d *ansi.DDL, o ansi.TypesOf) ([]string, error) { return eachType(d, o, createType) }

func dropTypes(d *ansi.DDL, o ansi.TypesOf) ([]string, error) { return eachType(d, o, dropType) }

func eachType(d *ansi.DDL, o ansi.TypesOf, write func(*ansi.DDL, *ir.Type) (string, error)) ([]string, error) {
	var texts []string
	for _, t := range namedTypes(o) {
		schema, name := typeIdent(t)
		if o.Skip(schema.Text, name.Text) {
			continue
		}
		text, err := write(d, t)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// createType writes CREATE TYPE ... AS ENUM, or CREATE DOMAIN; "" for a type that
// is none of the server's.
func createType(d *ansi.DDL, t *ir.Type) (string, error) {
	t = namedTypeOf(t)
	if t == nil {
		return "", nil
	}
	schema, name := typeIdent(t)
	if name.IsZero() {
		return "", ansi.Errorf(`give it a name: sa.Enum("a", "b", name="mood")`, "PostgreSQL ENUM type requires a name")
	}
	if t.Domain != nil {
		return createDomain(d, t.Domain)
	}
	labels := make([]string, len(t.Enum.Values))
	for i, v := range t.Enum.Values {
		label, err := d.Literal(v)
		if err != nil {
			return "", err
		}
		labels[i] = label
	}
	return "CREATE TYPE " + d.Idents.Table(schema, name) + " AS ENUM (" + strings.Join(labels, ", ") + ")", nil
}

func createDomain(d *ansi.DDL, dom *ir.DomainType) (string, error) {
	base, err := d.Type(dom.Base)
	if err != nil {
		return "", err
	}
	parts := []string{"CREATE DOMAIN " + d.Idents.Table(dom.Schema, dom.Name) + " AS " + base}
	if dom.Collation != "" {
		parts = append(parts, "COLLATE "+d.Idents.QuoteText(dom.Collation))
	}
	if dom.Default != nil {
		def, err := domainDefault(d, dom.Default)
		if err != nil {
			return "", err
		}
		parts = append(parts, "DEFAULT "+def)
	}
	if !dom.ConstraintName.IsZero() {
		name, err := d.Idents.Constraint(dom.ConstraintName)
		if err != nil {
			return "", err
		}
		parts = append(parts, "CONSTRAINT "+name)
	}
	if dom.NotNull {
		parts = append(parts, "NOT NULL")
	}
	if dom.Check != nil {
		check, err := d.Expr(dom.Check)
		if err != nil {
			return "", err
		}
		parts = append(parts, "CHECK ("+check+")")
	}
	return strings.Join(parts, " "), nil
}

// domainDefault writes a default that was given as a text as a literal.
func domainDefault(d *ansi.DDL, e ir.Expr) (string, error) {
	if b, ok := e.(*ir.Bind); ok {
		if s, ok := b.Value.(string); ok {
			return d.Literal(s)
		}
	}
	return d.Expr(e)
}

func dropType(d *ansi.DDL, t *ir.Type) (string, error) {
	t = namedTypeOf(t)
	if t == nil {
		return "", nil
	}
	schema, name := typeIdent(t)
	if name.IsZero() {
		return "", ansi.Errorf(`give it a name: sa.Enum("a", "b", name="mood")`, "PostgreSQL ENUM type requires a name")
	}
	kind := "TYPE"
	if t.Domain != nil {
		kind = "DOMAIN"
	}
	return "DROP " + kind + " " + d.Idents.Table(schema, name), nil
}

// missingTypes are the statements for the type that ADD COLUMN needs. Alembic
// forgets them; they are written where it is known that the type is not there.
func missingTypes(d *ansi.DDL, c *ir.Column, known ansi.TypeExists) ([]string, error) {
	t := namedTypeOf(c.Type)
	if t == nil || !comesWithTable(t, true) {
		return nil, nil
	}
	schema, name := typeIdent(t)
	if exists, sure := known(schema.Text, name.Text); exists || !sure {
		return nil, nil
	}
	text, err := createType(d, t)
	return []string{text}, err
}

// typesOf asks the catalog for types, if there is one.
func typesOf(env *ir.Env) ansi.TypeExists {
	if env == nil || env.State == nil {
		return nil
	}
	return func(schema, name string) (exists, known bool) {
		catalog, err := env.State.Catalog()
		if err != nil {
			// The catalog comes later: the revision is run again then.
			return false, false
		}
		_, there := catalog.Type(schema, name)
		return there.Yes(), there.Yes() || there.No()
	}
}
