package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

const (
	elementsModule   = "sqlalchemy.sql.elements"
	selectableModule = "sqlalchemy.sql.selectable"
	dmlModule        = "sqlalchemy.sql.dml"
)

// The classes that revisions ask about with isinstance() and that other packages build on.
var (
	ClauseElementClass = python.NewClass(elementsModule, "ClauseElement")
	ColumnElementClass = python.NewClass(elementsModule, "ColumnElement", ClauseElementClass)
	ColumnClauseClass  = python.NewClass(elementsModule, "ColumnClause", ColumnElementClass)
	TextClauseClass    = python.NewClass(elementsModule, "TextClause", ClauseElementClass)
	FromClauseClass    = python.NewClass(selectableModule, "FromClause", ClauseElementClass)
	TableClauseClass   = python.NewClass(selectableModule, "TableClause", FromClauseClass)
	selectClass        = python.NewClass(selectableModule, "Select", ClauseElementClass)
	compoundClass      = python.NewClass(selectableModule, "CompoundSelect", ClauseElementClass)
	textualClass       = python.NewClass(selectableModule, "TextualSelect", ClauseElementClass)
	aliasClass         = python.NewClass(selectableModule, "Alias", FromClauseClass)
	subqueryClass      = python.NewClass(selectableModule, "Subquery", aliasClass)
	joinClass          = python.NewClass(selectableModule, "Join", FromClauseClass)
	cteClass           = python.NewClass(selectableModule, "CTE", aliasClass)
	valuesClass        = python.NewClass(selectableModule, "Values", FromClauseClass)
	insertClass        = python.NewClass(dmlModule, "Insert", ClauseElementClass)
	updateClass        = python.NewClass(dmlModule, "Update", ClauseElementClass)
	deleteClass        = python.NewClass(dmlModule, "Delete", ClauseElementClass)
	generatorClass     = python.NewClass("sqlalchemy.sql.functions", "_FunctionGenerator")
	functionClass      = python.NewClass("sqlalchemy.sql.functions", "Function", ColumnElementClass)
	columnsClass       = python.NewClass("sqlalchemy.sql.base", "ReadOnlyColumnCollection")
	binaryClass        = python.NewClass(elementsModule, "BinaryExpression", ColumnElementClass)
	booleanClass       = python.NewClass(elementsModule, "BooleanClauseList", ColumnElementClass)
	unaryClass         = python.NewClass(elementsModule, "UnaryExpression", ColumnElementClass)
	labelClass         = python.NewClass(elementsModule, "Label", ColumnElementClass)
	bindClass          = python.NewClass(elementsModule, "BindParameter", ColumnElementClass)
	nullClass          = python.NewClass(elementsModule, "Null", ColumnElementClass)
	trueClass          = python.NewClass(elementsModule, "True_", ColumnElementClass)
	falseClass         = python.NewClass(elementsModule, "False_", ColumnElementClass)
	castClass          = python.NewClass(elementsModule, "Cast", ColumnElementClass)
	caseClass          = python.NewClass(elementsModule, "Case", ColumnElementClass)
	scalarClass        = python.NewClass(selectableModule, "ScalarSelect", ColumnElementClass)
)

// classOf is SQLAlchemy's class of an expression or a statement.
func classOf(e ir.Expr) *python.Class {
	switch x := e.(type) {
	case *ir.ColumnRef:
		return ColumnClauseClass
	case *ir.Text:
		return TextClauseClass
	case *ir.Binary:
		return binaryClass
	case *ir.ExprList:
		return booleanClass
	case *ir.Unary, *ir.Truth:
		return unaryClass
	case *ir.Label:
		return labelClass
	case *ir.Bind:
		return bindClass
	case *ir.Func:
		return functionClass
	case *ir.Cast:
		return castClass
	case *ir.Case:
		return caseClass
	case *ir.ScalarQuery:
		return scalarClass
	case *ir.Constant:
		return [...]*python.Class{ir.Null: nullClass, ir.True: trueClass, ir.False: falseClass}[x.Value]
	case ir.Query:
		return classOfQuery(x)
	}
	return ColumnElementClass
}

func classOfQuery(q ir.Query) *python.Class {
	switch q.(type) {
	case *ir.Select:
		return selectClass
	case *ir.Compound:
		return compoundClass
	case *ir.TextQuery:
		return textualClass
	case *ir.Insert:
		return insertClass
	case *ir.Update:
		return updateClass
	case *ir.Delete:
		return deleteClass
	}
	return ClauseElementClass
}

func classOfFrom(f ir.From) *python.Class {
	switch x := f.(type) {
	case *ir.TableFrom:
		return TableClauseClass
	case *ir.Alias:
		if x.Query != nil {
			return subqueryClass
		}
		return aliasClass
	case *ir.Join:
		return joinClass
	case *ir.CTE:
		return cteClass
	case *ir.ValuesFrom:
		return valuesClass
	}
	return FromClauseClass
}
