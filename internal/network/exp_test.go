package network

import (
	"fmt"
	"math/bits"
	"os"
	"testing"
	"time"
)

func orderBFS(g *Graph) []int32 {
	n := g.N()
	hub := int32(0)
	for v := range int32(n) {
		if g.Degree(v) > g.Degree(hub) {
			hub = v
		}
	}
	var s Searcher
	s.Distances(g, hub)
	return append([]int32(nil), s.queue...)
}

func orderDFS(g *Graph) []int32 {
	n := g.N()
	seen := make([]bool, n)
	var out []int32
	for r := range int32(n) {
		if seen[r] {
			continue
		}
		st := []int32{r}
		for len(st) > 0 {
			u := st[len(st)-1]
			st = st[:len(st)-1]
			if seen[u] {
				continue
			}
			seen[u] = true
			out = append(out, u)
			for _, v := range g.Neighbours(u) {
				if !seen[v] {
					st = append(st, v)
				}
			}
		}
	}
	return out
}

func orderBall(g *Graph, base []int32, size int) []int32 {
	n := g.N()
	seen := make([]bool, n)
	mark := make([]int32, n)
	var out []int32
	stamp := int32(0)
	for _, r := range base {
		if seen[r] {
			continue
		}
		stamp++
		q := []int32{r}
		mark[r] = stamp
		got := 0
		for h := 0; h < len(q) && got < size; h++ {
			u := q[h]
			if !seen[u] {
				seen[u] = true
				out = append(out, u)
				got++
			}
			if h > 4000 {
				break
			}
			for _, v := range g.Neighbours(u) {
				if mark[v] != stamp {
					mark[v] = stamp
					q = append(q, v)
				}
			}
		}
	}
	return out
}

func relabel(g *Graph, order []int32) *Graph {
	pos := make([]int32, g.N())
	for i := range pos {
		pos[i] = -1
	}
	for i, v := range order {
		pos[v] = int32(i)
	}
	var us, vs []int32
	for u, v := range g.Ties() {
		if pos[u] >= 0 {
			us, vs = append(us, pos[u]), append(vs, pos[v])
		}
	}
	return NewUndirected(len(order), us, vs)
}

func TestExp(t *testing.T) {
	g0 := realGraph(t, os.Getenv("G"))
	for _, o := range []struct {
		name  string
		order []int32
	}{{"bfs", orderBFS(g0)}, {"dfs", orderDFS(g0)}, {"ball", orderBall(g0, orderBFS(g0), 64)}} {
		g := relabel(g0, o.order)
		var src []int32
		for v := range int32(g.N()) {
			src = append(src, v)
		}
		for _, so := range []struct {
			name string
			src  []int32
		}{{"id", src}, {"ball", orderBall(g, src, 64)}} {
			f := field{offsets: g.offsets, targets: g.targets}
			var w sweep
			sum := make([]float64, g.N())
			start := time.Now()
			ent, arcs, bitsn, hits := 0, 0, 0, 0
			nb := 0
			var tf, tb time.Duration
			for i := 0; i+64 <= len(so.src); i += 64 * 8 {
				t0 := time.Now()
				w.forward(&f, so.src[i:i+64])
				t1 := time.Now()
				w.backward(&f, so.src[i:i+64], sum)
				tf += t1.Sub(t0)
				tb += time.Since(t1)
				ent += len(w.nodes)
				for _, v := range w.nodes {
					arcs += g.Degree(v)
				}
				for _, m := range w.masks {
					bitsn += bits.OnesCount64(m)
				}
				nb++
			}
			_ = hits
			fmt.Println(o.name, so.name, "est total", time.Since(start)*time.Duration(len(src)/64)/time.Duration(nb), "fwd", tf/time.Duration(nb), "bwd", tb/time.Duration(nb), "entries/V", float64(ent)/float64(nb)/float64(g.N()), "arcs/entry", arcs/ent)
		}
	}
}
