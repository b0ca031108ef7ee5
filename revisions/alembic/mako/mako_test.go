package mako

import (
	"strings"
	"testing"
	"time"

	"github.com/sqlplan/sqlplan/revisions/alembic/config"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func fill(t *testing.T, template string, vars map[string]Value) (string, source.Diagnostics) {
	t.Helper()
	parsed, diags := Parse(source.NewFile("script.py.mako", template))
	if parsed == nil {
		return "", diags
	}
	return parsed.Fill(vars, func(name string) (string, bool) {
		return "engine1, engine2", name == "databases"
	})
}

func TestFill(t *testing.T) {
	vars := map[string]Value{
		"message": "add users", "up_revision": "a1", "none": nil, "imports": "", "one": Tuple{"x"},
		"two": Tuple{"x", "it's"}, "list": List{"x", "y"}, "x_upgrades": "do()",
	}
	tests := []struct{ name, template, want string }{
		{"text", "plain $ text { } \n%%%", "plain $ text { } \n%%"},
		{"name", "Revision ID: ${up_revision}\n", "Revision ID: a1\n"},
		{"None", "${none}", "None"},
		{"comma", "${none | comma,n} ${one | comma,n} ${up_revision|n,comma}", " x a1"},
		{"repr", "${repr(up_revision)} ${repr(none)} ${repr(one)} ${repr(two)} ${repr(list)}", `'a1' None ('x',) ('x', "it's") ['x', 'y']`},
		{"str of a tuple", "${two}", `('x', "it's")`},
		{"condition", `${imports if imports else ""}${upgrades if none else "pass"}`, "pass"},
		{"or, and, not", `${imports or "pass"} ${message and "x"} ${not none}`, "pass x True"},
		{"join", `${", ".join(list)}`, "x, y"},
		{"brace in a string", `${message + "}|"}`, "add users}|"},
		{"comment lines", "a\n  ## no\nb\n", "a\nb\n"},
		{"doc", "a<%doc>\nno ${nothing}\n</%doc>b", "ab"},
		{"joined lines", "a \\\nb", "a b"},
		{"percent at a line's beginning", "a\n  %% b\n%% c", "a\n  % b\n% c"},
		{"module block", "<%!\nimport re\n\n%>\"\"\"x", "\"\"\"x"},
		{"loop", "<%\n    names = config.get_main_option(\"databases\")\n%>\n% for n in re.split(r',\\s*', names):\ndef f_${n}(): ${context.get(\"%s_upgrades\" % n, \"pass\")}\n% endfor\nend",
			"\ndef f_engine1(): pass\ndef f_engine2(): pass\nend"},
		{"context.get", `${context.get("%s_upgrades" % "x", "pass")}`, "do()"},
		{"if", "% if imports:\nyes\n% else:\nno\n% endif\n% if message:\nsaid\n% endif\n", "no\nsaid\n"},
		{"CRLF", "a\r\n## no\r\n${up_revision}\r\n", "a\r\na1\r\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			vars := map[string]Value{"upgrades": "x", "message": vars["message"], "up_revision": vars["up_revision"], "none": nil, "imports": "",
				"one": vars["one"], "two": vars["two"], "list": vars["list"], "x_upgrades": vars["x_upgrades"]}
			got, diags := fill(t, test.template, vars)
			if diags != nil || got != test.want {
				t.Errorf("got %q %v, want %q", got, diags, test.want)
			}
		})
	}
}

func TestUnsupported(t *testing.T) {
	tests := []struct{ template, want string }{
		{"a\n${nothing}", "script.py.mako:2:3: error SP471: nothing is nothing that a new revision's template is given"},
		{"${x", "script.py.mako:1:1: error SP471: a ${ without its }"},
		{"${x | h}", `script.py.mako:1:6: error SP471: the filter "h" is not supported in a template`},
		{"${os.system('x')}", "script.py.mako:1:3: error SP471: the call of os.system is not supported in a template"},
		{"${x[0]}", "script.py.mako:1:4: error SP471: this Python code is not supported in a template"},
		{"${[x]}", "script.py.mako:1:3: error SP471: this Python code is not supported in a template"},
		{"${x if x}", "script.py.mako:1:9: error SP471: `if` without `else`"},
		{"${'x'.upper()}", "script.py.mako:1:6: error SP471: of the methods of strings only join is supported in a template"},
		{"${'a}", "script.py.mako:1:1: error SP471: a ${ without its }"},
		{"${}", "script.py.mako:1:3: error SP471: an expression is missing"},
		{"<%\nimport os\n%>", "script.py.mako:2:1: error SP471: this Python code is not supported in a template"},
		{"<% x = 1", "script.py.mako:1:1: error SP471: this tag is not supported in a template"},
		{"x\n  <%include file='x'/>", "script.py.mako:2:3: error SP471: this tag is not supported in a template"},
		{"% while True:\n", "script.py.mako:1:1: error SP471: this control line is not supported in a template"},
		{"% if x:\nx", "script.py.mako:2:1: error SP471: the % if has no % endif"},
		{"x\n% endif\n", "script.py.mako:2:1: error SP471: this control line is not supported in a template"},
		{"<%doc> x", "script.py.mako:1:1: error SP471: a <%doc> without its end"},
		{"${'%d' % x}", "script.py.mako:1:11: error SP471: a format that is not %s for each value is not supported in a template"},
		{"${repr(x", "script.py.mako:1:1: error SP471: a ${ without its }"},
		{"${repr(x x)}", "script.py.mako:1:10: error SP471: a , or ) is missing"},
	}
	for _, test := range tests {
		_, diags := fill(t, test.template, map[string]Value{"x": "y"})
		if len(diags) == 0 || diags[0].Head() != test.want {
			t.Errorf("%q: got %v, want %s", test.template, diags, test.want)
		}
	}
}

const template = `"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
${imports if imports else ""}
def upgrade():
    ${upgrades if upgrades else "pass"}
`

func TestNewRevision(t *testing.T) {
	parsed, diags := Parse(source.NewFile("script.py.mako", template))
	if diags != nil {
		t.Fatal(diags)
	}
	now := time.Date(2024, 3, 9, 7, 5, 3, 123456789, time.UTC)
	tests := []struct {
		revision   Revision
		file, zone string
		name, text string
	}{
		{Revision{ID: "a1", Message: "Add the users"}, "%(rev)s_%(slug)s", "", "a1_add_the_users.py",
			"\"\"\"Add the users\n\nRevision ID: a1\nRevises: \nCreate Date: 2024-03-09 07:05:03.123456\n\n\"\"\"\n" +
				"revision = 'a1'\ndown_revision = None\nbranch_labels = None\ndepends_on = None\n\ndef upgrade():\n    pass\n"},
		{Revision{ID: "m", Down: []string{"a", "b"}, BranchLabels: []string{"l"}, DependsOn: []string{"c", "d"}},
			"%(year)d/%(month).2d-%(day)02d_%(hour).2d%(minute).2d%(second).2d_%(epoch)s-%(slug)s%(rev)3s%%", "America/New_York",
			"2024/03-09_020503_1709967903-  m%.py",
			"\"\"\"empty message\n\nRevision ID: m\nRevises: a, b\nCreate Date: 2024-03-09 02:05:03.123456-05:00\n\n\"\"\"\n" +
				"revision = 'm'\ndown_revision = ('a', 'b')\nbranch_labels = ('l',)\ndepends_on = ['c', 'd']\n\ndef upgrade():\n    pass\n"},
		{Revision{ID: "a1", Down: []string{"a"}, DependsOn: []string{"c"}}, "%(rev)s", "utc", "a1.py",
			"\"\"\"empty message\n\nRevision ID: a1\nRevises: a\nCreate Date: 2024-03-09 07:05:03.123456+00:00\n\n\"\"\"\n" +
				"revision = 'a1'\ndown_revision = 'a'\nbranch_labels = None\ndepends_on = 'c'\n\ndef upgrade():\n    pass\n"},
	}
	for _, test := range tests {
		test.revision.Now = now
		naming := Naming{FileTemplate: config.Text{Value: test.file}, SlugLength: 40}
		if test.zone != "" {
			naming.Timezone = &config.Text{Value: test.zone}
		}
		name, text, diags := NewRevision(parsed, test.revision, naming, nil)
		if diags != nil || name != test.name || text != test.text {
			t.Errorf("got %s %v\n%s\nwant %s\n%s", name, diags, text, test.name, test.text)
		}
	}
}

func TestBadNaming(t *testing.T) {
	parsed, _ := Parse(source.NewFile("script.py.mako", template))
	tests := []struct{ file, zone, want string }{
		{"%(nothing)s", "", `file_template: "%(nothing)s" is no token with a conversion`},
		{"%(rev)", "", `file_template: "%" is no token with a conversion`},
		{"%(rev)d", "", `file_template: "%(rev)d" is no token with a conversion`},
		{"../%(rev)s", "", `file_template makes the name "../a.py"`},
		{"/etc/%(rev)s", "", `file_template makes the name "/etc/a.py"`},
		{"%(rev)s", "Mars/Base", `there is no time zone "Mars/Base"`},
		{"%(rev)s", "Local", `there is no time zone "Local"`},
	}
	for _, test := range tests {
		naming := Naming{FileTemplate: config.Text{Value: test.file}, SlugLength: 40}
		if test.zone != "" {
			naming.Timezone = &config.Text{Value: test.zone}
		}
		_, _, diags := NewRevision(parsed, Revision{ID: "a"}, naming, nil)
		if len(diags) == 0 || diags[0].Code != codeNaming || diags[0].Message != test.want {
			t.Errorf("%s %s: got %v, want %s", test.file, test.zone, diags, test.want)
		}
	}
}

func TestSlug(t *testing.T) {
	tests := []struct {
		message string
		length  int
		want    string
	}{
		{"Add users", 40, "add_users"},
		{"it's Ä über-_x 1½", 40, "it_s_ä_über__x_1½"},
		{"", 40, ""},
		{"one two three", 7, "one_"},
		{"one two three", 8, "one_two_"},
		{"verylongword", 4, "very_"},
		{strings.Repeat("a ", 30), 40, strings.Repeat("a_", 20)},
	}
	for _, test := range tests {
		if got := Slug(test.message, test.length); got != test.want {
			t.Errorf("%q: got %q, want %q", test.message, got, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(template)
	f.Add("% for x in y:\n<% a = 'b' %>${a | comma}\n% endfor\n")
	f.Fuzz(func(t *testing.T, text string) {
		if parsed, diags := Parse(source.NewFile("t", text)); parsed != nil {
			parsed.Fill(map[string]Value{"message": "m"}, nil)
		} else if !diags.HasErrors() {
			t.Error("no template, and no error")
		}
	})
}
