// Command oracle answers questions about Rego with the real OPA.
//
//	oracle batch   reads JSON lines of {modules, data, input, query, v0, strict, lint}, answers each with {result} or {errors}
//	oracle read    reads lines as batch does, answers each with what is wrong with its modules, or with their formatted text
//	oracle bench   reads one line of {modules, data, input, query, seconds}, answers with the cost of a decision and of compiling
//	oracle eval MODULE INPUT QUERY   prints the value of a query once, as a whole process
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("usage: oracle batch | read | bench | eval MODULE INPUT QUERY"))
	}
	switch os.Args[1] {
	case "batch":
		eachLine(func(q *question) any { return q.answer() })
	case "read":
		eachLine(func(q *question) any { return q.read() })
	case "bench":
		eachLine(func(q *question) any { return q.measure() })
	case "eval":
		fmt.Println(evalOnce(os.Args[2], os.Args[3], os.Args[4]))
	default:
		fail(fmt.Errorf("unknown mode %q", os.Args[1]))
	}
}

func eachLine(answer func(*question) any) {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			q, bad := parseQuestion(line)
			if bad != nil {
				fail(bad)
			}
			out.Write(append(textOf(answer(q)), '\n'))
			out.Flush()
		}
		if err != nil {
			return
		}
	}
}

// OPA gives values that are no JSON, such as the number -.75: nothing to be compared with.
func textOf(given any) []byte {
	text, bad := json.Marshal(given)
	if bad == nil {
		return text
	}
	text, bad = json.Marshal(answered{Errors: []failure{{Code: "panic", Message: bad.Error()}}})
	if bad != nil {
		fail(bad)
	}
	return text
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}
