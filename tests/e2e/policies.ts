/** A policy with a default, a partial set and a rule that depends on another. */
export const shopPolicy = `package shop

import data.people

default allow := false

allow if {
	input.user == "bob"
	some person in people
	person.name == input.user
}

names contains person.name if some person in people

deny contains msg if {
	not allow
	msg := sprintf("%s is not allowed", [input.user])
}
`;

export const people = '{"people": [{"name": "bob", "score": 1.50}, {"name": "al"}]}';

/** Two errors, the second one behind a rule that is in order. */
export const brokenPolicy = `package broken

p if {
	x :=
}

q := 1
`;

export const undefinedFunction = 'package unknown\n\nq := foo(1)\n';
