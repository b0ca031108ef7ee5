package planner

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Preflight is a script that only reads, and tells before a release whether it will fail. Like a Plan it is plain
// data, and all SQL in it is final.
type Preflight struct {
	Plan       *Plan            `json:"-"`
	Usage      []string         `json:"usage"`
	Directives []string         `json:"directives"`
	Begin      []Item           `json:"begin"`
	Checks     []PreflightCheck `json:"checks"`
	End        []Item           `json:"end"`
	// Skipped are the things that cannot be asked beforehand, and why.
	Skipped []PreflightSkipped `json:"skipped"`
	// Reads are the tables that are read whole.
	Reads []PreflightRead `json:"reads"`
}

// PreflightRead is a table that the checks read whole, and how often.
type PreflightRead struct {
	Table string `json:"table"`
	Times int    `json:"times"`
	name  schema.Name
}

// PreflightCheck is one check.
type PreflightCheck struct {
	Number int    `json:"number"`
	What   string `json:"what"`
	Object string `json:"object,omitempty"`
	Warns  bool   `json:"warns"` // what it finds does not stop the release
	// Why says which statement needs it, and why what it finds is but a warning.
	Why string `json:"why,omitempty"`
	// Reads are the tables that it reads whole, with their sizes where there are statistics.
	Reads []string `json:"reads,omitempty"`
	Items []Item   `json:"items"`
}

// PreflightSkipped is a check that is left out.
type PreflightSkipped struct {
	Statement int    `json:"statement"`
	What      string `json:"what"`
	Reason    string `json:"reason"`
}

// ifExists is how a statement begins that lets a missing table pass.
var ifExists = lazyregexp.New(`(?is)^(DROP|ALTER)\s+TABLE\s+IF\s+EXISTS\b`)

// BuildPreflight makes the pre-flight of a plan that Build makes of the same request.
func BuildPreflight(req Request, plan *Plan) (*Preflight, source.Diagnostics) {
	var diags source.Diagnostics
	p, ok := req.Dialect.(dialects.Preflighter)
	if !ok {
		diags.Errorf(source.Span{}, "SP635", "there is one for postgresql, mysql and mariadb", "there is no pre-flight for %s yet", req.Dialect.Name())
		return nil, diags
	}
	req.Review, req.foresees = true, true
	steps, _ := compile(&req)
	if diags = examine(&req, steps); diags.HasErrors() {
		return nil, diags
	}
	b := preflightBuilder{req: &req, script: sqlstmt.ScriptFor(req.Dialect.Script(), req.Runner), writer: p.Preflight(),
		p: &Preflight{Plan: plan, Checks: []PreflightCheck{}, Skipped: []PreflightSkipped{}, Reads: []PreflightRead{}}}
	b.build(steps, plan)
	return b.p, nil
}

// compileForeseen compiles a path, and finds out what its statements need.
func compileForeseen(req *Request) []compiled {
	var early source.Diagnostics
	w := walker{req: req, direction: req.Path.Direction, catalog: baseline(req, &early), studies: true}
	defer w.catalog.Close()
	steps := make([]compiled, len(req.Path.Steps))
	w.walkAlong(req.Path, func(int) {}, func(i int, c *compiled) { steps[i] = *c })
	steps[0].diags = append(early, steps[0].diags...)
	return steps
}

// preflightBuilder lays out a pre-flight.
type preflightBuilder struct {
	req    *Request
	script sqlstmt.Script
	writer sqlstmt.Preflight
	p      *Preflight

	tables, rewritten, free, owned, extensions, roles, schemas, superuser group
	uses                                                                  []sqlstmt.DemandUse
	usedBy                                                                []int
	later                                                                 []func()
}

// group is what several statements need and what is asked for in one go.
type group struct {
	names      []schema.Name
	objects    []sqlstmt.DemandObject
	statements []int
}

func (g *group) name(n schema.Name, statement int) {
	if !slices.Contains(g.names, n) {
		g.names = append(g.names, n)
	}
	g.by(statement)
}

func (g *group) by(statement int) {
	if !slices.Contains(g.statements, statement) {
		g.statements = append(g.statements, statement)
	}
}

func (g *group) object(list []sqlstmt.DemandObject, statement int) {
	for _, o := range list {
		if !slices.Contains(g.objects, o) {
			g.objects = append(g.objects, o)
		}
	}
	g.by(statement)
}

// statementsText is "statement 3" or "statements 1-4, 7".
func statementsText(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if text := strconv.Itoa(numbers[i]); j == i {
			parts = append(parts, text)
		} else {
			parts = append(parts, text+"-"+strconv.Itoa(numbers[j]))
		}
		i = j + 1
	}
	if len(numbers) == 1 {
		return "statement " + parts[0]
	}
	return "statements " + strings.Join(parts, ", ")
}

func (b *preflightBuilder) build(steps []compiled, plan *Plan) {
	if req := b.req; req.foresight == nil { // no statement
		req.foresight = newForesight(req.Dialect, schema.New())
	}
	b.p.Usage, b.p.Directives = b.writer.Usage(b.req.Runner), b.writer.Directives(b.req.Runner)
	b.p.Begin, b.p.End = b.items(b.writer.Begin(b.req.Runner)), b.items(b.writer.End(b.req.Runner))
	number := 0
	for i := range steps {
		c := &steps[i]
		for _, st := range c.stmts[min(c.step.Skip, len(c.stmts)):] {
			number++
			b.statement(c, st, number)
		}
	}
	b.whole(plan)
	for _, add := range b.later {
		add()
	}
	slices.SortFunc(b.p.Reads, func(x, y PreflightRead) int { return schema.CompareNames(x.name, y.name) })
}

// statement takes the demands of one statement: those on rows become checks of their own, the others are put together.
func (b *preflightBuilder) statement(c *compiled, st *sqlstmt.Stmt, number int) {
	if !ifExists.MatchString(st.Text) { // which does without
		for _, n := range sortedNames(c.origins[st]) {
			if b.counts(n) {
				b.tables.name(n, number)
			}
		}
		b.privileges(c, st, number)
	}
	for _, k := range st.Locks {
		if n, ok := c.origins[st][k.Table]; ok && k.Rewrite && !k.New {
			b.rewritten.name(n, number)
		}
	}
	for _, d := range b.req.foresight.demands[st] {
		switch {
		case d.skip != "":
			b.p.Skipped = append(b.p.Skipped, PreflightSkipped{number, d.what, d.skip})
		case d.Kind == sqlstmt.DemandFree:
			b.free.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandOwned:
			b.owned.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandExtensions:
			b.extensions.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandRoles:
			b.roles.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandSuperuser:
			b.superuser.object(d.Objects, number)
		case d.Kind == sqlstmt.DemandCreate:
			for _, s := range d.Schemas {
				b.schemas.name(schema.Name{Name: s}, number)
			}
		default:
			b.rows(st, number, d)
		}
	}
}

// counts tells whether a table is one that the release needs: neither the server's own nor that of the versions.
func (b *preflightBuilder) counts(n schema.Name) bool {
	return n.Schema != schema.SystemSchema && n.Schema != "information_schema" && !b.req.isVersionTable(n)
}

func sortedNames(names map[string]schema.Name) []schema.Name {
	return slices.SortedFunc(maps.Values(names), schema.CompareNames)
}

// privileges keeps what the statement does to tables that are there.
func (b *preflightBuilder) privileges(c *compiled, st *sqlstmt.Stmt, number int) {
	add := func(sql string, use sqlstmt.DemandUse) {
		n, ok := c.origins[st][sql]
		if use.Table = n; !ok || !b.counts(n) {
			return
		}
		if !slices.Contains(b.uses, use) {
			b.uses = append(b.uses, use)
		}
		if !slices.Contains(b.usedBy, number) {
			b.usedBy = append(b.usedBy, number)
		}
	}
	for _, a := range st.Actions {
		if a.Skipped {
			continue
		}
		if st.Kind == "ALTER TABLE" && (a.Kind == sqlstmt.CreateIndex || a.Kind == sqlstmt.DropIndex) {
			a.Kind = sqlstmt.SetTableOption // MySQL: it is the statement that needs the privilege, not the index
		}
		add(a.TableSQL, sqlstmt.DemandUse{Kind: a.Kind})
		if a.Constraint == schema.ForeignKey && a.Kind == sqlstmt.AddConstraint && a.Refers().RefSQL != a.TableSQL {
			add(a.Refers().RefSQL, sqlstmt.DemandUse{Kind: a.Kind, Referenced: true})
		}
		for _, r := range a.More().Also {
			switch {
			case r.Role == sqlstmt.RoleChild:
				add(r.SQL, sqlstmt.DemandUse{Kind: a.Kind, Child: true, Constraint: a.Constraint})
			case r.Role == sqlstmt.RolePartition:
				add(r.SQL, sqlstmt.DemandUse{Kind: a.Kind, Partition: true})
			case r.Role == sqlstmt.RoleTarget, r.Role == sqlstmt.RoleParent && (a.Kind == sqlstmt.CreateTable || a.Kind == sqlstmt.Inherit):
				add(r.SQL, sqlstmt.DemandUse{Kind: a.Kind})
			case r.Role == sqlstmt.RoleSource:
				add(r.SQL, sqlstmt.DemandUse{Kind: sqlstmt.Select})
			}
		}
	}
}

// rows keeps a check of its own, which comes behind those that are asked once for the release.
func (b *preflightBuilder) rows(st *sqlstmt.Stmt, number int, d demand) {
	at := st.Span.Pos()
	why := fmt.Sprintf("statement %d, %s (%s:%d)", number, st.Summary, at.Path, at.Line)
	if d.soft != "" {
		why += "\n" + d.soft
	}
	b.later = append(b.later, func() {
		if !b.check(d.Demand, d.soft != "", why) {
			b.p.Skipped = append(b.p.Skipped, PreflightSkipped{number, unaskedText(d.Demand), "this server cannot be asked without an attempt"})
		}
	})
}

// unaskedText names a demand for which a dialect has no query.
func unaskedText(d sqlstmt.Demand) string {
	text := fmt.Sprintf("%s: %s (%s)", d.Kind, d.Rows.Alias, strings.Join(d.Keys, ", "))
	if len(d.Keys) == 0 {
		text = fmt.Sprintf("%s: %s", d.Kind, d.Rows.Alias)
	}
	for _, bound := range d.Bounds {
		text += " " + bound.Bound
	}
	if d.Type != "" {
		text += ", from " + d.OldType + " to " + d.Type
	}
	return text
}

// whole adds what is asked once for the release, before the checks of the rows.
func (b *preflightBuilder) whole(plan *Plan) {
	var guard []string
	for _, it := range plan.Guard {
		guard = append(guard, it.SQL)
	}
	slices.SortFunc(b.tables.names, schema.CompareNames)
	b.check(sqlstmt.Demand{Kind: sqlstmt.DemandGuard, Guard: guard}, false, "the guard of the release")
	add := func(g group, d sqlstmt.Demand, why string) {
		d.Tables = g.names
		if d.Objects == nil {
			d.Objects = g.objects
		}
		if len(g.names)+len(g.objects) > 0 {
			b.check(d, false, strings.TrimSuffix(statementsText(g.statements)+": "+why, ": "))
		}
	}
	add(b.tables, sqlstmt.Demand{Kind: sqlstmt.DemandTables}, "the tables on which the release works and that it does not make itself")
	add(b.free, sqlstmt.Demand{Kind: sqlstmt.DemandFree}, "what the release makes")
	add(b.extensions, sqlstmt.Demand{Kind: sqlstmt.DemandExtensions}, "CREATE EXTENSION")
	add(b.roles, sqlstmt.Demand{Kind: sqlstmt.DemandRoles}, "the server refuses to give something to nobody")
	for i, o := range b.superuser.objects {
		add(group{nil, b.superuser.objects[i : i+1], b.superuser.statements}, sqlstmt.Demand{Kind: sqlstmt.DemandSuperuser, Objects: []sqlstmt.DemandObject{o}}, "")
	}
	b.rights(plan)
	add(b.owned, sqlstmt.Demand{Kind: sqlstmt.DemandOwned}, "what else the release changes or drops")
	if len(b.schemas.names) > 0 {
		var names []string
		for _, n := range b.schemas.names {
			names = append(names, n.Name)
		}
		b.check(sqlstmt.Demand{Kind: sqlstmt.DemandCreate, Schemas: names}, false, statementsText(b.schemas.statements)+": what the release makes or renames there")
	}
	add(b.tables, sqlstmt.Demand{Kind: sqlstmt.DemandQuiet}, "the release would wait for them, and others for the release; ask again right before the window")
	add(b.tables, sqlstmt.Demand{Kind: sqlstmt.DemandSound}, "the release does not need them, and a write pays for each")
	add(b.rewritten, sqlstmt.Demand{Kind: sqlstmt.DemandSpace}, "the server keeps the old table until the new one is committed; how much disk is free it does not tell")
}

// rights asks for the privileges on the tables of the statements, and on the version table where it is there.
func (b *preflightBuilder) rights(plan *Plan) {
	uses, why := b.uses, "what the release does to tables that are there"
	if v := b.req.VersionTable; len(b.req.Path.Start) > 0 {
		for _, kind := range moveKinds(plan) {
			uses = append(uses, sqlstmt.DemandUse{Table: schema.Name{Schema: v.Schema, Name: v.Name}, Kind: kind})
		}
		why += ", and to the version table"
	}
	if len(uses) == 0 {
		return
	}
	slices.SortStableFunc(uses, func(x, y sqlstmt.DemandUse) int { return schema.CompareNames(x.Table, y.Table) })
	if len(b.usedBy) > 0 {
		why = statementsText(b.usedBy) + ": " + why
	}
	b.check(sqlstmt.Demand{Kind: sqlstmt.DemandUses, Uses: uses}, false, why)
}

// moveKinds are the kinds of statements that move the rows of the version table.
func moveKinds(plan *Plan) []sqlstmt.ActionKind {
	var list []sqlstmt.ActionKind
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if it.Kind != ItemMove {
				continue
			}
			for _, k := range []struct {
				word string
				kind sqlstmt.ActionKind
			}{{"INSERT INTO", sqlstmt.Insert}, {"UPDATE ", sqlstmt.Update}, {"DELETE FROM", sqlstmt.Delete}} {
				if strings.Contains(it.SQL, k.word) && !slices.Contains(list, k.kind) {
					list = append(list, k.kind)
				}
			}
		}
	}
	slices.Sort(list)
	return list
}

// check adds the probes of a demand, and tells whether it can be asked.
func (b *preflightBuilder) check(d sqlstmt.Demand, soft bool, why string) bool {
	probes := b.writer.Probes(d)
	for _, p := range probes {
		p.Warns = p.Warns || soft
		p.What, p.Object = strings.ReplaceAll(p.What, "\n", " "), strings.ReplaceAll(p.Object, "\n", " ") // one line for each check
		number := len(b.p.Checks) + 1
		b.p.Checks = append(b.p.Checks, PreflightCheck{Number: number, What: p.What, Object: p.Object, Warns: p.Warns, Why: why, Reads: b.reads(p), Items: b.items(b.writer.Check(number, p))})
	}
	return probes != nil
}

// read counts how often a table is read whole.
func (b *preflightBuilder) read(n schema.Name) {
	i := slices.IndexFunc(b.p.Reads, func(r PreflightRead) bool { return r.name == n })
	if i < 0 {
		b.p.Reads, i = append(b.p.Reads, PreflightRead{Table: n.String(), name: n}), len(b.p.Reads)
	}
	b.p.Reads[i].Times++
}

// reads says which tables a check reads whole, and how large they are where that is known.
func (b *preflightBuilder) reads(p sqlstmt.Probe) []string {
	var list []string
	for _, n := range p.Tables {
		if n.IsZero() { // the release makes it
			continue
		}
		b.read(n)
		text := n.String()
		if b.req.Stats != nil {
			if size, known := b.req.Stats.Size(n); known {
				text += " (" + rowText(size.Rows) + ", " + byteText(size.Heap) + ")"
			} else {
				text += " (size not known)"
			}
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

func (b *preflightBuilder) items(statements []string) []Item {
	list := make([]Item, len(statements))
	for i, sql := range statements {
		list[i] = Item{Kind: ItemCheck, SQL: b.script.ForRunner(b.req.Runner, sql), Terminator: b.script.Terminator(sql)}
	}
	return list
}
