import type { ImageReference } from '@bulwark/model';

/**
 * Whether an image comes from one of the listed places. A place is a registry (`registry.example.org:5000`), `*.` and a
 * domain, or a registry with the beginning of a path, which ends at a slash: `ghcr.io/team` lets `ghcr.io/team-b` not in.
 */
export function isFrom(image: ImageReference, places: readonly string[]): boolean {
  return places.some((place) => fits(image, place.toLowerCase()));
}

function fits({ registry, repository }: ImageReference, place: string): boolean {
  const slash = place.indexOf('/');
  const host = slash === -1 ? place : place.slice(0, slash);
  const path = slash === -1 ? '' : place.slice(slash + 1).replace(/\/+$/, '');
  const sameHost = host.startsWith('*.') ? registry.endsWith(host.slice(1)) : registry === host;
  return sameHost && (path === '' || repository === path || repository.startsWith(`${path}/`));
}

/** The host of a registry without its port; an IPv6 address without its brackets. */
export function hostOf(registry: string): { readonly host: string; readonly port: string | undefined } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(registry);
  return { host: match?.[1] ?? match?.[2] ?? registry, port: match?.[3] };
}

/** Whether a host is an IP address. */
export function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
}
