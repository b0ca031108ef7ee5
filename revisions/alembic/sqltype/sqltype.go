// Package sqltype has SQLAlchemy's type classes as Python sees them, and turns
// them and Python's constants into the plain data of package ir.
package sqltype

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// class is a type class of SQLAlchemy.
type class struct {
	name, dialect string // dialect is empty for the generic classes
	py            *python.Class
	sig           *python.Signature // nil: the class takes no arguments
	params        []string          // the names of sig, without self
	isType        bool              // rather than a mixin
	kind          kind
	// convert makes the type of a class of another package; nil for SQLAlchemy's own.
	convert func(t *python.Thread, a Args) (*ir.Type, error)
	// change is what the class does to values on their way to the server; may be nil.
	change func(t *python.Thread, v python.Value) (python.Value, error)
}

// kind is how a class becomes a type.
type kind int

const (
	plainKind kind = iota // by its arguments
	enumKind
	domainKind
	decoratorKind
	intervalKind    // a decorator with rules of its own
	userDefinedKind // by its get_col_spec()
)

var kinds = map[string]kind{
	"Enum": enumKind, "DOMAIN": domainKind, "TypeDecorator": decoratorKind, "Interval": intervalKind, "UserDefinedType": userDefinedKind,
}

// Lookup finds the names of this package in the modules of SQLAlchemy.
func Lookup(module, name string) (python.Value, bool) {
	if v, ok := extras[module+"."+name]; ok {
		return v, true
	}
	var c *python.Class
	switch {
	case module == "sqlalchemy.ext.mutable":
		c = mutables[name]
	case generics[module]:
		c = named("", name)
	case strings.HasPrefix(module, "sqlalchemy.dialects."):
		dialect, _, _ := strings.Cut(strings.TrimPrefix(module, "sqlalchemy.dialects."), ".")
		if name == "dialect" || strings.HasSuffix(name, "Dialect") {
			return newDialectClass(dialect), true
		}
		if c = named(dialect, name); c == nil && name == strings.ToUpper(name) {
			c = named("", name) // postgresql.INTEGER is the SQL standard's
		}
	}
	if c == nil {
		return nil, false
	}
	return c, true
}

// generics are the modules that have the generic classes.
var generics = map[string]bool{
	"sqlalchemy": true, "sqlalchemy.types": true, "sqlalchemy.sql.sqltypes": true, "sqlalchemy.sql.type_api": true,
	"sqlalchemy.sql": true, "sqlalchemy.schema": true,
}

// aliases are older and second names of classes.
var aliases = map[string]string{
	".INT": ".INTEGER", ".Binary": ".LargeBinary", ".VARCHAR2": "oracle.VARCHAR2",
	"postgresql.PGUuid": ".UUID", "postgresql.UUID": ".UUID", "postgresql.PGInet": "postgresql.INET", "postgresql.PGCidr": "postgresql.CIDR",
	"postgresql.PGMacAddr": "postgresql.MACADDR", "postgresql.PGInterval": "postgresql.INTERVAL", "postgresql.PGBit": "postgresql.BIT",
	"postgresql.PGArray": "postgresql.ARRAY", "oracle.NVARCHAR2": ".NVARCHAR", "mariadb.INTEGER": "mysql.INTEGER",
}

// named returns a class by its dialect and name; nil if there is none.
func named(dialect, name string) *python.Class {
	if dialect == "mariadb" {
		dialect = "mysql"
	}
	key := dialect + "." + name
	if to, ok := aliases[key]; ok {
		key = to
	}
	if c, ok := classes[key]; ok {
		return c.py
	}
	return nil
}

// Class returns a generic class by its name; it panics if there is none.
func Class(name string) *python.Class { return classes["."+name].py }

// declare makes the classes of a table. Each line is a class as Python would
// declare it: "Text(String)", with the parameters of its constructor behind a
// colon, or "-" if it takes none. Without either it has its base's.
func declare(all map[string]*class, dialect, module, table string) {
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		head, params, has := strings.Cut(strings.TrimSpace(line), ":")
		name, bases, _ := strings.Cut(strings.TrimSuffix(head, ")"), "(")
		c := &class{name: name, dialect: dialect, isType: name == "TypeEngine"}
		c.py = python.NewClass(module, name, parents(all, dialect, bases, c)...)
		if k, ok := kinds[name]; ok {
			c.kind = k
		}
		if has && strings.TrimSpace(params) != "-" {
			c.sign(strings.TrimSpace(params))
		} else if has {
			c.sig, c.params = nil, nil
		}
		c.py.Data, c.py.Init = c, initialise(c)
		all[dialect+"."+name] = c
	}
}

// parents finds the bases of a class, and gives it the constructor of the first that has one.
func parents(all map[string]*class, dialect, bases string, c *class) []*python.Class {
	var out []*python.Class
	for _, base := range strings.Split(bases, ",") {
		base = strings.TrimSpace(base)
		if base == "" {
			continue
		}
		from, ok := all[base] // ".String", "postgresql.JSON"
		if !ok {
			if from, ok = all[dialect+"."+base]; !ok {
				from = all["."+base]
			}
		}
		if c.sig == nil {
			c.sig, c.params = from.sig, from.params
		}
		c.isType = c.isType || from.isType
		c.kind = max(c.kind, from.kind)
		out = append(out, from.py)
	}
	return out
}

func (c *class) sign(params string) {
	c.sig = python.ParseInit(c.name, params)
	c.params = nil // those of a base class
	for _, p := range strings.Split(params, ",") {
		name, _, _ := strings.Cut(strings.TrimSpace(p), "=")
		if name != "*" && name != "/" {
			c.params = append(c.params, name)
		}
	}
}

// hostClass returns the nearest class of SQLAlchemy that a class inherits from.
func hostClass(cls *python.Class) *class {
	for _, k := range cls.MRO() {
		if c, ok := k.Data.(*class); ok && c.isType {
			return c
		}
	}
	return nil
}
