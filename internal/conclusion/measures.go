package conclusion

// measureNames lists the measures by node that can be named.
func measureNames() []string { return []string{"betweenness", "degree"} }
