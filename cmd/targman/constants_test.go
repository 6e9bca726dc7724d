package main

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// constantName takes FOLDER.NAME apart.
func constantName(name string) (folder, ident string) {
	at := strings.LastIndexByte(name, '.')
	return name[:at], name[at+1:]
}

// constants are the values of the whole numbers that are declared for a package,
// by FOLDER.NAME.
func constants(t *testing.T) map[string]int64 {
	t.Helper()
	exprs := map[string]ast.Expr{}
	for _, folder := range []string{"cmd/targman", "glossary", "locales", "pipeline"} {
		err := filepath.WalkDir("../../"+folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			in := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(name)), "../../")
			for _, decl := range f.Decls {
				if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.CONST {
					for _, spec := range g.Specs {
						s := spec.(*ast.ValueSpec)
						for i, value := range s.Values {
							exprs[in+"."+s.Names[i].Name] = value
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	out := map[string]int64{}
	for name, e := range exprs {
		folder, _ := constantName(name)
		if v, exact := constant.Int64Val(constant.ToInt(constantValue(exprs, folder, e))); exact {
			out[name] = v
		}
	}
	return out
}

// constantValue is the value of a constant expression in a folder; unknown where it has
// more in it than numbers, operators and other constants.
func constantValue(exprs map[string]ast.Expr, folder string, e ast.Expr) constant.Value {
	switch e := e.(type) {
	case *ast.BasicLit:
		return constant.MakeFromLiteral(e.Value, e.Kind, 0)
	case *ast.ParenExpr:
		return constantValue(exprs, folder, e.X)
	case *ast.Ident:
		return constantValue(exprs, folder, exprs[folder+"."+e.Name])
	case *ast.SelectorExpr:
		if of, ok := e.X.(*ast.Ident); ok {
			if of.Name == "time" && e.Sel.Name == "Second" {
				return constant.MakeInt64(int64(time.Second))
			}
			for name, value := range exprs {
				if in, ident := constantName(name); path.Base(in) == of.Name && ident == e.Sel.Name {
					return constantValue(exprs, in, value)
				}
			}
		}
	case *ast.BinaryExpr:
		x, y := constantValue(exprs, folder, e.X), constantValue(exprs, folder, e.Y)
		if e.Op == token.SHL || e.Op == token.SHR {
			if n, ok := constant.Uint64Val(y); ok {
				return constant.Shift(constant.ToInt(x), e.Op, uint(n))
			}
			return constant.MakeUnknown()
		}
		if x.Kind() == constant.Int && y.Kind() == constant.Int && e.Op != token.QUO {
			return constant.BinaryOp(x, e.Op, y)
		}
	}
	return constant.MakeUnknown()
}
