import { items, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

const clientSigner = 'kubernetes.io/kube-apiserver-client';

export default defineCheck({
  id: 'rbac-csr-by-serviceaccount',
  version: 1,
  title: 'Service account was given a certificate to log in with',
  severity: 'medium',
  why: 'Workloads log in with tokens that expire. A client certificate outlives the pod, carries whatever name was approved, and cannot be revoked.',
  attack:
    'An attacker in a pod asks for a certificate in another name, has it approved, and keeps it after the pod and its token are gone.',
  remedy:
    'Find out who approved it and what for; where it is not explained, take the rights of the name in the certificate away.',
  accept: 'Tools that issue certificates to people by design and run under that service account.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
  ],
  techniques: ['T1098', 'T1550'],
  appliesTo: ['CertificateSigningRequest.certificates.k8s.io'],
  find: (request: Resource) => {
    const spec = record(request.object['spec']);
    const user = text(spec['username']) ?? '';
    if (!user.startsWith('system:serviceaccount:') || spec['signerName'] !== clientSigner) return none;
    if (!isApproved(request)) return none;
    const message = `${user} asked for the client certificate "${request.name}" and it was approved: it works until it expires, whatever becomes of the account.`;
    return [{ pointer: '/spec/username', value: user, message }];
  },
  repair: { kind: 'none', reason: 'The certificate is out; removing the request does not call it back.' },
});

function isApproved(request: Resource): boolean {
  const types = items(record(request.object['status'])['conditions']).map((condition) => record(condition)['type']);
  return types.includes('Approved') && !types.includes('Denied') && !types.includes('Failed');
}
