package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/vault"
)

// sealOptions are what seal can be given: what is to be sealed.
type sealOptions struct {
	of map[underpin.SealedKind]*bool
}

// sealable are the kinds that a person can seal, with what is asked for on the terminal.
var sealable = []struct {
	kind underpin.SealedKind
	asks string
}{
	{underpin.SealedIdentity, "Who %s is: the real name, and what tells this person from others."},
	{underpin.SealedContact, "How %s is reached: numbers, addresses, what was agreed for it."},
	{underpin.SealedNote, "A note on %s, as it was taken down."},
	{underpin.SealedRecording, ""},
}

func sealCommand(a *app) *cobra.Command {
	return a.verb(&sealOptions{of: map[underpin.SealedKind]*bool{}}, &cobra.Command{
		Use: "seal SOURCE", Short: "Put an identity, a contact or a note of a source under seal", GroupID: "protect",
		Long: `Seal what must never be read by whoever takes the case: who a source is, how the source
is reached, a raw note, a recording. The words are typed on the terminal or come through a
pipe, as a recording does (< talk.opus), never from the command line, which other programs
see. The case keeps them as
ciphertext that only the source's readers can open, with a passphrase of their own; no
analysis needs them, and no search, export or brief has them.

Sealing needs no passphrase once the case is open. What is sealed goes to those who can
read what is sealed of the source already, and else to all recipients of the case:
underpin recipients`,
		Example: `  underpin seal KESTREL
  underpin seal KESTREL --note
  underpin seal KESTREL --recording`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *sealOptions) flags(c *cobra.Command) {
	says := map[underpin.SealedKind]string{
		underpin.SealedIdentity: "seal who the source is", underpin.SealedContact: "seal how the source is reached",
		underpin.SealedNote: "seal a note, as it was taken down", underpin.SealedRecording: "seal a recording, from a pipe",
	}
	for _, s := range sealable {
		o.of[s.kind] = c.Flags().Bool(string(s.kind), false, says[s.kind])
	}
}

func (o *sealOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	if _, _, err := a.encrypted(ctx); err != nil {
		return err
	}
	return a.with(ctx, func(d *desk.Desk) error {
		source, err := d.SourceNamed(ctx, a.caseName(), args[0])
		if err != nil {
			return err
		}
		texts, err := o.texts(a, ctx, source)
		defer func() {
			for _, t := range texts {
				t.text.Wipe()
			}
		}()
		if err != nil {
			return err
		}
		done, err := a.sealTexts(ctx, d, source, texts)
		if err != nil {
			return err
		}
		return a.emit(done, func(p *page) { printSealed(p, source, done) })
	})
}

// A sealedText is a text that is to be sealed.
type sealedText struct {
	kind underpin.SealedKind
	text vault.Secret
}

// texts reads what is to be sealed.
func (o *sealOptions) texts(a *app, ctx context.Context, source underpin.SourceID) ([]sealedText, error) {
	var asked []underpin.SealedKind
	for _, s := range sealable {
		if *o.of[s.kind] {
			asked = append(asked, s.kind)
		}
	}
	if a.terminal() == nil {
		if len(asked) != 1 {
			return nil, usagef("give one of --identity, --contact, --note and --recording", "through a pipe comes one text, and it must be said what it is")
		}
		text, err := pipedSecret(a.in)
		return []sealedText{{asked[0], text}}, err
	}
	if slices.Contains(asked, underpin.SealedRecording) {
		return nil, usagef("underpin seal "+string(source)+" --recording < FILE", "a recording cannot be typed")
	}
	tty, err := a.device()
	if err != nil {
		return nil, err
	}
	defer tty.Close()
	return a.typedTexts(ctx, tty, source, asked)
}

// typedTexts asks for the texts on the terminal: those that were asked for, or of all
// kinds those that are typed.
func (a *app) typedTexts(ctx context.Context, tty *os.File, source underpin.SourceID, asked []underpin.SealedKind) ([]sealedText, error) {
	var out []sealedText
	for _, s := range sealable {
		if s.asks == "" || len(asked) > 0 && !slices.Contains(asked, s.kind) {
			continue
		}
		text, err := a.typedSecret(ctx, tty, fmt.Sprintf(s.asks, source))
		if err != nil {
			return out, err
		}
		if len(text.Bytes()) > 0 {
			out = append(out, sealedText{s.kind, text})
		}
	}
	return out, nil
}

// sealTexts seals texts of a source, as one entry.
func (a *app) sealTexts(ctx context.Context, d *desk.Desk, source underpin.SourceID, texts []sealedText) (*desk.Changed, error) {
	if len(texts) == 0 {
		return nil, vault.ErrEmpty
	}
	key, records, err := a.sourceKey(ctx, d, source)
	if err != nil {
		return nil, err
	}
	defer key.Wipe()
	for _, t := range texts {
		s, err := key.Seal(t.kind, t.text.Bytes())
		if err != nil {
			return nil, err
		}
		records = append(records, s)
	}
	return d.Seal(ctx, a.caseName(), records)
}

func printSealed(p *page, source underpin.SourceID, done *desk.Changed) {
	p.line("Recorded as entry %d: %s. Only those who may can open it: underpin unseal %s", done.Entry, strings.TrimPrefix(done.Summary, "put "), source)
}
