import { buildGo, type Oracle } from '../../oracle/build-go.ts';

/** Gatekeeper's own command line. */
export function buildGator(): Oracle {
  return buildGo({
    name: 'gator',
    cache: 'gator',
    module: import.meta.dirname,
    package: 'github.com/open-policy-agent/gatekeeper/v3/cmd/gator',
    sources: [],
    duration: 'two minutes or three',
  });
}
