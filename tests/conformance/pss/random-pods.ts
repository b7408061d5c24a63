import { applyEdits, type Edit, remove, set } from '@bulwark/checks';
import { randomFrom } from '@bulwark/testkit';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { fields, restrictedPod } from './fields.ts';

/** Pods made of the restricted base by a few random edits of the fields that the controls read. */
export function* randomPods(seed: number): Generator<JsonObject> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
  while (true) {
    let pod = applyEdits(restrictedPod, [remove('/spec/ephemeralContainers')]);
    for (let edits = random(5); edits > 0; edits--) pod = edited(pod, pick);
    yield pod;
  }
}

type Pick = <T>(list: readonly T[]) => T | undefined;

function edited(pod: JsonObject, pick: Pick): JsonObject {
  const field = pick(fields);
  const list = pick(['initContainers', 'containers']);
  if (field === undefined || pick([0, 1]) === 0) return applyEdits(pod, pick(extras) ?? []);
  const at = (edit: Edit): Edit => ({ ...edit, pointer: edit.pointer.replace('@', `/spec/${list}/0`) });
  const value = pick<JsonValue>([...field.denied, ...field.allowed, ...field.allowed, null]) ?? null;
  return applyEdits(pod, [...(field.given ?? []), set(field.pointer, value)].map(at));
}

const annotations = '/metadata/annotations';

const app = '/spec/containers/0/securityContext';
const init = '/spec/initContainers/0';

// What takes more than one field of the table, or a value that the API server accepts beside the base.
const extras: readonly (readonly Edit[])[] = [
  [set(`${annotations}/container.apparmor.security.beta.kubernetes.io~1app`, 'unconfined')],
  [set(`${annotations}/container.apparmor.security.beta.kubernetes.io~1app`, 'runtime/default')],
  [set(`${annotations}/container.apparmor.security.beta.kubernetes.io~1app`, 'localhost/p')],
  [set(`${annotations}/seccomp.security.alpha.kubernetes.io~1pod`, 'unconfined')],
  [set(`${annotations}/container.seccomp.security.alpha.kubernetes.io~1init`, 'unconfined')],
  [set('/spec/securityContext/appArmorProfile', { type: 'Unconfined' })],
  [set(`${app}/appArmorProfile`, { type: 'Unconfined' })],
  [set('/spec/securityContext/seccompProfile', { type: 'Unconfined' })],
  [remove('/spec/securityContext/seccompProfile'), set(`${app}/seccompProfile`, { type: 'RuntimeDefault' })],
  [remove('/spec/securityContext/runAsNonRoot'), set(`${app}/runAsNonRoot`, true)],
  [set('/spec/hostUsers', false)],
  [set('/spec/hostUsers', false), set(`${app}/procMount`, 'Unmasked')],
  [set('/spec/hostUsers', false), set('/spec/securityContext', { runAsUser: 0 })],
  [set('/spec/hostUsers', false), remove('/spec/securityContext')],
  [set('/spec', { os: { name: 'windows' }, containers: [{ name: 'app', image: 'a' }] })],
  [set('/spec/os', { name: 'linux' })],
  [set('/spec', windowsPod({ runAsUserName: 'ContainerUser' })), set('/spec/securityContext/runAsNonRoot', true)],
  [
    set('/spec', windowsPod({ hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' })),
    set('/spec/hostNetwork', true),
  ],
  [set('/spec/hostNetwork', true)],
  [remove(`${app}/allowPrivilegeEscalation`), set(`${app}/privileged`, true)],
  [remove(`${init}/securityContext/allowPrivilegeEscalation`), set(`${init}/securityContext/privileged`, true)],
  [set(`${init}/restartPolicy`, 'Always'), set(`${init}/startupProbe`, { tcpSocket: { port: 1, host: '10.0.0.1' } })],
  [remove(`${app}/allowPrivilegeEscalation`)],
  [remove(app)],
  [remove(`${init}/securityContext`)],
  [remove('/spec/securityContext')],
  [remove('/spec/initContainers')],
  [
    set('/spec/volumes', [
      { name: 'a', emptyDir: {} },
      { name: 'b', hostPath: { path: '/var/log' } },
    ]),
  ],
  [set('/spec/volumes', [{ name: 'a', nfs: { server: 'nfs.example.com', path: '/' } }])],
  [set('/spec/volumes', [{ name: 'a', image: { reference: 'example.com/a:1' } }])],
  [set('/spec/volumes', [{ name: 'a', csi: { driver: 'csi.example.com' } }, { name: 'b' }])],
  ...sysctls().map((name) => [set('/spec/securityContext/sysctls', [{ name, value: '1' }])]),
];

function windowsPod(windowsOptions: JsonObject): JsonObject {
  return { os: { name: 'windows' }, securityContext: { windowsOptions }, containers: [{ name: 'app', image: 'a' }] };
}

function sysctls(): readonly string[] {
  return [
    'kernel.shm_rmid_forced',
    'net.ipv4.ip_local_reserved_ports',
    'net.ipv4.tcp_fin_timeout',
    'net.ipv4.tcp_keepalive_intvl',
    'net.ipv4.tcp_rmem',
    'net.ipv4.tcp_wmem',
    'net.ipv4.tcp_notsent_lowat',
    'net.core.somaxconn',
  ];
}
