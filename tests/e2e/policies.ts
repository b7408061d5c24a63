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

/** A template of Gatekeeper whose constraints ask for a label `owner`. */
export const ownerTemplate = `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: k8sowner}
spec:
  crd: {spec: {names: {kind: K8sOwner}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
      rego: |
        package k8sowner
        violation[{"msg": msg}] {
          not input.review.object.metadata.labels.owner
          msg := "no owner"
        }
`;
