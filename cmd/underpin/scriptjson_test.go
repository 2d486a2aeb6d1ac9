package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// at finds a place in the JSON of the last output: "0.sources.1.why".
func at(ts *testscript.TestScript, path string) any {
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &v); err != nil {
		ts.Fatalf("the output is no JSON: %v", err)
	}
	if path == "." {
		return v
	}
	for _, step := range strings.Split(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			inner, ok := in[step]
			if !ok {
				ts.Fatalf("%s: there is no %q among %v", path, step, in)
			}
			v = inner
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				ts.Fatalf("%s: there is no place %q in a list of %d", path, step, len(in))
			}
			v = in[i]
		default:
			ts.Fatalf("%s: %v has no %q", path, v, step)
		}
	}
	return v
}

// jsonValue checks a value in the JSON of the last output: json PATH VALUE.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("write json PATH VALUE")
	}
	got, err := json.Marshal(at(ts, args[0]))
	if err != nil {
		ts.Fatalf("%v", err)
	}
	if text := strings.Trim(string(got), `"`); (text == args[1]) == neg {
		ts.Fatalf("%s is %s, and %s was looked for", args[0], text, args[1])
	}
}

// keys checks that an object in the JSON of the last output has at least the fields
// of the contract: keys PATH FIELD….
func keys(ts *testscript.TestScript, _ bool, args []string) {
	object, ok := at(ts, args[0]).(map[string]any)
	if !ok {
		ts.Fatalf("%s is no object", args[0])
	}
	var missing []string
	for _, k := range args[1:] {
		if _, ok := object[k]; !ok {
			missing = append(missing, k)
		}
	}
	if len(missing) > 0 {
		ts.Fatalf("%s has no %s among %s", args[0], strings.Join(missing, ", "), fmt.Sprint(object))
	}
}
