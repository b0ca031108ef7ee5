// Package pgserver gives tests a real PostgreSQL: the one that the usual PG*
// variables or localhost lead to, or else one of its own, started in a
// temporary folder from the binaries that are installed. Tests work in databases
// that they create here and that are dropped at their end, never in others.
package pgserver

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a PostgreSQL that tests may use.
type Server struct {
	env []string // PG* variables that psql and pgx need to reach it
}

var (
	once  sync.Once
	found *Server
	fault error
	stop  = func() {}
)

// Find returns the server. Without one the test is skipped, but fails where
// CI=true: there a missing server would hide that nothing was tried.
func Find(t testing.TB) *Server {
	t.Helper()
	once.Do(func() { found, fault = find() })
	if fault != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no PostgreSQL: %v", fault)
		}
		t.Skipf("no PostgreSQL: %v", fault)
	}
	return found
}

// Stop ends a server that Find has started; call it at the end of TestMain.
func Stop() { stop() }

func find() (*Server, error) {
	running := &Server{}
	err := running.ping()
	if err == nil || os.Getenv("PGHOST") != "" {
		return running, err
	}
	own, startErr := start()
	if startErr != nil {
		return nil, fmt.Errorf("%w; and none can be started: %w", err, startErr)
	}
	return own, nil
}

// All returns the servers of SQLPLAN_PG_SERVERS, a list of host:port or /socket/folder:port between
// spaces, so that a test can be held against several versions; without that variable the one of Find.
// User and password are those of the usual PG* variables.
func All(t testing.TB) []*Server {
	t.Helper()
	list := strings.Fields(os.Getenv("SQLPLAN_PG_SERVERS"))
	if len(list) == 0 {
		return []*Server{Find(t)}
	}
	var servers []*Server
	for _, where := range list {
		i := strings.LastIndex(where, ":")
		if i < 0 {
			t.Fatalf("SQLPLAN_PG_SERVERS: %q is not host:port", where)
		}
		s := &Server{env: []string{"PGHOST=" + where[:i], "PGPORT=" + where[i+1:]}}
		if err := s.ping(); err != nil {
			t.Fatalf("SQLPLAN_PG_SERVERS: %s: %v", where, err)
		}
		servers = append(servers, s)
	}
	return servers
}

// EachVersion runs a test on each server of All.
func EachVersion(t *testing.T, test func(t *testing.T, s *Server, version int)) {
	t.Helper()
	for _, s := range All(t) {
		version := s.Version(t)
		t.Run(fmt.Sprintf("PostgreSQL %d", version), func(t *testing.T) { test(t, s, version) })
	}
}

func (s *Server) ping() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// url is a connection string; what it leaves out comes from the environment.
func (s *Server) url(database string) string {
	words := []string{"dbname=" + database}
	for _, pair := range s.env {
		name, value, _ := strings.Cut(pair, "=")
		words = append(words, map[string]string{"PGHOST": "host=", "PGPORT": "port=", "PGUSER": "user="}[name]+value)
	}
	return strings.Join(words, " ")
}

// Database creates an empty database and drops it when the test ends.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := unusedName()
	s.admin(t, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING 'UTF8'")
	t.Cleanup(func() {
		// WITH (FORCE) came with 13.
		s.admin(t, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"+name+"'", "DROP DATABASE "+name)
	})
	return name
}

// Tablespace creates a tablespace in the server's own folder, and drops it when the test ends. Call it before Database,
// which has to go first.
func (s *Server) Tablespace(t testing.TB) string {
	t.Helper()
	name := unusedName()
	s.admin(t, "SET allow_in_place_tablespaces = on", "CREATE TABLESPACE "+name+" LOCATION ''")
	t.Cleanup(func() { s.admin(t, "DROP TABLESPACE "+name) })
	return name
}

// unusedName is a name that nothing on the server has.
func unusedName() string {
	var b [8]byte
	rand.Read(b[:]) // never fails, says its documentation
	return "sqlplan_test_" + hex.EncodeToString(b[:])
}

func (s *Server) admin(t testing.TB, statements ...string) {
	t.Helper()
	conn := s.connect(t, "postgres")
	defer conn.Close(context.Background())
	for _, sql := range statements {
		if _, err := conn.Exec(context.Background(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

func (s *Server) connect(t testing.TB, database string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), s.url(database))
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// Connect opens a connection that is closed when the test ends.
func (s *Server) Connect(t testing.TB, database string) *pgx.Conn {
	t.Helper()
	conn := s.connect(t, database)
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// Version is the server's major version.
func (s *Server) Version(t testing.TB) int {
	t.Helper()
	conn := s.connect(t, "postgres")
	defer conn.Close(context.Background())
	var number int
	if err := conn.QueryRow(context.Background(), "SELECT current_setting('server_version_num')::int / 10000").Scan(&number); err != nil {
		t.Fatal(err)
	}
	return number
}

// Psql runs a script as a DBA does, and returns what psql printed and its exit code.
func (s *Server) Psql(t testing.TB, database, script string) (output string, code int) {
	t.Helper()
	return s.client(t, script, "psql", "-X", "-d", database, "-f", "-")
}

// Dump is the database's schema as pg_dump prints it, but for the named tables, and its exit code.
func (s *Server) Dump(t testing.TB, database string, without ...string) (output string, code int) {
	t.Helper()
	args := []string{"--schema-only", "--no-owner", "-d", database}
	for _, table := range without {
		args = append(args, "--exclude-table="+table)
	}
	return s.client(t, "", "pg_dump", args...)
}

// Schema is Dump without its comments.
func (s *Server) Schema(t testing.TB, database string, without ...string) string {
	t.Helper()
	out, code := s.Dump(t, database, without...)
	if code != 0 {
		t.Fatalf("pg_dump: %s", out)
	}
	lines := slices.DeleteFunc(strings.Split(out, "\n"), func(l string) bool {
		return l == "" || strings.HasPrefix(l, "--") || strings.HasPrefix(l, `\restrict`) || strings.HasPrefix(l, `\unrestrict`)
	})
	return strings.Join(lines, "\n")
}

func (s *Server) client(t testing.TB, stdin, name string, args ...string) (output string, code int) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), s.env...)
	cmd.Stdin = strings.NewReader(stdin)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), cmd.ProcessState.ExitCode()
}

// start runs a server of our own on a socket in a temporary folder.
func start() (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "sqlplan-pg-")
	if err != nil {
		return nil, err
	}
	as, err := serverUser(dir)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	steps := [][]string{
		{"initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"},
		{"pg_ctl", "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", "-p 5432 -c listen_addresses='' -c fsync=off -k " + dir, "start"},
	}
	for _, step := range steps {
		cmd := exec.Command(filepath.Join(bin, step[0]), step[1:]...)
		cmd.Dir, cmd.SysProcAttr = dir, as
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", step[0], err, out)
		}
	}
	stop = func() {
		cmd := exec.Command(filepath.Join(bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop")
		cmd.Dir, cmd.SysProcAttr = dir, as
		if out, err := cmd.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "stop PostgreSQL: %v\n%s", err, out)
		}
		os.RemoveAll(dir)
	}
	return &Server{env: []string{"PGHOST=" + dir, "PGPORT=5432", "PGUSER=postgres"}}, nil
}

// binaries finds initdb and pg_ctl; Debian keeps them off the PATH.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("PostgreSQL is not installed")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// serverUser is whom the server runs as: PostgreSQL refuses to run as root.
func serverUser(dir string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}
