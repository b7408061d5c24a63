import type { Certificate } from '@bulwark/certificates';
import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { certificateSources } from './certificate-sources.ts';

/** The kinds that serve hosts with the certificate of a Secret. */
export const servingKinds: readonly string[] = ['Ingress.networking.k8s.io', 'Gateway.gateway.networking.k8s.io'];

/** A Secret by which an Ingress or Gateway serves hosts. */
export interface Served {
  /** Pointer of the reference to the Secret. */
  readonly pointer: string;
  readonly secret: Resource;
  readonly leaf: Certificate;
  /** Hosts with their pointers; of a Gateway's several certificates each may serve any of them. */
  readonly hosts: readonly { readonly host: string; readonly pointer: string }[];
  /** Other certificates that the same listener may choose. */
  readonly alternatives: readonly Certificate[];
}

/** What an Ingress or a Gateway serves with certificates that are known. */
export function servedCertificates(resource: Resource, lookup: Lookup): readonly Served[] {
  const spec = record(resource.object['spec']);
  return resource.kind === 'Ingress.networking.k8s.io'
    ? servedByIngress(resource, spec, lookup)
    : servedByGateway(resource, spec, lookup);
}

/** One problem for each certificate about which `judge` has something to say, at the reference to its Secret. */
export function servedProblems(
  resource: Resource,
  lookup: Lookup,
  judge: (served: Served) => string | undefined,
): readonly Problem[] {
  let problems = none;
  for (const served of servedCertificates(resource, lookup)) {
    const message = judge(served);
    if (message === undefined) continue;
    const context = [{ resource: served.secret.ref, pointer: '' }];
    problems = [...problems, { pointer: served.pointer, value: served.secret.name, message, context }];
  }
  return problems;
}

function servedByIngress(ingress: Resource, spec: JsonObject, lookup: Lookup): readonly Served[] {
  const entries = items(spec['tls']);
  if (entries.length === 0) return [];
  return entries.flatMap((value, index) => {
    const entry = record(value);
    const at = `/spec/tls/${index}`;
    const found = leafOf(lookup, ingress.namespace, text(entry['secretName']));
    const hosts = textsAt(entry['hosts'], `${at}/hosts`);
    // An entry without hosts serves those of all rules.
    const served = hosts.length > 0 ? hosts : ruleHosts(spec);
    return found ? [{ ...found, pointer: `${at}/secretName`, hosts: served, alternatives: [found.leaf] }] : [];
  });
}

function ruleHosts(spec: JsonObject): Served['hosts'] {
  return items(spec['rules']).flatMap((rule, index) => {
    const host = text(record(rule)['host']);
    return host ? [{ host, pointer: `/spec/rules/${index}/host` }] : [];
  });
}

function textsAt(list: JsonObject[string] | undefined, at: string): Served['hosts'] {
  return items(list).flatMap((host, index) => (typeof host === 'string' ? [{ host, pointer: `${at}/${index}` }] : []));
}

function servedByGateway(gateway: Resource, spec: JsonObject, lookup: Lookup): readonly Served[] {
  return items(spec['listeners']).flatMap((value, index) => {
    const listener = record(value);
    const tls = record(listener['tls']);
    if (tls['mode'] !== undefined && tls['mode'] !== 'Terminate') return [];
    const at = `/spec/listeners/${index}`;
    const hostname = text(listener['hostname']);
    const hosts = hostname ? [{ host: hostname, pointer: `${at}/hostname` }] : [];
    const found = items(tls['certificateRefs']).flatMap((reference, place) => {
      const { group = '', kind = 'Secret', name, namespace } = record(reference);
      if (group !== '' || kind !== 'Secret') return [];
      const leaf = leafOf(lookup, text(namespace) || gateway.namespace, text(name));
      return leaf ? [{ ...leaf, pointer: `${at}/tls/certificateRefs/${place}/name` }] : [];
    });
    const alternatives = found.map(({ leaf }) => leaf);
    return found.map((leaf) => ({ ...leaf, hosts, alternatives }));
  });
}

function leafOf(
  lookup: Lookup,
  namespace: string,
  name: string | undefined,
): Pick<Served, 'secret' | 'leaf'> | undefined {
  const secret = name ? lookup.get('Secret', namespace, name) : undefined;
  if (secret === undefined) return undefined;
  const source = certificateSources(secret, lookup).find(({ pointer }) => pointer.endsWith('/tls.crt'));
  const leaf = source?.certificates[0];
  return leaf && { secret, leaf };
}
