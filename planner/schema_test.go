package planner_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestPlanSchema holds docs/plan.schema.json against the types of a plan and their comments: what is in one is in
// the other. GOLDIE_UPDATE=1 writes it again. A field that changes its meaning needs a new PlanVersion, one that is new does not.
func TestPlanSchema(t *testing.T) {
	const file = "../docs/plan.schema.json"
	g := generator{defs: object{}, about: readComments(t, "../planner", "check", "../dialects/sqlstmt", "../revisions/ir", "../revisions/source")}
	root := g.structure(reflect.TypeFor[planner.Plan]())
	root = append(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "https://github.com/sqlplan/sqlplan/plan-" + strconv.Itoa(planner.PlanVersion) + ".schema.json"},
		{"title", "A plan of sqlplan, as --format json prints it"},
		{"$comment", "Made from the types of a plan (GOLDIE_UPDATE=1 go test ./planner -run PlanSchema). Within a plan_version fields may come, and a reader passes over those that it does not know."},
	}, append(root, member{"$defs", g.defs})...)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("GOLDIE_UPDATE") != "" {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Errorf("docs/plan.schema.json is not what the types of a plan say: GOLDIE_UPDATE=1 go test ./planner -run PlanSchema (%v)", err)
	}
}

// object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(m.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// generator makes a schema of types.
type generator struct {
	defs  object
	about comments
	names []string
}

// of is the schema of a type; a struct is a definition of its own.
func (g *generator) of(t reflect.Type) object {
	switch {
	case t == reflect.TypeFor[source.Severity]():
		return object{{"enum", []string{source.Note.String(), source.Warning.String(), source.Error.String()}}}
	case t.Kind() == reflect.Pointer:
		return g.of(t.Elem())
	case t.Kind() == reflect.Struct:
		return object{{"$ref", "#/$defs/" + g.define(t)}}
	}
	switch t.Kind() {
	case reflect.Slice:
		return object{{"type", "array"}, {"items", g.of(t.Elem())}}
	case reflect.String:
		if values := g.about.values[typeName(t)]; t.PkgPath() != "" && len(values) > 0 {
			return object{{"enum", values}}
		}
		return object{{"type", "string"}}
	case reflect.Int:
		return object{{"type", "integer"}}
	case reflect.Float64:
		return object{{"type", "number"}}
	case reflect.Bool:
		return object{{"type", "boolean"}}
	}
	panic("no schema for " + t.String())
}

// define makes the definition of a struct, and returns its name.
func (g *generator) define(t reflect.Type) string {
	name := t.Name()
	for _, known := range g.names {
		if known == t.PkgPath()+"."+name {
			return name
		}
		if strings.HasSuffix(known, "."+name) {
			panic("two types are called " + name)
		}
	}
	g.names = append(g.names, t.PkgPath()+"."+name)
	at := len(g.defs)
	g.defs = append(g.defs, member{key: name})
	g.defs[at].value = g.structure(t)
	return name
}

// structure is the schema of a struct's fields.
func (g *generator) structure(t reflect.Type) object {
	var properties object
	required := []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		if name == "" {
			panic(t.String() + "." + f.Name + " has no name in JSON")
		}
		if options != "omitempty" {
			required = append(required, name)
		}
		var s object
		if text := g.about.fields[typeName(t)+"."+f.Name]; text != "" {
			s = append(s, member{"description", text})
		}
		if name == "plan_version" {
			s = append(s, member{"const", planner.PlanVersion})
		} else {
			s = append(s, g.of(f.Type)...)
		}
		properties = append(properties, member{name, s})
	}
	s := object{}
	if text := g.about.types[typeName(t)]; text != "" {
		s = append(s, member{"description", text})
	}
	return append(s, member{"type", "object"}, member{"required", required}, member{"properties", properties})
}

// comments are what the source says about types, their fields, and the values of types of strings.
type comments struct {
	types, fields map[string]string
	values        map[string][]string
}

func readComments(t *testing.T, dirs ...string) comments {
	t.Helper()
	c := comments{map[string]string{}, map[string]string{}, map[string][]string{}}
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				if d, ok := d.(*ast.GenDecl); ok {
					c.read(filepath.Base(dir), d)
				}
			}
		}
	}
	return c
}

// typeName names a type with the folder of its package: "check.Finding".
func typeName(t reflect.Type) string { return path.Base(t.PkgPath()) + "." + t.Name() }

func (c comments) read(folder string, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if s, ok := spec.Type.(*ast.StructType); ok {
				c.types[folder+"."+spec.Name.Name] = plain(d.Doc)
				for _, f := range s.Fields.List {
					for _, name := range f.Names {
						c.fields[folder+"."+spec.Name.Name+"."+name.Name] = strings.TrimSpace(plain(f.Doc) + " " + plain(f.Comment))
					}
				}
			}
		case *ast.ValueSpec:
			if kind, ok := spec.Type.(*ast.Ident); ok && d.Tok == token.CONST {
				for _, v := range spec.Values {
					if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
						text, _ := strconv.Unquote(lit.Value) // the compiler has read it
						c.values[folder+"."+kind.Name] = append(c.values[folder+"."+kind.Name], text)
					}
				}
			}
		}
	}
}

// plain is a comment on one line.
func plain(c *ast.CommentGroup) string { return strings.Join(strings.Fields(c.Text()), " ") }
