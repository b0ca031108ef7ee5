package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// served is one call of the program, and what became of it.
type served struct {
	Args   []string `json:"args,omitempty"`
	Exit   int      `json:"exit"`
	Stdout string   `json:"stdout"`
	Stderr string   `json:"stderr"`
}

// TestServe is the whole program for golden/alembic, which compiles thousands of small
// projects: most of the time of such a run is the start of its process. Each call is a
// line of JSON on standard input and is answered by one on standard output.
func TestServe(t *testing.T) {
	if os.Getenv("ALEMBICGOLDEN_SERVE") == "" {
		t.Skip("golden/alembic starts this")
	}
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var call served
		if err := in.Decode(&call); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		call.Exit = run(call.Args, strings.NewReader(""), &stdout, &stderr)
		call.Args, call.Stdout, call.Stderr = nil, stdout.String(), stderr.String()
		if err := out.Encode(call); err != nil {
			t.Fatal(err)
		}
	}
}
