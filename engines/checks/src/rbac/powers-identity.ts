import { type Power, power } from './power.ts';

const rbacGroup = ['rbac.authorization.k8s.io'] as const;
const roles = ['roles', 'clusterroles'] as const;
const write = ['create', 'update', 'patch'] as const;

export const secretsList: Power = power({
  lets: 'read every Secret of {where}',
  rights: [{ groups: [''], resources: ['secrets'], verbs: ['list', 'watch'] }],
  grave: true,
});

export const secretsGet: Power = power({
  lets: 'read each Secret of {where} whose name it knows or guesses',
  rights: [{ groups: [''], resources: ['secrets'], verbs: ['get'] }],
  grave: true,
});

export const secretsCreate: Power = power({
  lets: 'have a token of any ServiceAccount of {where} issued into a Secret and read it there',
  rights: [{ groups: [''], resources: ['secrets'], verbs: ['create'] }],
});

export const secretsChange: Power = power({
  lets: 'replace credentials, keys and certificates in Secrets of {where}',
  rights: [{ groups: [''], resources: ['secrets'], verbs: ['update', 'patch'] }],
});

export const escalate: Power = power({
  lets: 'write rights into roles that it does not hold itself, up to all rights in {where}',
  rights: [{ groups: rbacGroup, resources: roles, verbs: ['escalate'] }],
  about: 'verb',
  grave: true,
});

export const bind: Power = power({
  lets: 'bind itself or anyone to roles with more rights than its own, in {where}',
  rights: [{ groups: rbacGroup, resources: roles, verbs: ['bind'] }],
  // Limiting `bind` to harmless roles by name is what the documentation recommends.
  named: (name) => name === 'cluster-admin' || name.startsWith('system:'),
  about: 'verb',
  // Binding a ClusterRole in a namespace asks for the verb in that namespace.
  reachesOut: true,
  grave: true,
});

export const rolesWrite: Power = power({
  lets: 'add each right that it holds to other roles of {where}, and so to all who are bound to them',
  rights: [{ groups: rbacGroup, resources: roles, verbs: write }],
});

export const bindingsWrite: Power = power({
  lets: 'give each right that it holds to other subjects in {where} and so keep them when it is found out',
  rights: [{ groups: rbacGroup, resources: ['rolebindings', 'clusterrolebindings'], verbs: write }],
});

export const impersonateUsers: Power = power({
  lets: 'act as another user or group, up to system:masters',
  rights: [{ groups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] }],
  clusterScoped: true,
  named: (name) => name.startsWith('system:') || name.startsWith('kubeadm:') || name === 'kubernetes-admin',
  about: 'verb',
  grave: true,
});

export const impersonateServiceAccounts: Power = power({
  lets: 'act as any ServiceAccount of {where}',
  rights: [{ groups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] }],
  about: 'verb',
  grave: true,
});

export const serviceAccountTokens: Power = power({
  lets: 'obtain tokens of service accounts of {where} and use them from anywhere',
  rights: [{ groups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }],
  named: 'all',
  grave: true,
});

export const serviceAccountsWrite: Power = power({
  lets: 'give service accounts of {where} a cloud identity by annotation, or image pull Secrets',
  rights: [{ groups: [''], resources: ['serviceaccounts'], verbs: write }],
});

const clientSigners = (name: string): boolean =>
  name.startsWith('kubernetes.io/kube-apiserver-client') || name === 'kubernetes.io/*';

export const signersApprove: Power = power({
  lets: "have the cluster's CA sign client certificates in other names (those of group system:masters apart)",
  rights: [{ groups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve'] }],
  clusterScoped: true,
  named: clientSigners,
  about: 'verb',
  grave: true,
});

export const requestsApproval: Power = power({
  lets: 'approve certificate signing requests',
  rights: [
    { groups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] },
  ],
  clusterScoped: true,
});

export const signersSign: Power = power({
  lets: 'hand a certificate of its choice to those who ask the cluster for one',
  rights: [{ groups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['sign'] }],
  clusterScoped: true,
  named: (name) => name.startsWith('kubernetes.io/'),
  about: 'verb',
});

export const requestsStatus: Power = power({
  lets: 'write the certificate of a signing request',
  rights: [
    { groups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/status'], verbs: ['update', 'patch'] },
  ],
  clusterScoped: true,
});

export const trustBundlesWrite: Power = power({
  lets: 'change which certificate authorities pods trust',
  rights: [{ groups: ['certificates.k8s.io'], resources: ['clustertrustbundles'], verbs: write }],
  clusterScoped: true,
});
