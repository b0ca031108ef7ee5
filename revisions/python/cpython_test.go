package python

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// cpython says of each line of its input, a text as JSON, what Python says of it.
const cpython = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    text, stage = json.loads(line), "parse"
    try:
        ast.parse(text)
        stage = "compile"
        compile(text, "f.py", "exec", dont_inherit=True)
        out = {}
    except SyntaxError as e:
        out = {"stage": stage, "line": e.lineno, "col": e.offset, "message": e.msg}
    except (ValueError, RecursionError, MemoryError, OverflowError) as e:
        out = {"stage": stage, "message": str(e)}
    print(json.dumps(out), flush=True)
`

type verdict struct {
	Stage     string
	Line, Col int
	Message   string
}

// judge starts a python3; the test is skipped if there is none.
func judge(t *testing.T) func(text string) verdict {
	t.Helper()
	name, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 to compare with")
	}
	cmd := exec.Command(name, "-I", "-c", cpython)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skipf("python3 does not start: %v", err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("python3: %v", err)
		}
	})
	answers := json.NewDecoder(bufio.NewReader(out))
	questions := json.NewEncoder(in)
	return func(text string) (v verdict) {
		if err := questions.Encode(text); err != nil {
			t.Fatal(err)
		}
		if err := answers.Decode(&v); err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// newer are the messages with which an older CPython refuses what 3.14 takes.
var newer = []string{"f-string", "multiple exception types must be parenthesized"}

// agree compares our verdict with CPython's; it returns "" or what differs.
func agree(text string, want verdict) string {
	_, diags := Parse(source.NewFile("f.py", text))
	refused := diags.HasErrors() && (diags[0].Code == CodeSyntax || diags[0].Code == CodePython2)
	switch {
	case want.Stage == "" && refused && !strings.Contains(diags[0].Message, "print statement"): // Python 3 takes print >>f for a shift
		return "CPython takes it; " + diags[0].Head()
	case want.Stage != "parse":
		return ""
	case !diags.HasErrors():
		for _, m := range newer {
			if strings.Contains(want.Message, m) {
				return ""
			}
		}
		return "CPython refuses it: " + want.Message
	}
	return ""
}

// TestStandardLibrary: of every file of Python's own library, CPython and we say the same.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole library")
	}
	ask := judge(t)
	out, err := exec.Command("python3", "-I", "-c", "import os; print(os.path.dirname(os.__file__), end='')").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	err = filepath.WalkDir(string(out), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "site-packages" || d.Name() == "dist-packages" || d.Name() == "test") {
			return fs.SkipDir // not of Python's own, or much of the same
		}
		if filepath.Ext(path) != ".py" {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var diags source.Diagnostics
		f, ok := decodeSource(source.NewFile(d.Name(), string(content)), &diags)
		if !ok {
			return nil // of an encoding that is not read
		}
		files++
		if why := agree(f.Text, ask(f.Text)); why != "" {
			t.Errorf("%s: %s", path, why)
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Fatalf("%d files: %v", files, err)
	}
}

// TestMutations: of a revision with a token too many, too few or in the wrong
// place, CPython and we say the same.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time")
	}
	ask := judge(t)
	var names []string
	for _, pattern := range []string{"../../golden/testdata/*/versions/*.py", "../../golden/testdata/*/*/versions/*.py", "testdata/*.py"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) < 10 {
		t.Fatalf("only %d files to mutate", len(names))
	}
	random := rand.New(rand.NewPCG(1, 2))
	wrong, lines := 0, 0
	for range 2000 {
		name := names[random.IntN(len(names))]
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := mutate(random, string(content))
		want := ask(text)
		if why := agree(text, want); why != "" {
			t.Errorf("%s: %s\n%s", name, why, text)
		}
		if _, diags := Parse(source.NewFile("f.py", text)); want.Stage == "parse" && len(diags) > 0 {
			wrong++
			if diags[0].Span.Pos().Line == want.Line {
				lines++
			}
		}
	}
	// We point at the argument that follows a keyword, CPython at the end of the call; of
	// several errors in one place the first may be another.
	if wrong < 1000 || lines*100 < wrong*99 {
		t.Errorf("%d were refused, %d of them for the line that CPython names", wrong, lines)
	}
}

// mutate removes, repeats, replaces or swaps a token.
func mutate(random *rand.Rand, text string) string {
	tokens := tokensOf(text)
	i, j := random.IntN(len(tokens)-1), random.IntN(len(tokens))
	a, b, other := tokens[i], tokens[i+1], tokens[j]
	say := func(t token) string { return text[t.start:t.end] }
	switch random.IntN(5) {
	case 0:
		return text[:a.start] + text[a.end:]
	case 1:
		return text[:a.end] + " " + say(a) + text[a.end:]
	case 2:
		return text[:a.start] + say(other) + text[a.end:]
	case 3:
		return text[:a.start] + say(other) + " " + text[a.start:]
	}
	return text[:a.start] + say(b) + text[a.end:b.start] + say(a) + text[b.end:]
}

// tokensOf returns the tokens of a text without errors that can be seen.
func tokensOf(text string) []token {
	p := newParser(source.NewFile("f.py", text))
	var out []token
	for p.next(); !p.is(tokEOF); {
		at := p.tok
		if p.is(tokFString) {
			p.fstring()
			at.end = p.prev
		} else {
			p.next()
		}
		if at.kind == tokNewline && at.end < len(text) {
			at.end++
		}
		if at.end > at.start {
			out = append(out, at)
		}
	}
	return out
}
