package brief

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A seenText is a text as a reader sees it, with the place of each of its bytes in the
// text as it is written.
type seenText struct {
	text string
	at   []int
}

// seen is a text without what no reader sees (zero-width characters, soft hyphens, marks
// of direction, variation selectors), its letters in their plain Latin form where they
// look like one: "K\u00adESTREL", "КESTREL" with a Cyrillic К, "ＫESTREL" and "KÉSTREL" are
// all seen as KESTREL.
func seen(text string) seenText {
	out := seenText{at: make([]int, 0, len(text))}
	var b strings.Builder
	for i, r := range text {
		if unseen(r) {
			continue
		}
		for _, p := range norm.NFKD.String(string(r)) {
			if unicode.Is(unicode.Mn, p) || unseen(p) {
				continue
			}
			if like, ok := lookalikes()[p]; ok {
				p = like
			}
			n := b.Len()
			b.WriteRune(p)
			for range b.Len() - n {
				out.at = append(out.at, i)
			}
		}
	}
	out.text = b.String()
	return out
}

// unseen reports whether a character takes no place on the page.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x034f || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 || r == 0x17b4 || r == 0x17b5
}

// lookalikes are the letters of other alphabets that look like a Latin one, after the
// confusables of Unicode TR 39.
var lookalikes = sync.OnceValue(func() map[rune]rune {
	out := map[rune]rune{}
	for latin, others := range map[rune]string{
		'A': "АΑᎪꓮ", 'B': "ВΒᏴꓐ", 'C': "СϹᏟꓚ", 'D': "ᎠꓓĐƉ", 'E': "ЕΕᎬꓰ", 'F': "Ϝꓝ", 'G': "ԌᏀꓖ", 'H': "НΗᎻꓧ", 'I': "ІΙӀꓲⵏ|", 'J': "ЈͿᎫꓙ",
		'K': "КΚᏦꓗ", 'L': "ᏞꓡŁ", 'M': "МΜᎷꓟ", 'N': "Νꓠ", 'O': "ОΟՕꓳØ", 'P': "РΡᏢꓑ", 'Q': "Ԛ", 'R': "ᎡᏒꓣ", 'S': "ЅՏᏚꓢ", 'T': "ТΤᎢꓔŦ",
		'U': "Սꓴ", 'V': "ѴᏙꓦ", 'W': "ԜᎳꓪ", 'X': "ХΧꓫ", 'Y': "ҮΥУꓬ", 'Z': "ΖᏃꓜ",
		'a': "аαɑ", 'b': "Ьᖯ", 'c': "сϲ", 'd': "ԁđ", 'e': "еҽ", 'f': "ϝſ", 'g': "ɡց", 'h': "һհħ", 'i': "іıιɩ", 'j': "јϳ", 'k': "кκ", 'l': "ӏłǀ",
		'm': "м", 'n': "пոη", 'o': "оοօσø", 'p': "рρ", 'q': "ԛզ", 'r': "гᴦ", 's': "ѕ", 't': "тτŧ", 'u': "υսʋ", 'v': "ѵν", 'w': "ѡԝω", 'x': "хχ",
		'y': "уүγ", 'z': "ᴢ",
	} {
		for _, r := range others {
			out[r] = latin
		}
	}
	return out
})
