package chart

import "strings"

// baseRules are the style rules of every chart. "paint" stands for a colour
// of the palette: fill=ink becomes a literal light colour for readers that
// know no custom properties, and then the custom property.
const baseRules = `
{max-width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Arial,sans-serif;font-weight:400;letter-spacing:normal;word-spacing:normal;text-transform:none}
.paper{fill=paper}
text{fill=ink}
.muted{fill=muted}
.bold{font-weight:600}
.halo{paint-order:stroke;stroke=paper;stroke-width:3.4px;stroke-linejoin:round}
.rule{stroke=rule;stroke-width:1px}
.axis{stroke=muted;stroke-width:1px}
.mark{fill=paper;stroke=ink;stroke-width:1.2px}
.stroke{fill:none;stroke=ink;stroke-width:1.4px}
`

// styleSheet writes rules so that they hold only inside the element with
// this id. Print is light because dark is asked for on screens only.
func styleSheet(id, rules string) string {
	all := baseRules + rules
	root := "#" + id
	var light, dark, sheet strings.Builder
	for _, t := range tones() {
		if !strings.Contains(all, "="+t.name+";") && !strings.Contains(all, "="+t.name+"}") {
			continue
		}
		light.WriteString("--" + t.name + ":" + t.light + ";")
		if t.dark != t.light {
			dark.WriteString("--" + t.name + ":" + t.dark + ";")
		}
	}
	sheet.WriteString(root + "{" + light.String() + "}")
	sheet.WriteString("@media screen and (prefers-color-scheme:dark){" + root + "{" + dark.String() + "}}")
	for rule := range strings.Lines(all) {
		selector, body, ok := strings.Cut(strings.TrimSpace(rule), "{")
		if !ok {
			continue
		}
		if selector != "" {
			selector = " " + strings.ReplaceAll(selector, ",", ","+root+" ")
		}
		sheet.WriteString(root + selector + "{" + paints(strings.TrimSuffix(body, "}")) + "}")
	}
	return sheet.String()
}

// paints spells out the declarations of the form property=tone.
func paints(body string) string {
	decls := strings.Split(body, ";")
	for i, d := range decls {
		property, name, ok := strings.Cut(d, "=")
		if !ok {
			continue
		}
		for _, t := range tones() {
			if t.name == name {
				decls[i] = property + ":" + t.light + ";" + property + ":var(--" + name + ")"
			}
		}
	}
	return strings.Join(decls, ";")
}

// contestedRule is how the mark of contradiction is drawn.
const contestedRule = `
.against{fill=paper;stroke=accent;stroke-width:1.2px;stroke-linejoin:round}
`

// kindRules are the fills of the kinds, and their tints.
func kindRules() string {
	var b strings.Builder
	for _, k := range kindStyles() {
		name := string(k.kind)
		b.WriteString(".k-" + name + "{fill=" + name + ";stroke=ink;stroke-width:1.5px;stroke-linejoin:round}\n")
		b.WriteString(".t-" + name + "{fill=" + name + "-tint}\n")
		b.WriteString(".s-" + name + "{stop-color=" + name + "-tint}\n")
	}
	return b.String()
}

// bandRules are the colours of lines by standing.
func bandRules() string {
	var b strings.Builder
	for i := range 4 {
		n := standingStep(i).class()
		b.WriteString("." + n + "{fill:none;stroke=" + n + "}\n")
		b.WriteString(".h-" + n + "{fill=" + n + "}\n")
	}
	return b.String()
}
