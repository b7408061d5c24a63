import { brokenPolicy, people, shopPolicy } from '../../../e2e/policies.ts';

/** The files that both command lines are run over. */
export const policyFiles: Readonly<Record<string, string>> = {
  'p/shop.rego': shopPolicy,
  'p/people.json': people,
  'p/more.rego': `package more

double(x) := x * 2

big := double(21)

traced if {
	trace("a note")
	input.user == "bob"
}

fails if {
	trace("before")
	count(input.user) > 10
}

bad := 1 / 0

pairs[k] := v if some k, v in {"a": 1, "b": [2]}

least := y if {
	ys := [n |
		n := [3, 4][_]
		n > 3
	]
	y := ys[0]
} else := 0
`,
  'bob.json': '{"user": "bob"}',
  'eve.json': '{"user": "eve"}',
  'bob.yaml': 'user: bob\n',
  't/shop_test.rego': `package shop_test

import data.shop

test_bob if shop.allow with input as {"user": "bob"}

test_eve_fails if shop.allow with input as {"user": "eve"}

test_cases[name] if {
	some name, user in {"one": "bob", "two": "eve"}
	shop.allow with input as {"user": user}
}

todo_test_later if false
`,
  'broken.rego': brokenPolicy,
  'unknown.rego': 'package unknown\n\nq := foo(1)\n',
  'unsafe.rego': 'package unsafe\n\nr if x == 1\n',
  'types.rego': 'package types\n\nr := count(1)\n',
  'rec.rego': 'package rec\n\na := b\n\nb := a\n',
  'conflict.rego': 'package conflict\n\nf(x) := 1\n\nf(x, y) := 2\n',
  'clash.rego': 'package clash\n\na := 1\n\na := 2 if input\n',
  'strict.rego': 'package strict\n\nimport data.unused\n\np if {\n\tx := 1\n\ttrue\n}\n',
  'v0/a.rego': 'package v0\n\nallow { input.user == "bob" }\n\nmsgs[m] { m := "x" }\n',
  'messy.rego': 'package  messy\nallow   if   {input.x==1\n}\n',
  'text.txt': 'no policy\n',
  'bad.json': '{"a": }\n',
};
