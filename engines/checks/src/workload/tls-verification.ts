import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

const switches: ReadonlyMap<string, RegExp> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['PYTHONHTTPSVERIFY', /^0$/],
  ['GIT_SSL_NO_VERIFY', /^(?:1|true)$/i],
  ['VAULT_SKIP_VERIFY', /^(?:1|true)$/i],
  ['CONSUL_HTTP_SSL_VERIFY', /^false$/i],
  ['HELM_KUBEINSECURE_SKIP_TLS_VERIFY', /^(?:1|true)$/i],
]);

const options =
  /^--?(?:insecure-skip-tls-verify|insecure-skip-verify|tls-skip-verify|skip-tls-verify|kubelet-insecure-tls|no-check-certificate)(?:=(?:1|true))?$/;

export default defineCheck({
  id: 'workload-tls-verification',
  version: 1,
  title: 'Certificates of other servers are not checked',
  severity: 'medium',
  why: "Encryption without a check of the certificate protects from nobody who can answer in the server's place: passwords and tokens go to whoever does.",
  attack:
    "An intruder in the network answers under the server's name, reads what the container sends and changes what it gets.",
  remedy:
    "Mount the certificate of the authority that signed the server's and name it, instead of turning the check off.",
  accept: 'metrics-server on kubelets with certificates of their own making, until they are signed by the cluster.',
  references: ['https://kubernetes.io/docs/tasks/tls/managing-tls-in-a-cluster/'],
  techniques: ['T1562'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'env'],
  find: (pod) => inContainers(pod, (container) => [...wordProblems(container), ...envProblems(container)]),
  repair: {
    kind: 'none',
    reason: 'The certificate of the right authority has to be mounted first, or the connection fails.',
  },
});

function wordProblems(container: Container): readonly Problem[] {
  const { command, args } = container.value;
  if ((command ?? args) === undefined) return [];
  return (['command', 'args'] as const).flatMap((field) =>
    items(container.value[field]).flatMap((word, index) =>
      typeof word === 'string' && word.startsWith('-') && options.test(word)
        ? [problem(container, `/${field}/${index}`, word)]
        : [],
    ),
  );
}

function envProblems(container: Container): readonly Problem[] {
  const list = container.value['env'];
  if (list === undefined) return [];
  return items(list).flatMap((entry, index) => {
    const { name, value } = record(entry);
    const isOff = switches.get(text(name) ?? '')?.test(text(value) ?? '') === true;
    return isOff ? [problem(container, `/env/${index}/value`, String(name))] : [];
  });
}

function problem(container: Container, at: string, setting: string): Problem {
  return {
    pointer: containerPointer(container, at),
    message: `Container "${container.name}" trusts any certificate: ${setting} turns the check off.`,
  };
}
