import { readCertificates } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { bundleFields, bundleText } from './certificate-sources.ts';

export default defineCheck({
  id: 'cert-bundle-invalid',
  version: 1,
  title: 'CA bundle holds no certificate that can be read',
  severity: 'medium',
  why: 'The API server cannot verify whom it calls with such a bundle: it refuses the object, or every call fails and the failure policy decides.',
  attack: 'Where the webhook ignores failures, what it should stop goes through.',
  remedy: 'Put the CA of the serving certificate into `caBundle`, as PEM in base64.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook',
  ],
  techniques: ['T1562.001'],
  appliesTo: [
    'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
    'MutatingWebhookConfiguration.admissionregistration.k8s.io',
    'APIService.apiregistration.k8s.io',
    'CustomResourceDefinition.apiextensions.k8s.io',
  ],
  find: (resource: Resource) =>
    bundleFields(resource).flatMap(({ pointer, holder, place }) => {
      const flaw = flawOf(holder['caBundle']);
      return flaw === undefined ? [] : [{ pointer, message: `${place} has a CA bundle that ${flaw}.` }];
    }),
  repair: { kind: 'none', reason: 'The CA has to be taken from whoever issued the serving certificate.' },
});

function flawOf(bundle: JsonValue | undefined): string | undefined {
  if (typeof bundle !== 'string' || bundle.trim() === '') return undefined;
  const decoded = bundleText(bundle);
  // A blank bundle is the usual sign that something is to fill it in.
  if (decoded === undefined) return /^[A-Za-z0-9+/=\s]*$/.test(bundle) ? undefined : 'is no base64';
  const { certificates, diagnostics } = readCertificates(decoded);
  if (certificates.length === 0) return 'holds no certificate that can be read';
  return diagnostics.length > 0 ? 'holds a certificate that cannot be read' : undefined;
}
