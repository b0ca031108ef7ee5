package ir

import "slices"

// Type is the type of a column or an expression as SQLAlchemy names it. A
// dialect writes it as SQL.
type Type struct {
	// Class is SQLAlchemy's class: "String", "VARCHAR", "JSONB". Two have a meaning
	// of their own: "NullType" (nothing is known) and "SQL" (Spec is the type's text).
	Class string
	// Dialect is the package that the class belongs to, such as "postgresql"; empty
	// for SQLAlchemy's generic and SQL standard types.
	Dialect string

	Length, Precision, Scale *int
	Timezone                 bool
	Collation                string
	// Fields are those of INTERVAL: "DAY TO SECOND".
	Fields string
	// Item and Dimensions are those of ARRAY; 0 dimensions stand for one.
	Item       *Type
	Dimensions int
	// Enum is set for Enum and ENUM, Domain for DOMAIN.
	Enum   *EnumType
	Domain *DomainType
	// Variants are the types that stand in for this one in other dialects.
	Variants []Variant
	// Spec is the text of a type of class "SQL".
	Spec string
	// Params are further arguments of the class that say something about the SQL, in
	// order: {Name: "varying", Value: true}. Those with their default are left out.
	Params []Option
	// Origin is the object that the type was made of, for the package that made it.
	Origin any
}

// Param returns an argument of Params; nil if it has its default.
func (t *Type) Param(name string) any {
	for _, p := range t.Params {
		if p.Name == name {
			return p.Value
		}
	}
	return nil
}

// In returns what the type is in a dialect: the variant for it, or the type itself.
func (t *Type) In(dialect string) *Type {
	for _, v := range t.Variants {
		if v.Dialect == dialect {
			return v.Type
		}
	}
	return t
}

// Is tells whether the class of the type is one of the names.
func (t *Type) Is(classes ...string) bool {
	return t != nil && slices.Contains(classes, t.Class)
}

// IsNull tells whether nothing is known of the type.
func (t *Type) IsNull() bool { return t == nil || t.Class == "" || t.Class == "NullType" }

// Variant is what a type is in one dialect (with_variant).
type Variant struct {
	Dialect string
	Type    *Type
}

// EnumType is what an Enum column may hold.
type EnumType struct {
	Name   Name // of the type, or of the CHECK where there is no native type; may be empty
	Schema Name
	Values []string
	// Native: the server's own enum type is used where it has one.
	Native bool
	// CreateType: creating and dropping a table creates and drops the type
	// (postgresql.ENUM's create_type).
	CreateType bool
	// CreateConstraint: a CHECK holds the values where there is no native type.
	CreateConstraint bool
	// Metadata: the type belongs to a MetaData, so that dropping a table leaves it.
	Metadata bool
	// InheritSchema: the type is in the schema of the table that uses it.
	InheritSchema bool
	// Class is the Python enum class that Values came from; empty for strings. Labels
	// are then the names of its members, in the order of Values.
	Class  string
	Labels []string
}

// DomainType is a PostgreSQL domain.
type DomainType struct {
	Name, Schema   Name
	Base           *Type
	Collation      string
	Default, Check Expr // nil: none
	NotNull        bool
	ConstraintName Name
	CreateType     bool
}

// Option is one dialect's argument: postgresql_using="gin" is {"postgresql", "using", "gin"}.
type Option struct {
	Dialect string // empty for an argument of the type's own dialect
	Name    string
	// Value is a Value, an Expr, a Name, or a slice of these; who takes the option
	// says which.
	Value any
}
