module underpin

go 1.26.0

require (
	github.com/danielgtaylor/huma/v2 v2.37.2
	github.com/google/cel-go v0.29.2
	github.com/google/go-cmp v0.7.0
	github.com/ncruces/go-sqlite3 v0.35.6
	github.com/rogpeppe/go-internal v1.16.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // tests: the published schema against the casebooks
	github.com/spf13/cobra v1.10.2
	github.com/yuin/goldmark v1.8.7
	go.yaml.in/yaml/v3 v3.0.6 // casebooks: line and column of every node
	golang.org/x/mod v0.42.0
	golang.org/x/text v0.43.0
	gonum.org/v1/gonum v0.17.0 // tests: oracle of the kernels
	pgregory.net/rapid v1.3.0
)

require (
	filippo.io/age v1.3.2 // hybrid recipients: who may open a case
	github.com/spf13/pflag v1.0.10
	golang.org/x/crypto v0.57.0 // argon2id and XChaCha20-Poly1305: passphrases
	golang.org/x/sys v0.49.0 // memory that is not swapped out, no core dumps
	golang.org/x/term v0.47.0 // indirect; a passphrase is typed without being shown
	lukechampine.com/adiantum v1.1.1 // which key a file is encrypted with, before SQLite touches it
)

require (
	cel.dev/expr v0.25.1 // indirect
	filippo.io/hpke v0.4.0 // indirect
	github.com/antlr4-go/antlr/v4 v4.13.1 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/ncruces/go-sqlite3-wasm/v6 v6.3.35304 // indirect
	github.com/ncruces/julianday v1.0.0 // indirect
	golang.org/x/exp v0.0.0-20261011100332-faecfb24eb49 // indirect
	golang.org/x/tools v0.52.0 // indirect
	google.golang.org/genproto/googleapis/api v0.0.0-20261005182115-fad411399dd8 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20261005182115-fad411399dd8 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)
