package golden

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

// initLine is what the runtime prints of the initialisation of one package with GODEBUG=inittrace=1.
// See https://pkg.go.dev/runtime#hdr-Environment_Variables.
var initLine = regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, \d+ allocs$`)

// TestInit bounds what the packages allocate before main begins: the first garbage collection comes at 4 MB, and would
// slow down every start, `sqlplan --help` too. Tables that a run may not need are made when they are first asked for.
func TestInit(t *testing.T) {
	const most = 3_500_000
	cmd := exec.Command(binary, "--help")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	lines := initLine.FindAllStringSubmatch(stderr.String(), -1)
	if len(lines) < 10 {
		t.Fatalf("the runtime tells of %d packages only:\n%s", len(lines), stderr.String())
	}
	total := 0
	for _, l := range lines {
		n, err := strconv.Atoi(l[2])
		if err != nil {
			t.Fatal(err)
		}
		total += n
	}
	t.Logf("%d packages allocate %d bytes before main", len(lines), total)
	if total > most {
		t.Errorf("the packages allocate %d bytes before main, at most %d are allowed; GODEBUG=inittrace=1 sqlplan --help shows which", total, most)
	}
}
