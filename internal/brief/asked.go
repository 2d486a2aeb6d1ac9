package brief

import (
	"maps"
	"slices"

	"underpin"
)

// An AskedReference is a reference of a brief: something that a [Material] has to be prepared
// for.
type AskedReference struct {
	// Verb is the kind of thing that is referred to, or the exhibit.
	Verb, ID string
	// On is the day for which it is asked, where it is Dated: of a month or a year the
	// last.
	Dated bool
	On    underpin.Day
}

// Exhibit is the name of what a reference on a line of its own may stand for.
func (a AskedReference) Exhibit() string { return join(" ", a.Verb, a.ID) }

// Asked lists the references of a brief, each once, in the order in which they are
// met. One whose date cannot be read is not among them.
func (d *Doc) Asked() []AskedReference {
	var out []AskedReference
	met := map[AskedReference]bool{}
	note := func(r *textReference) {
		if r == nil || r.dateErr != nil {
			return
		}
		if a := (AskedReference{Verb: r.verb, ID: r.id, Dated: r.dated, On: r.on}); !met[a] {
			met[a] = true
			out = append(out, a)
		}
	}
	d.walkReferences(note)
	return out
}

// walkReferences calls a function with every reference of a brief.
func (d *Doc) walkReferences(note func(*textReference)) {
	var within func([]inline)
	within = func(in []inline) {
		for _, i := range in {
			note(i.ref)
			within(i.children)
		}
	}
	within(d.title)
	walkLines(d.blocks, within)
	for _, n := range slices.Sorted(maps.Keys(d.own)) {
		within(d.own[n].inlines)
	}
	walkIncludes(d.blocks, note)
}

func walkIncludes(blocks []block, f func(*textReference)) {
	for _, b := range blocks {
		f(b.ref)
		for _, item := range b.items {
			walkIncludes(item, f)
		}
		walkIncludes(b.blocks, f)
	}
}

// Has names what a case has to refer to, prepared or not: what a brief does not name
// is not computed, but is known where a reference is misspelt.
type Has struct {
	// Claims and Conclusions are their sentences, by id.
	Claims      map[underpin.ClaimID]string
	Conclusions map[string]string
	Exhibits    []string
	// Lacking says of exhibits for which this case has nothing yet what they need.
	Lacking map[string]string
}

// Cites lists the claims that some references and the material prepared for them need:
// those that are referred to, and those beside figures, tables, hinges and questions.
func (m *Material) Cites(asked []AskedReference) []underpin.ClaimID {
	need := map[underpin.ClaimID]bool{}
	for _, a := range asked {
		if OfClaim(a.Verb) {
			need[underpin.ClaimID(a.ID)] = true
		}
	}
	note := func(conclusions map[string]Conclusion, exhibits map[string]Exhibit) {
		for _, k := range conclusions {
			for _, id := range k.cites() {
				need[id] = true
			}
		}
		for _, e := range exhibits {
			for _, row := range e.rows() {
				for _, id := range row.Claims {
					need[id] = true
				}
			}
		}
	}
	note(m.Conclusions, m.Exhibits)
	for _, d := range m.On {
		note(d.Conclusions, d.Exhibits)
	}
	for _, a := range m.Ask {
		need[a.Claim] = true
	}
	return slices.Sorted(maps.Keys(need))
}

// cites lists the claims that are named beside a conclusion.
func (k *Conclusion) cites() []underpin.ClaimID {
	out := slices.Clone(k.Readings)
	for _, h := range k.Hinges {
		if h.Claim != "" {
			out = append(out, h.Claim)
		}
	}
	return out
}

// rows are those of all tables of an exhibit, and of the twins of its figures.
func (e *Exhibit) rows() []TableRow {
	var out []TableRow
	for _, f := range e.Figures {
		out = append(out, f.Data.Rows...)
	}
	for _, t := range e.Tables {
		out = append(out, t.Rows...)
	}
	return out
}

// statement is the sentence of a conclusion of the case.
func (m *Material) statement(id string) (string, bool) {
	if text, ok := m.Has.Conclusions[id]; ok {
		return text, true
	}
	k, ok := m.Conclusions[id]
	return k.Text, ok
}

// sentences are those of the claims of the case.
func (m *Material) sentences() map[underpin.ClaimID]string {
	out := maps.Clone(m.Has.Claims)
	if out == nil {
		out = map[underpin.ClaimID]string{}
	}
	for id, c := range m.Claims {
		out[id] = c.Text
	}
	return out
}

// exhibits are the names of the exhibits of the case, conclusionIDs those of its
// conclusions.
func (m *Material) exhibits() []string {
	return either(m.Has.Exhibits, keysOf(m.Exhibits))
}

func (m *Material) conclusionIDs() []string {
	return either(keysOf(m.Has.Conclusions), keysOf(m.Conclusions))
}

// Includes lists the words that can stand on a line of their own between {{ and }}, but
// for those that name a conclusion.
func (m *Material) Includes() []string {
	out := m.exhibits()
	for _, v := range blockVerbs {
		if v != "hinges" {
			out = append(out, v)
		}
	}
	return out
}

// Includable reports whether a reference is one of [Material.Includes].
func (m *Material) Includable(r ReferencePlace) bool {
	return slices.Contains(m.Includes(), join(" ", r.Verb, r.ID))
}

// OfClaim reports whether references with a verb are to claims.
func OfClaim(verb string) bool { return slices.Contains(claimVerbs, verb) }

// OfConclusion reports whether references with a verb are to conclusions.
func OfConclusion(verb string) bool { return verb == "conclusion" || verb == "hinges" }

// either lists what is in one of two lists.
func either(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
