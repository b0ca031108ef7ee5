// Package myserver gives tests a real MariaDB or MySQL: the one that the client
// program mariadb or mysql reaches with its own configuration, such as the socket of
// this machine. Tests work in databases that they create here and that are dropped at
// their end, never in others.
package myserver

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// Server is a server that tests may use.
type Server struct {
	Client  string // the program: "mariadb" or "mysql"
	Version string // what VERSION() says
}

// MariaDB tells whether the server is MariaDB, and not MySQL.
func (s *Server) MariaDB() bool { return strings.Contains(s.Version, "MariaDB") }

var (
	once  sync.Once
	found *Server
	fault error
)

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
		out, err := exec.Command(client, "--batch", "--skip-column-names", "--connect-timeout=5", "-e", "SELECT VERSION()").CombinedOutput()
		if err == nil {
			return &Server{client, strings.TrimSpace(string(out))}, nil
		}
		fault = errors.New(strings.TrimSpace(string(out)))
	}
	return nil, fault
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
	cmd := exec.Command(s.Client, args...)
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
