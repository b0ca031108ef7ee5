package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// BaselineVersion is the version of the baseline file; it grows when a field changes its meaning.
const BaselineVersion = 1

// Baseline is the file that holds the findings which were there when the review began: they are
// shown, and do not count.
type Baseline struct {
	Version  int             `json:"baseline_version"`
	About    string          `json:"about"`
	Findings []BaselineEntry `json:"findings"`

	file  *source.File
	index map[string]int // of the entries, by their fingerprints
}

// BaselineEntry is one finding in it. Only the fingerprint counts; the rest is for people. A reason
// may be added by hand.
type BaselineEntry struct {
	Fingerprint string `json:"fingerprint"`
	Code        string `json:"code"`
	Revision    string `json:"revision"`
	Message     string `json:"message"`
	Reason      string `json:"reason,omitempty"`
}

// NewBaseline is the baseline of the findings. Those that are ignored by something else are left out; of those in the
// old baseline, which may be nil, the reasons are kept.
func NewBaseline(list []Finding, old *Baseline) *Baseline {
	b := &Baseline{Version: BaselineVersion, About: "Findings that were there when the review began. Written by: sqlplan check --write-baseline", Findings: []BaselineEntry{}}
	for i := range list {
		f := &list[i]
		if f.Ignored != nil && f.Ignored.By != ByBaseline {
			continue
		}
		e := BaselineEntry{Fingerprint: f.Fingerprint, Code: f.Code, Revision: f.Revision, Message: f.Message}
		if known := old.entry(f.Fingerprint); known != nil {
			e.Reason = known.Reason
		}
		b.Findings = append(b.Findings, e)
	}
	return b
}

// ReadBaseline reads the text of a baseline file.
func ReadBaseline(f *source.File) (*Baseline, error) {
	b := &Baseline{file: f}
	dec := json.NewDecoder(strings.NewReader(f.Text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(b); err != nil {
		return nil, fmt.Errorf("it is no baseline: %w", err)
	}
	if b.Version != BaselineVersion {
		return nil, fmt.Errorf("it has baseline_version %d, and this sqlplan reads %d", b.Version, BaselineVersion)
	}
	b.index = make(map[string]int, len(b.Findings))
	for i := range b.Findings {
		b.index[b.Findings[i].Fingerprint] = i
	}
	return b, nil
}

// entry returns the entry with the fingerprint; nil if there is none, or no baseline.
func (b *Baseline) entry(fingerprint string) *BaselineEntry {
	if b == nil {
		return nil
	}
	i, found := b.index[fingerprint]
	if !found {
		return nil
	}
	return &b.Findings[i]
}

// fingerprints names the findings by what does not change while lines move: the rule, the revision, the
// table and the words of the statement. A second finding with the same ones is told apart by its number.
func (p *Pass) fingerprints() {
	count := map[string]int{}
	texts := map[int]string{}
	for i := range p.found {
		f := &p.found[i]
		text, known := texts[f.Statement]
		if !known && f.Statement > 0 {
			text = p.normalised(f.Statement)
			texts[f.Statement] = text
		}
		name := source.Digest(f.Code, f.Revision, f.Table, text)
		count[name]++
		if n := count[name]; n > 1 {
			name = source.Digest(name, fmt.Sprint(n))
		}
		f.Fingerprint = name[:fingerprintLength]
	}
}

// fingerprintLength is how many hexadecimal digits of a digest a fingerprint keeps: 80 bits.
const fingerprintLength = 20

// normalised is the text of a statement without comments, and with one blank for each stretch of white space.
func (p *Pass) normalised(number int) string {
	i, found := slices.BinarySearchFunc(p.Statements, number, func(s Statement, n int) int { return s.Number - n })
	if !found {
		return ""
	}
	return words(p.Statements[i].Text, p.Style)
}

func words(text string, style sqltext.Style) string {
	var b strings.Builder
	gap := false
	scan := sqltext.NewScanner(text, style)
	for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
		switch tok.Kind {
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteString(text[tok.Start:tok.End])
	}
	return b.String()
}
