package schema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

var plainName = lazyregexp.New(`^[a-z_][a-z0-9_$]*$`)

// Quote writes a name as SQL needs it, reserved words aside.
func Quote(name string) string {
	if plainName.MatchString(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// Visible tells whether an object is found by its name alone.
func (c *Catalog) Visible(n Name) bool {
	return n.Schema == SystemSchema || slices.Contains(c.effective(), n.Schema)
}

// Reference writes a name as the server does: with its schema only where the
// search_path does not lead there.
func (c *Catalog) Reference(n Name) string {
	if c.Visible(n) || n.Schema == "" {
		return Quote(n.Name)
	}
	return Quote(n.Schema) + "." + Quote(n.Name)
}

// FormatType writes a type as format_type does; "" for one that is not known.
func (c *Catalog) FormatType(t Type) string {
	if t.IsZero() {
		return ""
	}
	name, array := t.Name.Name, ""
	if t.Array {
		array = "[]"
	}
	switch t.Name.Schema {
	case SystemSchema:
	case "": // of a server whose types are words
		return name + t.Mod + array
	default:
		return c.Reference(t.Name) + t.Mod + array
	}
	// The precision of a time stands before the words about its zone.
	for _, tail := range []string{" with time zone", " without time zone"} {
		if head, ok := strings.CutSuffix(name, tail); ok {
			return head + t.Mod + tail + array
		}
	}
	return name + t.Mod + array
}
