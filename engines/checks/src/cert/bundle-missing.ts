import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { bundleFields, bundleText } from './certificate-sources.ts';

export default defineCheck({
  id: 'cert-bundle-missing',
  version: 1,
  title: 'Webhook or API service has no CA bundle',
  severity: 'medium',
  why: 'Without a bundle the API server trusts only the roots of its own system, which sign no certificate for a Service of the cluster: every call fails, and the failure policy decides.',
  attack: 'Where the webhook ignores failures, what it should stop goes through.',
  remedy: 'Put the CA of the serving certificate into `caBundle`, or let cert-manager inject it.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook',
    'https://cert-manager.io/docs/concepts/ca-injector/',
  ],
  techniques: ['T1562.001'],
  // In files the bundle is often left to a controller or job that writes it after the installation.
  scope: 'cluster',
  appliesTo: [
    'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
    'MutatingWebhookConfiguration.admissionregistration.k8s.io',
    'APIService.apiregistration.k8s.io',
    'CustomResourceDefinition.apiextensions.k8s.io',
  ],
  find: (resource: Resource) =>
    bundleFields(resource).flatMap(({ pointer, holder, place }) => {
      const isInside = holder['service'] !== undefined && holder['insecureSkipTLSVerify'] !== true;
      const { caBundle } = holder;
      if (!isInside || (caBundle !== undefined && caBundle !== '' && bundleText(caBundle) !== undefined)) return [];
      // What is no base64 is not missing but wrong.
      if (typeof caBundle === 'string' && !/^[A-Za-z0-9+/=\s]*$/.test(caBundle)) return [];
      return [
        { pointer, message: `${place} calls a Service without a CA bundle, so its certificate cannot be verified.` },
      ];
    }),
  repair: { kind: 'none', reason: 'The CA has to be taken from whoever issued the serving certificate.' },
});
