package alembicgolden

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
)

// Compiler is a built sqlplan.
type Compiler struct {
	// Binary is the path of the program.
	Binary string
}

// Build builds sqlplan from the package at source into dir.
func Build(dir, source string) (*Compiler, error) {
	c := &Compiler{Binary: filepath.Join(dir, "sqlplan")}
	out, err := exec.Command("go", "build", "-ldflags", "-X main.version=dev", "-o", c.Binary, source).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("build sqlplan: %w\n%s", err, out)
	}
	return c, nil
}

// Failure is a run of sqlplan that gave no script.
type Failure struct {
	Exit   int
	Stderr string
}

func (f *Failure) Error() string {
	return fmt.Sprintf("sqlplan failed with exit code %d\n%s", f.Exit, f.Stderr)
}

// Run does what a Job says, in the style of Alembic. An error that is a *Failure is
// sqlplan's own; any other means that it could not be run.
func (c *Compiler) Run(job Job, more ...string) (string, error) {
	return c.RunIn(job, "alembic.ini", more...)
}

// RunIn is Run with the configuration's path below the job's folder.
func (c *Compiler) RunIn(job Job, ini string, more ...string) (string, error) {
	args := []string{job.Command, job.Range, "--sql", "--style", "alembic", "-c", ini}
	for _, x := range job.X {
		args = append(args, "-x", x)
	}
	cmd := exec.Command(c.Binary, append(args, more...)...)
	cmd.Dir = job.Dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", &Failure{Exit: exit.ExitCode(), Stderr: stderr.String()}
	}
	return stdout.String(), err
}
