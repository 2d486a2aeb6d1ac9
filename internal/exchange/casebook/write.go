package casebook

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"underpin"
)

// Write writes a case in the canonical form: the same bytes for the same case,
// whatever the order of its slices. It fails on what a casebook cannot hold:
// the testimony names no claim of the case, a line of more than 1 MiB, text that is not
// UTF-8. It does not check the case otherwise.
func Write(w io.Writer, c *underpin.Case) error {
	if err := dangling(c); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "underpin: %s\n", Version)
	head := record(settingsFields(), &heading{c.ID, c.Settings}, true)
	if err := writePart(b, "case", head); err != nil {
		return err
	}
	sorted := *c
	sorted.Sort()
	for _, s := range sections() {
		if err := writeSection(b, s, &sorted); err != nil {
			return err
		}
	}
	return b.Flush()
}

// writeSection writes a list record by record, so that its text is never whole in
// memory.
func writeSection(b *bufio.Writer, s form, c *underpin.Case) error {
	key := s.key
	for o := range s.list(c) {
		list := outValue{kind: outList, block: true, items: []outValue{o}}
		if err := writePart(b, key, list); err != nil {
			return err
		}
		key = ""
	}
	return nil
}

// list yields the records of a list in their order; claims with their testimony.
func (f form) list(c *underpin.Case) iter.Seq[outValue] {
	return func(yield func(outValue) bool) {
		if f.kind == underpin.KindClaim {
			table, list := claimFields(), gather(c)
			for i := range list {
				if !yield(record(table, &list[i], true)) {
					return
				}
			}
			return
		}
		k, _ := underpin.KindOf(f.kind)
		for i := range k.Len(c) {
			if !yield(f.write(k.At(c, i))) {
				return
			}
		}
	}
}

// writePart writes a value under a top-level key, or a further item of the list
// that was begun, if the key is empty.
func writePart(w *bufio.Writer, key string, o outValue) error {
	var b strings.Builder
	o.print(&b, 2)
	text := b.String()
	if key == "" {
		text = strings.TrimPrefix(text, "\n")
	} else {
		text = key + ":" + text
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("write casebook: a text is not UTF-8 near %q", short(strings.ToValidUTF8(text, "?")))
	}
	for line := range strings.Lines(text) {
		if len(line) > maxLine {
			return fmt.Errorf("write casebook: a text is longer than 1 MiB near %q", short(line))
		}
	}
	_, err := w.WriteString(text)
	return err
}

// dangling refuses testimony on a claim that is not there: it has no place.
func dangling(c *underpin.Case) error {
	known := make(map[underpin.ClaimID]bool, len(c.Claims))
	for i := range c.Claims {
		known[c.Claims[i].ID] = true
	}
	for i := range c.Testimonies {
		if t := &c.Testimonies[i]; !known[t.Claim] {
			return fmt.Errorf("write casebook: testimony %s is on the claim %q, which is not in the case", t.ID, t.Claim)
		}
	}
	return nil
}

// gather puts testimony under its claims, each in its order.
func gather(c *underpin.Case) []claimWithTestimony {
	list := make([]claimWithTestimony, len(c.Claims))
	at := make(map[underpin.ClaimID]*claimWithTestimony, len(list))
	for i := range c.Claims {
		list[i].Claim = c.Claims[i]
		if at[list[i].ID] == nil {
			at[list[i].ID] = &list[i]
		}
	}
	for _, t := range c.Testimonies {
		at[t.Claim].says = append(at[t.Claim].says, t)
	}
	return list
}
