package chart

// legendRows explains what occurs in the picture, and only that.
func (n *Network) legendRows() [][]legendItem {
	if len(n.Nodes) == 0 {
		return [][]legendItem{{{text: "No entity or tie to show."}}}
	}
	return [][]legendItem{n.nodeLegend(), n.tieLegend()}
}

func (n *Network) nodeLegend() []legendItem {
	var items []legendItem
	kinds := map[EntityKind]bool{}
	var collective, lost, absent, pinned bool
	for _, v := range n.Nodes {
		kinds[v.Kind] = true
		collective = collective || v.Collective
		lost = lost || v.Lost
		absent = absent || v.Absent
		pinned = pinned || v.Pinned
	}
	add := func(show bool, v NetworkNode, text string) {
		if show {
			items = append(items, legendItem{text, 16, func(c *canvas, x, y float64) { drawShape(c, v, xy{x + 8, y}, 5.5) }})
		}
	}
	first := Person
	for _, k := range kindStyles() {
		add(kinds[k.kind], NetworkNode{Kind: k.kind}, k.legend)
		if kinds[k.kind] && !kinds[first] {
			first = k.kind
		}
	}
	group := first
	if kinds[Group] {
		group = Group
	}
	add(collective, NetworkNode{Kind: group, Collective: true}, "collective (plural or unnamed)")
	add(lost, NetworkNode{Kind: first, Lost: true}, "lost")
	add(absent, NetworkNode{Kind: first, Absent: true}, "without a tie then")
	add(pinned, NetworkNode{Kind: first, Pinned: true}, "placed by hand")
	return items
}

func (n *Network) tieLegend() []legendItem { return append(n.lineLegend(), n.markLegend()...) }

// legendLine draws a line as a tie of a step of standing has it.
func legendLine(b standingStep, width float64) func(c *canvas, x, y float64) {
	return func(c *canvas, x, y float64) {
		drawLine(c, b.class(), bow(xy{x + 1, y}, xy{x + 29, y}, 0).path(), width, b)
	}
}

// lineLegend says what the lines of ties tell by their tone, width and end.
func (n *Network) lineLegend() (items []legendItem) {
	var bands, widths [4]bool
	var directed, against bool
	for _, t := range n.Ties {
		bands[bandOf(t.Credence)] = true
		widths[min(t.Origins, 3)] = true
		directed = directed || t.Directed && t.Sign != '-'
		against = against || t.Sign == '-'
	}
	add := func(show bool, text string, draw func(c *canvas, x, y float64)) {
		if show {
			items = append(items, legendItem{text, 30, draw})
		}
	}
	standing := "standing "
	for b := standingStep(3); b >= 0; b-- {
		add(bands[b], standing+b.legend(), legendLine(b, 1.6))
		if bands[b] {
			standing = ""
		}
	}
	for i, text := range []string{"", "one origin", "two origins", "three or more origins"} {
		add(i > 0 && widths[i], text, legendLine(3, originWidth(i)))
	}
	add(directed, "has power over", func(c *canvas, x, y float64) {
		drawLine(c, "b3", bow(xy{x + 1, y}, xy{x + 22, y}, 0).path(), 1.2, 3)
		c.polygon("h-b3", []xy{{x + 29, y}, {x + 21, y - 3.5}, {x + 22.5, y}, {x + 21, y + 3.5}})
	})
	add(against, "against", func(c *canvas, x, y float64) {
		drawLine(c, "b3", bow(xy{x + 1, y}, xy{x + 27, y}, 0).path(), 1.2, 3)
		c.el("line", "class", "b3", "stroke-width", 1.8, "x1", x+27, "y1", y-5, "x2", x+27, "y2", y+5)
	})
	return items
}

// markLegend says what the marks on ties tell.
func (n *Network) markLegend() (items []legendItem) {
	var contested, reading, lost bool
	turns := map[TurnSign]string{}
	for _, t := range n.Ties {
		contested = contested || t.Contested
		reading = reading || t.Reading
		lost = lost || t.Lost
		turns[t.Turn] = t.TurnWords
	}
	add := func(show bool, text string, mark func(c *canvas, at xy)) {
		if show {
			items = append(items, legendItem{text, 30, func(c *canvas, x, y float64) {
				legendLine(3, 1.2)(c, x, y)
				mark(c, xy{x + 15, y})
			}})
		}
	}
	add(contested, "contradicted", drawContested)
	add(reading, "our reading of a source", drawReading)
	add(lost, "falls away", func(c *canvas, at xy) { drawLostMark(c, at, xy{1, 0}) })
	for _, turn := range turnSigns() {
		if turn != PaleLine {
			add(turns[turn] != "", turns[turn], func(c *canvas, at xy) { drawTurn(c, turn, at) })
		} else if turns[turn] != "" {
			items = append(items, legendItem{turns[turn], 30, func(c *canvas, x, y float64) {
				drawLine(c, standingStep(0).class(), bow(xy{x + 1, y}, xy{x + 29, y}, 0).path(), 1.6, 3)
			}})
		}
	}
	return items
}
