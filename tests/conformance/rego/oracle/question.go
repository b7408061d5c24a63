package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/util"
)

type question struct {
	Modules []string       `json:"modules"`
	Data    map[string]any `json:"data"`
	Input   *any           `json:"input"`
	Query   string         `json:"query"`
	V0      bool           `json:"v0"`
	// Strict makes errors of builtins end the evaluation.
	Strict bool `json:"strict"`
	// Lint is the compiler's strict mode.
	Lint    bool    `json:"lint"`
	Seconds float64 `json:"seconds"`
}

type location struct {
	File string `json:"file"`
	Row  int    `json:"row"`
	Col  int    `json:"col"`
}

type failure struct {
	Code     string    `json:"code"`
	Message  string    `json:"message"`
	Location *location `json:"location,omitempty"`
}

type answered struct {
	Result rego.ResultSet `json:"result,omitempty"`
	Errors []failure      `json:"errors,omitempty"`
}

func parseQuestion(line []byte) (*question, error) {
	q := &question{}
	decoder := util.NewJSONDecoder(bytes.NewReader(line))
	return q, decoder.Decode(q)
}

// How long one evaluation may take before it is called off.
const patience = 3 * time.Second

func (q *question) answer() any {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return q.safely(func() ([]rego.Result, error) {
		query, err := q.prepare(ctx)
		if err != nil {
			return nil, err
		}
		options, err := q.inputOption()
		if err != nil {
			return nil, err
		}
		return query.Eval(ctx, options...)
	})
}

func (q *question) safely(run func() ([]rego.Result, error)) (result answered) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answered{Errors: []failure{{Code: "panic", Message: fmt.Sprint(problem)}}}
		}
	}()
	found, err := run()
	if err != nil {
		return answered{Errors: failuresOf(err)}
	}
	return answered{Result: found}
}

func (q *question) version() ast.RegoVersion {
	if q.V0 {
		return ast.RegoV0
	}
	return ast.RegoV1
}

// Errors of parsing come before those of compiling, and all modules' together, as from the command line.
func (q *question) compiler() (*ast.Compiler, error) {
	modules := map[string]*ast.Module{}
	var failed ast.Errors
	for at, text := range q.Modules {
		name := fmt.Sprintf("test-%d.rego", at)
		module, err := ast.ParseModuleWithOpts(name, text, ast.ParserOptions{RegoVersion: q.version(), ProcessAnnotation: true})
		var found ast.Errors
		switch {
		case errors.As(err, &found):
			failed = append(failed, found...)
		case err != nil:
			failed = append(failed, ast.NewError(ast.ParseErr, nil, "%s", err.Error()))
		case module != nil:
			modules[name] = module
		}
	}
	if len(failed) > 0 {
		return nil, failed
	}
	compiler := ast.NewCompiler().WithStrict(q.Lint).WithDefaultRegoVersion(q.version()).SetErrorLimit(100)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	return compiler, nil
}

func (q *question) prepare(ctx context.Context) (rego.PreparedEvalQuery, error) {
	compiler, err := q.compiler()
	if err != nil {
		return rego.PreparedEvalQuery{}, err
	}
	data := q.Data
	if data == nil {
		data = map[string]any{}
	}
	return rego.New(
		rego.Compiler(compiler),
		rego.Query(q.Query),
		rego.Store(inmem.NewFromObject(data)),
		rego.SetRegoVersion(q.version()),
		rego.StrictBuiltinErrors(q.Strict),
		rego.Strict(q.Lint),
		rego.Seed(rand.New(rand.NewSource(1))),
	).PrepareForEval(ctx)
}

func (q *question) inputOption() ([]rego.EvalOption, error) {
	if q.Input == nil {
		return nil, nil
	}
	value, err := ast.InterfaceToValue(*q.Input)
	return []rego.EvalOption{rego.EvalParsedInput(value)}, err
}

func failuresOf(err error) []failure {
	var compile ast.Errors
	var several rego.Errors
	var run *topdown.Error
	var one *ast.Error
	switch {
	case errors.As(err, &compile):
		return eachFailure(compile)
	case errors.As(err, &several):
		var all []failure
		for _, inner := range several {
			all = append(all, failuresOf(inner)...)
		}
		return all
	case errors.As(err, &one):
		return eachFailure(ast.Errors{one})
	case errors.As(err, &run):
		return []failure{{run.Code, run.Message, placeOf(run.Location)}}
	}
	return []failure{{Code: "unknown", Message: err.Error()}}
}

func eachFailure(all ast.Errors) []failure {
	var failures []failure
	for _, one := range all {
		failures = append(failures, failure{one.Code, one.Message, placeOf(one.Location)})
	}
	return failures
}

func placeOf(at *ast.Location) *location {
	if at == nil {
		return nil
	}
	return &location{at.File, at.Row, at.Col}
}
