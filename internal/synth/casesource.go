package synth

import (
	"fmt"

	"underpin"
)

// sources generates sources of every kind: documents with locators, persons
// with encounters, a fifth of all protected.
func (b *caseGenerator) sources() {
	for k := range b.cfg.Sources {
		s := underpin.Source{ID: underpin.SourceID(fmt.Sprintf("s%03d", k)), Gradings: b.gradings()}
		switch {
		case k%10 == 9 && k%20 == 9:
			s.Kind, s.Probability, s.Gradings = underpin.SourceAssumption, .6+.35*b.rng.Float64(), nil
		case k%10 == 8:
			s.Kind = underpin.SourceOfficialList
		case k%5 == 2:
			s.Kind, s.Protected, s.Descriptor = underpin.SourcePerson, true, "an official"
			s.AtRisk = b.chance(.3)
		case k%2 == 1:
			s.Kind = underpin.SourcePerson
		default:
			s.Kind, s.Published = underpin.SourceDocument, dayDate(b.day())
		}
		if !s.Protected {
			s.Name = fmt.Sprintf("Source number %d", k)
		}
		s.Reversed = s.Kind == underpin.SourcePerson && b.chance(.02)
		b.c.Sources = append(b.c.Sources, s)
		switch s.Kind {
		case underpin.SourceDocument:
			b.notesOf(s.ID)
		case underpin.SourcePerson:
			b.meet(s.ID)
		}
	}
}

// gradings draws the grade of a source, at times one more for a topic, at times
// a track record, at times none.
func (b *caseGenerator) gradings() []underpin.Grading {
	letters := []underpin.Grade{
		underpin.GradeA, underpin.GradeB, underpin.GradeB, underpin.GradeB, underpin.GradeC, underpin.GradeC,
		underpin.GradeD, underpin.GradeE, underpin.GradeF, underpin.GradeF,
	}
	if b.chance(.1) {
		return nil
	}
	g := []underpin.Grading{{Grade: letters[b.rng.IntN(len(letters))], By: "analyst", On: dayDate(caseStart)}}
	if b.chance(.15) {
		g[0].Checked = 1 + b.rng.IntN(10)
		g[0].Right = b.rng.IntN(g[0].Checked + 1)
	}
	if b.chance(.1) {
		g = append(g, underpin.Grading{Grade: letters[b.rng.IntN(len(letters))], Topic: "money", By: "analyst", On: dayDate(caseStart)})
	}
	return g
}

// notesOf gives a document its endnotes, a few of them resolved.
func (b *caseGenerator) notesOf(s underpin.SourceID) {
	for k := range 3 + b.rng.IntN(10) {
		o := underpin.Origin{ID: underpin.OriginID(fmt.Sprintf("%s-n%d", s, k)), Label: fmt.Sprintf("note %d", k), CitedBy: s}
		if len(b.c.Sources) > 4 && b.chance(.05) {
			// Only sources before this one: so no chain goes in a circle.
			o.Resolved = b.c.Sources[b.rng.IntN(len(b.c.Sources)-1)].ID
			o.ResolvedOn = dayDate(caseEnd - 100)
		}
		b.c.Origins = append(b.c.Origins, o)
		b.locators[s] = append(b.locators[s], o.ID)
	}
}

// meet gives a person one to three encounters.
func (b *caseGenerator) meet(s underpin.SourceID) {
	for k := range 1 + b.rng.IntN(3) {
		e := underpin.Encounter{
			ID: fmt.Sprintf("%s-e%d", s, k), Source: s, Kind: "interview", Date: dayDate(b.day()),
			Terms: b.terms(),
		}
		if b.chance(.3) {
			e.Kind = "message"
		}
		b.c.Encounters = append(b.c.Encounters, e)
		b.met[s] = append(b.met[s], e.ID)
	}
}

func (b *caseGenerator) terms() underpin.Terms {
	switch b.rng.IntN(5) {
	case 0:
		return underpin.Terms{Kind: underpin.TermsOnRecord}
	case 1:
		return underpin.Terms{Kind: underpin.TermsDeepBackground}
	case 2:
		return underpin.Terms{Kind: underpin.TermsOffRecord}
	}
	return underpin.Terms{Kind: underpin.TermsBackground, Words: "an official"}
}

// groups declares dependence among neighbouring sources and among the notes of a
// few documents, each origin in one group.
func (b *caseGenerator) groups() {
	for k := 0; k+3 < len(b.c.Sources); k += 8 {
		g := underpin.Group{ID: fmt.Sprintf("g%d", len(b.c.Groups)), Label: "one town", Delta: .2 * float64(2+b.rng.IntN(3)), Why: "same town"}
		for _, s := range b.c.Sources[k : k+3] {
			g.Members = append(g.Members, underpin.OriginID(s.ID))
		}
		b.c.Groups = append(b.c.Groups, g)
	}
	for i := 3; i < len(b.c.Sources); i += 11 {
		notes := b.locators[b.c.Sources[i].ID]
		if len(notes) < 4 {
			continue
		}
		b.c.Groups = append(b.c.Groups, underpin.Group{
			ID: fmt.Sprintf("g%d", len(b.c.Groups)), Label: "one archive", Delta: .8, Members: notes[:4:4], Why: "same archive",
		})
	}
}
