package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// spring places the nodes of n by a plain Fruchterman-Reingold layout, so
// that the example looks like a network and not like a drawing exercise.
func spring(n *Network, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 1))
	at := make([]xy, len(n.Nodes))
	for i := range at {
		at[i] = xy{rng.Float64()*1.4 - .7, rng.Float64()*1.4 - .7}
	}
	ideal := 1.5 / math.Sqrt(float64(len(at)))
	for step := range 400 {
		force := make([]xy, len(at))
		for i := range at {
			for j := range at {
				if i != j {
					between := at[i].sub(at[j])
					force[i] = force[i].add(between.unit().times(ideal * ideal / max(between.length(), .01)))
				}
			}
			force[i] = force[i].sub(at[i].times(.35))
		}
		for _, t := range n.Ties {
			between := at[t.To].sub(at[t.From])
			pull := between.times(between.length() / ideal * .8)
			force[t.From] = force[t.From].add(pull)
			force[t.To] = force[t.To].sub(pull)
		}
		heat := .15 * (1 - float64(step)/400)
		for i, f := range force {
			at[i] = at[i].add(f.unit().times(min(f.length(), heat)))
		}
	}
	for i, p := range at {
		// Rounded so that the golden files hold on every architecture.
		n.Nodes[i].X, n.Nodes[i].Y = math.Round(p.x*1e3)/1e3, math.Round(p.y*1e3)/1e3
	}
}

func kestrelNodes() []NetworkNode {
	names := []struct {
		kind  EntityKind
		names []string
	}{
		{Person, []string{"Maryam Dalal", "Idris Vantongeren", "Col. Oren Hask", "Tamsin Okarvo", "Bashir al-Rumi", "Lev Antresian",
			"Petra Solano", "Yusuf Marrek", "Ana Thorvald", "Gen. Dario Fenn", "Nadia Quill", "Simeon Brack", "Halima Tesh", "Ruben Aldo",
			"Kasia Wren", "Jonas Petrakis", "Farouk Delmain", "Ilse Corvin", "ليلى المنصور", "عبد الرحمن الحداد", "Mirela Stane", "Otto Harvik"}},
		{Group, []string{"Harbour Guard", "Salt Road Brigade", "Northern Shura", "Dockers' Union", "Free Pilots", "the Lantern circle", "Hill militias"}},
		{Office, []string{"Harbour Authority", "Ministry of Waterways", "Office of the Governor", "Customs Directorate", "Central Bank of Veltria", "Port Police",
			"High Court", "Chair of the Harbour Authority", "Intelligence Bureau", "Pilotage Board"}},
		{Company, []string{"Meridian Dredging", "Saltmarsh Holdings", "Corvin & Sons", "Blue Anchor Shipping", "Veltria Grain", "Tessel Security",
			"Ostrava Cranes International Limited", "Lighthouse Media", "Delmain Brothers"}},
		{Asset, []string{"Container Terminal 2", "Grain silos", "Old Mole", "Fuel depot", "Radio mast", "Dry dock", "Bonded warehouse", "East breakwater"}},
		{Event, []string{"Dredging contract 2016", "Quay shooting", "Payroll transfer", "August decree"}},
	}
	var nodes []NetworkNode
	for _, g := range names {
		for _, label := range g.names {
			nodes = append(nodes, NetworkNode{ID: fmt.Sprintf("e%d", len(nodes)), Label: label, Kind: g.kind})
		}
	}
	return nodes
}

// kestrel is the example: sixty entities and 120 ties about a few hubs.
func kestrel() Network {
	n := Network{Panel: Panel{ID: "kestrel", Title: "Who holds the harbour of Veltria"}, Nodes: kestrelNodes()}
	rng := rand.New(rand.NewPCG(7, 7))
	hubs := []int{29, 0, 22, 30, 39, 9}
	seen := map[[2]int]int{}
	tie := func(a, b int) {
		if a == b || seen[[2]int{min(a, b), max(a, b)}] > 2 {
			return
		}
		seen[[2]int{min(a, b), max(a, b)}]++
		k := len(n.Ties)
		t := NetworkTie{From: a, To: b, Directed: k%4 != 0, Sign: '+', Origins: 1 + []int{0, 0, 0, 1, 0, 2, 0, 1, 3, 0}[k%10],
			Credence: math.Round(100*(.1+.88*math.Sqrt(rng.Float64()))) / 100, Label: "directs"}
		if k%17 == 5 {
			t.Sign = '-'
		}
		t.Contested = k%23 == 8
		n.Ties = append(n.Ties, t)
	}
	for i := range n.Nodes {
		tie(hubs[i%len(hubs)], i)
	}
	for len(n.Ties) < 117 {
		a := rng.IntN(len(n.Nodes))
		if rng.IntN(3) == 0 {
			a = hubs[rng.IntN(len(hubs))]
		}
		tie(a, (a+1+rng.IntN(14))%len(n.Nodes))
	}
	n.Ties = append(n.Ties, NetworkTie{From: 0, To: 29, Directed: true, Credence: .9, Origins: 3},
		NetworkTie{From: 29, To: 0, Directed: true, Credence: .4, Origins: 1, Contested: true}, NetworkTie{From: 24, To: 24, Directed: true, Credence: .6, Origins: 1})
	for _, i := range []int{24, 26, 27, 28} {
		n.Nodes[i].Collective = true
	}
	n.Nodes[9].Lost, n.Nodes[29].Pinned = true, true
	for i, t := range n.Ties {
		n.Ties[i].Lost = t.From == 9 || t.To == 9
	}
	spring(&n, 3)
	return n
}
