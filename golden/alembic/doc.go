// Package alembicgolden holds sqlplan to what real Alembic prints.
//
// A case is a small revision file under testdata/cases; beside it lies what Alembic
// printed for it offline (the recordings). The tests render the case with sqlplan and
// compare. The recorder (record), the differential generator (generate) and the report
// on whole projects (report) share this package: writing a case out as a project,
// driving Alembic, and comparing.
package alembicgolden
