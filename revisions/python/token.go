package python

// kind is what a token is.
type kind uint8

// token is a stretch of the text; what it says is read from there.
type token struct {
	kind       kind
	start, end int
}

const (
	tokEOF kind = iota
	tokNewline
	tokIndent
	tokDedent
	tokName
	tokInt
	tokFloat
	tokImaginary
	tokString
	tokFString // the prefix and the opening quote; the parser reads on from there

	opLparen
	opRparen
	opLbracket
	opRbracket
	opLbrace
	opRbrace
	opComma
	opColon
	opSemicolon
	opDot
	opEllipsis
	opArrow
	opWalrus
	opExclamation
	opAssign

	// The operators from here to opTilde stand in expressions.
	opPipe
	opCaret
	opAmpersand
	opLeftShift
	opRightShift
	opPlus
	opMinus
	opStar
	opSlash
	opDoubleSlash
	opPercent
	opAt
	opDoubleStar
	opTilde
	opLess
	opLessEqual
	opEqual
	opNotEqual
	opGreater
	opGreaterEqual

	// The assignments stand in the order of their operators.
	opPipeAssign
	opCaretAssign
	opAmpersandAssign
	opLeftShiftAssign
	opRightShiftAssign
	opPlusAssign
	opMinusAssign
	opStarAssign
	opSlashAssign
	opDoubleSlashAssign
	opPercentAssign
	opAtAssign
	opDoubleStarAssign

	kwFalse
	kwNone
	kwTrue
	kwAnd
	kwAs
	kwAssert
	kwAsync
	kwAwait
	kwBreak
	kwClass
	kwContinue
	kwDef
	kwDel
	kwElif
	kwElse
	kwExcept
	kwFinally
	kwFor
	kwFrom
	kwGlobal
	kwIf
	kwImport
	kwIn
	kwIs
	kwLambda
	kwNonlocal
	kwNot
	kwOr
	kwPass
	kwRaise
	kwReturn
	kwTry
	kwWhile
	kwWith
	kwYield
	kinds // how many there are
)

// spelling is how the tokens are written that are always written alike.
var spelling = [kinds]string{
	opLparen: "(", opRparen: ")", opLbracket: "[", opRbracket: "]", opLbrace: "{", opRbrace: "}", opComma: ",", opColon: ":", opSemicolon: ";",
	opDot: ".", opEllipsis: "...", opArrow: "->", opWalrus: ":=", opExclamation: "!", opAssign: "=",
	opPipe: "|", opCaret: "^", opAmpersand: "&", opLeftShift: "<<", opRightShift: ">>", opPlus: "+", opMinus: "-", opStar: "*", opSlash: "/",
	opDoubleSlash: "//", opPercent: "%", opAt: "@", opDoubleStar: "**", opTilde: "~",
	opLess: "<", opLessEqual: "<=", opEqual: "==", opNotEqual: "!=", opGreater: ">", opGreaterEqual: ">=",
	opPipeAssign: "|=", opCaretAssign: "^=", opAmpersandAssign: "&=", opLeftShiftAssign: "<<=", opRightShiftAssign: ">>=", opPlusAssign: "+=",
	opMinusAssign: "-=", opStarAssign: "*=", opSlashAssign: "/=", opDoubleSlashAssign: "//=", opPercentAssign: "%=", opAtAssign: "@=",
	opDoubleStarAssign: "**=",
	kwFalse:            "False", kwNone: "None", kwTrue: "True", kwAnd: "and", kwAs: "as", kwAssert: "assert", kwAsync: "async", kwAwait: "await", kwBreak: "break",
	kwClass: "class", kwContinue: "continue", kwDef: "def", kwDel: "del", kwElif: "elif", kwElse: "else", kwExcept: "except", kwFinally: "finally",
	kwFor: "for", kwFrom: "from", kwGlobal: "global", kwIf: "if", kwImport: "import", kwIn: "in", kwIs: "is", kwLambda: "lambda", kwNonlocal: "nonlocal",
	kwNot: "not", kwOr: "or", kwPass: "pass", kwRaise: "raise", kwReturn: "return", kwTry: "try", kwWhile: "while", kwWith: "with", kwYield: "yield",
}

var keywords = func() map[string]kind {
	words := map[string]kind{}
	for k := kwFalse; k < kinds; k++ {
		words[spelling[k]] = k
	}
	return words
}()

// longestKeyword spares most names the look into the map.
const longestKeyword = len("continue")

// tightness is how tightly a binary operator binds; 0: it is none.
var tightness = [kinds]uint8{
	opPipe: 1, opCaret: 2, opAmpersand: 3, opLeftShift: 4, opRightShift: 4, opPlus: 5, opMinus: 5,
	opStar: 6, opSlash: 6, opDoubleSlash: 6, opPercent: 6, opAt: 6,
}

// starts tells which tokens an expression can begin with.
var starts = [kinds]bool{
	tokName: true, tokInt: true, tokFloat: true, tokImaginary: true, tokString: true, tokFString: true,
	opLparen: true, opLbracket: true, opLbrace: true, opEllipsis: true, opPlus: true, opMinus: true, opTilde: true,
	kwFalse: true, kwNone: true, kwTrue: true, kwAwait: true, kwLambda: true, kwNot: true,
}
