import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';
import { matchOf } from './match.ts';

interface Policy {
  readonly kind: string;
  readonly schema?: JsonObject;
  readonly target: JsonObject;
  readonly parameters: (random: Random) => JsonValue | undefined;
}

const seesAll: JsonObject = {
  rego: 'package k8ssees\nviolation[{"msg": msg, "details": input.parameters}] { msg := json.marshal(input.review) }',
};

/** What policies may do: tell all they see, take parameters with defaults, look at other objects, use libs, fail. */
const policies: readonly Policy[] = [
  {
    kind: 'K8sSees',
    target: {
      rego: `package k8ssees
violation[{"msg": msg, "details": input.parameters}] { msg := json.marshal(json.remove(input.review, ["namespaceObject"])) }`,
    },
    parameters: () => undefined,
  },
  {
    kind: 'K8sLabels',
    schema: {
      type: 'object',
      properties: {
        labels: {
          type: 'array',
          items: {
            type: 'object',
            properties: { key: { type: 'string' }, allowed: { type: 'string', default: '.*' } },
          },
        },
        note: { type: 'string', default: 'none' },
        limits: { type: 'object', default: {}, properties: { most: { type: 'integer', default: 1 } } },
        any: { 'x-kubernetes-preserve-unknown-fields': true },
        port: { 'x-kubernetes-int-or-string': true },
      },
    },
    target: {
      rego: `package k8slabels
violation[{"msg": msg, "details": {"missing": missing, "given": input.parameters}}] {
  given := {label | input.review.object.metadata.labels[label]}
  wanted := {label | label := input.parameters.labels[_].key}
  missing := wanted - given
  count(missing) >= input.parameters.limits.most
  msg := sprintf("%v %v: %v", [input.parameters.note, missing, object.get(input.parameters, "port", "")])
}
violation[{"msg": msg, "other": 1}] {
  value := input.review.object.metadata.labels[key]
  expected := input.parameters.labels[_]
  expected.key == key
  not re_match(expected.allowed, value)
  msg := sprintf("label <%v: %v> is not %v", [key, value, expected.allowed])
}`,
    },
    parameters: labelParameters,
  },
  {
    kind: 'K8sInventory',
    target: {
      rego: `package k8sinventory
violation[{"msg": msg}] {
  other := data.inventory.namespace[ns][version][kind][name]
  other.metadata.labels.app == input.review.object.metadata.labels.app
  msg := sprintf("%v/%v/%v/%v has the same app", [ns, version, kind, name])
}
violation[{"msg": msg, "details": {"names": names}}] {
  names := {name | data.inventory.cluster.v1.Namespace[name]}
  not names[input.review.namespace]
  msg := sprintf("no namespace %v", [input.review.namespace])
}
violation[{"msg": "everything", "details": data.inventory.cluster.v1}] { input.review.kind.kind == "Service" }`,
    },
    parameters: () => undefined,
  },
  {
    kind: 'K8sLib',
    schema: { type: 'object', properties: { images: { type: 'array', items: { type: 'string' } } } },
    target: {
      rego: `package k8slib
import data.lib.images
import data.lib.lists.all
violation[{"msg": msg}] { image := all[_]; not images.allowed(image); msg := sprintf("image %q", [image]) }`,
      libs: [
        `package lib.images
allowed(image) { startswith(image, input.parameters.images[_]) }`,
        `package lib.lists
all[image] { image := input.review.object.spec.containers[_].image }
all[image] { image := input.review.object.spec.template.spec.containers[_].image }`,
      ],
    },
    parameters: (random) => ({ images: random.several(0, 2, () => random.pick(['nginx', 'docker.io', 'registry.'])) }),
  },
  {
    kind: 'K8sCode',
    schema: { type: 'object', properties: { on: { type: 'boolean' } } },
    target: {
      code: [
        {
          engine: 'Rego',
          source: {
            version: 'v1',
            rego: `package k8scode
violation contains {"msg": msg} if {
  some container in input.review.object.spec.containers
  container.securityContext.privileged
  msg := sprintf("%s is privileged: %v", [container.name, input.parameters.on])
}
violation contains {"details": "no message"} if input.review.kind.kind == "Pod"
violation contains {"msg": "many", "details": [x, y]} if { some x in [1, 2]; some y in ["a", null] }`,
          },
        },
      ],
    },
    parameters: (random) => (random.once(3) ? undefined : random.pick([{}, { on: true }])),
  },
];

function labelParameters(random: Random): JsonValue | undefined {
  if (random.once(6)) return undefined;
  const label = (): JsonObject => ({
    key: random.pick(['app', 'team', 'gone']),
    ...(random.once(2) ? { allowed: random.pick(['^x$', 'y|z', '']) } : {}),
  });
  return {
    ...(random.once(5) ? {} : { labels: random.several(0, 3, label) }),
    ...(random.once(3) ? { note: random.pick(['', 'note']) } : {}),
    ...(random.once(3) ? { limits: random.pick([{}, { most: 2 }]) } : {}),
    ...(random.once(3) ? { any: random.pick<JsonValue>([{ a: [1] }, 'text', 12345678901, 1.5, [null], {}]) } : {}),
    ...(random.once(3) ? { port: random.pick<JsonValue>([80, 'http']) } : {}),
  };
}

/** The templates of all policies, in v1 or before; without `namespaceObject` that field of reviews is left unseen. */
export function templates(random: Random, seen?: 'namespaceObject') {
  return policies.map(({ kind, schema, target }) => ({
    // Before v1 fields that are not known are kept, and that cannot be said of numbers or texts.
    apiVersion: `templates.gatekeeper.sh/${kind === 'K8sLabels' ? 'v1' : random.pick(['v1', 'v1beta1'])}`,
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind }, ...(schema === undefined ? {} : { validation: { openAPIV3Schema: schema } }) } },
      targets: [{ target: 'admission.k8s.gatekeeper.sh', ...(seen && kind === 'K8sSees' ? seesAll : target) }],
    },
  }));
}

/** A constraint of any of the templates. */
export function constraintOf(random: Random, at: number): JsonObject {
  const { kind, parameters } = random.pick(policies);
  const given = parameters(random);
  const match = random.once(8) ? {} : { match: matchOf(random) };
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind,
    metadata: { name: `c-${at}` },
    spec: { ...match, ...actionOf(random), ...(given === undefined ? {} : { parameters: given }) },
  };
}

const points: readonly string[] = [
  'gator.gatekeeper.sh',
  'audit.gatekeeper.sh',
  'validation.gatekeeper.sh',
  '*',
  'vap.k8s.io',
];

function actionOf(random: Random): JsonObject {
  if (random.once(3)) return {};
  const enforcementAction = random.pick(['deny', 'warn', 'dryrun', 'scoped', 'scoped', 'unknown']);
  const scoped = random.several(0, 3, () => ({
    action: random.pick(['deny', 'warn', 'dryrun']),
    enforcementPoints: random.several(0, 2, () => ({ name: random.pick(points) })),
  }));
  return {
    enforcementAction,
    ...(enforcementAction === 'scoped' || random.once(5) ? { scopedEnforcementActions: scoped } : {}),
  };
}
