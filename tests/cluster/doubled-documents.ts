/** Title, notation, what stands beside kind and metadata, the field looked at, what we judge, what the API server stores. */
type Doubled = readonly [string, 'json' | 'yaml', string, string, boolean, boolean];

const privileged = '/spec/containers/0/securityContext/privileged';
/** Pods that say one key twice, as who posts past kubectl can send them. */
export const doubled: readonly Doubled[] = [
  [
    'an object twice in JSON is merged',
    'json',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"privileged":true},"securityContext":{"runAsUser":5}}]}',
    privileged,
    false,
    true,
  ],
  [
    'a list twice in JSON is read over',
    'json',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"privileged":true}}],"containers":[{"name":"a","image":"a"}]}',
    privileged,
    false,
    true,
  ],
  [
    'the spec twice in JSON is merged',
    'json',
    '"spec":{"hostNetwork":true},"spec":{"containers":[{"name":"a","image":"a"}]}',
    '/spec/hostNetwork',
    false,
    true,
  ],
  [
    'true and then null in JSON stays true',
    'json',
    '"spec":{"hostNetwork":true,"hostNetwork":null,"containers":[{"name":"a","image":"a"}]}',
    '/spec/hostNetwork',
    false,
    true,
  ],
  [
    'an object and then null in JSON is gone',
    'json',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"privileged":true},"securityContext":null}]}',
    privileged,
    false,
    false,
  ],
  [
    'an object twice in YAML is the last one',
    'yaml',
    'spec: {containers: [{name: a, image: a, securityContext: {privileged: true}, securityContext: {runAsUser: 5}}]}',
    privileged,
    false,
    false,
  ],
  [
    'true and then null in YAML is unset',
    'yaml',
    'spec: {hostNetwork: true, hostNetwork: null, containers: [{name: a, image: a}]}',
    '/spec/hostNetwork',
    false,
    false,
  ],
];
