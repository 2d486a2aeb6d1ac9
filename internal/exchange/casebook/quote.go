package casebook

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// quoted returns a text as YAML. In flow style it stands inside brackets. What
// YAML would take for something else than text is quoted if free is set; dates,
// numbers and quantities are not.
func quoted(s string, flow, free bool) string {
	if plainable(s, flow) && !(free && otherwise(s)) {
		return s
	}
	return doubleQuoted(s)
}

// plainable reports whether YAML reads a text back the same without quotes.
func plainable(s string, flow bool) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || s[len(s)-1] == ':' || s == "<<" || s == "=" {
		return false
	}
	if strings.HasPrefix(s, "---") || strings.HasPrefix(s, "...") || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	switch s[0] {
	case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '?', ':':
		return false
	case '-':
		if len(s) == 1 || s[1] < '0' || s[1] > '9' {
			return false
		}
	}
	for _, r := range s {
		if !shown(r) || flow && strings.ContainsRune(",[]{}?", r) {
			return false
		}
	}
	return true
}

// shown reports whether a character may stand in the text as it is. Those that
// reorder what a reader sees are written as escapes.
func shown(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029, r == 0xfeff, r == 0xfffe, r == 0xffff:
		return false
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return false
	}
	return r != utf8.RuneError
}

// others are the words and numbers that YAML, of either version, reads as
// something else than text.
var others = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:null|~|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan|[-+]` +
		`|[-+]?0x[0-9a-f_]+|[-+]?0o[0-7_]+|[-+]?0b[01_]+` +
		`|[-+]?[0-9][0-9_]*(:[0-9]+)*(\.[0-9_]*)?(e[-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*(e[-+]?[0-9]+)?` +
		`|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?)$`)
})

func otherwise(s string) bool { return others().MatchString(s) }

// doubleQuoted quotes a text. One that is not UTF-8 is left as it is, for the
// writer to refuse.
func doubleQuoted(s string) string {
	if !utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == utf8.RuneError || shown(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
