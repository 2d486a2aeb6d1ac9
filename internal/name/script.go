package name

import "unicode"

// Script returns the script that a name is written in, by its first letter, as Unicode
// calls it: "Latin", "Arabic". It is empty for a name without letters.
func Script(s string) string {
	for _, r := range s {
		if r < unicode.MaxASCII && unicode.IsLetter(r) {
			return "Latin"
		}
		if !unicode.IsLetter(r) {
			continue
		}
		for script, letters := range unicode.Scripts {
			if unicode.Is(letters, r) {
				return script // a letter is in one script
			}
		}
	}
	return ""
}
