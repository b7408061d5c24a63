import { integer, items, own, type Resource, record, text } from '@bulwark/model';
import { isObject, type JsonValue, pointer } from '@bulwark/text';

/** Annotations of ingress-nginx begin with this. */
const nginxPrefix = 'nginx.ingress.kubernetes.io/';

/** The value of an ingress-nginx annotation, trimmed; undefined where it is not set. */
export function nginxAnnotation(ingress: Resource, name: string): string | undefined {
  return text(own(ingress.annotations, nginxPrefix + name))?.trim();
}

/** Where an annotation stands. */
export function annotationPointer(key: string): string {
  return pointer('/metadata/annotations', key);
}

/** Where an ingress-nginx annotation stands. */
export function nginxPointer(name: string): string {
  return annotationPointer(nginxPrefix + name);
}

/** A rule of an Ingress: its host (undefined is every host) and its place. */
export interface IngressRule {
  readonly host: string | undefined;
  readonly pointer: string;
}

export function rulesOfIngress(ingress: Resource): readonly IngressRule[] {
  return items(record(ingress.object['spec'])['rules']).map((rule, index) => ({
    host: text(record(rule)['host']) || undefined,
    pointer: `/spec/rules/${index}`,
  }));
}

/** A Service that an Ingress forwards to, with the port by number or name; undefined where none is stated. */
export interface Backend {
  readonly service: string;
  readonly pointer: string;
  readonly port: number | string | undefined;
  readonly portPointer: string;
}

/** The Services an Ingress forwards to, in the form of networking.k8s.io/v1 and the older one. */
export function backendsOf(ingress: Resource): readonly Backend[] {
  const spec = record(ingress.object['spec']);
  return [
    ...backend(spec['defaultBackend'], '/spec/defaultBackend'),
    ...backend(spec['backend'], '/spec/backend'),
    ...items(spec['rules']).flatMap((rule, ruleIndex) =>
      items(record(record(rule)['http'])['paths']).flatMap((path, index) =>
        backend(record(path)['backend'], `/spec/rules/${ruleIndex}/http/paths/${index}/backend`),
      ),
    ),
  ];
}

function backend(value: JsonValue | undefined, at: string): readonly Backend[] {
  if (!isObject(value)) return [];
  const service = record(value['service']);
  const name = text(service['name']);
  if (name !== undefined) {
    const port = record(service['port']);
    const field = port['name'] === undefined ? 'number' : 'name';
    const portPointer = `${at}/service/port/${field}`;
    return [{ service: name, pointer: `${at}/service/name`, port: portOf(port[field]), portPointer }];
  }
  const older = text(value['serviceName']);
  if (older === undefined) return [];
  const port = portOf(value['servicePort']);
  return [{ service: older, pointer: `${at}/serviceName`, port, portPointer: `${at}/servicePort` }];
}

function portOf(value: JsonValue | undefined): number | string | undefined {
  return integer(value) ?? (text(value) || undefined);
}

/** Whether the controller of another product ends TLS for this Ingress without an entry in spec.tls. */
export function endsTlsElsewhere(ingress: Resource): boolean {
  for (const key of Object.keys(ingress.annotations)) {
    const value = text(ingress.annotations[key]) ?? '';
    if (tlsAnnotations.has(key) && value !== '') return true;
    if (key === 'traefik.ingress.kubernetes.io/router.tls' && value === 'true') return true;
    if (key === 'alb.ingress.kubernetes.io/listen-ports' && value.includes('HTTPS')) return true;
  }
  return false;
}

// Annotations by which load balancers get their certificate: AWS, Google Cloud, Azure, Alibaba Cloud, OpenShift, Traefik.
const tlsAnnotations: ReadonlySet<string> = new Set([
  'alb.ingress.kubernetes.io/certificate-arn',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'networking.gke.io/certmap',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'alb.ingress.kubernetes.io/listen-certificates',
  'route.openshift.io/termination',
  'traefik.ingress.kubernetes.io/router.tls.certresolver',
]);

/** Whether an entry of spec.tls covers a host; an entry without hosts covers all (IngressTLS). */
export function isCoveredByTls(ingress: Resource, host: string | undefined): boolean {
  return items(record(ingress.object['spec'])['tls']).some((item) => {
    const hosts = items(record(item)['hosts']);
    if (hosts.length === 0) return true;
    return host !== undefined && hosts.some((entry) => coversHost(text(entry) ?? '', host));
  });
}

/** A wildcard stands for exactly one label (IngressTLS and RFC 6125). */
function coversHost(pattern: string, host: string): boolean {
  const wanted = host.toLowerCase();
  const given = pattern.toLowerCase();
  if (given === wanted) return true;
  return given.startsWith('*.') && !wanted.startsWith('*') && wanted.slice(wanted.indexOf('.')) === given.slice(1);
}

/** Whether a URL, or what stands in its place, leads to a Service of this cluster. */
export function isClusterHost(host: string): boolean {
  return !host.includes('.') || /\.svc(?:\.cluster\.local)?\.?$/.test(host) || host.endsWith('.cluster.local');
}

/** Scheme and host of `https://host:port/path`; undefined where the text is no such URL, or begins with a variable. */
export function urlParts(value: string): { readonly scheme: string; readonly host: string } | undefined {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#$]+)/i.exec(value);
  const [, scheme = '', host = ''] = match ?? [];
  return match === null ? undefined : { scheme: scheme.toLowerCase(), host: host.toLowerCase() };
}
