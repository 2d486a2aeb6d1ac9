package evidence

// nodes is a set of the origins, relays and reporters of one claim, by number.
type nodes struct {
	few  uint64   // the first 64
	many []uint64 // the rest
}

// add puts a node into the set.
func (n *nodes) add(k int) {
	if k < 64 {
		n.few |= 1 << k
		return
	}
	for len(n.many) < k/64 {
		n.many = append(n.many, 0)
	}
	n.many[k/64-1] |= 1 << (k % 64)
}

// meets reports whether two sets share a node.
func (n *nodes) meets(o *nodes) bool {
	if n.few&o.few != 0 {
		return true
	}
	for i := range min(len(n.many), len(o.many)) {
		if n.many[i]&o.many[i] != 0 {
			return true
		}
	}
	return false
}

// within reports whether every node is one of another set.
func (n *nodes) within(o *nodes) bool {
	if n.few&^o.few != 0 {
		return false
	}
	for i, w := range n.many {
		if i >= len(o.many) && w != 0 || i < len(o.many) && w&^o.many[i] != 0 {
			return false
		}
	}
	return true
}
