import { buildGo, type Oracle } from '../../oracle/build-go.ts';

/** The command line of OPA. */
export function buildOpa(): Oracle {
  return buildGo({
    name: "OPA's commands",
    cache: 'opa',
    module: import.meta.dirname,
    package: 'github.com/open-policy-agent/opa',
    sources: [],
    duration: 'a minute or two',
  });
}
