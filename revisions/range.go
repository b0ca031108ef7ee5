package revisions

import (
	"strconv"
	"strings"
)

// Range is what the user asks for, read but not yet looked up:
//
//	range  = [ start ":" ] target
//	start  = "" | spec { "," spec }        the rows of the version table; "" is base
//	target = spec { "," spec }
//	spec   = [ branch "@" ] ( name [ step ] | step ) [ "~" digits ]
//	step   = ( "+" | "-" ) digits
//	branch = a branch label, or a revision on the branch
//	name   = "base" | "head" | "heads" | id | beginning of an id | branch label
//
// REV~N, in START only, names the revision that was left half done: N of its
// statements have been run. White space around a spec does not count.
type Range struct {
	Text     string // as typed
	HasStart bool   // whether there is a colon
	Start    []Spec // empty: no rows
	Targets  []Spec // never empty, but for a history's open end
	// Exact makes a downgrade or a stamp end with exactly the targets as rows; no
	// text says it.
	Exact bool
}

// Spec is one name in a range.
type Spec struct {
	Text   string // as typed, without white space around it
	Offset int    // of Text in the range, in bytes
	Branch string // what stands before the @; may be empty
	Name   string // empty where the steps count from where the database stands
	Step   bool   // whether there is a number of steps
	Steps  int    // how many: up if positive, down if negative
	Done   int    // statements that have been run, of REV~N; otherwise 0
}

// maxCount bounds steps and statement counts; more is a slip of the finger.
const maxCount = 1_000_000_000

// ParseRange reads a range. Its errors are *RangeError.
func ParseRange(text string) (Range, error) {
	r, err := ParseHistoryRange(text)
	if err != nil {
		return Range{}, err
	}
	if len(r.Targets) == 0 {
		return Range{}, &RangeError{Text: text, Offset: len(text), Reason: "the target is missing", Hint: "write [START:]TARGET, such as base:head"}
	}
	return r, nil
}

// ParseHistoryRange reads a range whose target may be missing, as history takes
// it: START:, :END and : alone. Its errors are *RangeError.
func ParseHistoryRange(text string) (Range, error) {
	r := Range{Text: text}
	target, at := text, 0
	if colon := strings.IndexByte(text, ':'); colon >= 0 {
		if second := strings.IndexByte(text[colon+1:], ':'); second >= 0 {
			return Range{}, &RangeError{Text: text, Offset: colon + 1 + second, Reason: "a second colon", Hint: "a range has two ends: START:TARGET"}
		}
		r.HasStart = true
		var err error
		if r.Start, err = parseSpecs(text, 0, text[:colon]); err != nil {
			return Range{}, err
		}
		target, at = text[colon+1:], colon+1
	}
	var err error
	if r.Targets, err = parseSpecs(text, at, target); err != nil {
		return Range{}, err
	}
	if err := r.checkResume(); err != nil {
		return Range{}, err
	}
	return r, nil
}

// checkResume allows one REV~N, in START.
func (r Range) checkResume() error {
	resumed := 0
	for _, s := range r.Start {
		if s.Done > 0 {
			resumed++
		}
		if resumed > 1 {
			return &RangeError{Text: r.Text, Offset: s.Offset, Reason: "a second ~", Hint: "only one revision can have been left half done"}
		}
	}
	for _, s := range r.Targets {
		if s.Done > 0 {
			return &RangeError{Text: r.Text, Offset: s.Offset, Reason: "~ in the target",
				Hint: "REV~N says where the database stands and belongs in front of the colon"}
		}
	}
	return nil
}

// parseSpecs reads the comma list that starts at byte offset of text.
func parseSpecs(text string, offset int, list string) ([]Spec, error) {
	if strings.Trim(list, whiteSpace) == "" {
		return nil, nil
	}
	var specs []Spec
	for part := range strings.SplitSeq(list, ",") {
		lead := len(part) - len(strings.TrimLeft(part, whiteSpace))
		spec, err := parseSpec(text, offset+lead, strings.Trim(part, whiteSpace))
		if err != nil {
			return nil, err
		}
		specs = append(specs, spec)
		offset += len(part) + 1
	}
	return specs, nil
}

const whiteSpace = " \t\r\n"

func parseSpec(text string, offset int, part string) (Spec, error) {
	fail := func(at int, reason, hint string) (Spec, error) {
		return Spec{}, &RangeError{Text: text, Offset: offset + at, Reason: reason, Hint: hint}
	}
	s := Spec{Text: part, Offset: offset}
	rest := part
	if tilde := strings.IndexByte(rest, '~'); tilde >= 0 {
		done, ok := count(rest[tilde+1:])
		if !ok || done == 0 {
			return fail(tilde, "~ without a number", "REV~N says that the first N statements of REV have been run; N is 1 or more")
		}
		s.Done, rest = done, rest[:tilde]
	}
	at := 0
	if branch, name, ok := strings.Cut(rest, "@"); ok {
		s.Branch, rest, at = branch, name, len(branch)+1
		if branch == "" {
			return fail(0, "no branch before the @", "write LABEL@head, or head alone")
		}
		if second := strings.IndexByte(rest, '@'); second >= 0 {
			return fail(at+second, "a second @", "one branch and one name: LABEL@NAME")
		}
	}
	s.Name = rest
	if sign := strings.LastIndexAny(rest, "+-"); sign >= 0 {
		if steps, ok := count(rest[sign+1:]); ok {
			s.Name, s.Step, s.Steps = rest[:sign], true, steps
			if rest[sign] == '-' {
				s.Steps = -steps
			}
		}
	}
	switch {
	case s.Name == "" && !s.Step:
		return fail(at, "a name is missing", "write a revision id, head, heads or base")
	case strings.ContainsAny(s.Name, whiteSpace) || strings.ContainsAny(s.Branch, whiteSpace):
		return fail(at, "white space inside a name", "separate several names with commas")
	case s.Name == "" && s.Steps == 0:
		return fail(at, "a walk of no steps", "write +1 for the next revision, -1 for the one before")
	}
	return s, nil
}

// count reads a number of steps or statements.
func count(digits string) (n int, ok bool) {
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n <= maxCount
}

// String returns the range as ParseRange and ParseHistoryRange read it, without white space.
func (r Range) String() string {
	text := joinSpecs(r.Targets)
	if r.HasStart {
		text = joinSpecs(r.Start) + ":" + text
	}
	return text
}

func joinSpecs(specs []Spec) string {
	parts := make([]string, len(specs))
	for i, s := range specs {
		parts[i] = s.Text
	}
	return strings.Join(parts, ",")
}
