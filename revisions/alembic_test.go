package revisions

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// recording is one graph of testdata/alembic-resolve.json, with what Alembic
// makes of it. testdata/record_resolve.py writes the file.
type recording struct {
	Graph []node
	Facts struct {
		Error          string
		Heads          []string
		RealHeads      []string            `json:"real_heads"`
		Bases          []string            `json:"bases"`
		NormalizedDown map[string][]string `json:"normalized_down"`
		Labels         map[string][]string
	}
	Cases []recordedCase
}

type node struct {
	ID                 string
	Down, Deps, Labels []string
}

type recordedCase struct {
	Command       string
	Start, Target []string
	Want          recordedOutcome
}

func (c recordedCase) String() string {
	return fmt.Sprintf("%s %s:%s", c.Command, strings.Join(c.Start, ","), strings.Join(c.Target, ","))
}

// recordedOutcome is either an error by class, or the revisions that are run or
// listed and the rows after them. EndError says that Alembic found the steps and
// then failed to keep the rows.
type recordedOutcome struct {
	Error     string
	Revisions []string
	End       []string
	EndError  string `json:"end_error"`
}

func (o recordedOutcome) String() string {
	if o.Error != "" {
		return "error: " + o.Error
	}
	return fmt.Sprintf("revisions %v, rows %v %s", o.Revisions, o.End, o.EndError)
}

func readRecordings(t *testing.T) []recording {
	t.Helper()
	text, err := os.ReadFile("testdata/alembic-resolve.json")
	if err != nil {
		t.Fatal(err)
	}
	var recordings []recording
	if err := json.Unmarshal(text, &recordings); err != nil {
		t.Fatal(err)
	}
	return recordings
}

func refs(names []string) []ir.Ref {
	var list []ir.Ref
	for _, name := range names {
		list = append(list, ir.Ref{Name: name})
	}
	return list
}

func irRevisions(nodes []node) []*ir.Revision {
	var revs []*ir.Revision
	for _, n := range nodes {
		revs = append(revs, &ir.Revision{ID: n.ID, Down: refs(n.Down), DependsOn: refs(n.Deps), BranchLabels: refs(n.Labels)})
	}
	return revs
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// TestAlembicGraphs compares what a graph is made of.
func TestAlembicGraphs(t *testing.T) {
	for i, rec := range readRecordings(t) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			g, diags := NewGraph(irRevisions(rec.Graph))
			if rec.Facts.Error != "" {
				want := map[string]string{"cycle": codeCycle, "dependency cycle": codeDependencyCycle, "label taken": codeLabelTaken}[rec.Facts.Error]
				if !diags.HasErrors() || diags[0].Code != want {
					t.Fatalf("Alembic says %s, got %v", rec.Facts.Error, diags)
				}
				return
			}
			if g == nil && onlyCycles(diags) {
				return // Alembic overlooks a cycle that can be reached both from a base and from a head
			}
			if g == nil {
				t.Fatalf("Alembic takes the graph, got %v", diags)
			}
			compare := func(what string, got, want []string) {
				if got = sorted(got); !slices.Equal(got, want) && len(got)+len(want) > 0 {
					t.Errorf("%s: got %v, Alembic has %v\n%v", what, got, want, rec.Graph)
				}
			}
			compare("heads", g.Heads(), rec.Facts.Heads)
			compare("real heads", g.RealHeads(), rec.Facts.RealHeads)
			compare("bases", g.Bases(), rec.Facts.Bases)
			for _, n := range rec.Graph {
				compare("normalized down of "+n.ID, g.NormalizedDown(n.ID), rec.Facts.NormalizedDown[n.ID])
				compare("labels of "+n.ID, g.Labels(n.ID), rec.Facts.Labels[n.ID])
			}
		})
	}
}

func onlyCycles(diags source.Diagnostics) bool {
	return !slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Code != codeCycle && d.Code != codeDependencyCycle })
}

// resolveRecorded returns what this package makes of a recorded case.
func resolveRecorded(t *testing.T, g *Graph, c recordedCase) recordedOutcome {
	t.Helper()
	text := strings.Join(c.Start, ",") + ":" + strings.Join(c.Target, ",")
	rng, err := ParseHistoryRange(text)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var o recordedOutcome
	switch c.Command {
	case "history":
		var revs []*ir.Revision
		if revs, err = g.History(rng); err == nil {
			for _, rev := range revs {
				o.Revisions = append(o.Revisions, rev.ID)
			}
		}
	case "stamp":
		var stamp *Stamp
		if stamp, err = g.ResolveStamp(rng); err == nil {
			o.End = stamp.End
		}
	default:
		direction := ir.Upgrade
		if c.Command == "downgrade" {
			direction = ir.Downgrade
		}
		var path *Path
		if path, err = g.Resolve(direction, rng); err == nil {
			checkPath(t, g, path)
			o.End = path.End
			for _, step := range path.Steps {
				o.Revisions = append(o.Revisions, step.Revision.ID)
			}
		}
	}
	if err != nil {
		o.Error = errorClass(t, err)
	}
	slices.Sort(o.Revisions)
	return o
}

func errorClass(t *testing.T, err error) string {
	t.Helper()
	var problem Problem
	if !errors.As(err, &problem) || problem.Diagnostic().Code == "" || problem.Diagnostic().Help == "" {
		t.Fatalf("not a Problem with code and help: %v", err)
	}
	switch problem.(type) {
	case *UnknownRevisionError:
		return "unknown"
	case *AmbiguousNameError:
		return "ambiguous name"
	case *MultipleHeadsError:
		return "multiple heads"
	case *NotOnBranchError:
		return "not on branch"
	case *AmbiguousWalkError, *AmbiguousStartError:
		return "ambiguous walk"
	case *WalkTooFarError:
		return "too far"
	case *WrongTargetError, *NotAncestorError:
		return "wrong target"
	case *OverlapError:
		return "overlap"
	case *RangeError:
		return "range"
	}
	return fmt.Sprintf("%T", problem)
}

func (o recordedOutcome) equal(other recordedOutcome) bool {
	return o.Error == other.Error && o.EndError == other.EndError &&
		slices.Equal(o.Revisions, other.Revisions) && slices.Equal(o.End, other.End)
}

// TestAlembicRanges compares what ranges come to: the set of revisions, the rows
// after them, or the class of the error. The order of revisions is our own.
func TestAlembicRanges(t *testing.T) {
	used := map[string]int{}
	same, all := 0, 0
	for i, rec := range readRecordings(t) {
		if rec.Facts.Error != "" {
			continue
		}
		g, diags := NewGraph(irRevisions(rec.Graph))
		if g == nil && onlyCycles(diags) {
			continue
		} else if g == nil {
			t.Fatalf("graph %d: %v", i, diags)
		}
		for _, c := range rec.Cases {
			t.Run(fmt.Sprintf("%d/%v", i, c), func(t *testing.T) {
				all++
				got := resolveRecorded(t, g, c)
				if got.equal(c.Want) {
					same++
					return
				}
				for _, correction := range corrections {
					if correction.applies(g, c, got) {
						used[correction.reason]++
						return
					}
				}
				t.Errorf("got     %v\nAlembic %v\ngraph %+v", got, c.Want, rec.Graph)
			})
		}
	}
	for _, correction := range corrections {
		if used[correction.reason] == 0 {
			t.Errorf("no recorded case needs the correction %q", correction.reason)
		}
		t.Logf("%4d %s", used[correction.reason], correction.reason)
	}
	if same*3 < all*2 {
		t.Errorf("only %d of %d cases are as in Alembic", same, all)
	}
	t.Logf("%d of %d cases are as in Alembic", same, all)
}

// correction is one way in which this package differs from Alembic on purpose.
type correction struct {
	reason  string
	applies func(g *Graph, c recordedCase, got recordedOutcome) bool
}

// nothing tells whether Alembic succeeds without a step.
func (o recordedOutcome) nothing() bool { return o.Error == "" && len(o.Revisions) == 0 }

// specs returns the targets of a case and then its START, as they are read.
func (c recordedCase) specs() []Spec {
	var specs []Spec
	for _, text := range slices.Concat(c.Target, c.Start, []string{"heads"}) {
		rng, err := ParseHistoryRange(text)
		if err != nil {
			panic(err)
		}
		specs = append(specs, rng.Targets[0])
	}
	return specs
}

func (c recordedCase) spec() Spec { return c.specs()[0] }

func hasShortName(c recordedCase, g *Graph) bool {
	short := func(name string) bool {
		return name != "" && len(name) < minPrefix && !isReserved(name) && g.Get(name) == nil
	}
	return slices.ContainsFunc(c.specs(), func(s Spec) bool { return short(s.Name) || short(s.Branch) })
}

func hasBranch(c recordedCase) bool {
	return slices.ContainsFunc(c.specs(), func(s Spec) bool { return s.Branch != "" })
}

var corrections = []correction{
	{"Alembic fails with an internal error, or never ends, where there is an answer or a message to give",
		func(_ *Graph, c recordedCase, _ recordedOutcome) bool {
			return strings.HasPrefix(c.Want.Error, "crash ")
		}},
	{"Alembic finds the steps, then fails to keep the rows",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Want.EndError != "" && (got.Error == "overlap" || got.Error == "" && slices.Equal(got.Revisions, c.Want.Revisions))
		}},
	{"Alembic brings back a row that another row implies",
		func(g *Graph, c recordedCase, got recordedOutcome) bool {
			_, err := NewState(g, c.Want.End)
			return c.Command == "downgrade" && err != nil && slices.Equal(got.Revisions, c.Want.Revisions)
		}},
	{"START or the targets of a stamp overlap, so no version table can hold them",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return got.Error == "overlap" && (len(c.Start) > 1 || c.Command == "stamp" && len(c.Target) > 1)
		}},
	{"fewer than four characters do not stand for an id",
		func(g *Graph, c recordedCase, got recordedOutcome) bool {
			return got.Error == "ambiguous name" && hasShortName(c, g)
		}},
	{"an upgrade to what lies below START is a slip; Alembic prints an empty script",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "upgrade" && got.Error == "wrong target" && c.Want.nothing()
		}},
	{"-N in an upgrade and +N in a downgrade go the wrong way; Alembic says that they produce too little",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return got.Error == "range" && c.Want.Error == "too far" && c.spec().Name == ""
		}},
	{"a branch that does not exist is an error, also before base, head and steps; one that may be several is reported so",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return (got.Error == "unknown" || got.Error == "ambiguous name") && hasBranch(c)
		}},
	{"LABEL@head, LABEL@heads and LABEL@REV mean the same in a downgrade as in an upgrade",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			s := c.spec()
			return c.Command == "downgrade" && s.Branch != "" && !s.Step && (strings.HasPrefix(s.Name, "head") || got.Error == "not on branch")
		}},
	{"of several ids that begin alike, LABEL@ picks the one on the branch, in a downgrade or a stamp too",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command != "upgrade" && c.Want.Error == "ambiguous name" && c.spec().Branch != ""
		}},
	{"-N from several rows is ambiguous; Alembic takes any and warns",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "downgrade" && got.Error == "ambiguous walk" && c.spec().Branch == "" && c.spec().Name == "" && len(c.Start) > 1
		}},
	{"LABEL@-N takes the way back to its row; Alembic refuses above a fork of the branch",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "downgrade" && got.Error == "" && c.Want.Error == "wrong target" && c.spec().Branch != "" && c.spec().Name == ""
		}},
	{"there is nothing below base; Alembic goes on from the head",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			s := c.spec()
			return s.Name == "base" && s.Steps < 0 && (got.Error == "too far" || c.Command == "history")
		}},
	{"base cannot stand beside other targets of a stamp; Alembic drops it",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "stamp" && got.Error == "range" && len(c.Target) > 1
		}},
	{"a stamp with several targets leaves the rows that are targets; Alembic deletes them for the next target",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "stamp" && got.Error == "" && c.Want.Error == "" && (len(c.Target) > 1 || c.spec().Name == "heads")
		}},
	{"a branch before a stamp's target does not widen what it replaces",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "stamp" && got.Error == "" && c.Want.Error == "" && c.spec().Branch != ""
		}},
	{"LABEL@heads leaves out the heads that another one depends on; Alembic says that they overlap",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return got.Error == "" && c.Want.Error == "overlap" && slices.ContainsFunc(c.specs(), func(s Spec) bool { return s.Branch != "" && s.Name == "heads" })
		}},
	{"a history may start at REV+N and REV-N; Alembic takes that for an id",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			return c.Command == "history" && c.Want.Error == "unknown" && len(c.Start) > 0 && strings.ContainsAny(c.Start[0], "+-")
		}},
	{"a history's start may have an id or its beginning before the @, not only a label",
		func(g *Graph, c recordedCase, got recordedOutcome) bool {
			if c.Command != "history" || len(c.Start) == 0 || got.Error != "" {
				return false
			}
			branch, _, ok := strings.Cut(c.Start[0], "@")
			return ok && !slices.Contains(g.names, branch)
		}},
	{"a history's start is followed by what depends on it, too; Alembic leaves that out, even where it is the end",
		func(g *Graph, c recordedCase, got recordedOutcome) bool {
			if c.Command != "history" || len(c.Start) == 0 || got.Error != "" || c.Want.Error != "" {
				return false
			}
			start, err := g.named(c.specs()[len(c.Target)])
			if err != nil || len(start) == 0 {
				return false
			}
			// What follows by down_revision alone is Alembic's answer.
			follows := g.above(start, g.next)
			byDown := slices.DeleteFunc(slices.Clone(got.Revisions), func(id string) bool { return !follows.has(g.byID[id]) })
			return slices.Equal(byDown, c.Want.Revisions)
		}},
	{"of two mistakes another one is reported first",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			if got.Error == "" || c.Want.Error == "" {
				return false
			}
			names := len(c.Target)
			if c.Command == "history" {
				names += len(c.Start)
			}
			return names > 1 || c.spec().Branch != "" && c.spec().Step
		}},
	{"a history's start of -N counts from its end; Alembic counts from the heads",
		func(_ *Graph, c recordedCase, got recordedOutcome) bool {
			if c.Command != "history" || len(c.Start) == 0 {
				return false
			}
			at := strings.LastIndexByte(c.Start[0], '@') + 1
			return c.Start[0][at] == '-'
		}},
}
