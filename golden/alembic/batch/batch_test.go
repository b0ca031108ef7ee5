package batch

import (
	_ "embed"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

//go:embed driver.py
var driver []byte

// TestDifferential upgrades SQLite databases by Alembic and by sqlplan's scripts, and
// compares them. ALEMBIC names another Alembic than that on the PATH, which must be of the
// version that sqlplan copies; BATCH_COUNT and BATCH_SEED make it go long.
func TestDifferential(t *testing.T) {
	command := os.Getenv("ALEMBIC")
	if command == "" {
		command = "alembic"
	}
	for _, program := range []string{command, "sqlite3"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	count, first := number(t, "BATCH_COUNT", 40), number(t, "BATCH_SEED", 1)
	scratch := t.TempDir()
	var jobs []any
	var dirs []string
	for i := range count {
		dir := filepath.Join(scratch, "projects", strconv.Itoa(first+i))
		if err := Make(uint64(first + i)).Write(dir); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
		jobs = append(jobs, map[string]string{"dir": dir})
	}
	oracle := &golden.Oracle{Command: command}
	lines, err := oracle.Drive(scratch, driver, jobs)
	if err != nil {
		t.Fatal(err)
	}
	if oracle.Label() != golden.MainVersion {
		t.Skipf("Alembic %s does other things than %s, which sqlplan copies", oracle.Version, golden.MainVersion)
	}
	compiler, err := golden.Build(t.TempDir(), "../../../cmd/sqlplan")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for i, dir := range dirs {
		var result struct{ Error string }
		if err := json.Unmarshal(lines[i], &result); err != nil {
			t.Fatal(err)
		}
		counts[compare(t, compiler, dir, result.Error)]++
	}
	t.Logf("%d projects: %v", count, counts)
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// compare says what became of one project.
func compare(t *testing.T, compiler *golden.Compiler, dir, failure string) string {
	t.Helper()
	second, err := os.ReadFile(filepath.Join(dir, "versions", "two.py"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(compiler.Binary, "upgrade", "base:head", "--sql", "--dialect", "sqlite")
	cmd.Dir = dir
	var said strings.Builder
	cmd.Stderr = &said
	script, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && failure != "":
		return "refused by both"
	case err != nil && strings.Contains(said.String(), "SP542"):
		// The column of a CHECK is gone, and its name in quotes is a text to an older SQLite.
		return "refused for a name in quotes"
	case err != nil:
		t.Errorf("%s: sqlplan fails, and Alembic does not: %s\n%s", dir, said.String(), second)
		return "refused by sqlplan"
	case strings.Contains(said.String(), "SP530"):
		return "left to chance by Alembic"
	case failure != "":
		t.Errorf("%s: sqlplan compiles what Alembic dies of: %s\n%s", dir, failure, second)
		return "refused by Alembic"
	}
	run := exec.Command("sqlite3", filepath.Join(dir, "sqlplan.db"))
	run.Stdin = strings.NewReader(string(script))
	if text, err := run.CombinedOutput(); strings.Contains(string(text), "foreign key mismatch") || strings.Contains(string(text), "sqlplan: rows refer") {
		// The revision takes the key away that another table refers to, or casts what refers to it.
		return "refused for a foreign key"
	} else if err != nil {
		t.Errorf("%s: the script fails: %v\n%s\n%s", dir, err, text, second)
		return "failed"
	}
	want, got := dump(t, filepath.Join(dir, "alembic.db")), dump(t, filepath.Join(dir, "sqlplan.db"))
	if !slices.Equal(want, got) {
		t.Errorf("%s:\n%s\nAlembic leaves\n%s\nsqlplan leaves\n%s", dir, second, strings.Join(without(want, got), "\n"), strings.Join(without(got, want), "\n"))
		return "different"
	}
	return "same"
}

func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// now are the points in time that a row has by default.
var now = regexp.MustCompile(`202[1-9]-[0-9-]+ [0-9:]+|20[3-9][0-9]-[0-9-]+ [0-9:]+`)

// dump is what a database holds, in an order of its own.
func dump(t *testing.T, path string) []string {
	t.Helper()
	out, err := exec.Command("sqlite3", "-json", path, "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL").Output()
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct{ Type, Name, TblName, SQL string }
	if err := json.Unmarshal(out, &rows); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, r := range rows {
		list = append(list, r.Type+" "+r.Name+": "+Normal(r.SQL))
		if r.Type == "table" {
			data, err := exec.Command("sqlite3", path, "SELECT * FROM "+quoted(r.Name)).Output()
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, r.Name+" holds "+now.ReplaceAllString(string(data), "NOW"))
		}
	}
	slices.Sort(list)
	return list
}
