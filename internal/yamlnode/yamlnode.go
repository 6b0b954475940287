// Package yamlnode says what the nodes of a YAML file are, for readers that walk
// its tree to name the place of every mistake.
package yamlnode

import "github.com/goccy/go-yaml/ast"

// Kind names what a node is, for a message.
func Kind(n ast.Node) string {
	switch n.(type) {
	case nil, *ast.NullNode:
		return "nothing"
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.AliasNode, *ast.AnchorNode:
		return "an anchor or alias (quote text that begins with * or &)"
	case *ast.TagNode:
		return "a YAML tag (quote text that begins with !)"
	}
	return "text"
}

// Scalar is a scalar as it is written; false where the node is none.
func Scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}
