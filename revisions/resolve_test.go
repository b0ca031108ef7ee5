package revisions

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// pathText prints a path on one line: start rows, steps with what they skip, end rows.
func pathText(p *Path) string {
	steps := make([]string, len(p.Steps))
	for i, step := range p.Steps {
		if steps[i] = step.Revision.ID; step.Skip > 0 {
			steps[i] += fmt.Sprintf("~%d", step.Skip)
		}
	}
	return fmt.Sprintf("[%s] %s [%s]", strings.Join(p.Start, " "), strings.Join(steps, " "), strings.Join(p.End, " "))
}

func TestResolve(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct{ command, want string }{
		{"upgrade merge1", "[] base1 left1 left2 right1 merge1 [merge1]"},
		{"upgrade heads", "[] base1 left1 left2 right1 merge1 other1 other2 [merge1 other2]"},
		{"upgrade left@head", "[] base1 left1 left2 right1 merge1 [merge1]"},
		{"upgrade other", "[] base1 left1 right1 other1 [other1]"},
		{"upgrade left,right", "[] base1 left1 right1 [left1 right1]"},
		{"upgrade left1,left2", "[] base1 left1 left2 [left2]"},
		{"upgrade base:base", "[] [] "},
		{"upgrade merge1:merge1", "[merge1]  [merge1]"},
		{"upgrade merge1,other2:heads", "[merge1 other2]  [merge1 other2]"},
		{"upgrade left2,right1:merge1", "[left2 right1] merge1 [merge1]"},
		{"upgrade right1,left2,right1:merge1", "[left2 right1] merge1 [merge1]"},
		{"upgrade left2:merge1", "[left2] right1 merge1 [merge1]"},
		{"upgrade left2:heads", "[left2] right1 merge1 other1 other2 [merge1 other2]"},
		{"upgrade other1:heads", "[other1] left2 merge1 other2 [merge1 other2]"},
		{"upgrade other1:right1", "[other1]  [other1]"},
		{"upgrade other1:left@+1", "[other1] left2 [left2 other1]"},
		{"upgrade base1:left@+2", "[base1] left1 left2 [left2]"},
		{"upgrade :left@+1", "[] base1 [base1]"},
		{"upgrade :other@+1", "[] base1 left1 right1 other1 [other1]"},
		{"upgrade right1:merge1-1", "error SP115"},
		{"upgrade :left2-1", "[] base1 left1 [left1]"},
		{"upgrade head-1:merge1", "error SP113"},
		{"upgrade left2-1:left2", "[left1] left2 [left2]"},
		{"upgrade base1-1:base1", "[] base1 [base1]"},
		{"upgrade left@base:left1", "[] base1 left1 [left1]"},
		{"upgrade righ:merg", "[right1] left1 left2 merge1 [merge1]"},
		{"upgrade heads:heads", "[merge1 other2]  [merge1 other2]"},

		{"downgrade merge1:base", "[merge1] merge1 right1 left2 left1 base1 []"},
		{"downgrade merge1:left2", "[merge1] merge1 [left2 right1]"},
		{"downgrade merge1:base1", "[merge1] merge1 right1 left2 left1 [base1]"},
		{"downgrade merge1:left@base1", "[merge1] merge1 left2 left1 [right1]"},
		{"downgrade heads:other@base", "[merge1 other2] other2 other1 [merge1]"},
		{"downgrade heads:left@base", "[merge1 other2] other2 other1 merge1 right1 left2 left1 base1 []"},
		{"downgrade heads:left1", "[merge1 other2] merge1 left2 [other2]"},
		{"downgrade heads:right1", "[merge1 other2] merge1 [left2 other2]"},
		{"downgrade other2:-1", "[other2] other2 [other1]"},
		{"downgrade other2:-2", "[other2] other2 other1 [left1 right1]"},
		{"downgrade other1:left@-1", "[other1] other1 left1 [right1]"},
		{"downgrade left2,right1:left@-2", "[left2 right1] left2 left1 [right1]"},
		{"downgrade left2:merge1-1", "error SP115"},
		{"downgrade left2:left2-1", "[left2] left2 [left1]"},
		{"downgrade :base", "[]  []"},
		{"downgrade left2:left2", "[left2]  [left2]"},

		{"upgrade left2~3:merge1", "[left1] left2~3 right1 merge1 [merge1]"},
		{"upgrade base1~1:left1", "[] base1~1 left1 [left1]"},
		{"upgrade left1,right1~2:merge1", "[left1] right1~2 left2 merge1 [merge1]"},
		{"upgrade merge1~1:head", "error SP113"},
		{"upgrade merge1~1:merge1", "[left2 right1] merge1~1 [merge1]"},
		{"upgrade other1~2:heads", "[left1 right1] other1~2 left2 merge1 other2 [merge1 other2]"},
		{"downgrade merge1~1:base1", "[merge1] merge1~1 right1 left2 left1 [base1]"},
		{"downgrade left2~4,right1:base1", "[left2 right1] left2~4 right1 left1 [base1]"},
	} {
		t.Run(test.command, func(t *testing.T) {
			path, err := resolveCommand(t, g, test.command)
			got := ""
			if err != nil {
				got = "error " + err.(Problem).Diagnostic().Code
			} else {
				checkPath(t, g, path)
				got = pathText(path)
			}
			if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(test.want), " ") {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
		})
	}
}

func resolveCommand(t *testing.T, g *Graph, command string) (*Path, error) {
	t.Helper()
	word, text, _ := strings.Cut(command, " ")
	direction := ir.Upgrade
	if word == "downgrade" {
		direction = ir.Downgrade
	}
	return g.Resolve(direction, parsedRange(t, text))
}

func TestResolveErrors(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct{ command, message, help string }{
		{"upgrade head", `SP113: "head" stands for one head, but there are 2: merge1, other2`, "write heads for all of them, label@head"},
		{"upgrade lefft1", `SP111: there is no revision or branch label "lefft1"`, "did you mean left1 or left or left2?"},
		{"upgrade current", `SP111: there is no revision or branch label "current"`, "no database is asked here"},
		{"upgrade zzzzzzzz", `SP111: there is no revision or branch label "zzzzzzzz"`, "history lists"},
		{"upgrade lfet@head", `SP111: there is no branch "lfet"`, "history lists"},
		{"upgrade leftt@head", `SP111: there is no branch "leftt"`, "did you mean left"},
		{"upgrade oth", `SP112: "oth" is the beginning of several names: other, other1, other2`, "at least 4 characters"},
		{"upgrade mer", `SP112: "mer" is too short to stand for merge1`, "at least 4 characters"},
		{"upgrade othe", `SP112: "othe" is the beginning of several names: other, other1, other2`, "write the whole id"},
		{"upgrade left@other1", `SP114: revision other1 is not on the branch "left"`, "write other1 without the branch"},
		{"upgrade base1:+1", `SP115: "+1" can be walked up in several ways at base1: left1, right1`, "say which branch: left1@+1, right1@+1"},
		{"upgrade +1", `SP115: "+1" can be walked up in several ways at base: base1, other1`, "say which branch: trunk@+1, other@+1"},
		{"upgrade left2,right1:+1", `SP115: "+1" can start from several rows: left2, right1`, "label@+1"},
		{"downgrade left2,right1:-1", `SP115: "-1" can start from several rows: left2, right1`, "label@-1"},
		{"downgrade merge1:-1", `SP115: "-1" can be walked down in several ways at merge1: left2, right1`, "name the revision to go down to"},
		{"upgrade left1:+9", `SP116: "+9" asks for 9 revisions, but there are 2 that way`, "take fewer steps"},
		{"downgrade left1:-3", `SP116: "-3" asks for 3 revisions, but there are 2 that way`, "take fewer steps"},
		{"downgrade :-1", `SP116: "-1" asks for 1 revision, but there is none that way`, "take fewer steps"},
		{"downgrade base1:-2", `SP116: "-2" asks for 2 revisions, but there is 1 that way`, "take fewer steps"},
		{"upgrade left2:base1", `SP117: destination base1 is not a valid upgrade target from left2`, "downgrade left2:base1"},
		{"upgrade left2,right1:base", `SP117: destination base is not a valid upgrade target from left2, right1`, "downgrade left2,right1:base"},
		{"downgrade left1:left2", `SP117: destination left2 is not a valid downgrade target from left1`, "upgrade left1:left2"},
		{"downgrade :left2", `SP117: destination left2 is not a valid downgrade target from base`, "upgrade base:left2"},
		{"downgrade other2:right1", `SP117: destination right1 is not a valid downgrade target from other2`, "only what depends on it: other1, other2; name a revision below one of these"},
		{"downgrade other1:right1", `SP117: destination right1 is not a valid downgrade target from other1`, "only what depends on it: other1; name a revision below it"},
		{"downgrade left2:right@base1", `SP117: destination base1 is not a valid downgrade target from left2`, "none of the revisions right above base1"},
		{"upgrade left1,left2:heads", `SP118: rows of START overlap: left1 comes before left2, which implies it`, "leave out left1"},
		{"upgrade other1,right1:heads", `SP118: rows of START overlap: right1 comes before other1, which implies it`, "leave out right1"},
		{"downgrade left1", `SP119: a downgrade needs START:TARGET, since no database is asked where it stands`, "head:left1"},
		{"upgrade left1,left1~1:heads", `SP120: cannot resume left1: the rows of START say that all of it is applied`, "as they were before"},
		{"upgrade right1,left2~1:heads", `SP120: cannot resume left2: it follows left1, which START does not hold`, "all rows"},
		{"upgrade other2~1:merge1", `SP120: cannot resume other2: this upgrade does not run it`, "on the way"},
		{"downgrade left2~1,right1:left2", `SP120: cannot resume left2: this downgrade does not run it`, "on the way"},
		{"upgrade heads~1:heads", `SP110: range "heads~1:heads", byte 0: ~ after a name that is not one revision`, "name the revision"},
		{"upgrade base~1:heads", `SP110: range "base~1:heads", byte 0: ~ after a name that is not one revision`, "name the revision"},
		{"upgrade base,left1:heads", `SP110: range "base,left1:heads", byte 0: base beside other rows`, "leave it out"},
		{"upgrade base,left1", `SP110: range "base,left1", byte 0: base beside other targets`, "leave it out"},
		{"upgrade +1:heads", `SP110: range "+1:heads", byte 0: START counts steps from nowhere`, "such as head-1"},
		{"upgrade -1", `SP110: "-1" does not go up`, "use downgrade"},
		{"downgrade left1:+1", `SP110: "+1" does not go down`, "use upgrade"},
	} {
		t.Run(test.command, func(t *testing.T) {
			path, err := resolveCommand(t, g, test.command)
			if err == nil {
				t.Fatalf("got %s", pathText(path))
			}
			d := err.(Problem).Diagnostic()
			if got := d.Code + ": " + d.Message; got != test.message {
				t.Errorf("got  %s\nwant %s", got, test.message)
			}
			if !strings.Contains(d.Help, test.help) {
				t.Errorf("help is %q, want %q in it", d.Help, test.help)
			}
		})
	}
}

func TestManyCandidatesAreCut(t *testing.T) {
	var lines strings.Builder
	for i := range 100 {
		fmt.Fprintf(&lines, "same%02d:\n", i)
	}
	g := drawnGraph(t, lines.String())
	_, err := g.Resolve(ir.Upgrade, parsedRange(t, "same"))
	if !strings.HasSuffix(err.Error(), "same11 and 88 more") {
		t.Errorf("got %v", err)
	}
}

func TestResolveStamp(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct{ text, want string }{
		{"heads", "[] [merge1 other2]"},
		{"left1", "[] [left1]"},
		{"left1:left2", "[left1] [left2]"},
		{"left2,right1:merge1", "[left2 right1] [merge1]"},
		{"merge1:left1", "[merge1] [left1]"},
		{"left2,right1:left1", "[left2 right1] [left1 right1]"},
		{"left2,right1:left2,right1", "[left2 right1] [left2 right1]"},
		{"left1,right1:left2,right1", "[left1 right1] [left2 right1]"},
		{"merge1:left2,right1", "[merge1] [left2 right1]"},
		{"left2,right1:base", "[left2 right1] []"},
		{"merge1,other2:base", "[merge1 other2] []"},
		{"left2,right1:right@base", "[left2 right1] [left2]"},
		{"left1:+1", "[left1] [left2]"},
		{"left2:-1", "[left2] [left1]"},
		{"base1:-1", "[base1] []"},
		{"left2,right1:left@-1", "[left2 right1] [left1 right1]"},
		{"left1:other2", "[left1] [other2]"},
		{"left2:other2", "[left2] [left2 other2]"},
		{"merge1:merge1", "[merge1] [merge1]"},
		{"left1,left2", "SP118: targets overlap: left1 comes before left2, which implies it"},
		{"left1:base,left2", `SP110: range "left1:base,left2", byte 6: base beside other targets`},
		{"left1~1:left2", `SP110: range "left1~1:left2", byte 0: ~ in a stamp`},
		{"left1:zzzz@head", `SP111: there is no branch "zzzz"`},
	} {
		t.Run(test.text, func(t *testing.T) {
			stamp, err := g.ResolveStamp(parsedRange(t, test.text))
			got := ""
			if err != nil {
				d := err.(Problem).Diagnostic()
				got = d.Code + ": " + d.Message
			} else {
				got = fmt.Sprintf("%v %v", stamp.Start, stamp.End)
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestHistory(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct{ text, want string }{
		{":", "other2 other1 merge1 right1 left2 left1 base1"},
		{":left2", "left2 left1 base1"},
		{"left1:", "other2 other1 merge1 left2 left1"},
		{"left1:other1", "other1 left1"}, // by depends_on alone
		{"base1:other2", "other2 other1 right1 left1 base1"},
		{"right1:other2", "other2 other1 right1"},
		{"other1:merge1", "SP121"},
		{"right@heads:heads", "merge1"},
		{"heads:", "other2 merge1"},
		{"-2:other2", "other2 other1 right1 left1 base1"},
		{"left1:left2", "left2 left1"},
		{"base:merge1", "merge1 right1 left2 left1 base1"},
		{"other@base:", "other2 other1 right1 left1 base1"},
		{"-1:other2", "other2 other1"},
		{"-1:", "SP115"},
		{"-9:left2", "left2 left1 base1"},
		{"left1:+1", "left2 left1"},
		{"base1:left@+1", "left1 base1"},
		{"left1:left@+9", "merge1 left2 left1"},
		{"left2-1:left2+1", "merge1 left2 left1"},
		{":+1", "SP115"},
		{":trunk@+2", "SP115"},
		{"right1:left2", "SP121"},
		{"other1:left@+1", "SP121"},
		{"+1:", "SP110"},
		{":-1", "SP110"},
		{"-1:+1", "SP110"},
		{"left1,right1:", "SP110"},
		{":left1,right1", "SP110"},
		{"left1~1:", "SP110"},
		{"zzzz:", "SP111"},
		{":head", "SP113"},
	} {
		t.Run(test.text, func(t *testing.T) {
			r, err := ParseHistoryRange(test.text)
			if err != nil {
				t.Fatal(err)
			}
			revs, err := g.History(r)
			got := strings.Join(idsOfRevisions(revs), " ")
			if err != nil {
				got = err.(Problem).Diagnostic().Code
			}
			if got != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
		})
	}
}

// TestHistoryWithoutHeads: the branch of the start ends below what depends on it,
// so that none of the heads bears its label.
func TestHistoryWithoutHeads(t *testing.T) {
	r, err := ParseHistoryRange("left@aaaa:")
	if err != nil {
		t.Fatal(err)
	}
	_, err = drawnGraph(t, "aaaa: ;; left\nbbbb: ; aaaa").History(r)
	if want := "revision aaaa is not an ancestor of heads of the branch"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestState(t *testing.T) {
	g := drawnGraph(t, diamond)
	state, err := NewState(g, []string{"right1", "left1", "left1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		rev            string
		direction      ir.Direction
		removed, added string
		rows           string
	}{
		{"left2", ir.Upgrade, "left1", "left2", "left2 right1"},
		{"other1", ir.Upgrade, "right1", "other1", "left2 other1"}, // left2 implies left1
		{"merge1", ir.Upgrade, "left2", "merge1", "merge1 other1"}, // other1 implies right1
		{"other1", ir.Downgrade, "other1", "", "merge1"},           // merge1 implies both
		{"merge1", ir.Downgrade, "merge1", "left2 right1", "left2 right1"},
		{"right1", ir.Downgrade, "right1", "", "left2"},
		{"left2", ir.Downgrade, "left2", "left1", "left1"},
		{"left1", ir.Downgrade, "left1", "base1", "base1"},
		{"base1", ir.Downgrade, "base1", "", ""},
		{"base1", ir.Upgrade, "", "base1", "base1"},
	} {
		removed, added := state.Apply(test.rev, test.direction)
		got := []string{strings.Join(removed, " "), strings.Join(added, " "), strings.Join(state.Rows(), " ")}
		if want := []string{test.removed, test.added, test.rows}; !slices.Equal(got, want) {
			t.Errorf("%v of %s: got %q, want %q", test.direction, test.rev, got, want)
		}
		if state.Applied(test.rev) != (test.direction == ir.Upgrade) {
			t.Errorf("%v of %s: Applied says %v", test.direction, test.rev, state.Applied(test.rev))
		}
	}
}

func TestNewStateErrors(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct{ rows, want string }{
		{"left2 left1", "SP118"}, {"left", "SP111"}, {"lef", "SP111"}, {"other1 right1", "SP118"},
	} {
		_, err := NewState(g, strings.Fields(test.rows))
		if err == nil || err.(Problem).Diagnostic().Code != test.want {
			t.Errorf("%s: got %v, want %s", test.rows, err, test.want)
		}
	}
}

func TestStatePanicsOnMisuse(t *testing.T) {
	g := drawnGraph(t, diamond)
	for _, test := range []struct {
		rev       string
		direction ir.Direction
	}{
		{"left2", ir.Upgrade}, {"base1", ir.Upgrade}, {"base1", ir.Downgrade}, {"merge1", ir.Downgrade}, {"x", ir.Upgrade},
	} {
		t.Run(fmt.Sprint(test.direction, " of ", test.rev), func(t *testing.T) {
			state, err := NewState(g, []string{"right1"})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			state.Apply(test.rev, test.direction)
		})
	}
}

func TestLocate(t *testing.T) {
	g := drawnGraph(t, strings.Replace(diamond, "merge1:", "Merge1:", 1))
	for _, test := range []struct {
		name string
		rows []string
		want string
	}{
		{"empty table", nil, "rows [] pending 7"},
		{"at heads", []string{"Merge1", "other2"}, "rows [Merge1 other2] at heads"},
		{"noise", []string{" merge1 \r", "", "'other2'"}, "rows [Merge1 other2] mended [{ merge1 \r Merge1} {'other2' other2}] at heads"},
		{"unknown", []string{"other3", "left2"}, "rows [left2] unknown [{other3 [other1 other2]}] pending 4 half [Merge1: left2, without right1]"},
		{"unknown beside all heads", []string{"Merge1", "other2", "zzzzzzzz"}, "rows [Merge1 other2] unknown [{zzzzzzzz []}]"},
		{"a label is no row", []string{"left"}, "rows [] unknown [{left [left1 left2]}] pending 7"},
		{"redundant", []string{"left2", "base1", "right1"}, "rows [base1 left2 right1] redundant [{base1 left2}] pending 3"},
		{"repeated", []string{"left2", "left2", "left2"}, "rows [left2] repeated [left2] pending 4 half [Merge1: left2, without right1]"},
		{"implied by a dependency", []string{"other1", "right1"}, "rows [other1 right1] redundant [{right1 other1}] pending 3 half [Merge1: right1, without left2]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := positionText(g.Locate(test.rows)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func positionText(p Position) string {
	var b strings.Builder
	fmt.Fprintf(&b, "rows %v", p.Rows)
	if len(p.Mended) > 0 {
		fmt.Fprintf(&b, " mended %v", p.Mended)
	}
	if len(p.Repeated) > 0 {
		fmt.Fprintf(&b, " repeated %v", p.Repeated)
	}
	if len(p.Unknown) > 0 {
		fmt.Fprintf(&b, " unknown %v", p.Unknown)
	}
	if len(p.Redundant) > 0 {
		fmt.Fprintf(&b, " redundant %v", p.Redundant)
	}
	if len(p.Pending) > 0 {
		fmt.Fprintf(&b, " pending %d", len(p.Pending))
	}
	for _, half := range p.HalfMerges {
		fmt.Fprintf(&b, " half [%s: %s, without %s]", half.Merge.ID, strings.Join(half.Applied, " "), strings.Join(half.Missing, " "))
	}
	if p.AtHeads {
		b.WriteString(" at heads")
	}
	return b.String()
}

// largeRevisions are 100,000 revisions on 1,000 branches; each branch merges a
// neighbour every 25 revisions, and every tenth merge depends on a far branch.
func largeRevisions() []*ir.Revision {
	const branches, length = 1000, 100
	revs := make([]*ir.Revision, 0, branches*length)
	id := func(branch, at int) string {
		return fmt.Sprintf("%012x", (uint64(at*branches+branch)*2654435761)&0xffffffffffff)
	}
	for at := range length {
		for branch := range branches {
			rev := &ir.Revision{ID: id(branch, at)}
			if at == 0 && branch > 0 {
				rev.Down = []ir.Ref{{Name: id(0, 0)}}
				rev.BranchLabels = []ir.Ref{{Name: fmt.Sprintf("branch%d", branch)}}
			} else if at > 0 {
				rev.Down = []ir.Ref{{Name: id(branch, at-1)}}
			}
			if at > 0 && at%25 == 0 {
				rev.Down = append(rev.Down, ir.Ref{Name: id((branch+1)%branches, at-1)})
				if branch%10 == 0 {
					rev.DependsOn = []ir.Ref{{Name: id((branch+500)%branches, at-1)}}
				}
			}
			revs = append(revs, rev)
		}
	}
	return revs
}

// BenchmarkResolve is everything between the files being read and the path:
// the graph, and an upgrade from base to all heads.
func BenchmarkResolve(b *testing.B) {
	revs := largeRevisions()
	rng := parsedRange(b, "base:heads")
	b.ReportAllocs()
	for b.Loop() {
		g, diags := NewGraph(revs)
		if g == nil {
			b.Fatal(diags)
		}
		path, err := g.Resolve(ir.Upgrade, rng)
		if err != nil || len(path.Steps) != len(revs) {
			b.Fatal(len(path.Steps), err)
		}
	}
}

// BenchmarkState moves the rows of a version table up through a large graph.
func BenchmarkState(b *testing.B) {
	g, diags := NewGraph(largeRevisions())
	if g == nil {
		b.Fatal(diags)
	}
	for b.Loop() {
		state, err := NewState(g, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, rev := range g.Revisions() {
			state.Apply(rev.ID, ir.Upgrade)
		}
	}
}

func TestDeepChain(t *testing.T) {
	revs := make([]*ir.Revision, 200_000)
	for i := range revs {
		revs[i] = &ir.Revision{ID: fmt.Sprintf("r%06d", i)}
		if i > 0 {
			revs[i].Down = []ir.Ref{{Name: revs[i-1].ID}}
		}
	}
	g, diags := NewGraph(revs)
	if g == nil {
		t.Fatal(diags)
	}
	path, err := g.Resolve(ir.Downgrade, parsedRange(t, "head:head-199999"))
	if err != nil || len(path.Steps) != 199_999 || path.End[0] != "r000000" {
		t.Fatalf("%d steps, %v", len(path.Steps), err)
	}
	revs[0].Down = []ir.Ref{{Name: revs[len(revs)-1].ID}}
	if _, diags := NewGraph(revs); len(diags) != 1 || diags[0].Code != codeCycle {
		t.Fatalf("got %v", diags)
	}
}
