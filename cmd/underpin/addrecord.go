package main

import (
	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// plainly says of the kinds that are added by their fields alone what they are, with an
// example.
var plainly = []struct {
	kind           underpin.RecordKind
	short, example string
}{
	{underpin.KindRelation, "Add a word to the vocabulary", `  underpin add relation bribes class=payment sign=+ half_life=0 reads='X bribes Y'`},
	{underpin.KindOrigin, "Add where information ultimately comes from, where that is not a source", `  underpin add origin n12 label='endnote 12' cited_by=herald`},
	{underpin.KindGroup, "Add a group of origins that depend on each other", `  underpin add group newsroom label='One newsroom' delta=.6 members=herald,courier why='one editor'`},
	{underpin.KindEncounter, "Add an occasion on which a source spoke", `  underpin add encounter e1 source=HERON kind=interview date=2019-05-02 terms=deep_background`},
	{underpin.KindSameness, "Add a judgement on whether two entities are one", `  underpin add sameness s1 a=dalal b=m-dalal verdict=unsure p=.7`},
	{underpin.KindConclusion, "Add a conclusion, to be computed in every world", `  underpin add conclusion held text='The ministry commands the quay.' expr='after.command("ministry", "quay")'`},
	{underpin.KindQuestion, "Add a question that the case is to answer", `  underpin add question q1 text='Who runs the quay?'`},
	{underpin.KindEstimate, "Add a judgement on what is to come, in its author's words", `  underpin add estimate f1 text='The lease will be extended.' source=herald made=2019-11-01 due=2020-06 p=.7`},
	{underpin.KindFact, "Add a statement on how the research was done", `  underpin add fact interviews value=14 text='Fourteen people were interviewed.'`},
	{underpin.KindBrief, "Add the text of a brief, in Markdown", `  underpin add brief quay text='# Who runs the quay?'`},
	{underpin.KindMapView, "Add a view of the map: what of it is looked at, under a name", `  underpin add view v1 name='The quay before the strike' at=2019-05 hide_kinds=event`},
}

// addRecordOptions are what the kinds can be given that are added by their fields.
type addRecordOptions struct {
	kind underpin.RecordKind
	f    changeFlags
}

// addOthers are the commands of the kinds that have no flags of their own. The id of a
// relation is its word; the others can do without one.
func addOthers(a *app) []*cobra.Command {
	var list []*cobra.Command
	for _, k := range plainly {
		id, check := "[ID]", maybeID
		if k.kind == underpin.KindRelation {
			id, check = "WORD", leading("word")
		}
		list = append(list, a.verb(&addRecordOptions{kind: k.kind}, &cobra.Command{
			Use: string(k.kind) + " " + id + " FIELD=VALUE…", Short: k.short, Args: check, Example: k.example,
			Long: k.short + ".\n\nIts fields: " + listed(desk.Fields(k.kind)) + `.
What each holds is in docs/casebook.md, how values are written in the help of edit.`,
		}))
	}
	return list
}

func (o *addRecordOptions) flags(c *cobra.Command) { o.f.add(c) }

func (o *addRecordOptions) run(a *app, cmd *cobra.Command, args []string) error {
	id, fields := idAndFields(args)
	to, err := desk.Assignments(fields)
	if err != nil {
		return err
	}
	record, err := desk.NewRecord(o.kind, id, to)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		done, err := d.Add(cmd.Context(), a.caseName(), desk.Drafted(record), o.f.preview)
		return a.changed(done, err, o.f.preview)
	})
}
