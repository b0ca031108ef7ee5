//go:build !cgo

package python

// parseTree cannot parse without the library, which is C code.
func (*arena) parseTree(string) (root *node, broken bool, err error) { return nil, false, errNoParser }
