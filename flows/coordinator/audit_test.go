package coordinator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every code that is written into an audit line anywhere has its words, and every code
// that has words is written somewhere.
func TestAuditCodesHaveWords(t *testing.T) {
	written := auditCodes(t)
	if len(written) < 40 {
		t.Fatalf("only %d codes were found in the sources", len(written))
	}
	acts := auditActs()
	for code, where := range written {
		if _, ok := acts[code]; !ok {
			t.Errorf("%s: %q has no words", where, code)
		}
	}
	for code := range acts {
		if written[code] == "" {
			t.Errorf("%q is written nowhere", code)
		}
	}
}

// auditCodes are the codes of AuditLine.What in the sources, with where they stand.
func auditCodes(t *testing.T) map[string]string {
	found, constants := map[string]string{}, map[string]string{}
	var files []*ast.File
	set := token.NewFileSet()
	for _, root := range []string{"..", "../../storage", "../../cmd"} {
		if err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(set, path, nil, 0)
			files = append(files, f)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				for i, name := range v.Names {
					if i < len(v.Values) {
						if said, ok := literal(v.Values[i]); ok {
							constants[name.Name] = said
						}
					}
				}
			}
			return true
		})
	}
	note := func(at ast.Node, code ast.Expr) {
		said, ok := literal(code)
		switch code := code.(type) {
		case *ast.Ident:
			said, ok = constants[code.Name]
		case *ast.SelectorExpr:
			said, ok = constants[code.Sel.Name]
		}
		where := set.Position(at.Pos()).String()
		if !ok {
			t.Errorf("%s: the code is no word that can be looked up", where)
		}
		found[said] = where
	}
	handed := map[string]int{} // functions that are given the code: as which argument
	for _, f := range files {
		for _, d := range f.Decls {
			fn, _ := d.(*ast.FuncDecl)
			if fn != nil && fn.Name.Name == "audit" {
				continue // hands on what it is given
			}
			ast.Inspect(d, func(n ast.Node) bool {
				code := codeIn(n)
				if id, named := code.(*ast.Ident); named && argument(fn, id.Name) >= 0 {
					handed[fn.Name.Name] = argument(fn, id.Name)
				} else if code != nil {
					note(n, code)
				}
				return true
			})
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
					if i, ok := handed[sel.Sel.Name]; ok {
						note(n, call.Args[i])
					}
				}
			}
			return true
		})
	}
	return found
}

// argument is which argument of the function has that name, -1 for none.
func argument(fn *ast.FuncDecl, name string) int {
	if fn == nil {
		return -1
	}
	i := 0
	for _, field := range fn.Type.Params.List {
		for _, n := range field.Names {
			if n.Name == name {
				return i
			}
			i++
		}
	}
	return -1
}

// codeIn is the code where n writes an audit line.
func codeIn(n ast.Node) ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "audit" && len(n.Args) == 4 {
			return n.Args[0]
		}
	case *ast.CompositeLit:
		name := ""
		switch of := n.Type.(type) {
		case *ast.Ident:
			name = of.Name
		case *ast.SelectorExpr:
			name = of.Sel.Name
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && name == "AuditLine" {
				if k, ok := kv.Key.(*ast.Ident); ok && k.Name == "What" {
					return kv.Value
				}
			}
		}
	}
	return nil
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	said, err := strconv.Unquote(l.Value)
	return said, err == nil
}
