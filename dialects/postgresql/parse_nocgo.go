//go:build !cgo

package postgresql

// run does what is possible without PostgreSQL's parser, which is C code.
func (p *parsing) run() {
	p.unanalysed("this build has no SQL parser")
	p.warnf(0, len(p.stmt.Text), CodeUnchecked, "use a build with cgo, which has PostgreSQL's parser",
		"the statement is not checked: this build has no SQL parser")
}
