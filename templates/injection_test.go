package templates

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/golden/browser"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// hostile are texts that a revision may hold in a name, a message, a comment or a literal.
var hostile = []string{
	"</script><script>window.pwned=1</script>", "<img src=x onerror=\"window.pwned=1\">", "\"><svg onload='window.pwned=1'>", "' onmouseover='window.pwned=1", "javascript:alert(1)",
	"</style><style>*{display:none}", "<!-- x", "--> x", "]]>", "&lt;script&gt;", "{{ .Command }}", "${x}", "`${window.pwned=1}`",
	"a|b", "```\n# heading", "`code`", "[x](javascript:alert(1))", "![x](https://example.com/x.png)", "@everyone", "#1", "**z** __z__ ~~z~~", "- [ ] task", "<details open>", "$x^2$", "\\", "https://example.com",
	"\x1b[2J\x1b]0;title\x07", "\x9b31m", "\u202egnp.exe", "\u2066x\u2069", "\u200bzero", "a\rb", "a\nb\n::error::x", "a\u2028b", "\x00", "\x7f", "\U000e0041", "*/ DROP TABLE x; /*", "\nDROP TABLE x;", "%0A::error::x", "'; DROP TABLE x; --", "$$; DROP TABLE x; $$",
}

// fixed are the fields of a plan whose texts are sqlplan's own.
var fixed = []string{"Command", "Runner", "Format", "Digest", "Mode", "Held", "Algorithm", "Algorithms", "Blocks", "Fact", "Source", "By", "Severity", "Code", "Rule", "Fingerprint", "Terminator", "Directives", "Setup", "Guard", "Assert", "Doc"}

// poisoned is a plan in which every text that can come from a user is the given one; SQL too, if asked for.
func poisoned(text string, sql bool) *planner.Plan {
	p := rich()
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				fill(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				fill(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				f := v.Type().Field(i)
				if f.Name == "Safe" || f.Name == "Help" { // which may have several lines
					v.Field(i).SetString(strings.ReplaceAll(text, "\n", " "))
				} else if f.IsExported() && !slices.Contains(fixed, f.Name) && f.Tag.Get("json") != "-" && (sql || f.Name != "SQL" && f.Name != "Comments") {
					fill(v.Field(i))
				}
			}
		case reflect.String:
			if v.Type() == reflect.TypeFor[string]() {
				v.SetString(text)
			}
		}
	}
	fill(reflect.ValueOf(p))
	p.Attach()
	return p
}

// driving finds a character that drives a terminal or reorders text; line ends do not.
func driving(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028')
	})
}

// TestHostileTexts: in no format does a text change anything but itself.
func TestHostileTexts(t *testing.T) {
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%.20q", text), func(t *testing.T) {
			p := poisoned(text, true)
			for _, format := range PlanFormats {
				out, diags := New(nil).Plan(format, p)
				if diags.HasErrors() {
					t.Fatal(diags)
				}
				if driving(out) {
					t.Errorf("%s drives a terminal", format)
				}
				plain, _ := New(nil).Plan(format, poisoned("plain", true))
				switch format {
				case "text":
					if strings.Count(out, "\n") != strings.Count(plain, "\n") {
						t.Errorf("text has other lines:\n%s", out)
					}
				case "html":
					for _, tag := range []string{"<script", "<style", "<img", "<svg", "<details", "<article", "<a ", "<h3", "<!--"} {
						if strings.Count(out, tag) != strings.Count(plain, tag) {
							t.Errorf("html has another number of %s", tag)
						}
					}
				case "markdown":
					prose := withoutFences(out)
					if strings.Count(prose, "\n") != strings.Count(withoutFences(plain), "\n") {
						t.Errorf("markdown has other lines:\n%s", out)
					}
					for _, bad := range []string{"<script", "<img", "<svg", "<style", "<!--", " @everyone", " [x](", "**z**", "`code`", "\n# heading"} {
						if strings.Contains(prose, bad) {
							t.Errorf("markdown has %q:\n%s", bad, prose)
						}
					}
				case "json":
					var back planner.Plan
					if err := json.Unmarshal([]byte(out), &back); err != nil || back.Sections[0].Message != strings.ToValidUTF8(text, "\ufffd") || back.Sections[0].Items[0].SQL != back.Sections[0].Message {
						t.Errorf("json says %q (%v)", back.Sections[0].Message, err)
					}
				}
			}
			r := Report{Findings: p.Findings, Notices: p.Notices}
			for _, format := range ReportFormats {
				var v any
				if out := encoded(t, r, format, &v); driving(out) {
					t.Errorf("%s drives a terminal", format)
				}
				each(v, func(s string) {
					if driving(s) || strings.Contains(s, "[x](") && !strings.Contains(s, `\[x\](`) && format == "sarif" {
						t.Errorf("%s has %q", format, s)
					}
				})
			}
		})
	}
}

// each calls do for every text of a JSON value.
func each(v any, do func(string)) {
	switch v := v.(type) {
	case string:
		do(v)
	case []any:
		for _, e := range v {
			each(e, do)
		}
	case map[string]any:
		for name, e := range v {
			if name != "path" { // which leads to a file, whatever it is called
				each(e, do)
			}
		}
	}
}

// withoutFences is markdown without its code blocks.
func withoutFences(text string) string {
	var b strings.Builder
	fence := ""
	for line := range strings.Lines(text) {
		marks := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		switch {
		case fence == "" && len(marks) >= 3:
			fence = marks
		case fence != "" && marks == fence && strings.TrimRight(line, "\n") == fence:
			fence = ""
		case fence == "":
			b.WriteString(line)
		}
	}
	return b.String()
}

// FuzzReviewed: whatever the texts of a reviewed plan hold, its script runs the same statements.
func FuzzReviewed(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	style := postgresql.Dialect{}.Style()
	run := func(text string) (list []string, script string, err error) {
		script, diags := New(nil).Script(poisoned(text, false))
		if diags.HasErrors() {
			return nil, script, diags
		}
		_, body, _ := strings.Cut(script, "\n-- Guard: ") // what stands before are directives of psql
		pieces, fault := sqltext.Split("-- "+body, style)
		if fault != nil {
			return nil, script, fmt.Errorf("%+v", fault)
		}
		for _, p := range pieces {
			list = append(list, body[max(0, p.Stmt.Start-3):max(0, p.Stmt.End-3)])
		}
		return list, script, nil
	}
	want, _, err := run("plain")
	if err != nil || len(want) < 10 {
		f.Fatalf("%d statements, %v", len(want), err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, script, err := run(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v: the script runs %q, want %q\n%s", err, got, want, script)
		}
	})
}

// TestHostilePage opens the page of a plan with all hostile texts in a browser: none of them is run or changes the page.
func TestHostilePage(t *testing.T) {
	b := browser.Start(t)
	all := strings.Join(hostile, " ")
	page := opened(t, b, poisoned(all, true))
	if got := page.Eval(`[window.pwned === undefined, document.scripts.length, document.querySelectorAll('img, iframe, object, embed, link').length, document.styleSheets.length]`); !reflect.DeepEqual(got, []any{true, 1.0, 0.0, 1.0}) {
		t.Errorf("pwned, scripts, images, styles: %v", got)
	}
	if got := page.Eval(`[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on') || /^javascript:/i.test(a.value) && a.name === 'href').length`); got != 0.0 {
		t.Errorf("%v attributes could run something", got)
	}
	if got := page.Eval(`document.querySelector('#r1 h3').textContent`).(string); !strings.Contains(got, "</script><script>window.pwned=1</script>") || !strings.Contains(got, `\u202egnp`) {
		t.Errorf("the message is shown as %q", got)
	}
	if got := page.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`); got != 0.0 {
		t.Errorf("long texts make the page %v pixels wider", got)
	}
	page.Eval(`(() => { const t = document.getElementById('table'); t.selectedIndex = 1; document.getElementById('filter').dispatchEvent(new Event('input')) })()`)
	if got := seen(page, "[data-item=statement]"); len(got) == 0 {
		t.Error("the filter does not find a table by its hostile name")
	}
}

// TestHostileRule: the documentation of a rule is shown, and its links lead to its sources only.
func TestHostileRule(t *testing.T) {
	rules := check.Rules
	t.Cleanup(func() { check.Rules = rules })
	check.Rules = []check.Rule{{Code: "PG301", Severity: source.Error, Doc: check.Doc{Reason: "it <waits>", Sources: []string{"https://www.postgresql.org/docs/", "javascript:alert(1)"}}}}
	out, diags := New(nil).Plan("html", rich())
	if diags.HasErrors() || !strings.Contains(out, "it &lt;waits&gt;") || strings.Contains(out, `href="javascript:`) {
		t.Errorf("%v\n%s", diags, out)
	}
}
