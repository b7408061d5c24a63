import { items, own, type Resource, record, text, texts } from '@bulwark/model';
import { isAnyAddress } from './cidr.ts';

/** How a Service is reached from outside of the cluster. */
export type Exposure = 'LoadBalancer' | 'NodePort' | 'externalIPs';

/** How the Service is reached from outside of the cluster; undefined where it is not. */
export function exposureOf(service: Resource): Exposure | undefined {
  const spec = record(service.object['spec']);
  if (spec['type'] === 'LoadBalancer' || spec['type'] === 'NodePort') return spec['type'];
  return items(spec['externalIPs']).length > 0 ? 'externalIPs' : undefined;
}

type Means = 'true' | 'any' | readonly string[];

// Annotations by which the clouds' controllers make a load balancer internal, and the values that do.
const internalAnnotations: ReadonlyMap<string, Means> = new Map<string, Means>([
  ['service.beta.kubernetes.io/aws-load-balancer-internal', ['true', '0.0.0.0/0']],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', ['internal']],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
  ['networking.gke.io/load-balancer-type', ['Internal', 'internal']],
  ['cloud.google.com/load-balancer-type', ['Internal', 'internal']],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', 'true'],
  ['oci-network-load-balancer.oraclecloud.com/internal', 'true'],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', 'true'],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', ['private']],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', ['intranet']],
  ['service.beta.kubernetes.io/alicloud-loadbalancer-address-type', ['intranet']],
  ['service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', 'any'],
  ['service.beta.kubernetes.io/do-loadbalancer-network', ['INTERNAL']],
  ['load-balancer.hetzner.cloud/disable-public-network', 'true'],
]);

/** Whether the load balancer of a Service gets no public address. */
export function isInternalLoadBalancer(service: Resource): boolean {
  for (const key of Object.keys(service.annotations)) {
    const means = internalAnnotations.get(key);
    if (means === undefined) continue;
    const value = text(service.annotations[key]) ?? '';
    if (means === 'any' || (means === 'true' ? value.toLowerCase() === 'true' : means.includes(value))) return true;
  }
  return isInternalByDefault(service);
}

// The AWS Load Balancer Controller makes internal load balancers unless the scheme says otherwise.
function isInternalByDefault(service: Resource): boolean {
  if (text(own(service.annotations, 'service.beta.kubernetes.io/aws-load-balancer-scheme')) !== undefined) return false;
  const type = text(own(service.annotations, 'service.beta.kubernetes.io/aws-load-balancer-type'));
  const isItsOwn = record(service.object['spec'])['loadBalancerClass'] === 'service.k8s.aws/nlb';
  return isItsOwn || type === 'external' || type === 'nlb-ip';
}

const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** The address ranges that may use a load balancer: from the field, else from its annotation. */
export function sourceRanges(service: Resource): readonly string[] {
  const field = texts(record(service.object['spec'])['loadBalancerSourceRanges']);
  if (field.length > 0) return field;
  const annotation = text(own(service.annotations, rangesAnnotation))?.trim() ?? '';
  return annotation === '' ? [] : annotation.split(',').map((range) => range.trim());
}

/** Whether a Service can be used from every address outside of the cluster. */
export function isOpenToEveryone(service: Resource): boolean {
  if (exposureOf(service) !== 'LoadBalancer') return exposureOf(service) !== undefined;
  if (isInternalLoadBalancer(service)) return false;
  const ranges = sourceRanges(service);
  return ranges.length === 0 || ranges.some(isAnyAddress);
}
