package alembicgolden

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// MainVersion is the Alembic that sqlplan copies. Its recordings are NAME.sql; those of
// another version are NAME.VERSION.sql, and only where they differ.
const MainVersion = "1.19"

// Recording is what Alembic printed for one direction of a case.
type Recording struct {
	Direction string
	// Error is the Python exception that Alembic died of, with its first line. A script that
	// it left half written is not kept.
	Error string
	// Whole: Text is all of the output. Else it stands between the head and the tail
	// of the Envelope.
	Whole bool
	Text  string
}

// Envelope is what Alembic prints around the statements of a single revision, for a
// dialect and a direction.
type Envelope struct{ Head, Tail string }

// Output is all that Alembic printed.
func (r Recording) Output(e Envelope) string {
	if r.Whole {
		return r.Text
	}
	return e.Head + r.Text + e.Tail
}

// NewRecording shortens an output by its envelope.
func NewRecording(direction string, res Result, e Envelope) Recording {
	if res.Error != "" {
		return Recording{Direction: direction, Error: res.Error + ": " + firstLine(res.Message)}
	}
	rest, head := strings.CutPrefix(res.Out, e.Head)
	body, tail := strings.CutSuffix(rest, e.Tail)
	if head && tail && e.Head != "" {
		return Recording{Direction: direction, Text: body}
	}
	return Recording{Direction: direction, Whole: true, Text: res.Out}
}

// address is where an object lies in memory, which Python puts into many messages. The
// compiler that cannot render something has a class for each dialect.
var (
	address    = regexp.MustCompile(`0x[0-9a-f]+`)
	compilerOf = regexp.MustCompile(`Compiler <\S+ object at 0x[0-9a-f]+>`)
	background = regexp.MustCompile(` \(Background on this error at: .*\)$`)
)

func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			line = background.ReplaceAllString(compilerOf.ReplaceAllString(line, "Compiler"), "")
			return address.ReplaceAllString(line, "0x...")
		}
	}
	return ""
}

// FormatRecordings writes recordings as the text of a file.
func FormatRecordings(list []Recording) string {
	var b strings.Builder
	for _, r := range list {
		switch {
		case r.Error != "":
			fmt.Fprintf(&b, "--- %s fails: %s\n", r.Direction, r.Error)
		case r.Whole:
			fmt.Fprintf(&b, "--- %s, whole\n%s", r.Direction, r.Text)
		default:
			fmt.Fprintf(&b, "--- %s\n%s", r.Direction, r.Text)
		}
	}
	return b.String()
}

// ParseRecordings reads what FormatRecordings wrote.
func ParseRecordings(text string) ([]Recording, error) {
	var list []Recording
	for line := range strings.Lines(text) {
		title, ok := strings.CutPrefix(line, "--- ")
		if !ok {
			if len(list) == 0 {
				return nil, errors.New("a recording must begin with a line \"--- upgrade\" or \"--- downgrade\"")
			}
			list[len(list)-1].Text += line
			continue
		}
		title = strings.TrimSuffix(title, "\n")
		r := Recording{}
		r.Direction, r.Error, _ = strings.Cut(title, " fails: ")
		r.Direction, r.Whole = strings.CutSuffix(r.Direction, ", whole")
		if r.Direction != Upgrade && r.Direction != Downgrade {
			return nil, fmt.Errorf("%q is no direction", r.Direction)
		}
		list = append(list, r)
	}
	return list, nil
}

// RecordingPath is the file of a case's recordings by a version of Alembic.
func RecordingPath(dir, name, version string) string {
	if version == MainVersion {
		return filepath.Join(dir, filepath.FromSlash(name)+".sql")
	}
	return filepath.Join(dir, filepath.FromSlash(name)+"."+version+".sql")
}

// ReadRecordings reads what a version of Alembic printed for a case.
func ReadRecordings(dir, name, version string) ([]Recording, error) {
	path := RecordingPath(dir, name, version)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && version != MainVersion {
		path = RecordingPath(dir, name, MainVersion)
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	list, err := ParseRecordings(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return list, nil
}

// Probe is the statement of the case that an envelope is learnt from.
const Probe = "SELECT 'probe'"

// ProbeCase renders nothing but Probe.
func ProbeCase(dialect string) *Case {
	text := "op.execute(\"" + Probe + "\")\n"
	return &Case{Name: "envelope/" + dialect, Dialect: dialect, home: dialect, sections: []section{{"up", text}, {"down", text}}}
}

// EnvelopeOf cuts the output of a ProbeCase.
func EnvelopeOf(out string) (Envelope, error) {
	at := strings.Index(out, Probe)
	if at < 0 {
		return Envelope{}, errors.New("the output of the probe does not show it")
	}
	// The terminator belongs to the statement: what it is, the blank line tells. A
	// separator of batches follows in a line of its own.
	end := strings.Index(out[at:], "\n\n")
	if end < 0 {
		return Envelope{}, errors.New("the probe is not followed by a blank line")
	}
	end += at + len("\n\n")
	for _, separator := range []string{"GO\n\n", "/\n\n"} {
		if strings.HasPrefix(out[end:], separator) {
			end += len(separator)
		}
	}
	return Envelope{Head: out[:at], Tail: out[end:]}, nil
}

// envelopeMark stands between head and tail in the file of an envelope.
const envelopeMark = "\f\n"

// FormatEnvelope writes an envelope as the text of a file.
func FormatEnvelope(direction string, e Envelope) string {
	return FormatRecordings([]Recording{{Direction: direction, Whole: true, Text: e.Head + envelopeMark + e.Tail}})
}

// ReadEnvelope reads what a version of Alembic prints around a revision's statements.
func ReadEnvelope(dir, dialect, direction, version string) (Envelope, error) {
	name := dialect + "-" + direction
	list, err := ReadRecordings(dir, name, version)
	if err != nil {
		return Envelope{}, err
	}
	if len(list) != 1 {
		return Envelope{}, fmt.Errorf("%s: want one envelope", name)
	}
	head, tail, ok := strings.Cut(list[0].Text, envelopeMark)
	if !ok {
		return Envelope{}, fmt.Errorf("%s: no form feed between head and tail", name)
	}
	return Envelope{Head: head, Tail: tail}, nil
}
