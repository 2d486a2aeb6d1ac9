package network_test

import (
	"fmt"

	"underpin/internal/network"
)

// Two groups of three, joined by one broker.
func Example() {
	us := []int32{0, 0, 1, 2, 3, 4, 4, 5}
	vs := []int32{1, 2, 2, 3, 4, 5, 6, 6}
	g := network.NewUndirected(7, us, vs)

	fmt.Println("betweenness:", network.Betweenness(g, 1))
	var b network.Builder
	without := b.Keep(g, []bool{true, true, true, false, true, true, true}, make([]int32, 7))
	var s network.Searcher
	fmt.Printf("F before %.2f, after the loss of 3: %.2f\n", s.Fragmentation(g), s.Fragmentation(without))
	// Output:
	// betweenness: [0 0 8 9 8 0 0]
	// F before 0.00, after the loss of 3: 0.60
}

// Who can be reached from 0 by paths that share no node.
func ExamplePathCounter() {
	g, err := network.Build(5, []int32{0, 0, 0, 1, 2, 3}, []int32{1, 2, 4, 3, 3, 4}, network.BuildOptions{Directed: true})
	var c network.PathCounter
	fmt.Println(c.Count(g, 0, 3), c.Count(g, 0, 4), err)
	// Output: 2 2 <nil>
}

// A tie that is in half of the worlds decides whether three nodes hang together.
func ExampleWorldKernel() {
	w := network.NewWorldKernel(3, []int32{0, 1}, []int32{1, 2}, []bool{true, false})
	masks := []uint64{0, network.Bernoulli(1, 1, 0, 0.5)}
	var s network.WorldScratch
	var shapes [64]network.ComponentShape
	w.Measure(&s, masks, &shapes)
	together := 0
	for _, shape := range shapes {
		if shape.Components == 1 {
			together++
		}
	}
	fmt.Println(w.Classes(), "classes; together in about half:", together > 16 && together < 48)
	// Output: 2 classes; together in about half: true
}
