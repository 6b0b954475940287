package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assay/internal/usage"
)

// applyConfig sets every flag that the configuration file names and the command
// line does not. Keys are flag names; a list sets a repeatable flag once for
// each item. An unknown key is a usage error with its line.
func applyConfig(cmd *cobra.Command, path string) error {
	if path == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return usage.Errorf("--config: %w", err)
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return usage.Errorf("%s: %w", path, err)
	}
	given := map[string]bool{}
	cmd.Flags().Visit(func(f *pflag.Flag) { given[f.Name] = true })
	for _, doc := range file.Docs {
		pairs, err := mapping(doc.Body)
		if err != nil {
			return usage.Errorf("%s: %w", path, err)
		}
		for _, kv := range pairs {
			line := kv.Key.GetToken().Position.Line
			name := kv.Key.GetToken().Value
			flag := cmd.Flags().Lookup(name)
			if flag == nil || name == "config" || name == "help" {
				return usage.Errorf("%s:%d: unknown key %q", path, line, name).
					Advise("keys are the flags of " + cmd.CommandPath() + " without the dashes")
			}
			values, err := scalars(kv.Value)
			if err != nil {
				return usage.Errorf("%s:%d: %s: %w", path, line, name, err)
			}
			if given[name] {
				continue
			}
			for _, v := range values {
				if err := cmd.Flags().Set(name, v); err != nil {
					return usage.Errorf("%s:%d: %w", path, line, flagProblem(err))
				}
			}
		}
	}
	return nil
}

func mapping(n ast.Node) ([]*ast.MappingValueNode, error) {
	switch n := n.(type) {
	case nil:
		return nil, nil
	case *ast.CommentGroupNode:
		return nil, nil
	case *ast.MappingNode:
		return n.Values, nil
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, nil
	}
	return nil, fmt.Errorf("line %d: want keys and values", n.GetToken().Position.Line)
}

// scalars are the values of a key: one, or the items of a list.
func scalars(n ast.Node) ([]string, error) {
	if seq, ok := n.(*ast.SequenceNode); ok {
		var out []string
		for _, item := range seq.Values {
			s, err := scalars(item)
			if err != nil {
				return nil, err
			}
			out = append(out, s...)
		}
		return out, nil
	}
	if s, ok := n.(ast.ScalarNode); ok {
		return []string{strings.TrimSpace(fmt.Sprint(s.GetValue()))}, nil
	}
	return nil, fmt.Errorf("want a value or a list of values")
}
