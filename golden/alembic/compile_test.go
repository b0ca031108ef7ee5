package alembicgolden

import (
	"fmt"
	"os"
	"runtime"
	"testing"
)

// compiler is the program under test, built once. GOLDEN_BINARY names another, which is
// then started for every case.
var compiler *Compiler

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "alembicgolden-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if binary := os.Getenv("GOLDEN_BINARY"); binary != "" {
		compiler = &Compiler{Binary: binary}
		return m.Run()
	}
	if compiler, err = BuildServing(dir, "../../cmd/sqlplan", runtime.GOMAXPROCS(0)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	if err := compiler.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}
