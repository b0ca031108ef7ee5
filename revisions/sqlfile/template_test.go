package sqlfile

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const templateHeader = "-- revision: a\n-- down_revision:\n"

func templateEnv() *ir.Env {
	return &ir.Env{
		Dialect: "postgresql", Direction: ir.Upgrade, ServerVersion: ir.Version{Major: 15},
		Vars: map[string]string{"schema": "app", "days": "30", "empty": "", "with-dash": "d", "nul": "\x00"},
	}
}

// upgrade renders a body of a template and returns the SQL of its upgrade section.
func upgrade(t *testing.T, body string) (string, []string) {
	t.Helper()
	rev, diags := read("a_x.sql.tmpl", templateHeader+"-- sqlplan:upgrade\n"+body+"\n-- sqlplan:downgrade\n")
	if len(diags) > 0 {
		return "", diags
	}
	var text string
	found := rev.Body.Run(templateEnv(), func(op ir.Op) error {
		text += op.(ir.RawSQL).Text.Text()
		return nil
	})
	return strings.TrimSuffix(text, "\n"), heads(found)
}

func TestTemplate(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"variable", "DROP SCHEMA {{.schema}};", "DROP SCHEMA app;"},
		{"empty variable", "A{{.empty}}B", "AB"},
		{"dialect", `{{if eq .Dialect "postgresql"}}A{{else}}B{{end}}`, "A"},
		{"version", `{{if semverCompare ">=14" .ServerVersion}}A{{else}}B{{end}} {{.ServerVersion}}`, "A 15.0"},
		{"direction", "{{.Direction}}", "upgrade"},
		{"index", `{{index . "with-dash"}}`, "d"},
		{"index of a list", `{{index (list "a" "b") 1}}`, "b"},
		{"pipe", `{{.schema | upper | quote}}`, `"APP"`},
		{"range", "{{range $i := until 3}}A{{$i}};{{end}}", "A0;A1;A2;"},
		{"range over a number", "{{range 2}}A;{{end}}", "A;A;"},
		{"break and continue", "{{range until 9}}{{if eq . 1}}{{continue}}{{end}}{{if eq . 3}}{{break}}{{end}}{{.}}{{end}}", "02"},
		{"range else", "{{range list}}A{{else}}B{{end}}", "B"},
		{"with", "{{with .schema}}{{.}}{{end}}", "app"},
		{"declaration prints nothing", "{{$x := 1}}{{$x = 2}}{{$x}}", "2"},
		{"trim", "A  {{- 1 -}}  B", "A1B"},
		{"comment", "A{{/* .undefined */}}B", "AB"},
		{"define", `{{define "t"}}({{.}}){{end}}{{template "t" .schema}}{{template "t" 1}}`, "(app)(1)"},
		{"block", `{{block "b" .days}}[{{.}}]{{end}}`, "[30]"},
		{"keys in order", `{{$d := dict "b" 1 "a" 2 "c" 3}}{{keys $d}}{{values $d}}`, "[a b c][2 1 3]"},
		{"printf", `{{printf "%05d %s %%p" 7 .schema}}`, "00007 app %p"},
		{"kinds of values", "{{add 1 2}} {{1.5}} {{true}} {{list 1 2}}", "3 1.5 true [1 2]"},
		{"indent", `{{indent 2 "a\nb"}}{{nindent 1 "c"}}`, "  a\n  b\n c"},
		{"repeat", `{{repeat 3 "ab"}}`, "ababab"},
		{"seq", `{{seq 3}}|{{seq 2 4}}|{{seq 0 5 10}}`, "1 2 3|2 3 4|0 5 10"},
		{"sections are found after rendering", "A;\n{{if false}}\n-- sqlplan:irreversible no\n{{end}}", "A;\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, diags := upgrade(t, test.body)
			checkDiags(t, diags, nil)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTemplateProblems(t *testing.T) {
	for _, test := range []struct {
		name, body string // the body starts on line 4
		want       string
	}{
		{"undefined", "SELECT\n  {{.shema}};", "5:5: error SP032: shema is not defined"},
		{"undefined in a condition", "{{if .nothing}}A{{end}}", "4:6: error SP032: nothing is not defined"},
		{"undefined in an argument", `é {{printf "%s" .nothing}}`, "4:17: error SP032: nothing is not defined"},
		{"undefined by index", `{{index . "nothing"}}`, `4:3: error SP032: nothing is not defined`},
		{"undefined below a variable", "{{.schema.name}}", "4:10: error SP031: cannot render the template: can't evaluate field name"},
		{"undefined in a defined template", "{{define \"t\"}}\n{{.nothing}}{{end}}{{template \"t\" .}}", "5:3: error SP032: nothing is not defined"},
		{"undefined behind or", `{{or .nothing "a"}}`, "4:6: error SP032"},
		{"missing value", `{{index (dict "a" nil) "a"}}`, "4:3: error SP031: cannot render the template: the value is missing"},
		{"get on variables", `{{get . "nothing"}}`, "4:7: error SP031: cannot render the template: wrong type for value"},
		{"set on variables", `{{$x := set . "schema" "b"}}`, "4:13: error SP031: cannot render the template: wrong type for value"},
		{"index beyond the end", `{{index (list 1) 1}}`, "4:3: error SP031: cannot render the template: error calling index: index 1 is out of range, the length is 1"},
		{"parse error", "A\n  {{if}}", "5:3: error SP030: cannot parse the template: missing value for if"},
		{"unclosed", "{{if true}}", "SP030: cannot parse the template: unexpected EOF"},
		{"unknown function", "{{now}}", `4:1: error SP030: cannot parse the template: function "now" not defined`},
		{"fail", `{{fail "not on this server"}}`, `4:3: error SP031: cannot render the template: error calling fail: not on this server`},
		{"panic in a function", "{{div 1 0}}", "4:3: error SP031: cannot render the template: error calling div: runtime error: integer divide by zero"},
		{"NUL", "{{.nul}}", "4:3: error SP031: cannot render the template: the value holds a NUL character"},
		{"a value like a mark", `{{printf "%c-12%c" 0 0}}`, "4:3: error SP031: cannot render the template: the value holds a NUL character"},
		{"address", `{{printf "%p" .}}`, "4:3: error SP031: cannot render the template: error calling printf: the verb %p"},
		{"endless range", "{{range 1000000000000}}{{end}}", "4:24: error SP033: the template does not come to an end"},
		{"endless output", `{{$x := repeat 1000000 "x"}}{{range 1000000000}}{{$x}}{{end}}`, "SP033: the template prints more than 64 MB"},
		{"endless recursion", `{{define "t"}}{{template "t"}}{{end}}{{template "t"}}`, "4:26: error SP033: templates call each other 1000 deep"},
		{"endless recursion through a range", `{{define "t"}}{{range 1}}{{template "t"}}{{end}}{{end}}{{template "t"}}`, "SP033: templates call each other 1000 deep"},
		{"branching recursion", `{{define "t"}}{{if lt . 60}}{{template "t" (add1 .)}}{{template "t" (add1 .)}}{{end}}{{end}}{{template "t" 0}}`, "SP033: the template does not come to an end"},
		{"long repeat", `{{repeat 2000000000 "x"}}`, "4:3: error SP031: cannot render the template: error calling repeat: the count is out of range"},
		{"negative repeat", `{{repeat -1 "x"}}`, "error calling repeat: the count is out of range"},
		{"long result", `{{repeat 1000000 "xx"}}`, "error calling repeat: the result is longer than 1000000"},
		{"long list", `{{until 2000000}}`, "error calling until: the result is longer than 1000000"},
		{"list beyond the numbers", `{{untilStep 9223372036854775806 9223372036854775807 5}}`, "error calling untilStep: the count is out of range"},
		{"long seq", `{{seq 0 1 9000000}}`, "error calling seq: the result is longer"},
		{"long indent", `{{indent 2000000 "a"}}`, "error calling indent: the count is out of range"},
		{"function value", `{{.}}{{$f := printf}}`, "SP031"},
		{"SQL outside in the rendered text", "A;\n-- sqlplan:irreversible no\n{{.schema}}", "6:3: error SP015"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := upgrade(t, test.body)
			if test.name == "SQL outside in the rendered text" {
				diags = diags[:1] // the rest is about the downgrade section that follows
			}
			checkDiags(t, diags, []string{test.want})
		})
	}
}

func TestTemplateHelp(t *testing.T) {
	rev, _ := read("a_x.sql.tmpl", templateHeader+"{{.shema}}")
	diags := rev.Body.Run(templateEnv(), nil)
	want := "did you mean schema? declare it in the configuration or with --var shema=VALUE;\nthere are Dialect, Direction, ServerVersion, days, empty, nul, schema, with-dash"
	if len(diags) != 1 || diags[0].Help != want {
		t.Errorf("got %+v, want help %q", diags, want)
	}
}

// TestReservedVariable expects one report of each variable, however many templates
// there are, and no place: the mistake stands in none of them.
func TestReservedVariable(t *testing.T) {
	env := &ir.Env{Vars: map[string]string{"Dialect": "x", "Direction": "y"}, Direction: ir.Upgrade}
	var all source.Diagnostics
	for _, name := range []string{"a_x.sql.tmpl", "a_y.sql.tmpl"} {
		rev, _ := read(name, templateHeader+sections0)
		all = append(all, rev.Body.Run(env, nil)...)
	}
	all.Sort()
	checkDiags(t, heads(all), []string{
		"error SP034: the variable Dialect is set by sqlplan and cannot be declared",
		"error SP034: the variable Direction is set by sqlplan and cannot be declared"})
	for _, d := range all {
		if !d.Span.IsZero() {
			t.Errorf("%s has a place", d.Head())
		}
	}
}

func TestTemplateWithNUL(t *testing.T) {
	_, diags := read("a_x.sql.tmpl", templateHeader+"a\x00-3\x00")
	checkDiags(t, diags, []string{"3:2: error SP030: the template holds a NUL character"})
}

// TestPlainFileIsNotRendered: braces in SQL are SQL.
func TestPlainFileIsNotRendered(t *testing.T) {
	rev, diags := read("a_x.sql", templateHeader+"-- sqlplan:upgrade\nSELECT '{{1,2},{3,4}}';\n-- sqlplan:downgrade\n")
	checkDiags(t, diags, nil)
	got, _ := ops(rev.Body, templateEnv())
	if want := []string{`sql none=false "SELECT '{{1,2},{3,4}}';\n"`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPositions looks for a word in the rendered text and asks where it stands in the template.
func TestPositions(t *testing.T) {
	for _, test := range []struct {
		name, template, word string
		line, col            int
	}{
		{"before an action", "AAA {{.schema}}\nBBB", "AAA", 1, 1},
		{"value", "é {{ .schema }};", "app", 1, 6},
		{"behind a value", "{{.schema}} BBB", "BBB", 1, 13},
		{"behind trimmed blanks", "A {{- .schema -}} \n\n  BBB", "BBB", 3, 3},
		{"in a condition", "{{if true}}\nBBB{{else}}CCC{{end}}", "BBB", 2, 1},
		{"in an else", "{{if false}}\nBBB{{else}} CCC{{end}}", "CCC", 2, 13},
		{"in an else if", "{{if false}}{{else if true}}CCC{{end}}", "CCC", 1, 29},
		{"second turn", "{{range $i := list 1 2}}\nBBB{{$i}}{{end}}", "BBB2", 2, 1},
		{"in a with", "{{with .schema}} X{{.}}{{end}}", "app", 1, 21},
		{"behind a block", "{{if false}}{{end}}\nBBB", "BBB", 2, 1},
		{"in a definition", "{{define \"t\"}}\n  BBB{{end}}CCC{{template \"t\"}}", "BBB", 2, 3},
		{"multi-line value", "{{repeat 2 \"x\\n\"}}BBB", "BBB", 1, 19},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := source.NewFile("a_x.sql.tmpl", test.template)
			var diags source.Diagnostics
			tmpl := parseTemplate(file, &diags)
			checkDiags(t, heads(diags), nil)
			rendered, diags := templateBody{file, tmpl}.render(templateEnv())
			checkDiags(t, heads(diags), nil)
			at := strings.Index(rendered.Text, test.word)
			if at < 0 {
				t.Fatalf("no %s in %q", test.word, rendered.Text)
			}
			if p := rendered.Span(at, at+len(test.word)).Pos(); p.Line != test.line || p.Col != test.col {
				t.Errorf("%s is said to stand at %d:%d, want %d:%d", test.word, p.Line, p.Col, test.line, test.col)
			}
		})
	}
}

// TestTemplateConcurrently runs one body from several goroutines, as ir.Body promises.
func TestTemplateConcurrently(t *testing.T) {
	rev, _ := read("a_x.sql.tmpl", templateHeader+"-- sqlplan:upgrade\n{{range until 50}}{{$.Dialect}};{{end}}\n-- sqlplan:downgrade\n")
	var wg sync.WaitGroup
	for _, dialect := range []string{"mysql", "sqlite", "oracle", "mssql"} {
		wg.Go(func() {
			got, diags := ops(rev.Body, &ir.Env{Dialect: dialect, Direction: ir.Upgrade})
			want := []string{`sql none=false "` + strings.Repeat(dialect+";", 50) + `\n"`}
			if len(diags) > 0 || !slices.Equal(got, want) {
				t.Errorf("%s: got %q %v", dialect, got, diags)
			}
		})
	}
	wg.Wait()
}

func FuzzTemplate(f *testing.F) {
	f.Add("-- sqlplan:upgrade\nSELECT {{.schema}};\n{{range until 3}}x{{.}}{{end}}")
	f.Add(`{{define "t"}}a{{- . -}} b{{end}}{{template "t" .days}}{{block "c" 1}}{{end}}`)
	f.Add("{{if .a}}{{else if eq 1 2}}x{{else}}{{with $x := 1}}{{$x}}{{end}}{{end}}")
	f.Add(`{{printf "%c" 0}}{{index . "x"}}{{/* c */}}`)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		file := source.NewFile("a_x.sql.tmpl", text)
		var diags source.Diagnostics
		tmpl := parseTemplate(file, &diags)
		if tmpl == nil {
			checkSpan(t, diags[0].Span)
			return
		}
		rendered, diags := templateBody{file, tmpl}.render(templateEnv())
		for _, d := range diags {
			checkSpan(t, d.Span)
			d.Format(new(strings.Builder), nil)
		}
		if rendered != nil {
			checkMapping(t, file, rendered)
		}
	})
}

// checkMapping checks that every offset of the rendered text maps into the
// template, and to the same byte where it was copied.
func checkMapping(t *testing.T, file, rendered *source.File) {
	for i := 0; i < len(rendered.Text) && i < 5000; i++ {
		o := rendered.Span(i, i+1).Origin()
		if o.File != file {
			t.Fatal("the origin is another file")
		}
		checkSpan(t, o)
	}
	if strings.IndexByte(rendered.Text, markByte) >= 0 {
		t.Fatalf("a mark is left in %q", rendered.Text)
	}
}
