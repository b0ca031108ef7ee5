package alembicgolden

// mariadbCorrections are the corrections for MariaDB alone.
var mariadbCorrections = map[string]string{}
