//go:build cgo

package postgresql

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// studied runs the setup as what was there before the path, and returns the actions of the
// last statement and the catalog before it.
func studied(t testing.TB, setup, sql string) ([]sqlstmt.Action, *schema.Catalog) {
	t.Helper()
	cat := schema.New()
	run := func(sql string) {
		if conflicts := (Dialect{}).Simulate(&sqlstmt.Stmt{Text: sql}, cat); len(conflicts) > 0 {
			t.Fatalf("%s: %s", sql, conflictText(conflicts))
		}
	}
	for _, st := range setupStatements(t, setup) {
		if st == "-- path" {
			cat.EndBaseline()
			continue
		}
		run(st)
	}
	return Dialect{}.Actions(&sqlstmt.Stmt{Text: sql}, cat), cat
}

// setupStatements splits a setup; the line "-- path" stands alone, and ends what was there before the path.
func setupStatements(t testing.TB, text string) []string {
	t.Helper()
	before, after, ok := strings.Cut(text, "-- path\n")
	list := statements(t, "setup.sql", before)
	if ok {
		list = append(append(list, "-- path"), statements(t, "setup.sql", after)...)
	}
	return list
}

// brief writes an action on one line: its kind, its table, and what is not zero of the rest.
func brief(a sqlstmt.Action) string {
	encoded, err := json.Marshal(a)
	if err != nil {
		return err.Error()
	}
	var fields map[string]any
	if err := json.Unmarshal(encoded, &fields); err != nil {
		return err.Error()
	}
	line := string(a.Kind)
	if a.TableSQL != "" {
		line += " " + a.TableSQL
	}
	for _, key := range []string{"reference", "details"} {
		if of, ok := fields[key].(map[string]any); ok {
			maps.Copy(fields, of)
			delete(fields, key)
		}
	}
	var rest []string
	for key, value := range fields {
		switch key {
		case "kind", "table", "table_sql", "ref", "ref_sql":
		case "also":
			for _, r := range a.More().Also {
				text := string(r.Role) + "=" + r.SQL
				if r.New {
					text += "(new)"
				}
				if r.Proven {
					text += "(proven)"
				}
				rest = append(rest, text)
			}
		case "constraint":
			rest = append(rest, "constraint="+a.Constraint.String())
		case "table_kind":
			rest = append(rest, "is="+a.TableKind.String())
		default:
			if value == true {
				rest = append(rest, key)
			} else {
				rest = append(rest, fmt.Sprintf("%s=%v", key, value))
			}
		}
	}
	if a.Refers().RefSQL != "" {
		rest = append(rest, "ref="+a.Refers().RefSQL)
	}
	slices.Sort(rest)
	return strings.Join(append([]string{line}, rest...), "; ")
}

// TestActions reads testdata/actions/*.txt: a setup, then statements, each with the
// actions that are wanted behind "--> ". ACTIONS_UPDATE=1 writes them.
func TestActions(t *testing.T) {
	files, err := filepath.Glob("testdata/actions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			setup, cases, ok := strings.Cut(string(data), "-- statements\n")
			if !ok {
				t.Fatal("no line \"-- statements\"")
			}
			var out bytes.Buffer
			out.WriteString(setup + "-- statements\n")
			for _, piece := range strings.Split(strings.TrimSpace(cases), "\n\n") {
				sql, _, _ := strings.Cut(piece, "\n-->")
				actions, _ := studied(t, setup, strings.TrimSuffix(strings.TrimSpace(sql), ";"))
				fmt.Fprintf(&out, "%s\n", strings.TrimSpace(sql))
				for _, a := range actions {
					fmt.Fprintf(&out, "--> %s\n", brief(a))
				}
				out.WriteString("\n")
			}
			got := strings.TrimRight(out.String(), "\n") + "\n"
			if os.Getenv("ACTIONS_UPDATE") != "" {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(data) {
				for i, line := range strings.Split(got, "\n") {
					if old := strings.Split(string(data), "\n"); i >= len(old) || old[i] != line {
						t.Fatalf("line %d: got %s; ACTIONS_UPDATE=1 writes them all", i+1, line)
					}
				}
				t.Error("lines are missing; ACTIONS_UPDATE=1 writes them")
			}
		})
	}
}
