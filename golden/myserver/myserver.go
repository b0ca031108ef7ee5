// Package myserver gives tests a real MariaDB or MySQL: the one that the client
// program mariadb or mysql reaches with its own configuration, such as the socket of
// this machine, and those that GOLDEN_MYSERVERS names. Tests work in databases that they
// create here and that are dropped at their end, never in others.
package myserver

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Server is a server that tests may use.
type Server struct {
	Client  string   // the program: "mariadb" or "mysql", or the one that the variable has
	Options []string // what the program needs to reach the server
	Version string   // what VERSION() says
	Release ir.Version
}

// Servers is the variable with more servers, a semicolon between two: each is a client program with the options that reach
// the server, as a user who may do everything on it.
const Servers = "GOLDEN_MYSERVERS"

// MariaDB tells whether the server is MariaDB, and not MySQL.
func (s *Server) MariaDB() bool { return strings.Contains(s.Version, "MariaDB") }

// Name is the kind of the server and its version: "mysql-8.0.36".
func (s *Server) Name() string {
	kind := "mysql-"
	if s.MariaDB() {
		kind = "mariadb-"
	}
	return kind + s.Release.String()
}

var (
	once  sync.Once
	found *Server
	fault error
)

var named = sync.OnceValues(func() (list []*Server, err error) {
	for _, command := range strings.Split(os.Getenv(Servers), ";") {
		words := strings.Fields(command)
		if len(words) == 0 {
			continue
		}
		s, err := ask(words[0], words[1:]...)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", Servers, strings.TrimSpace(command), err)
		}
		list = append(list, s)
	}
	return list, nil
})

// Named are the servers that the variable names. One of them that does not answer fails the test.
func Named(t testing.TB) []*Server {
	t.Helper()
	list, err := named()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// NamedMySQL are those of them that are MySQL. Without one the test is skipped, with CI=true too: no MySQL runs there.
func NamedMySQL(t testing.TB) []*Server {
	t.Helper()
	list := slices.DeleteFunc(slices.Clone(Named(t)), (*Server).MariaDB)
	if len(list) == 0 {
		t.Skipf("%s names no MySQL", Servers)
	}
	return list
}

// AllMariaDB are the MariaDB that the client reaches, and those that the variable names.
func AllMariaDB(t testing.TB) []*Server {
	t.Helper()
	more := slices.DeleteFunc(slices.Clone(Named(t)), func(s *Server) bool { return !s.MariaDB() })
	return append([]*Server{FindMariaDB(t)}, more...)
}

// Find returns the server. Without one the test is skipped, but fails where
// CI=true: there a missing server would hide that nothing was tried.
func Find(t testing.TB) *Server {
	t.Helper()
	once.Do(func() { found, fault = find() })
	if fault != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no MariaDB or MySQL: %v", fault)
		}
		t.Skipf("no MariaDB or MySQL: %v", fault)
	}
	return found
}

// FindMariaDB is Find for tests of what only MariaDB does: another server is no server to them.
func FindMariaDB(t testing.TB) *Server {
	t.Helper()
	s := Find(t)
	if !s.MariaDB() {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the server is no MariaDB: %s", s.Version)
		}
		t.Skipf("the server is no MariaDB: %s", s.Version)
	}
	return s
}

func find() (*Server, error) {
	fault := errors.New("neither mariadb nor mysql is installed")
	for _, client := range []string{"mariadb", "mysql"} {
		if _, err := exec.LookPath(client); err != nil {
			continue
		}
		s, err := ask(client)
		if err == nil {
			return s, nil
		}
		fault = err
	}
	return nil, fault
}

// ask returns the server that a client reaches.
func ask(client string, options ...string) (*Server, error) {
	args := append(slices.Clone(options), "--batch", "--skip-column-names", "--connect-timeout=5", "-e", "SELECT VERSION()")
	out, err := exec.Command(client, args...).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	s := &Server{Client: client, Options: options, Version: strings.TrimSpace(string(out))}
	if _, err := fmt.Sscanf(s.Version, "%d.%d.%d", &s.Release.Major, &s.Release.Minor, &s.Release.Patch); err != nil {
		return nil, fmt.Errorf("VERSION() is %q: %w", s.Version, err)
	}
	return s, nil
}

// Database creates an empty database and drops it when the test ends.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	var b [8]byte
	rand.Read(b[:]) // never fails, says its documentation
	name := "sqlplan_test_" + hex.EncodeToString(b[:])
	s.must(t, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci")
	t.Cleanup(func() { s.must(t, "DROP DATABASE "+name) })
	return name
}

func (s *Server) must(t testing.TB, sql string) {
	t.Helper()
	if out, code := s.run(t, sql); code != 0 {
		t.Fatalf("%s: %s", sql, out)
	}
}

// Run runs a script as a DBA does, with what Usage says and more options, and
// returns what the client printed and its exit code.
func (s *Server) Run(t testing.TB, database, script string, options ...string) (output string, code int) {
	t.Helper()
	args := append([]string{"--skip-force", "--comments", "--binary-mode", "--default-character-set=utf8mb4"}, options...)
	return s.run(t, script, append(args, database)...)
}

// Query returns the rows of a query, their values separated by tabs.
func (s *Server) Query(t testing.TB, database, sql string) []string {
	t.Helper()
	out, code := s.run(t, sql, "--default-character-set=utf8mb4", "--batch", "--skip-column-names", database)
	if code != 0 {
		t.Fatalf("%s: %s", sql, out)
	}
	return strings.FieldsFunc(out, func(r rune) bool { return r == '\n' })
}

func (s *Server) run(t testing.TB, script string, args ...string) (output string, code int) {
	t.Helper()
	cmd := exec.Command(s.Client, slices.Concat(s.Options, args)...)
	cmd.Stdin = strings.NewReader(script)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return out.String(), exit.ExitCode()
	case err != nil:
		t.Fatal(err)
	}
	return out.String(), 0
}
