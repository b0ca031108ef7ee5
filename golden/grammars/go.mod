module github.com/sqlplan/sqlplan/golden/grammars

go 1.25.0

replace github.com/sqlplan/sqlplan => ../..

require (
	github.com/antlr4-go/antlr/v4 v4.13.1
	github.com/bytebase/parser v0.0.0-20251103101721-8b106e9a4f5a
	github.com/sqlplan/sqlplan v0.0.0-00010101000000-000000000000
)

require golang.org/x/exp v0.0.0-20250620022241-b7579e27df2b // indirect
