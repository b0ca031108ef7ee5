package templates

import (
	"html"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/browser"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// opened is the page of a plan in a browser. Where SCREENSHOTS names a folder, pictures go there.
func opened(t *testing.T, b *browser.Browser, p *planner.Plan) *browser.Page {
	t.Helper()
	text, diags := New(nil).Plan("html", p)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	file := filepath.Join(t.TempDir(), "plan.html")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	page := b.Open(t, browser.FileURL(file))
	t.Cleanup(func() { silent(t, page) })
	return page
}

// silent: the page has asked for nothing but itself, and its console is empty.
func silent(t *testing.T, page *browser.Page) {
	t.Helper()
	for _, url := range page.Requests() {
		if !strings.HasPrefix(url, "file://") || !strings.HasSuffix(strings.SplitN(url, "#", 2)[0], "/plan.html") {
			t.Errorf("the page asked for %s", url)
		}
	}
	for _, m := range page.Messages() {
		t.Errorf("the page said %s", m)
	}
}

// seen are the ids of the elements that can be seen.
func seen(page *browser.Page, selector string) []string {
	list, _ := page.Eval(`[...document.querySelectorAll(` + "`" + selector + "`" + `)].filter(e => e.offsetParent !== null).map(e => e.id)`).([]any)
	ids := []string{}
	for _, id := range list {
		ids = append(ids, id.(string))
	}
	return ids
}

// TestPageFilter: what is chosen is what can be seen, by text, severity, table and revision.
func TestPageFilter(t *testing.T) {
	page := opened(t, browser.Start(t), rich())
	set := func(script string) func() {
		return func() {
			page.Eval(`(() => {` + script + `; document.getElementById('filter').dispatchEvent(new Event('input')) })()`)
		}
	}
	for _, tt := range []struct {
		name       string
		do         func()
		findings   []string
		statements []string
		locks      float64
		count      string
	}{
		{"nothing", func() {}, []string{"f1", "f2", "f3"}, []string{"s1", "s2", "s3", "s4", "s5", "s6", "s8"}, 6, ""},
		{"text by keys", func() { page.Key("/"); page.Type("INVOICES") }, []string{}, []string{"s4"}, 1, "0 of 4 findings, 1 of 7 statements"},
		{"severity", set(`document.querySelector('input[value=error]').checked = true`), []string{"f1"}, []string{"s2"}, 6, "1 of 4 findings, 1 of 7 statements"},
		{"two severities", set(`document.querySelectorAll('input[name=sev]').forEach(e => e.checked = e.value !== 'note')`), []string{"f1", "f2"}, []string{"s2", "s3"}, 6, "3 of 4 findings, 2 of 7 statements"},
		{"table", set(`document.getElementById('table').value = 'orders'`), []string{"f1", "f2"}, []string{"s2", "s3", "s5", "s6"}, 3, "2 of 4 findings, 4 of 7 statements"},
		{"revision", set(`document.getElementById('rev').value = '4'`), []string{"f3"}, []string{"s5", "s6"}, 2, "1 of 4 findings, 2 of 7 statements"},
	} {
		page.Key("Escape")
		tt.do()
		if got := seen(page, "#findings > [data-item=finding]"); !slices.Equal(got, tt.findings) {
			t.Errorf("%s: findings %q, want %q", tt.name, got, tt.findings)
		}
		if got := seen(page, "[data-item=statement]"); !slices.Equal(got, tt.statements) {
			t.Errorf("%s: statements %q, want %q", tt.name, got, tt.statements)
		}
		if got := page.Eval(`[...document.querySelectorAll('[data-item=lock]')].filter(e => e.offsetParent).length`); got != tt.locks {
			t.Errorf("%s: %v locks, want %v", tt.name, got, tt.locks)
		}
		if got := page.Eval(`document.getElementById('shown').textContent`); got != tt.count {
			t.Errorf("%s: says %q, want %q", tt.name, got, tt.count)
		}
	}
	page.Key("Escape")
	if got := seen(page, "[data-item=statement]"); len(got) != 7 {
		t.Errorf("Escape leaves %q", got)
	}
}

// TestPageLinks: every link leads to something, a finding to its statement and back, also where the filter hides it.
func TestPageLinks(t *testing.T) {
	page := opened(t, browser.Start(t), rich())
	broken := page.Eval(`[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))`)
	if list, _ := broken.([]any); len(list) > 0 {
		t.Errorf("links to nowhere: %v", list)
	}
	if n := page.Eval(`(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size })()`); n != 0.0 {
		t.Errorf("%v ids stand twice", n)
	}
	for _, pair := range [][2]string{{"f1", "s2"}, {"f2", "s3"}, {"f3", "r4"}} {
		for _, way := range [][2]string{pair, {pair[1], pair[0]}} {
			if page.Eval(`document.querySelector('#`+way[0]+` a[href="#`+way[1]+`"]') !== null`) != true {
				t.Errorf("no link from %s to %s", way[0], way[1])
			}
		}
	}
	page.Eval(`(() => { const q = document.getElementById('q'); q.value = 'invoices'; q.dispatchEvent(new Event('input', {bubbles: true})); })()`)
	page.Eval(`new Promise(done => { addEventListener('hashchange', () => setTimeout(done)); location.hash = 's2' })`)
	if got := page.Eval(`document.querySelector('#s2').offsetParent !== null && document.getElementById('q').value === ''`); got != true {
		t.Error("a link to a hidden statement does not show it")
	}
	page.Eval(`new Promise(done => { addEventListener('hashchange', () => setTimeout(done)); location.hash = 'f4' })`)
	if got := page.Eval(`document.querySelector('details.ignored').open`); got != true {
		t.Error("a link to an ignored finding does not unfold it")
	}
	for _, want := range []string{"#f1", "#f2"} {
		page.Eval(`document.querySelector('details.ignored').open = false`)
		page.Key("n")
		if got := page.Eval(`location.hash`); got != want {
			t.Errorf("n leads to %v, want %s", got, want)
		}
	}
}

// TestPageKeyboard: the first stop is the skip link, and everything that scrolls or acts can be reached.
func TestPageKeyboard(t *testing.T) {
	page := opened(t, browser.Start(t), rich())
	page.Key("Tab")
	if got := page.Eval(`document.activeElement.className`); got != "skip" {
		t.Errorf("the first stop is %v", got)
	}
	page.Key("Enter")
	if got := page.Eval(`document.activeElement.id`); got != "main" {
		t.Errorf("the skip link leads to %v", got)
	}
	if got := page.Eval(`[...document.querySelectorAll('.scroll, pre.sql')].filter(e => e.tabIndex < 0).length`); got != 0.0 {
		t.Errorf("%v parts that scroll cannot be reached", got)
	}
	if got := page.Eval(`['header', 'nav', 'main', 'footer', '[role=search]'].filter(s => !document.querySelector(s)).join()`); got != "" {
		t.Errorf("no landmark %v", got)
	}
	if got := page.Eval(`[...document.querySelectorAll('input, select, button')].filter(e => !(e.labels?.length || e.getAttribute('aria-label') || e.textContent.trim())).length`); got != 0.0 {
		t.Errorf("%v controls without a name", got)
	}
}

// TestPageColours: both schemes can be read, the switch changes between them, and nothing is wider than the window.
func TestPageColours(t *testing.T) {
	page := opened(t, browser.Start(t), rich())
	for _, look := range []struct {
		name, scheme string
		width        int
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"narrow", "light", 390}, {"narrow-dark", "dark", 390}} {
		page.Look(look.width, 900, look.scheme)
		if list, _ := page.Eval(contrast).([]any); len(list) > 0 {
			t.Errorf("%s: hard to read: %v", look.name, list)
		}
		if got := page.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`); got != 0.0 {
			t.Errorf("%s: the page is %v pixels wider than the window", look.name, got)
		}
		if dir := os.Getenv("SCREENSHOTS"); dir != "" {
			page.Screenshot(filepath.Join(dir, look.name+".png"), true)
		}
	}
	before := page.Eval(`getComputedStyle(document.body).backgroundColor`)
	page.Key("d")
	if page.Eval(`getComputedStyle(document.body).backgroundColor`) == before {
		t.Error("the switch changes nothing")
	}
}

// contrast lists the texts whose contrast with what is behind them is below WCAG's 4.5 to 1.
// https://www.w3.org/TR/WCAG22/#contrast-minimum
const contrast = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = c => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return [255, 255, 255, 255]; };
  const poor = new Set();
  for (const e of document.querySelectorAll('body *')) {
    if (!e.offsetParent || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.add(e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30) + ' ' + ratio.toFixed(2));
  }
  return [...poor];
})()`

// TestPageWithoutScripts: everything can be read without JavaScript, and on paper.
func TestPageWithoutScripts(t *testing.T) {
	b := browser.Start(t)
	page := opened(t, b, rich())
	url := page.Eval(`location.href`).(string)
	plain := b.Open(t, "about:blank")
	plain.Scripts(false)
	plain.Go(url)
	for _, test := range []struct {
		name string
		page *browser.Page
	}{{"without scripts", plain}, {"on paper", page}} {
		if test.page == page {
			page.Key("/")
			page.Type("invoices")
			page.Print(true)
		}
		if got := seen(test.page, "[data-item=statement]"); len(got) != 7 {
			t.Errorf("%s: %q can be seen", test.name, got)
		}
		if got := seen(test.page, "#findings > [data-item=finding]"); len(got) != 3 {
			t.Errorf("%s: findings %q can be seen", test.name, got)
		}
		if got := test.page.Eval(`[...document.querySelectorAll('#filter, button')].filter(e => e.offsetParent).length`); got != 0.0 {
			t.Errorf("%s: %v controls that do nothing can be seen", test.name, got)
		}
	}
}

// TestPageCopy: the button takes the text beside it.
func TestPageCopy(t *testing.T) {
	page := opened(t, browser.Start(t), rich())
	got := page.Eval(`(async () => {
  let text = '';
  document.addEventListener('copy', () => { text = document.getSelection().toString() || document.activeElement.value; });
  Object.defineProperty(navigator, 'clipboard', {value: {writeText: async t => { text = t; }}, configurable: true});
  const button = document.querySelector('.command button');
  button.click();
  await new Promise(done => setTimeout(done, 100));
  return [text, button.textContent];
})()`)
	if !reflect.DeepEqual(got, []any{"sqlplan upgrade base:g7 --sql", "Copied"}) {
		t.Errorf("got %v", got)
	}
}

// TestDiffRows: lines that take each other's place stand side by side.
func TestDiffRows(t *testing.T) {
	for _, tt := range []struct{ before, after, want string }{
		{"", "a b", "added:/a added:/b"},
		{"a b", "", "removed:a/ removed:b/"},
		{"a b c", "a x c d", "same:a/a changed:b/x same:c/c added:/d"},
		{"a b c d", "b d", "removed:a/ same:b/b removed:c/ same:d/d"},
		{"a a b", "a b b", "same:a/a changed:a/b same:b/b"},
		{"x p q y", "x q p y", "same:x/x removed:p/ same:q/q added:/p same:y/y"},
	} {
		var got []string
		for _, r := range diffRows(strings.Fields(tt.before), strings.Fields(tt.after)) {
			got = append(got, r.Kind+":"+r.Old+"/"+r.New)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q to %q: %q, want %q", tt.before, tt.after, got, tt.want)
		}
	}
}

// TestLanes: no line goes through a revision that it does not end at, and no two lines share a lane.
func TestLanes(t *testing.T) {
	for _, tt := range []struct{ name, edges string }{
		{"line", "0-1 1-2 2-3"},
		{"branch and merge", "0-1 0-2 1-3 2-3"},
		{"long way round", "0-1 1-2 2-3 3-4 0-4 0-3"},
		{"two roots", "0-2 1-3 2-4 3-4"},
		{"many branches", "0-1 0-2 0-3 0-4 1-5 2-5 3-5 4-5"},
	} {
		var edges []edge
		n := 0
		for _, word := range strings.Fields(tt.edges) {
			e := edge{from: int(word[0] - '0'), to: int(word[2] - '0')}
			edges, n = append(edges, e), max(n, e.to+1)
		}
		slices.SortFunc(edges, func(a, b edge) int { return (a.from-b.from)*100 + a.to - b.to })
		nodes, width := placeLanes(n, edges)
		for i, e := range edges {
			for row := e.from + 1; row < e.to; row++ {
				if nodes[row] == e.lane {
					t.Errorf("%s: %d-%d goes through %d", tt.name, e.from, e.to, row)
				}
			}
			for _, f := range edges[:i] {
				if f.lane == e.lane && f.from < e.to && e.from < f.to && f.to != e.to && f.from != e.from {
					t.Errorf("%s: %d-%d and %d-%d share a lane", tt.name, e.from, e.to, f.from, f.to)
				}
			}
			if e.lane >= width {
				t.Errorf("%s: lane %d of %d", tt.name, e.lane, width)
			}
		}
	}
}

// TestOverrideHTML: the page's parts can be replaced, its policy follows, and errors come with their place.
func TestOverrideHTML(t *testing.T) {
	own := New(map[string]*source.File{"css": source.NewFile("my.css", "body{}"), "html": source.NewFile("my.html", "{{ policy }}<style>{{ css }}</style>{{ len .Sections }}{{ .Command }}")})
	text, diags := own.Plan("html", rich())
	if diags.HasErrors() || !strings.Contains(html.UnescapeString(text), "'sha256-fJgEClQWV1hGkK4qHMO0KotTsVnMYMXTq7/suurGyUo='") || !strings.Contains(text, "<style>body{}</style>7upgrade") {
		t.Errorf("got %q, %v", text, diags)
	}
	for _, tt := range []struct{ text, want string }{
		{"a\n{{ if }}", "my.html:2:1: error SP090: template html: "},
		{"a\nbc {{ .Nothing }}", "my.html:2:7: error SP090: template html: "},
		{"a\n<a href='{{ if .From }}'{{ end }}>", "error SP090: template html: "},
		{"{{ env \"HOME\" }}", "my.html:1:1: error SP090: template html: function \"env\" not defined"},
	} {
		own := New(map[string]*source.File{"html": source.NewFile("my.html", tt.text)})
		text, diags := own.Plan("html", rich())
		if text != "" || len(diags) != 1 || !strings.Contains(diags[0].Head(), tt.want) {
			t.Errorf("got %q, %v\nwant %s", text, diags, tt.want)
		}
	}
}

// TestPageOfManyRevisions: a long plan is rendered in time that grows with it.
func TestPageOfManyRevisions(t *testing.T) {
	text, diags := New(nil).Plan("html", large(3000, 100))
	if diags.HasErrors() || strings.Count(text, `data-item="statement"`) != 3000 {
		t.Errorf("%d statements, %v", strings.Count(text, `data-item="statement"`), diags)
	}
}
