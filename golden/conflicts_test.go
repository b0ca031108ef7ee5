package golden

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoFalseConflicts: the scripts of the cases that are replayed run on real servers, so the catalog
// must find nothing in them that a server would refuse, on the way up and on the way down.
func TestNoFalseConflicts(t *testing.T) {
	count := 0
	for _, c := range cases(t) {
		for _, dialect := range c.Replay {
			if c.Setup != "" {
				continue // something else than the revisions makes a part of the schema
			}
			count++
			t.Run(filepath.Base(c.dir)+"/"+dialect, func(t *testing.T) {
				t.Parallel()
				for _, args := range [][]string{{"upgrade", "base:heads"}, {"downgrade", "heads:base"}} {
					c.hasNoConflict(t, slices.Concat(args, []string{"--dialect", dialect, "--format", "json", "-q"}, c.Flags))
				}
			})
		}
	}
	if count < 10 {
		t.Errorf("only %d cases", count)
	}
}

func (c testCase) hasNoConflict(t *testing.T, args []string) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = c.dir
	out, err := cmd.Output()
	if err != nil && len(out) == 0 {
		t.Logf("%v: %v", args, err) // such as a path without a way back
		return
	}
	var plan struct {
		Findings []struct{ Code, Path, Message string }
	}
	if err := json.Unmarshal(out, &plan); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	for _, f := range plan.Findings {
		if strings.HasPrefix(f.Code, "CT") {
			t.Errorf("%v: %s %s: %s", args, f.Path, f.Code, f.Message)
		}
	}
}
