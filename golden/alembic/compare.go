package alembicgolden

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Statements cuts an output of Alembic, or of the style alembic, where Alembic ends a
// statement: a terminator before a blank line.
func Statements(out string) []string {
	var list []string
	for _, part := range pieces(out) {
		if part = squeeze(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// separators of batches, which stand in a line of their own, end a statement too. Oracle's
// statements have no other terminator.
var separators = strings.NewReplacer("\nGO\n\n", "\nGO;\n\n", "\n/\n\n", "\n/;\n\n")

// pieces are the statements as they stand in the output.
func pieces(out string) []string { return strings.Split(separators.Replace(out), ";\n\n") }

// squeeze makes white space alike: how lines are broken is no part of what a
// statement does. Inside of literals it is, but there both sides have it from one source.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// Outcome is the result of a comparison.
type Outcome int

// The outcomes, best first.
const (
	// SameBytes: the outputs are equal.
	SameBytes Outcome = iota + 1
	// SameStatements: they differ in white space between words.
	SameStatements
	// SameSet: they differ in the order of statements besides, or of the options behind a
	// CREATE TABLE.
	SameSet
	// Different: they differ.
	Different
)

func (o Outcome) String() string {
	return [...]string{"not compared", "same bytes", "same statements", "same in another order", "different"}[o]
}

// Compare says how alike two outputs are.
func Compare(want, got string) Outcome {
	if want == got {
		return SameBytes
	}
	a, b := Statements(want), Statements(got)
	if slices.Equal(a, b) {
		return SameStatements
	}
	if slices.Equal(unordered(want), unordered(got)) {
		return SameSet
	}
	return Different
}

// unordered are the statements in alphabetical order. What follows the closing line of a
// CREATE TABLE is, for MySQL, a list of options that SQLAlchemy takes from a Python set: its words are
// sorted too.
func unordered(out string) []string {
	var list []string
	for _, part := range pieces(out) {
		if at := strings.Index(part, "\n)"); at >= 0 && strings.Contains("\n"+part, "\nCREATE TABLE ") {
			options := strings.Fields(part[at+len("\n)"):])
			slices.Sort(options)
			part = part[:at] + "\n)" + strings.Join(options, " ")
		}
		if strings.Contains(part, "CREATE TABLE _alembic_tmp_") || strings.Contains(part, `CREATE TABLE "_alembic_tmp_`) {
			part = sortedConstraints(part)
		}
		if part = squeeze(part); part != "" {
			list = append(list, part)
		}
	}
	slices.Sort(list)
	return list
}

// element is a line of a CREATE TABLE that holds a constraint.
var element = regexp.MustCompile(`^\s*(CONSTRAINT|UNIQUE|CHECK|FOREIGN KEY)\b`)

// sortedConstraints puts the constraints of a CREATE TABLE into alphabetical order: those of a table that a batch
// copies Alembic takes from a Python set of objects, whose order is that of their addresses.
func sortedConstraints(statement string) string {
	lines := strings.Split(statement, "\n")
	var found []string
	var at []int
	for i, line := range lines {
		if element.MatchString(line) {
			found, at = append(found, strings.TrimRight(line, ", ")), append(at, i)
		}
	}
	slices.Sort(found)
	for i, line := range found {
		comma := ""
		if strings.HasSuffix(strings.TrimRight(lines[at[i]], " "), ",") {
			comma = ","
		}
		lines[at[i]] = line + comma
	}
	return strings.Join(lines, "\n")
}

// Corrected says which of Alembic's faults explains the whole difference of two
// outputs that are Different; empty if none does. docs/alembic.md lists the faults.
func Corrected(want, got string) string {
	if without := intoVariable.ReplaceAllString(want, ""); without != want {
		if want = without; Compare(want, got) <= SameSet {
			return "RETURNING into a variable"
		}
	}
	if strings.Contains(want, "\n/\n") {
		want, got = cleanedOracle(want), cleanedOracle(got)
	}
	clean, ours := cleaned(Statements(want)), cleaned(Statements(got))
	switch {
	case slices.Equal(clean, ours):
		return "terminators and the like"
	case slices.Equal(clean, slices.DeleteFunc(slices.Clone(ours), isCreateType)):
		return "CREATE TYPE forgotten"
	}
	if slices.EqualFunc(clean, ours, enclosesDefaults) {
		return "defaults without parentheses"
	}
	for i := range clean {
		clean[i] = strings.NewReplacer("%%", "%", `\\`, `\`).Replace(clean[i])
	}
	switch {
	case slices.Equal(clean, ours):
		return "doubled characters"
	case slices.EqualFunc(clean, ours, filledIn):
		return "parameters written as NULL"
	case slices.EqualFunc(clean, ours, named):
		return "parameters left in the script"
	case slices.EqualFunc(slices.Sorted(slices.Values(cleaned(unordered(want)))), slices.Sorted(slices.Values(cleaned(unordered(got)))), anyFault):
		return "several of these, in another order"
	}
	return ""
}

// anyFault tells whether one of the faults explains how ours differs from Alembic's statement.
func anyFault(alembic, ours string) bool {
	bare := strings.NewReplacer("(", "", ")", "").Replace
	return enclosesDefaults(alembic, ours) || filledIn(alembic, ours) || named(alembic, ours) ||
		strings.Contains(ours, "DEFAULT (") && named(bare(alembic), bare(ours))
}

// enclosesDefaults tells whether ours is Alembic's statement with parentheses around a default.
func enclosesDefaults(alembic, ours string) bool {
	bare := strings.NewReplacer("(", "", ")", "").Replace
	return alembic == ours || strings.Contains(ours, "DEFAULT (") && bare(alembic) == bare(ours)
}

// leftParameter is a parameter with the name that SQLAlchemy makes up for a constant.
var leftParameter = regexp.MustCompile(`:[A-Za-z_]+_[0-9]+\b`)

// named tells whether ours is Alembic's statement with values in the place of parameters.
func named(alembic, ours string) bool {
	if alembic == ours || !leftParameter.MatchString(alembic) {
		return alembic == ours
	}
	var pattern strings.Builder
	at := 0
	for _, m := range leftParameter.FindAllStringIndex(alembic, -1) {
		pattern.WriteString(regexp.QuoteMeta(alembic[at:m[0]]) + ".+?")
		at = m[1]
	}
	whole, err := regexp.Compile("^(?s)" + pattern.String() + regexp.QuoteMeta(alembic[at:]) + "$")
	return err == nil && whole.MatchString(ours)
}

// filledIn tells whether ours is Alembic's statement with values in the place of some of its NULLs.
func filledIn(alembic, ours string) bool {
	if alembic == ours || !strings.Contains(alembic, "NULL") {
		return alembic == ours
	}
	parts := strings.Split(regexp.QuoteMeta(alembic), "NULL")
	whole, err := regexp.Compile("^(?s)" + strings.Join(parts, "(?:NULL|.+?)") + "$")
	return err == nil && whole.MatchString(ours)
}

// cleaned are the statements without the terminators that Alembic writes twice,
// behind a comment, or for no statement at all, and without what else one of the two leaves out.
func cleaned(list []string) []string {
	var out []string
	for _, s := range list {
		s = national.ReplaceAllString(condition.ReplaceAllString(s, ""), "'")
		if s = strings.TrimRight(s, "; "); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// condition is what sqlplan writes before a statement for SQL Server, which has no IF NOT EXISTS,
// or only where it holds: IDENTITY_INSERT. Alembic leaves it out, or writes the words that the server does not know.
var condition = regexp.MustCompile(`IF (?:NOT )?EXISTS \(SELECT 1 FROM sys\.(?:[^()']|N?'(?:[^']|'')*'|\((?:[^()']|'(?:[^']|'')*')*\))*\) |IF OBJECT_ID\(N'(?:[^']|'')*', N'U'\) IS (?:NOT )?NULL |IF COL_LENGTH\(N'(?:[^']|'')*', N'(?:[^']|'')*'\) IS (?:NOT )?NULL |IF (?:NOT )?EXISTS `)

// national is the mark of a literal with letters beyond ASCII for SQL Server, which Alembic writes for sa.Unicode only.
var national = regexp.MustCompile(`\bN'`)

func isCreateType(s string) bool {
	return strings.HasPrefix(s, "CREATE TYPE ") || strings.HasPrefix(s, "CREATE DOMAIN ")
}

// Difference shows the first statement in which two outputs differ.
func Difference(want, got string) string {
	a, b := Statements(want), Statements(got)
	for i := range max(len(a), len(b)) {
		if at(a, i) != at(b, i) {
			return fmt.Sprintf("statement %d:\n  alembic: %s\n  sqlplan: %s", i+1, at(a, i), at(b, i))
		}
	}
	return "only white space differs"
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(nothing)"
}
