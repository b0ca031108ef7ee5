package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

type questionsCmd struct {
	Range rangeText `arg:"" name:"[from:]to" help:"What is to be compiled, as for upgrade." predictor:"revision"`
}

func (questionsCmd) Help() string {
	return `Some revisions decide by rows of production what to do. This prints the queries whose
results they need, as a read-only script. Run it where the revisions will run:

  sqlplan questions 4f2a:head -o questions.sql
  psql -X -At -d production -f questions.sql > answers.jsonl
  sqlplan upgrade 4f2a:head --sql --answers answers.jsonl > release.sql

The script then checks, before each revision, that the answers are still the same. An answer
can raise the next question: repeat until there is none.`
}

func (c *questionsCmd) Run(a *app) error {
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	rng, err := p.readRange(string(c.Range), a.stdin)
	if err != nil {
		return err
	}
	path, err := p.set.Resolve(ir.Upgrade, rng)
	if err != nil {
		return err
	}
	a.report(p.diags)
	if p.dialect.Script().QuestionUsage() == "" {
		return fmt.Errorf("questions for %s cannot be asked by a script yet: answer them in the revisions themselves", p.dialect.Name())
	}
	return a.print(questionScript(p, planner.Questions(p.request("upgrade", path))))
}

// questionScript is the script for the DBA: one line of output for each question.
func questionScript(p *project, questions []planner.Asked) string {
	var b strings.Builder
	script := sqlstmt.ScriptFor(p.dialect.Script(), p.runner)
	fmt.Fprintf(&b, "-- %s that the revisions ask. It only reads.\n", plural(len(questions), "question", "questions"))
	b.WriteString("-- How to run it: " + script.QuestionUsage() + " > answers.jsonl\n")
	for _, line := range script.Directives(p.runner) {
		b.WriteString(line + "\n")
	}
	write := func(sql string) { b.WriteString(sql + script.Terminator(sql) + "\n") }
	write(script.BeginReadOnly())
	for _, q := range questions {
		at := q.At.Pos()
		fmt.Fprintf(&b, "\n-- %s:%d:%d, revision %s: %s\n", source.Printable(at.Path), at.Line, at.Col, source.Printable(q.Revision), source.Printable(q.Use))
		write(script.Question(planner.QuestionID(q.SQL), q.SQL))
	}
	b.WriteString("\n")
	write(script.Commit())
	return b.String()
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// answerLine is one line of an answers file.
type answerLine struct {
	Question string            `json:"question"`
	Rows     []json.RawMessage `json:"rows"`
	Digest   string            `json:"digest"`
}

// readAnswers reads what the DBA brings back.
func (s *settings) readAnswers() error {
	name := s.globals.Answers
	if name == "" {
		return nil
	}
	content, err := os.ReadFile(s.globals.path(name))
	if err != nil {
		return fmt.Errorf("read the answers %s: %w", name, plainError(err))
	}
	file := source.NewFile(name, string(content))
	s.answers = map[string]ir.Answer{}
	var diags source.Diagnostics
	for offset := 0; offset < len(file.Text); {
		at := strings.IndexByte(file.Text[offset:], '{')
		if at < 0 {
			break
		}
		dec := json.NewDecoder(strings.NewReader(file.Text[offset+at:]))
		id, answer, err := parseAnswer(dec)
		if err != nil {
			diags.Errorf(file.Span(offset+at, offset+at+1), "SP088", "run the script of `sqlplan questions` with psql -X -At and keep its output as it is", "this is not an answer: %s", err)
			break
		}
		s.answers[id] = answer
		offset += at + int(dec.InputOffset())
	}
	if len(s.answers) == 0 && !diags.HasErrors() {
		diags.Errorf(file.Span(0, 0), "SP088", "run the script of `sqlplan questions` with psql -X -At", "there are no answers in the file")
	}
	return diags.Err()
}

// parseAnswer reads one answer, which a value with line ends spreads over several
// lines. The columns are those of the first row, in its order.
func parseAnswer(dec *json.Decoder) (id string, answer ir.Answer, err error) {
	var line answerLine
	if err := dec.Decode(&line); err != nil {
		return "", answer, err
	}
	if line.Question == "" || line.Digest == "" {
		return "", answer, fmt.Errorf("it names no question, or no digest")
	}
	answer.Digest = line.Digest
	for _, raw := range line.Rows {
		names, values, err := parseRow(raw)
		if err != nil {
			return "", answer, err
		}
		if answer.Columns == nil {
			answer.Columns = names
		}
		if !slices.Equal(answer.Columns, names) {
			return "", answer, fmt.Errorf("its rows have different columns")
		}
		answer.Rows = append(answer.Rows, values)
	}
	return line.Question, answer, nil
}

// parseRow reads a JSON object with its keys in order.
func parseRow(raw []byte) (names []string, values []any, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, fmt.Errorf("a row is not an object")
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		var value any
		if err := dec.Decode(&value); err != nil {
			return nil, nil, err
		}
		names, values = append(names, key.(string)), append(values, value)
	}
	return names, values, nil
}
