package desk

import (
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/shock"
)

// rootBefore says where the lines of power of one root lead.
func (s *Study) rootBefore(r Reaching, on underpin.Day, first bool) string {
	var command, support []underpin.EntityID
	wide, most := "", 1.0
	for _, row := range r.Rows {
		if row.Command >= .5 {
			command = append(command, row.Entity)
		}
		if row.Support >= .5 {
			support = append(support, row.Entity)
		}
		if row.Channels > most {
			most, wide = row.Channels, row.Name
		}
	}
	text := "lines of command lead from " + r.Name + " to "
	if len(command) == 0 {
		text = "no line of command leads from " + r.Name + " to anyone"
	}
	text += s.some(command, 3)
	if more := len(support) - len(command); more > 0 && !s.Case.Settings.PersonsApart() {
		text += "; counting lines of support, to " + underpin.FormatCount(more) + " more"
	}
	if wide != "" {
		text += fmt.Sprintf("; the most separate channels (%s on average) lead to %s", underpin.FormatNumber(most, 1), wide)
	}
	if !first {
		return capital(text) + "."
	}
	day := "on " + onDay(on) + ", "
	if at := s.described(); at != "" && s.Case.Settings.PersonsApart() {
		day = at + ", "
	} else if at != "" {
		day = ""
	}
	return capital(s.by()+day+text) + "."
}

// A rootChange is what the losses do to the lines of one root.
type rootChange struct {
	// led: one led to somebody before.
	led bool
	// gone are those to whom no line of command is left, thinner those to whom it is less
	// certain, kept the others to whom one led; stays are those whom a line of command or
	// support reaches before and after.
	gone, thinner, kept, stays []underpin.EntityID
}

func (s *Study) rootChange(r *shock.Report, root underpin.EntityID) (out rootChange) {
	before, after := s.reachOf(r.Before, root), s.reachOf(r.After, root)
	for _, b := range before.order {
		out.led = out.led || b.command >= .5
		if slices.Contains(s.lost, b.entity) {
			continue
		}
		a := after.at[b.entity]
		switch {
		case b.command >= .5 && a.command < .05:
			out.gone = append(out.gone, b.entity)
		case b.command >= .5 && a.command < b.command-.1:
			out.thinner = append(out.thinner, b.entity)
		case b.command >= .5:
			out.kept = append(out.kept, b.entity)
		}
		if a.support >= .5 && b.support >= .5 {
			out.stays = append(out.stays, b.entity)
		}
	}
	return out
}

// headline says in a few words what goes and what stays.
func (c rootChange) headline() string {
	command := "No command to lose"
	switch left := len(c.thinner) + len(c.kept); {
	case len(c.gone) > 0 && left > 0:
		command = "Command goes in part"
	case len(c.gone) > 0:
		command = "Command goes"
	case len(c.thinner) > 0:
		command = "Command stays, less certain"
	case c.led:
		return "Command stays"
	}
	switch {
	case len(c.stays) == 0:
		return command + ", and no support is left"
	case len(c.gone) == 0:
		return command
	}
	return command + ", support stays"
}

// rootAfter says which lines of command of one root are gone and which lines are left;
// the first of several roots says on whose word, for all of them.
func (s *Study) rootAfter(r *shock.Report, root underpin.EntityID, first bool) (lost, left string) {
	c := s.rootChange(r, root)
	name := s.Index.NameOf(root)
	switch {
	case len(c.gone) > 0:
		lost = "no line of command is left from " + name + " to " + s.some(c.gone, 3)
		if len(c.thinner) > 0 {
			lost += "; that to " + s.some(c.thinner, 1) + " is less certain"
		}
	case len(c.thinner) > 0:
		lost = "lines of command are left from " + name + ", less certain, to " + s.some(c.thinner, 3)
	case !c.led:
		lost = "in most worlds no line of command led from " + name + " to anyone before"
	default:
		lost = "no line of command from " + name + " is lost"
	}
	left = "No line of command or support is left from " + name + " to anyone"
	if len(c.stays) > 0 {
		left = "Lines of command or support remain from " + name + " to " + s.some(c.stays, 3)
	}
	if s.Case.Settings.PersonsApart() {
		left += ". Not a forecast"
	}
	if first {
		lost = s.by() + lost
	}
	return capital(lost) + ".", left + "."
}
