import { type Certificate, readCertificates } from '@bulwark/certificates';
import { items, type Resource, record, type SecretEntry, secretEntries, text } from '@bulwark/model';
import { decodeBase64, isObject, type JsonObject, type JsonValue, latin1Text, pointer } from '@bulwark/text';
import { none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

/** A field that holds certificates. */
export interface CertificateSource {
  /** A chain is presented, leaf first; of a bundle any certificate is trusted. */
  readonly role: 'chain' | 'bundle';
  readonly pointer: string;
  /** `Key "tls.crt" of Secret "web-tls"`, to begin a sentence with. */
  readonly place: string;
  readonly certificates: readonly Certificate[];
}

/** The kinds in which certificates are looked for. */
export const certificateKinds: readonly string[] = [
  'Secret',
  'ConfigMap',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'APIService.apiregistration.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'ClusterTrustBundle.certificates.k8s.io',
];

const nothing: readonly CertificateSource[] = Object.freeze([]);

/** The fields of an object that hold certificates, read once for all checks. */
export function certificateSources(resource: Resource, lookup: Lookup): readonly CertificateSource[] {
  const known = lookup.derive('certificate sources', '', () => new WeakMap<Resource, readonly CertificateSource[]>());
  let sources = known.get(resource);
  if (sources === undefined) {
    sources = sourcesOf(resource).filter((source) => source.certificates.length > 0);
    known.set(resource, sources.length > 0 ? sources : nothing);
  }
  return sources;
}

/** One problem for each source about which `judge` has something to say. */
export function sourceProblems(
  resource: Resource,
  lookup: Lookup,
  judge: (source: CertificateSource) => string | undefined,
): readonly Problem[] {
  let problems = none;
  for (const source of certificateSources(resource, lookup)) {
    const message = judge(source);
    if (message !== undefined) problems = [...problems, { pointer: source.pointer, message }];
  }
  return problems;
}

/** A field with a CA bundle of one of the kinds that have them by definition. */
export interface BundleField {
  /** Where the bundle stands or should stand. */
  readonly pointer: string;
  /** The object that has the field `caBundle`. */
  readonly holder: JsonObject;
  readonly place: string;
}

/** The CA bundle fields of webhooks, API services and conversion webhooks. */
export function bundleFields({ kind, object, name }: Resource): readonly BundleField[] {
  const spec = record(object['spec']);
  if (kind === 'APIService.apiregistration.k8s.io') {
    return spec['service'] ? [{ pointer: '/spec/caBundle', holder: spec, place: `APIService "${name}"` }] : [];
  }
  if (kind === 'CustomResourceDefinition.apiextensions.k8s.io') {
    const holder = record(record(spec['conversion'])['webhook'])['clientConfig'];
    const at = '/spec/conversion/webhook/clientConfig/caBundle';
    return isObject(holder) ? [{ pointer: at, holder, place: `The conversion webhook of "${name}"` }] : [];
  }
  return items(object['webhooks']).flatMap((webhook, index) => {
    const holder = record(webhook)['clientConfig'];
    const place = `Webhook "${text(record(webhook)['name']) ?? ''}"`;
    return isObject(holder) ? [{ pointer: `/webhooks/${index}/clientConfig/caBundle`, holder, place }] : [];
  });
}

/** The text of a CA bundle in base64; undefined where it is none or blank, as placeholders are. */
export function bundleText(value: JsonValue | undefined): string | undefined {
  const bytes = typeof value === 'string' ? decodeBase64(value) : undefined;
  const decoded = bytes && latin1Text(bytes).trim();
  return decoded === '' ? undefined : decoded;
}

function sourcesOf(resource: Resource): readonly CertificateSource[] {
  switch (resource.kind) {
    case 'Secret':
      return secretSources(resource);
    case 'ConfigMap':
      return configMapSources(resource);
    case 'ClusterTrustBundle.certificates.k8s.io':
      return trustBundleSources(resource);
    default:
      return bundleFields(resource).map((field) => ({
        role: 'bundle',
        pointer: field.pointer,
        place: `The CA bundle of ${field.place.replace(/^The/, 'the')}`,
        certificates: readCertificates(bundleText(field.holder['caBundle']) ?? '').certificates,
      }));
  }
}

function secretSources(secret: Resource): readonly CertificateSource[] {
  return secretEntries(secret).flatMap((entry) => {
    if (entry.certificates === undefined) return [];
    const { certificates } = readCertificates(entry.certificates.join(''));
    return [
      {
        role: roleOf(certificates, entry),
        pointer: pointer(`/${entry.field}`, entry.key),
        place: `Key "${entry.key}" of Secret "${secret.name}"`,
        certificates,
      },
    ];
  });
}

function configMapSources(configMap: Resource): readonly CertificateSource[] {
  return Object.entries(record(configMap.object['data'])).flatMap(([key, value]) => {
    if (typeof value !== 'string' || !value.includes('-----BEGIN CERTIFICATE-----')) return [];
    const { certificates } = readCertificates(value);
    const place = `Key "${key}" of ConfigMap "${configMap.name}"`;
    return [{ role: roleOf(certificates), pointer: pointer('/data', key), place, certificates }];
  });
}

function trustBundleSources(bundle: Resource): readonly CertificateSource[] {
  const { certificates } = readCertificates(text(record(bundle.object['spec'])['trustBundle']) ?? '');
  const place = `ClusterTrustBundle "${bundle.name}"`;
  return [{ role: 'bundle', pointer: '/spec/trustBundle', place, certificates }];
}

/** What is presented has its private key beside it or begins with a certificate that is no CA. */
function roleOf(certificates: readonly Certificate[], entry?: SecretEntry): 'chain' | 'bundle' {
  if (entry?.key === 'tls.crt' || entry?.privateKey !== undefined) return 'chain';
  return certificates[0]?.isCA === false ? 'chain' : 'bundle';
}
