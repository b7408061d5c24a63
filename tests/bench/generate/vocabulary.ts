export const teams = [
  'checkout',
  'catalogue',
  'search',
  'identity',
  'ledger',
  'shipping',
  'insights',
  'platform',
] as const;
export const stages = ['prod', 'staging', 'dev'] as const;
export const roles = [
  'api',
  'web',
  'worker',
  'gateway',
  'cache',
  'queue',
  'indexer',
  'exporter',
  'auth',
  'report',
] as const;
export const registries = ['registry.acme.example', 'ghcr.io/acme', 'quay.io/acme', 'docker.io/library'] as const;
export const products = [
  'nginx',
  'redis',
  'postgres',
  'envoy',
  'ledger-api',
  'search-node',
  'mailer',
  'fluent-bit',
] as const;
export const ports = [80, 3000, 5432, 6379, 8080, 8443, 9090, 9200] as const;
export const addedCapabilities = ['NET_ADMIN', 'SYS_PTRACE', 'CHOWN', 'NET_BIND_SERVICE', 'SYS_ADMIN'] as const;
export const hostPaths = ['/var/log', '/proc', '/var/run/docker.sock', '/var/lib/kubelet', '/srv/data', '/'] as const;
export const people = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'] as const;
export const groups = ['developers', 'on-call', 'auditors', 'release', 'system:authenticated'] as const;
export const apiGroups = ['', 'apps', 'batch', 'networking.k8s.io', 'rbac.authorization.k8s.io'] as const;
export const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;
export const resources = [
  'pods',
  'pods/log',
  'pods/exec',
  'deployments',
  'services',
  'configmaps',
  'secrets',
  'jobs',
  'ingresses',
  'networkpolicies',
  'serviceaccounts',
  'roles',
  'rolebindings',
  'nodes',
] as const;
