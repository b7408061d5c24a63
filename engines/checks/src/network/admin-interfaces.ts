import { own, type Resource, record, text } from '@bulwark/model';

// Services of tools that control a cluster, its pipelines or its observability, by the names their installs use.
const interfaces: ReadonlyMap<string, string> = new Map([
  ['kubernetes-dashboard', 'the Kubernetes dashboard'],
  ['kubernetes-dashboard-web', 'the Kubernetes dashboard'],
  ['kubernetes-dashboard-api', 'the API of the Kubernetes dashboard'],
  ['kubernetes-dashboard-kong-proxy', 'the Kubernetes dashboard'],
  ['headlamp', 'Headlamp'],
  ['kubeview', 'KubeView'],
  ['kube-ops-view', 'Kubernetes Operational View'],
  ['weave-scope-app', 'Weave Scope'],
  ['octant', 'Octant'],
  ['portainer', 'Portainer'],
  ['rancher', 'Rancher'],
  ['argocd-server', 'Argo CD'],
  ['argo-server', 'Argo Workflows'],
  ['argo-workflows-server', 'Argo Workflows'],
  ['tekton-dashboard', 'the Tekton dashboard'],
  ['spin-deck', 'Spinnaker'],
  ['spin-gate', 'Spinnaker'],
  ['jenkins', 'Jenkins'],
  ['airflow-webserver', 'Airflow'],
  ['grafana', 'Grafana'],
  ['prometheus', 'Prometheus'],
  ['prometheus-k8s', 'Prometheus'],
  ['prometheus-server', 'Prometheus'],
  ['prometheus-operated', 'Prometheus'],
  ['alertmanager', 'Alertmanager'],
  ['alertmanager-main', 'Alertmanager'],
  ['alertmanager-operated', 'Alertmanager'],
  ['kibana', 'Kibana'],
  ['opensearch-dashboards', 'OpenSearch Dashboards'],
  ['jaeger-query', 'Jaeger'],
  ['kiali', 'Kiali'],
  ['hubble-ui', 'Hubble'],
  ['kubecost-cost-analyzer', 'Kubecost'],
  ['longhorn-frontend', 'Longhorn'],
  ['rook-ceph-mgr-dashboard', 'the Ceph dashboard'],
  ['traefik-dashboard', 'the Traefik dashboard'],
  ['consul-ui', 'Consul'],
  ['vault', 'Vault'],
  ['vault-ui', 'Vault'],
  ['minio-console', 'the MinIO console'],
  ['phpmyadmin', 'phpMyAdmin'],
  ['pgadmin', 'pgAdmin'],
  ['pgadmin4', 'pgAdmin'],
  ['adminer', 'Adminer'],
  ['mongo-express', 'mongo-express'],
  ['redis-commander', 'Redis Commander'],
  ['kafka-ui', 'Kafka UI'],
  ['akhq', 'AKHQ'],
  ['chaos-dashboard', 'the Chaos Mesh dashboard'],
  ['litmusportal-frontend-service', 'LitmusChaos'],
]);

/** What a Service name of a namespace stands for where it is a known administrative interface. */
export function adminInterfaceNamed(name: string, namespace: string): string | undefined {
  if (name === 'kubernetes' && namespace === 'default') return 'the Kubernetes API';
  return interfaces.get(name);
}

const nameLabels = ['app.kubernetes.io/name', 'k8s-app', 'app'] as const;

/** What a Service is where it is a known administrative interface: by its name, else by the labels it selects. */
export function adminInterface(service: Resource): string | undefined {
  const named = adminInterfaceNamed(service.name, service.namespace);
  if (named) return named;
  const selector = record(record(service.object['spec'])['selector']);
  for (const label of nameLabels) {
    const found = interfaces.get(text(own(selector, label)) ?? '');
    if (found) return found;
  }
  return undefined;
}
