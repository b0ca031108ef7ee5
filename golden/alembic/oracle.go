package alembicgolden

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed driver.py
var driver []byte

// Job is one run of Alembic.
type Job struct {
	Dir     string   `json:"dir"`
	Command string   `json:"command"`
	Range   string   `json:"range"`
	X       []string `json:"x,omitempty"`
}

// Result is what a Job printed, and how it failed.
type Result struct {
	Out     string `json:"out"`
	Error   string `json:"error"`
	Message string `json:"message"`
	Trace   string `json:"trace"`
}

// Oracle is a real Alembic.
type Oracle struct {
	// Command is the executable: "alembic", or a path.
	Command string
	// Seed is PYTHONHASHSEED.
	Seed int
	// Version is known after the first Run, like "1.19.2".
	Version string
}

// Label is the part of the version that recordings are named by, like "1.19".
func (o *Oracle) Label() string {
	parts := strings.SplitN(o.Version, ".", 3)
	if len(parts) < 2 {
		return o.Version
	}
	return parts[0] + "." + parts[1]
}

// Run renders the jobs in one Python process; scratch is a folder for its files.
func (o *Oracle) Run(scratch string, jobs []Job) ([]Result, error) {
	lines, err := o.Drive(scratch, driver, anys(jobs))
	if err != nil {
		return nil, err
	}
	results := make([]Result, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal(line, &results[i]); err != nil {
			return nil, err
		}
	}
	if len(results) != len(jobs) {
		return nil, fmt.Errorf("%s gave %d results for %d jobs", o.Command, len(results), len(jobs))
	}
	return results, nil
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// Drive makes Alembic run a script as env.py, with jobs as lines of JSON, and gives
// back its lines of results.
func (o *Oracle) Drive(scratch string, script []byte, jobs []any) ([][]byte, error) {
	dir, err := os.MkdirTemp(scratch, "driver")
	if err != nil {
		return nil, err
	}
	in, out := filepath.Join(dir, "jobs"), filepath.Join(dir, "results")
	if err := writeDriver(dir, script, jobs); err != nil {
		return nil, err
	}
	cmd := exec.Command(o.Command, "-c", "alembic.ini", "upgrade", "base:base", "--sql")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "ALEMBICGOLDEN_JOBS="+in, "ALEMBICGOLDEN_RESULTS="+out,
		"PYTHONHASHSEED="+strconv.Itoa(o.Seed), "PYTHONDONTWRITEBYTECODE=1", "TZ=UTC")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", o.Command, err, text)
	}
	return o.results(out)
}

func writeDriver(dir string, script []byte, jobs []any) error {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for _, job := range jobs {
		if err := enc.Encode(job); err != nil {
			return err
		}
	}
	for name, text := range map[string][]byte{
		"jobs":             lines.Bytes(),
		"env.py":           script,
		"alembic.ini":      []byte("[alembic]\nscript_location = %(here)s\n"),
		"versions/none.py": []byte("revision = 'none'\ndown_revision = None\n"),
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (o *Oracle) results(path string) ([][]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	scan := bufio.NewScanner(file)
	scan.Buffer(nil, 64<<20)
	var lines [][]byte
	for scan.Scan() {
		lines = append(lines, bytes.Clone(scan.Bytes()))
	}
	if err := scan.Err(); err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%s wrote no results", o.Command)
	}
	var versions struct{ Alembic string }
	if err := json.Unmarshal(lines[0], &versions); err != nil {
		return nil, err
	}
	o.Version = versions.Alembic
	return lines[1:], nil
}
