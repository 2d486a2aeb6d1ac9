package store

import (
	"embed"
	"slices"
)

//go:embed migrations/*.sql
var migrations embed.FS

// sqliteSteps returns the scripts that take a SQLite database from each version
// to the next: step i makes version i+1. A list of our own, because a migration
// library would keep a table of its own with the engine's times in it, which the
// register could not account for, and could not run all steps as one transaction.
func sqliteSteps() []string {
	var steps []string
	for _, name := range slices.Sorted(slices.Values(sqliteScripts)) {
		text, err := migrations.ReadFile(name)
		if err != nil {
			panic(err) // the file is compiled in
		}
		steps = append(steps, string(text))
	}
	return steps
}

// sqliteScripts names the scripts in order.
var sqliteScripts = []string{"migrations/sqlite_001.sql", "migrations/sqlite_002.sql", "migrations/sqlite_003.sql", "migrations/sqlite_004.sql"}

// A Migration tells what was done to a database of an older version.
type Migration struct {
	From, To int
	// Copy is the path of the copy made before.
	Copy string
}
