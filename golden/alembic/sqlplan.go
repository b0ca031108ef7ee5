package alembicgolden

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// Compiler is a built sqlplan.
type Compiler struct {
	// Binary is the path of the program.
	Binary string

	// serving is the path of the test binary of cmd/sqlplan, or empty: it runs the
	// program many times in one process.
	serving string
	// idle are servers that wait for a call; nil where one must be started.
	idle chan *server
}

// version is what a build is said to be, so that no output depends on the day.
const version = "-X main.version=dev"

// Build builds sqlplan from the package at source into dir.
func Build(dir, source string) (*Compiler, error) {
	c := &Compiler{Binary: filepath.Join(dir, "sqlplan")}
	return c, goTool("build", "-ldflags", version, "-o", c.Binary, source)
}

// BuildServing builds sqlplan as a program that stays: up to processes of it run side by side, and answer one call
// after the other. For thousands of small runs this is several times faster. Close ends them.
func BuildServing(dir, source string, processes int) (*Compiler, error) {
	c := &Compiler{serving: filepath.Join(dir, "sqlplan.test"), idle: make(chan *server, processes)}
	for range processes {
		c.idle <- nil
	}
	return c, goTool("test", "-c", "-ldflags", version, "-o", c.serving, source)
}

func goTool(args ...string) error {
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("build sqlplan: %w\n%s", err, out)
	}
	return nil
}

// Close ends the processes of BuildServing.
func (c *Compiler) Close() error {
	var errs []error
	for range cap(c.idle) {
		if s := <-c.idle; s != nil {
			errs = append(errs, s.close())
		}
	}
	return errors.Join(errs...)
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

// RunIn is Run with the configuration's path below the job's folder. Nothing is reviewed: a finding is no failure to render.
func (c *Compiler) RunIn(job Job, ini string, more ...string) (string, error) {
	args := []string{job.Command, job.Range, "--sql", "--style", "alembic", "--no-review", "-c", ini, "-C", job.Dir}
	for _, x := range job.X {
		args = append(args, "-x", x)
	}
	args = append(args, more...)
	if c.serving != "" {
		return c.call(args)
	}
	cmd := exec.Command(c.Binary, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", &Failure{Exit: exit.ExitCode(), Stderr: stderr.String()}
	}
	return stdout.String(), err
}

// call has one of the servers run the program.
func (c *Compiler) call(args []string) (string, error) {
	s := <-c.idle
	defer func() { c.idle <- s }()
	if s == nil {
		var err error
		if s, err = startServer(c.serving); err != nil {
			return "", err
		}
	}
	a, err := s.call(args)
	if err != nil {
		// The next call starts another. What the program has said is its end.
		said := s.close()
		s = nil
		return "", fmt.Errorf("sqlplan %q: %w: %w", args, err, said)
	}
	if a.Exit != 0 {
		return "", &Failure{Exit: a.Exit, Stderr: a.Stderr}
	}
	return a.Stdout, nil
}

// server is a process that runs the program many times. See TestServe of cmd/sqlplan.
type server struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *json.Decoder
	stderr bytes.Buffer
}

func startServer(binary string) (*server, error) {
	s := &server{cmd: exec.Command(binary, "-test.run=^TestServe$", "-test.timeout=0")}
	s.cmd.Env = append(os.Environ(), "ALEMBICGOLDEN_SERVE=1")
	s.cmd.Stderr = &s.stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	s.out = json.NewDecoder(out)
	return s, s.cmd.Start()
}

// answer is what became of a call.
type answer struct {
	Exit           int
	Stdout, Stderr string
}

func (s *server) call(args []string) (answer, error) {
	var a answer
	if err := json.NewEncoder(s.in).Encode(map[string]any{"args": args}); err != nil {
		return a, err
	}
	err := s.out.Decode(&a)
	return a, err
}

// close ends the process, and says how it ended if that was not well.
func (s *server) close() error {
	if err := errors.Join(s.in.Close(), s.cmd.Wait()); err != nil {
		return fmt.Errorf("%w\n%s", err, s.stderr.String())
	}
	return nil
}

// OfflineFlags are the arguments with which sqlplan writes what Alembic's offline mode does: that takes SQL Server for
// one without a version, which has no DATE, and writes IF EXISTS for Oracle, which only the newest one has. Where
// statements are replayed, the tables of a case are not there.
func OfflineFlags(dialect string) []string {
	switch dialect {
	case "mssql":
		return []string{"--server-version", "2005"}
	case "oracle":
		return []string{"--server-version", "23"}
	case "sqlite":
		return []string{"--no-replay"}
	}
	return nil
}
