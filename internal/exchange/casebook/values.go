package casebook

import (
	"underpin"

	"go.yaml.in/yaml/v3"
)

// Values returns the fields of a record as a casebook has them: each a text, a list of
// these, or a map of them by their keys. The record is a pointer to its domain type. What
// is known as its id is not among them.
func Values(record any) map[string]any {
	k, _ := underpin.KindOfRecord(record)
	node, err := parse([]byte(Text(record)))
	if err != nil || node == nil {
		return map[string]any{}
	}
	out, _ := asWritten(node).(map[string]any)
	delete(out, formOf(k.Name()).id)
	return out
}

func asWritten(n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = asWritten(item)
		}
		return list
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asWritten(n.Content[i+1])
		}
		return m
	}
	return n.Value
}
