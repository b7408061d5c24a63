import { type ImageReference, parseImage, text } from '@bulwark/model';
import { valueAt } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { comesFrom, placeOf } from './registry-list.ts';
import { fullName, imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-deprecated-registry',
  version: 1,
  title: 'Image comes from a registry that is no longer maintained',
  severity: 'medium',
  why: 'Images there get no more updates, so known vulnerabilities stay, and one day they are gone and pods cannot start.',
  attack: 'Published vulnerabilities that will never be mended in these images are used against them.',
  remedy: 'Take the image from where its project publishes it now.',
  references: [
    'https://kubernetes.io/blog/2023/03/10/image-registry-redirect/',
    'https://github.com/bitnami/charts/issues/35164',
    'https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr',
  ],
  techniques: ['T1525', 'T1190'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text: image, user }) => {
      const place = reference && deprecatedPlace(reference);
      return place && `${user} uses image "${image}" from ${place.name}: ${place.state}.`;
    }),
  repair: {
    kind: 'edit',
    summary: 'take the image from registry.k8s.io, which has the same ones',
    disruption: 'restart',
    edits: (problem, resource) => {
      const image = parseImage(text(valueAt(resource.object, problem.pointer)) ?? '');
      if (image?.registry !== 'k8s.gcr.io') return 'its project may publish under another name or version elsewhere';
      return [set(problem.pointer, fullName({ ...image, registry: 'registry.k8s.io' }))];
    },
  },
});

interface Deprecated {
  readonly name: string;
  readonly state: string;
}

const frozen = 'frozen since April 2023, its images are at registry.k8s.io';
const places: readonly Deprecated[] = [
  { name: 'k8s.gcr.io', state: frozen },
  { name: 'gcr.io/google-containers', state: frozen },
  { name: 'gcr.io/google_containers', state: frozen },
  { name: 'staging-k8s.gcr.io', state: 'a staging area whose images are deleted' },
  { name: 'gcr.io/kubebuilder', state: 'gone since 2025, kube-rbac-proxy is at quay.io/brancz' },
  { name: 'gcr.io/kubernetes-helm', state: 'Tiller of Helm 2, without support since November 2020' },
  { name: 'gcr.io/heptio-images', state: 'not updated since 2019' },
  { name: 'docker.io/bitnamilegacy', state: 'an archive that gets no updates' },
  { name: 'docker.io/bitnami', state: 'since September 2025 without free versioned images, which are in an archive' },
  { name: 'docker.io/weaveworks', state: 'not updated since its company closed in February 2024' },
  { name: 'docker.pkg.github.com', state: 'replaced by ghcr.io' },
  { name: 'quay.io/kubernetes-ingress-controller', state: 'frozen, ingress-nginx is at registry.k8s.io/ingress-nginx' },
];

const parsedPlaces = places.map((deprecated) => [placeOf(deprecated.name), deprecated] as const);

function deprecatedPlace(image: ImageReference): Deprecated | undefined {
  return parsedPlaces.find(([place]) => comesFrom(image, place))?.[1];
}
