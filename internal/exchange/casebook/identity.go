package casebook

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// identityHint is the hint with everything that names a protected source.
const identityHint = "a casebook must never hold an identity: give a protected source a code name as its id, and the descriptor agreed with it"

// identities are keys, or beginnings of keys, that ask for an identity or a
// contact. Letters alone are compared.
var identities = []string{
	"realname", "fullname", "truename", "legalname", "birthname", "firstname", "lastname", "surname", "givenname",
	"familyname", "nickname", "phone", "telephone", "mobile", "cell", "email", "mail", "contact", "identity", "identif",
	"address", "home", "whatsapp", "signal", "telegram", "skype", "handle", "username", "passport", "nationalid",
	"idnumber", "idcard", "dob", "dateofbirth", "birth", "photo", "portrait", "employer", "workplace", "spouse", "family",
}

// namings are the fields of a source that a protected one must not have.
var namings = []string{"name", "entity", "url", "author", "publisher"}

// identifying reports whether a key asks for an identity or a contact.
func identifying(key string) bool {
	letters := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(key))
	for _, w := range identities {
		if strings.HasPrefix(letters, w) {
			return true
		}
	}
	return false
}

// shield takes out of the node of a protected source all that names it, and
// refuses each without repeating it.
func (d *decoder) shield(n *yaml.Node) {
	if n.Kind != yaml.MappingNode || !protected(n) {
		return
	}
	kept := n.Content[:0:0]
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		for _, w := range namings {
			if key.Value == w && !empty(value) {
				d.at.field = w
				d.fail(key, identityHint, "a protected source must have no %s", w)
				key = nil
				break
			}
		}
		if key != nil {
			kept = append(kept, key, value)
		}
	}
	n.Content = kept
}

func empty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Value == "" }

// protected reports whether a source may be meant to be protected: any value of
// the key but a clear no.
func protected(n *yaml.Node) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if key, value := n.Content[i].Value, n.Content[i+1]; key == "protected" || key == "at_risk" {
			if v, known := truth(value.Value); v || !known && !empty(value) || value.Kind != yaml.ScalarNode {
				return true
			}
		}
	}
	return false
}
