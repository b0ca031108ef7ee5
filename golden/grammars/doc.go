// Package grammars holds the scripts that sqlplan writes for SQL Server and Oracle to a grammar of their SQL.
//
// No such server can be started for a test, and no parser of theirs is small enough for sqlplan itself, which
// looks at tokens only. So the tests here give every golden script, and what sqlplan writes for the cases of
// golden/alembic, to the ANTLR grammars of github.com/bytebase/parser. Those take minutes and 5 GB to compile:
// they are in a module of their own, behind the build tag grammars, and `make grammars` runs them.
//
// A grammar says nothing about names and types, and it is not the server: it takes some SQL that a server
// refuses. Where it refuses what a server takes, gaps_test.go says so.
package grammars
