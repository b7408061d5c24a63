import type { JsonObject } from '@bulwark/text';
import type { Matchable } from '../constraint/matches.ts';

export class Mutators {
  mutate({ object }: Matchable): { readonly object: JsonObject } | { readonly problem: string } {
    return { object };
  }
}
