package main

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// node is a value of a TOML document that knows where it stands. go-toml's own
// decoding stops at the first value of a wrong type and names Go's types in its
// message; a coordinator shall read all mistakes at once, in their words.
type node struct {
	kind   unstable.Kind // Table, Array or a scalar
	offset int           // in bytes, of the value; of the key for tables and arrays
	keyed  int           // offset of its key
	scalar string        // a string's text, else as it is written
	fields map[string]*node
	keys   []string // of fields, in the document's order
	items  []*node
}

// parseTOML reads a document into a tree. An error is a *toml.DecodeError, for
// which go-toml judges the syntax and keys that are defined twice.
func parseTOML(data []byte) (*node, error) {
	var discarded map[string]any
	if err := toml.Unmarshal(data, &discarded); err != nil {
		return nil, err
	}
	root := &node{kind: unstable.Table}
	current := root
	var parser unstable.Parser
	parser.Reset(data)
	for parser.NextExpression() {
		expression := parser.Expression()
		switch expression.Kind {
		case unstable.Table:
			current = root.descend(expression.Key(), false)
		case unstable.ArrayTable:
			current = root.descend(expression.Key(), true)
		case unstable.KeyValue:
			current.assign(expression)
		}
	}
	return root, parser.Error()
}

// descend finds or makes the table that the key names, of an array of tables
// the last one; where anew is true, the key's array gets another table.
func (n *node) descend(key unstable.Iterator, anew bool) *node {
	for key.Next() {
		part := key.Node()
		offset := int(part.Raw.Offset)
		if anew && key.IsLast() {
			list := n.field(string(part.Data), unstable.Array, offset)
			list.items = append(list.items, newTable(offset))
			return list.items[len(list.items)-1]
		}
		n = n.field(string(part.Data), unstable.Table, offset)
		if n.kind == unstable.Array && len(n.items) > 0 {
			n = n.items[len(n.items)-1]
		}
	}
	return n
}

// assign puts a key and its value, with dots in the key where it has them.
func (n *node) assign(keyValue *unstable.Node) {
	key := keyValue.Key()
	for key.Next() {
		part := key.Node()
		if key.IsLast() {
			n.put(string(part.Data), valueNode(keyValue.Value(), int(part.Raw.Offset)))
			return
		}
		n = n.field(string(part.Data), unstable.Table, int(part.Raw.Offset))
	}
}

func (n *node) field(name string, kind unstable.Kind, offset int) *node {
	child, ok := n.fields[name]
	if !ok {
		child = newTable(offset)
		child.kind = kind
		n.put(name, child)
	}
	return child
}

func (n *node) put(name string, child *node) {
	if n.fields == nil {
		n.fields = map[string]*node{}
	}
	n.fields[name] = child
	n.keys = append(n.keys, name)
}

func newTable(offset int) *node { return &node{kind: unstable.Table, offset: offset, keyed: offset} }

func valueNode(value *unstable.Node, keyOffset int) *node {
	n := &node{kind: value.Kind, offset: keyOffset, keyed: keyOffset}
	switch value.Kind {
	case unstable.Array:
		for children := value.Children(); children.Next(); {
			n.items = append(n.items, valueNode(children.Node(), keyOffset))
		}
	case unstable.InlineTable:
		n.kind = unstable.Table
		n.offset = int(value.Raw.Offset)
		for children := value.Children(); children.Next(); {
			n.assign(children.Node())
		}
	default:
		n.offset = int(value.Raw.Offset)
		n.scalar = string(value.Data)
	}
	return n
}

// place is a line and a column of a file, both from 1, the column in characters.
type place struct{ line, column int }

func placeOf(data []byte, offset int) place {
	offset = min(max(offset, 0), len(data))
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return place{
		line:   bytes.Count(before, []byte{'\n'}) + 1,
		column: utf8.RuneCount(before[start:]) + 1,
	}
}

// syntaxPlace is where go-toml stopped; it counts columns in bytes.
func syntaxPlace(data []byte, err error) (place, bool) {
	var decode *toml.DecodeError
	if !errors.As(err, &decode) {
		return place{}, false
	}
	line, column := decode.Position()
	lines := bytes.Split(data, []byte{'\n'})
	if line < 1 || line > len(lines) {
		return place{line: max(line, 1), column: 1}, true
	}
	text := lines[line-1]
	return place{line: line, column: utf8.RuneCount(text[:min(max(column-1, 0), len(text))]) + 1}, true
}
