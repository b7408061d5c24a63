import type { Lookup } from '@bulwark/checks';
import { matchesMap, own, type Resource, type RiskFactor, record, type Severity, text } from '@bulwark/model';
import { isObject } from '@bulwark/text';

export interface Risk {
  /** 0–100. */
  readonly score: number;
  readonly factors: readonly RiskFactor[];
}

const baseScores: Readonly<Record<Severity, number>> = { critical: 80, high: 60, medium: 35, low: 15, info: 5 };

/** The score of a finding: its severity first, then what its surroundings add or take away, each factor named. */
export function riskOf(severity: Severity, surroundings: readonly RiskFactor[]): Risk {
  const base = { name: `severity-${severity}`, effect: baseScores[severity] };
  const raw = surroundings.reduce((sum, factor) => sum + factor.effect, base.effect);
  const score = Math.max(0, Math.min(100, raw));
  const capped = score === raw ? [] : [{ name: 'scale-ends', effect: score - raw }];
  return { score, factors: [base, ...surroundings, ...capped] };
}

/** What an object's surroundings say about how much a problem in it matters. */
export function surroundingsOf(resource: Resource, lookup: Lookup): readonly RiskFactor[] {
  const factors: RiskFactor[] = [];
  const exposure = resource.templates.length > 0 ? exposureOf(resource, lookup) : undefined;
  if (exposure) factors.push(exposure);
  if (dataClassOf(resource, lookup)) factors.push({ name: 'sensitive-data-in-namespace', effect: 8 });
  if (resource.namespace === 'kube-system') factors.push({ name: 'system-namespace', effect: 4 });
  if (resource.templates.length > 0 && replicasOf(resource) === 0)
    factors.push({ name: 'scaled-to-zero', effect: -10 });
  return factors;
}

interface Backend {
  readonly service: Resource;
  readonly factor: RiskFactor;
}

/** The strongest way in from outside: Ingress or LoadBalancer, then NodePort. */
function exposureOf(resource: Resource, lookup: Lookup): RiskFactor | undefined {
  const backends = lookup.derive('risk-exposure', resource.namespace, (inner) =>
    exposedServices(resource.namespace, inner),
  );
  const hits = backends.filter(({ service }) =>
    resource.templates.some((template) => matchesMap(record(service.object['spec'])['selector'], template.labels)),
  );
  return hits.map((hit) => hit.factor).sort((a, b) => b.effect - a.effect)[0];
}

function exposedServices(namespace: string, lookup: Lookup): readonly Backend[] {
  const ingressed = new Set(lookup.list('Ingress.networking.k8s.io', namespace).flatMap(backendNames));
  return lookup.list('Service', namespace).flatMap((service) => {
    const factor = exposureFactor(service, ingressed.has(service.name));
    return factor ? [{ service, factor }] : [];
  });
}

function exposureFactor(service: Resource, ingressed: boolean): RiskFactor | undefined {
  const type = record(service.object['spec'])['type'];
  if (ingressed) return { name: 'exposed-by-ingress', effect: 15 };
  if (type === 'LoadBalancer') return { name: 'exposed-by-load-balancer', effect: 15 };
  return type === 'NodePort' ? { name: 'exposed-by-node-port', effect: 8 } : undefined;
}

/** Every Service name that an Ingress mentions, in both of its API shapes. */
function backendNames(ingress: Resource): string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (key === 'serviceName' && typeof child === 'string') names.push(child);
        else if (key === 'service' && isObject(child)) names.push(text(child['name']) ?? '');
        else visit(child);
      }
    }
  };
  visit(ingress.object['spec']);
  return names;
}

function dataClassOf(resource: Resource, lookup: Lookup): string | undefined {
  if (resource.namespace === '') return undefined;
  const namespace = lookup.get('Namespace', '', resource.namespace);
  return namespace && text(own(namespace.labels, 'data.bulwark.dev/class'));
}

function replicasOf(resource: Resource): number | undefined {
  const replicas = record(resource.object['spec'])['replicas'];
  return typeof replicas === 'number' ? replicas : undefined;
}
