import type { ImageReference } from '@bulwark/model';

/** A registry, or the beginning of a path in one. */
export interface Place {
  /** Of a domain with all below it, `.` and the domain. */
  readonly host: string;
  readonly path: string;
}

/** Reads `registry.example.org:5000`, `*.example.org` and `ghcr.io/team`. */
export function placeOf(text: string): Place {
  const lower = text.toLowerCase().replace(/^\*\./, '.');
  const slash = lower.indexOf('/');
  if (slash === -1) return { host: lower, path: '' };
  const path = lower.slice(slash + 1);
  return { host: lower.slice(0, slash), path: path.endsWith('/') ? path.slice(0, -1) : path };
}

/** Whether an image comes from one of the places; a path ends at a slash: `ghcr.io/team` lets `ghcr.io/team-b` not in. */
export function isFrom(image: ImageReference, places: readonly Place[]): boolean {
  return places.some((place) => comesFrom(image, place));
}

export function comesFrom({ registry, repository }: ImageReference, { host, path }: Place): boolean {
  if (host.startsWith('.') ? !registry.endsWith(host) : registry !== host) return false;
  return path === '' || repository === path || repository.startsWith(`${path}/`);
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
