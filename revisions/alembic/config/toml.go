package config

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// tomlTable is [tool.alembic] of a pyproject.toml.
type tomlTable struct {
	file   *source.File
	values map[string]any
	spans  map[string]source.Span // of the keys
}

// parseToml returns nil if the file has no [tool.alembic].
func parseToml(file *source.File, diags *source.Diagnostics) *tomlTable {
	var doc map[string]any
	if err := toml.Unmarshal([]byte(file.Text), &doc); err != nil {
		tomlError(file, err, diags)
		return nil
	}
	tool, _ := doc["tool"].(map[string]any)
	raw, found := tool["alembic"]
	if !found {
		return nil
	}
	t := &tomlTable{file: file, spans: map[string]source.Span{}}
	t.locate()
	var ok bool
	if t.values, ok = raw.(map[string]any); !ok {
		diags.Errorf(t.spans[""], codeToml, "write a table: [tool.alembic]", "tool.alembic is no table")
		return nil
	}
	return t
}

func tomlError(file *source.File, err error, diags *source.Diagnostics) {
	span := file.Span(0, 0)
	if syntax := (*toml.DecodeError)(nil); errors.As(err, &syntax) {
		span = position(file, syntax)
	}
	diags.Errorf(span, codeToml, "", "%s", strings.TrimPrefix(err.Error(), "toml: "))
}

// position turns the row and column of an error into a span of the rest of that line.
func position(file *source.File, err *toml.DecodeError) source.Span {
	row, col := err.Position()
	start := 0
	for ; row > 1; row-- {
		start += strings.IndexByte(file.Text[start:], '\n') + 1
	}
	line, _, _ := strings.Cut(file.Text[start:], "\n")
	col = min(max(col-1, 0), len(line))
	return file.Span(start+col, start+len(line))
}

// locate finds where the keys of [tool.alembic] stand; the table itself is "".
func (t *tomlTable) locate() {
	var p unstable.Parser
	p.Reset([]byte(t.file.Text))
	var table []string
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.Table && e.Kind != unstable.ArrayTable && e.Kind != unstable.KeyValue {
			continue
		}
		path, span := t.keyPath(e)
		if e.Kind == unstable.KeyValue {
			path = append(append([]string{}, table...), path...)
		} else {
			table = path
		}
		t.note(path, span)
	}
}

func (t *tomlTable) note(path []string, span source.Span) {
	if len(path) < 2 || path[0] != "tool" || path[1] != "alembic" {
		return
	}
	key := ""
	if len(path) > 2 {
		key = path[2]
	}
	if _, known := t.spans[key]; !known {
		t.spans[key] = span
	}
}

// keyPath returns the parts of the key of an expression and where its last part stands.
func (t *tomlTable) keyPath(e *unstable.Node) (path []string, span source.Span) {
	span = t.file.Span(0, 0)
	for it := e.Key(); it.Next(); {
		n := it.Node()
		path = append(path, string(n.Data))
		span = t.file.Span(int(n.Raw.Offset), int(n.Raw.Offset+n.Raw.Length))
	}
	return path, span
}

func (t *tomlTable) get(name string) (value any, span source.Span, ok bool) {
	if t == nil {
		return nil, source.Span{}, false
	}
	value, ok = t.values[name]
	return value, t.spans[name], ok
}
