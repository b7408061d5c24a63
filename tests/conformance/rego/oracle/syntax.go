package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// complaint is the first thing that is wrong with a module.
type complaint struct {
	Message string `json:"message"`
	Row     int    `json:"row"`
	Col     int    `json:"col"`
}

type reading struct {
	Error  *complaint `json:"error,omitempty"`
	Format string     `json:"format,omitempty"`
}

// read says what is wrong with each module, or how opa fmt lays it out.
func (q *question) read() any {
	version := ast.RegoV1
	if q.V0 {
		version = ast.RegoV0
	}
	readings := make([]reading, len(q.Modules))
	for i, text := range q.Modules {
		readings[i] = readModule(text, version)
	}
	return map[string]any{"readings": readings}
}

func readModule(text string, version ast.RegoVersion) reading {
	options := ast.ParserOptions{RegoVersion: version, ProcessAnnotation: true}
	if _, err := ast.ParseModuleWithOpts("module", text, options); err != nil {
		return reading{Error: firstOf(err)}
	}
	laid, err := format.SourceWithOpts("module", []byte(text), format.Opts{RegoVersion: version, ParserOptions: &options})
	if err != nil {
		return reading{Error: firstOf(err)}
	}
	return reading{Format: string(laid)}
}

func firstOf(err error) *complaint {
	var all ast.Errors
	var one *ast.Error
	if errors.As(err, &all) && len(all) > 0 {
		one = all[0]
	} else if !errors.As(err, &one) {
		return &complaint{Message: err.Error()}
	}
	if one.Location == nil {
		return &complaint{Message: one.Message}
	}
	return &complaint{Message: one.Message, Row: one.Location.Row, Col: one.Location.Col}
}
