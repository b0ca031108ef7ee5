package ansi

// CodeSyntax is a statement that its server would refuse. It never changes its meaning.
const CodeSyntax = "SP210"
