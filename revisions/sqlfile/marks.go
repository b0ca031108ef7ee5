package sqlfile

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// text/template does not say which part of its output came from where. So each
// node of the parsed template gets a text node before it, a mark, which holds the
// offset of the node between two NUL bytes. Nothing else that is written can start
// with NUL: the template's text has none, and values go through printable.
// The recorder takes the marks out of the output and keeps the positions.

const markByte = 0

// kind says what a mark stands before.
type kind byte

const (
	other  kind = 'o'
	copied kind = 'c' // text that is printed as it stands
	enter  kind = '>' // the call of a template
	leave  kind = '<' // what follows such a call
)

// mark returns the mark for what stands at pos in the template.
func mark(pos parse.Pos, k kind) parse.Node {
	text := append([]byte{markByte, byte(k)}, strconv.Itoa(int(pos))...)
	return &parse.TextNode{NodeType: parse.NodeText, Pos: pos, Text: append(text, markByte)}
}

// markList marks list and the lists in it. The list itself gets a mark as well, so
// that every turn of a loop is counted, even one with an empty body.
func markList(text string, list *parse.ListNode) {
	if list == nil {
		return
	}
	marked := []parse.Node{mark(list.Pos, other)}
	for _, n := range list.Nodes {
		marked = append(marked, mark(n.Position(), kindOf(text, n)), n)
		switch n := n.(type) {
		case *parse.ActionNode:
			printChecked(n)
		case *parse.IfNode:
			markBranch(text, &n.BranchNode)
		case *parse.RangeNode:
			markBranch(text, &n.BranchNode)
		case *parse.WithNode:
			markBranch(text, &n.BranchNode)
		case *parse.TemplateNode:
			marked = append(marked, mark(n.Pos, leave))
		}
	}
	list.Nodes = marked
}

func markBranch(text string, b *parse.BranchNode) {
	markList(text, b.List)
	markList(text, b.ElseList)
}

func kindOf(text string, n parse.Node) kind {
	switch n := n.(type) {
	case *parse.TextNode:
		if strings.HasPrefix(text[n.Pos:], string(n.Text)) {
			return copied
		}
	case *parse.TemplateNode:
		return enter
	}
	return other
}

// printChecked makes the value of an action go through printable, unless the
// action declares a variable and so prints nothing.
func printChecked(n *parse.ActionNode) {
	if len(n.Pipe.Decl) > 0 {
		return
	}
	call := parse.NewIdentifier(printableName).SetPos(n.Pos)
	n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{call}})
}

var (
	errOutput = fmt.Errorf("the template prints more than %d MB", maxRendered>>20)
	errSteps  = errors.New("the template does not come to an end")
	errDepth  = fmt.Errorf("templates call each other %d deep", maxDepth)
)

// recorder is the writer that a template is executed with.
type recorder struct {
	text     strings.Builder
	segments []source.Segment
	origin   int // of the last mark
	copied   bool
	steps    int
	depth    int // of templates that are being called
}

func (r *recorder) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if p[0] == markByte {
		return len(p), r.mark(p)
	}
	if r.text.Len()+len(p) > maxRendered {
		return 0, errOutput
	}
	r.segments = append(r.segments, source.Segment{Start: r.text.Len(), Origin: r.origin, Verbatim: r.copied})
	return r.text.Write(p)
}

// mark notes the place that a mark stands for, and stops the execution at its bounds.
func (r *recorder) mark(p []byte) error {
	origin, err := strconv.Atoi(string(bytes.Trim(p[2:], "\x00")))
	if err != nil {
		return err
	}
	k := kind(p[1])
	r.origin, r.copied = origin, k == copied
	switch k {
	case enter:
		r.depth++
	case leave:
		r.depth--
	}
	if r.depth > maxDepth {
		return errDepth
	}
	if r.steps++; r.steps > maxSteps {
		return errSteps
	}
	return nil
}
