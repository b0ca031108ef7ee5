package main

import (
	"bytes"
	"os"
	"testing"
)

// TestGenerated: nodes.go is what the library's types and the dialect's calls make it.
func TestGenerated(t *testing.T) {
	want, err := generate("../..")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../nodes.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("nodes.go is not up to date: run go generate ./dialects/postgresql/pgtree")
	}
}
