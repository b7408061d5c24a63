package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/util"
)

type measured struct {
	// Nanoseconds a decision, the input parsed before: the best of the rounds, and its CPU.
	WallNs float64 `json:"wallNs"`
	CPUNs  float64 `json:"cpuNs"`
	// Nanoseconds from text to a compiler that is ready.
	CompileNs    float64 `json:"compileNs"`
	CompileCPUNs float64 `json:"compileCpuNs"`
}

// How many rounds share the time of a measurement.
const rounds = 8

func (q *question) measure() any {
	ctx := context.Background()
	query, err := q.prepare(ctx)
	must(err)
	inputs := q.parsedInputs()
	at := 0
	wall, cpu := best(q.Seconds, func() {
		_, err := query.Eval(ctx, rego.EvalParsedInput(inputs[at%len(inputs)]))
		must(err)
		at++
	})
	compileWall, compileCPU := best(q.Seconds, func() {
		_, err := q.compiler()
		must(err)
	})
	return measured{wall, cpu, compileWall, compileCPU}
}

// A list is one input after the other; anything else is the only one.
func (q *question) parsedInputs() []ast.Value {
	all, isList := (*q.Input).([]any)
	if !isList {
		all = []any{*q.Input}
	}
	values := make([]ast.Value, len(all))
	for at, one := range all {
		value, err := ast.InterfaceToValue(one)
		must(err)
		values[at] = value
	}
	return values
}

func best(seconds float64, run func()) (wall, cpu float64) {
	for range rounds {
		count, began, used := 0, time.Now(), cpuTime()
		for time.Since(began).Seconds() < seconds/rounds {
			for range 16 {
				run()
			}
			count += 16
		}
		each := float64(time.Since(began).Nanoseconds()) / float64(count)
		if wall == 0 || each < wall {
			wall, cpu = each, float64((cpuTime()-used).Nanoseconds())/float64(count)
		}
	}
	return wall, cpu
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// What one whole process found and took.
type evaluated struct {
	Value         any     `json:"value"`
	CPUSeconds    float64 `json:"cpuSeconds"`
	PeakMebibytes float64 `json:"peakMebibytes"`
}

func evalOnce(module, input, query string) string {
	text, err := os.ReadFile(module)
	must(err)
	raw, err := os.ReadFile(input)
	must(err)
	var value any
	must(util.UnmarshalJSON(raw, &value))
	q := &question{Modules: []string{string(text)}, Query: query, Input: &value}
	found := q.answerWithin(context.Background())
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	printed, err := json.Marshal(evaluated{found, cpuTime().Seconds(), float64(usage.Maxrss) / 1024})
	must(err)
	return string(printed)
}

func (q *question) answerWithin(ctx context.Context) any {
	query, err := q.prepare(ctx)
	must(err)
	options, err := q.inputOption()
	must(err)
	found, err := query.Eval(ctx, options...)
	must(err)
	if len(found) == 0 || len(found[0].Expressions) == 0 {
		return fmt.Sprint("undefined")
	}
	return found[0].Expressions[0].Value
}

func must(err error) {
	if err != nil {
		fail(err)
	}
}
