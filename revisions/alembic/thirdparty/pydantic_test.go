package thirdparty_test

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// TestPydantic: a model keeps a value that has its field's type; what pydantic may do to another is not known. The texts are what
// pydantic 2 gives, where it gives the value itself.
func TestPydantic(t *testing.T) {
	const models = `from pydantic import BaseModel, Field, field_validator, root_validator, ValidationError
from pydantic import computed_field
class Base(BaseModel):
    id: int | None = None
    name: str
    tags: list = ["a"]
    _hidden: int = 5
    model_config = {"protected_namespaces": ()}
    @classmethod
    def make(cls, n):
        return cls(name=n)
    def upper(self):
        return self.name.upper()
class Sub(Base):
    size: int = 3
    ratio: float = 0.5
    base: Base | None = None
    made: list = Field(default_factory=lambda: [1], description="d")
    code: str = Field("c", max_length=2)
    need: int = Field(..., title="t")
    late: "Sub | None" = None
class Ruled(BaseModel):
    name: str
    @field_validator("name")
    def strip(cls, v): return v.strip()
class Settled(BaseModel):
    name: str
    class Config:
        anystr_strip_whitespace = True
class Old(BaseModel):
    name: str
    @root_validator
    def check(cls, values): return values
class Own(Base):
    def __init__(self, n):
        super().__init__(name=n * 2)
def refused(f):
    try:
        f()
    except ValueError as e:
        return type(e).__name__ + " " + str(e)
`
	for _, tt := range []struct{ expr, want string }{
		{`(lambda s: (s.id, s.name, s.size, s.ratio, s.made, s.code, s.need, s.tags))(Sub(name="n", need=1))`, "(None, 'n', 3, 0.5, [1], 'c', 1, ['a'])"},
		{`(lambda s: (s.id, s.name, s.upper()))(Sub(id=7, name="n", need=1, size=9))`, "(7, 'n', 'N')"},
		{`Base.make("x").name, Own("y").name, Sub(name="n", need=1, base=Base(name="b")).base.name`, "('x', 'yy', 'b')"},
		{`Base(name="a").tags is Base(name="a").tags`, "False"},
		{`Base(name="x", id=2).model_dump()["name"], Sub(name="n", need=1, base=Base(name="b")).dict()["base"]["id"]`, "('x', None)"},
		{`Base.model_validate({"name": "v"}).name, isinstance(Base(name="x"), BaseModel)`, "('v', True)"},
		{`refused(lambda: Base())`, "ValidationError 1 validation error: name: field required"},
		{`refused(lambda: Sub(name="n"))`, "ValidationError 1 validation error: need: field required"},
		{`str(Base(name="x", id="5").id)`, "?Base().id"},
		{`str(Base(name="x", id=True).id)`, "?Base().id"},
		{`str(Sub(name="x", need=1, ratio=1).ratio)`, "?Sub().ratio"},
		{`str(Sub(name="x", need=1, code="ab").code)`, "?Sub().code"},
		{`str(Sub(name="x", need=1, late=Sub(name="y", need=2)).late)`, "?Sub().late"},
		{`str(Base(name="x", tags=[1]).tags)`, "?Base().tags"},
		{`str(Ruled(name=" a").name)`, "?Ruled().name"},
		{`str(Settled(name=" a").name)`, "?Settled().name"},
		{`str(Old(name=" a").name)`, "?Old().name"},
		{`str(Base(name="a").model_dump_json())`, "?Base().model_dump_json()"},
		{`str(Base.model_fields)`, "?Base().model_fields"},
	} {
		s := newSession("postgresql", nil)
		v, err := s.eval(models + "x = (" + tt.expr + ")\n")
		got := ""
		if err == nil {
			got, err = s.in.Thread().Str(v)
		}
		if err != nil {
			got = "?" + python.Diagnose(err).Message
		}
		if !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: got %s, want %s", tt.expr, got, tt.want)
		}
	}
}
