import { type Edit, remove, set } from '@bulwark/checks';
import { exactNumber, type JsonValue } from '@bulwark/text';

/** A field that a control reads, with what each value means to it. */
export interface Field {
  readonly check: string;
  /** `@` stands for a container of whatever kind. */
  readonly pointer: string;
  readonly type: 'boolean' | 'string' | 'integer' | 'object' | 'list';
  readonly denied: readonly JsonValue[];
  readonly allowed: readonly JsonValue[];
  /** What it means that the field is not there; null and a value of another type mean the same. */
  readonly missing: 'denied' | 'allowed';
  /** Makes the field count: edits of the base Pod. */
  readonly given?: readonly Edit[];
}

const onContainer = '@/securityContext';
const onPod = '/spec/securityContext';
const zeros = [0, '-0', '0.0', '0e0'].map((text) => (typeof text === 'number' ? text : exactNumber(text)));
const restrictedSources = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

/** The fields of all controls, as k8s.io/pod-security-admission reads them. */
export const fields: readonly Field[] = [
  flag('pod-privileged', `${onContainer}/privileged`),
  flag('pod-host-namespaces', '/spec/hostNetwork'),
  flag('pod-host-namespaces', '/spec/hostPID'),
  flag('pod-host-namespaces', '/spec/hostIPC'),
  flag('pod-windows-host-process', `${onContainer}/windowsOptions/hostProcess`),
  flag('pod-windows-host-process', `${onPod}/windowsOptions/hostProcess`),
  { ...flag('pod-allow-privilege-escalation', `${onContainer}/allowPrivilegeEscalation`), missing: 'denied' },
  { ...requiredFlag('pod-run-as-non-root', `${onPod}/runAsNonRoot`), missing: 'denied' },
  { ...requiredFlag('pod-run-as-non-root', `${onContainer}/runAsNonRoot`), missing: 'allowed' },
  userNamespace('pod-run-as-non-root', [remove(`${onPod}/runAsNonRoot`)]),
  userNamespace('pod-run-as-user', [set(`${onPod}/runAsUser`, 0)]),
  userNamespace('pod-proc-mount-baseline', [set('/spec/containers/0/securityContext/procMount', 'Unmasked')]),
  ...[onPod, onContainer].map(
    (context): Field => ({
      check: 'pod-run-as-user',
      pointer: `${context}/runAsUser`,
      type: 'integer',
      denied: zeros,
      allowed: [1, 65534, 9007199254740993n],
      missing: 'allowed',
    }),
  ),
  {
    check: 'pod-host-ports',
    pointer: '@/ports',
    type: 'list',
    denied: [[{ containerPort: 80, hostPort: 80 }], [{ containerPort: 81 }, { containerPort: 80, hostPort: 8080 }]],
    allowed: [[], [{ containerPort: 80 }], [{ containerPort: 80, hostPort: null }]],
    missing: 'allowed',
  },
  {
    check: 'pod-host-ports',
    pointer: '@/ports/0/hostPort',
    type: 'integer',
    denied: [80, 65535, exactNumber('80.0')],
    allowed: zeros,
    missing: 'allowed',
    given: [set('@/ports', [{ containerPort: 80 }])],
  },
  word('pod-proc-mount-baseline', `${onContainer}/procMount`, ['Unmasked', '', 'default'], ['Default']),
  ...[onPod, onContainer].flatMap((context): Field[] => [
    profile('pod-seccomp-profile-baseline', `${context}/seccompProfile`),
    profile('pod-app-armor-profile', `${context}/appArmorProfile`),
    profileType('pod-seccomp-profile-baseline', `${context}/seccompProfile`),
    profileType('pod-app-armor-profile', `${context}/appArmorProfile`),
    word(
      'pod-se-linux-options',
      `${context}/seLinuxOptions/type`,
      ['spc_t', ' '],
      ['', 'container_t', 'container_engine_t'],
    ),
    word('pod-se-linux-options', `${context}/seLinuxOptions/user`, ['system_u'], ['']),
    word('pod-se-linux-options', `${context}/seLinuxOptions/role`, ['system_r'], ['']),
    word('pod-se-linux-options', `${context}/seLinuxOptions/level`, [], ['', 's0:c1,c2']),
  ]),
  {
    check: 'pod-seccomp-profile-restricted',
    pointer: `${onPod}/seccompProfile`,
    type: 'object',
    denied: [],
    allowed: [{ type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'p.json' }],
    missing: 'denied',
  },
  {
    check: 'pod-capabilities-baseline',
    pointer: `${onContainer}/capabilities/add`,
    type: 'list',
    denied: [['SYS_ADMIN'], ['ALL'], ['CHOWN', 'NET_RAW'], ['chown'], ['CAP_CHOWN'], [''], [null]],
    allowed: [[], ['CHOWN'], ['NET_BIND_SERVICE', 'MKNOD']],
    missing: 'allowed',
  },
  {
    check: 'pod-capabilities-restricted',
    pointer: `${onContainer}/capabilities/add`,
    type: 'list',
    denied: [['CHOWN'], ['NET_BIND_SERVICE', 'MKNOD']],
    allowed: [[], ['NET_BIND_SERVICE']],
    missing: 'allowed',
  },
  {
    check: 'pod-capabilities-restricted',
    pointer: `${onContainer}/capabilities/drop`,
    type: 'list',
    denied: [[], ['NET_RAW'], ['all'], ['CAP_ALL'], [null]],
    allowed: [['ALL'], ['NET_RAW', 'ALL']],
    missing: 'denied',
  },
  {
    check: 'pod-sysctls',
    pointer: `${onPod}/sysctls`,
    type: 'list',
    denied: [[{ name: 'kernel.msgmax', value: '1' }], [{ name: 'net/ipv4/tcp_syncookies', value: '1' }], [{}]],
    allowed: [[], [{ name: 'net.ipv4.tcp_syncookies', value: '1' }]],
    missing: 'allowed',
  },
  {
    check: 'pod-host-path-volumes',
    pointer: '/spec/volumes/0/hostPath',
    type: 'object',
    denied: [{}, { path: '/' }, { path: '/dev/null', type: 'CharDevice' }],
    allowed: [],
    missing: 'allowed',
    given: [set('/spec/volumes', [{ name: 'data' }])],
  },
  ...restrictedSources.map(
    (source): Field => ({
      check: 'pod-restricted-volumes',
      pointer: `/spec/volumes/0/${source}`,
      type: 'object',
      denied: [{}, { server: 'nfs.example.com', path: '/' }],
      allowed: [],
      missing: 'allowed',
      given: [set('/spec/volumes', [{ name: 'data' }])],
    }),
  ),
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle/postStart', 'lifecycle/preStop'].flatMap(
    (handler) =>
      ['httpGet', 'tcpSocket'].map(
        (action): Field => ({
          ...word(
            'pod-host-probes-and-lifecycle',
            `@/${handler}/${action}/host`,
            ['169.254.169.254', '::1', ' '],
            [''],
          ),
          given: [set(`@/${handler}/${action}/port`, 80)],
        }),
      ),
  ),
  {
    check: 'pod-allow-privilege-escalation',
    pointer: '/spec/os/name',
    type: 'string',
    denied: ['linux', 'Windows', ''],
    allowed: ['windows'],
    missing: 'denied',
    given: [set('/spec/containers/0/securityContext', {})],
  },
  {
    check: 'pod-allow-privilege-escalation',
    pointer: onContainer,
    type: 'object',
    denied: [{}, { allowPrivilegeEscalation: null }],
    allowed: [{ allowPrivilegeEscalation: false }],
    missing: 'denied',
  },
];

/** The base: a Pod that the restricted level allows at every version. */
export const restrictedPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'test', namespace: 'shop', annotations: {} },
  spec: {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    initContainers: [restrictedContainer('init')],
    containers: [restrictedContainer('app')],
    ephemeralContainers: [restrictedContainer('debug')],
  },
} as const;

function restrictedContainer(name: string): { readonly [key: string]: JsonValue } {
  return {
    name,
    image: 'registry.example.com/app:1',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}

function flag(check: string, pointer: string): Field {
  return { check, pointer, type: 'boolean', denied: [true], allowed: [false], missing: 'allowed' };
}

function requiredFlag(check: string, pointer: string): Omit<Field, 'missing'> {
  return { check, pointer, type: 'boolean', denied: [false], allowed: [true] };
}

function userNamespace(check: string, given: readonly Edit[]): Field {
  return {
    check,
    pointer: '/spec/hostUsers',
    type: 'boolean',
    denied: [true],
    allowed: [false],
    missing: 'denied',
    given,
  };
}

function word(check: string, pointer: string, denied: readonly string[], allowed: readonly string[]): Field {
  return { check, pointer, type: 'string', denied, allowed, missing: 'allowed' };
}

function profile(check: string, pointer: string): Field {
  const allowed = [{ type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'p.json' }];
  return {
    check,
    pointer,
    type: 'object',
    denied: [{}, { type: 'Unconfined' }, { type: null }],
    allowed,
    missing: 'allowed',
  };
}

/** The type of a profile that is there: without one the profile is none that is allowed. */
function profileType(check: string, pointer: string): Field {
  return {
    ...word(
      check,
      `${pointer}/type`,
      ['Unconfined', '', 'runtimeDefault', 'runtime/default'],
      ['RuntimeDefault', 'Localhost'],
    ),
    missing: 'denied',
    given: [set(pointer, {})],
  };
}
