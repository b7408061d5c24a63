/** Every client certificate of a test cluster. */
export const users = [
  { name: 'admin', subject: '/O=system:masters/CN=admin', days: 3650 },
  { name: 'reader', subject: '/O=bulwark:readers/CN=reader', days: 3650 },
  { name: 'no-secrets', subject: '/CN=no-secrets', days: 3650 },
  { name: 'nobody', subject: '/CN=nobody', days: 3650 },
  // All rights, so that only the expiry (one second after issue) can be what refuses it.
  { name: 'expired', subject: '/O=system:masters/CN=expired', days: 0 },
  { name: 'kube-controller-manager', subject: '/CN=system:kube-controller-manager', days: 3650 },
] as const;

/** A user by the name that requests and kubeconfig files use. */
export type User = (typeof users)[number]['name'];
