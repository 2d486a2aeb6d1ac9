package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// howFlags are the flags of the verbs that edit and remove.
type howFlags struct{ desk.How }

func (f *howFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.Preview, "preview", false, "say what it would change, and write nothing")
	c.Flags().Int64Var(&f.Seen, "seen", 0, "the last `entry` when you read it; if a record has changed since, that is reported and nothing is written")
}

// editOptions are what edit can be given.
type editOptions struct {
	f howFlags
}

func editCommand(a *app) *cobra.Command {
	return a.verb(&editOptions{}, &cobra.Command{
		Use: "edit KIND ID [FIELD=VALUE…]", Short: "Correct a record, field by field", GroupID: "record",
		Long: `Change fields of a record, as one entry of the register; the log keeps the old values,
and undo brings them back. Without FIELD=VALUE the record is shown as it is, with the
fields that it can have. The settings have no ID; case is another word for them. The
kinds are
` + kinds() + `.

Fields have the names and values of a casebook:

  text='A sentence: any text'    one value, taken as it stands
  held=2014-03~/2016             a date, span, number or quantity
  protected=yes                  yes or no
  note=                          empties the field
  via=HERON,gazette              a list of ids; also [HERON, gazette]
  aka+='M. Dalal'                adds to a list; -= takes out
  aka+='{name: M. D., source: gazette}'   with its parts, in braces
  terms=on_record                terms that are their kind alone
  terms='{kind: background, words: a port official}'
  terms.embargo=2021-01-01       one part of a field
  grades.2.why='checked twice'   one part of an element, counted from 1
  shock.at=2020-01-03            of the settings

grade=B corrects the letter of a source's only grade; a new grade from today on is
given with underpin grade. Testimony is edited by its own id (c05.1); claim=c06 moves
it. An id cannot be edited: add the record again under another id, and remove the old
one. All fields are in docs/casebook.schema.json.`,
		Example: `  underpin edit claim c05 text='Maryam Dalal chairs the Harbour Authority.'
  underpin edit testimony c05.1 said=2019-05-02 hedge=believes --preview
  underpin edit settings roots+=dalal`,
		Args: cobra.MinimumNArgs(1),
	})
}

func (o *editOptions) flags(c *cobra.Command) {
	o.f.add(c)
}

func (o *editOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ref, rest, err := recordNamed(args)
	if err != nil {
		return err
	}
	to, err := desk.Assignments(rest)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		if len(to) == 0 {
			r, err := d.Record(cmd.Context(), a.caseName(), ref)
			if err != nil {
				return err
			}
			return a.emit(r, func(p *page) { printRecord(p, r) })
		}
		done, err := d.Edit(cmd.Context(), a.caseName(), ref, to, o.f.How)
		return a.changed(done, err, o.f.Preview)
	})
}

// kinds lists the kinds of records for a help text.
func kinds() string {
	lines, width := "", 0
	for i, k := range underpin.RecordKinds {
		word := string(k)
		if i < len(underpin.RecordKinds)-1 {
			word += ","
		}
		switch {
		case i == 0:
		case width+1+len(word) > 80:
			lines, width = lines+"\n", 0
		default:
			lines, width = lines+" ", width+1
		}
		lines, width = lines+word, width+len(word)
	}
	return lines
}

// recordNamed reads which record is meant, and returns the arguments behind it.
func recordNamed(args []string) (underpin.RecordRef, []string, error) {
	ref := underpin.RecordRef{Kind: underpin.RecordKind(args[0])}
	if args[0] == "case" { // as a casebook calls them
		ref.Kind = underpin.KindSettings
	}
	_, known := underpin.KindOf(ref.Kind)
	switch {
	case !known:
		return ref, nil, nil // the desk says so
	case ref.Kind == underpin.KindSettings:
		return ref, args[1:], nil
	}
	if len(args) == 1 || strings.Contains(args[1], "=") {
		return ref, nil, usagef("write its kind and its id, as in: claim c05", "which %s?", args[0])
	}
	ref.ID = args[1]
	return ref, args[2:], nil
}

// printRecord shows a record as a casebook has it.
func printRecord(p *page, r *desk.Recorded) {
	p.line("%s, as entry %d left it:", capital(r.Record.String()), r.Version)
	for line := range strings.Lines(r.Text) {
		p.item("%s", strings.TrimRight(line, "\n"))
	}
	p.line("Its fields: %s.", strings.Join(r.Fields, ", "))
}

// removeOptions are what remove can be given.
type removeOptions struct {
	f howFlags
}

func removeCommand(a *app) *cobra.Command {
	return a.verb(&removeOptions{}, &cobra.Command{
		Use: "remove KIND ID…", Short: "Take records out of the case", GroupID: "record",
		Long: `Take records of one kind out of the case, as one entry of the register; the log
keeps them, and undo brings them all back. To withdraw what a source said from a date
on, use retract: removing is for what should never have been entered.

If other records refer to a record, they are listed and nothing is done, unless
--cascade removes them too. Evidence goes whole: an entity takes its claims with it, a
claim or a source its testimony, an entity in an expression the conclusion. Everywhere
else, as in the roots of the settings or the members of a group, the name is struck out.`,
		Example: `  underpin remove testimony c05.2
  underpin remove entity quay-bank --cascade --preview`,
		Args: cobra.MinimumNArgs(1),
	})
}

func (o *removeOptions) flags(c *cobra.Command) {
	o.f.add(c)
	c.Flags().BoolVar(&o.f.Cascade, "cascade", false, "also remove what refers to it")
}

func (o *removeOptions) run(a *app, cmd *cobra.Command, args []string) error {
	first, rest, err := recordNamed(args)
	if err != nil {
		return err
	}
	refs := []underpin.RecordRef{first}
	for _, id := range rest {
		refs = append(refs, underpin.RecordRef{Kind: first.Kind, ID: id})
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		done, err := d.Remove(cmd.Context(), a.caseName(), refs, o.f.How)
		return a.changed(done, err, o.f.Preview)
	})
}
