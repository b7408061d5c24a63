import type { SnapshotLookup } from '@bulwark/checks';
import type { Finding, Resource, RiskFactor, Severity } from '@bulwark/model';
import { riskOf, surroundingsOf } from './risk.ts';

/** The risk of findings of each severity in the same surroundings, each worked out once. */
export class RiskTable {
  readonly #surroundings: readonly RiskFactor[];
  readonly #known: Map<Severity, Finding['risk']> = new Map();

  constructor(surroundings: readonly RiskFactor[]) {
    this.#surroundings = surroundings;
  }

  of(severity: Severity): Finding['risk'] {
    let risk = this.#known.get(severity);
    if (risk === undefined) {
      risk = riskOf(severity, this.#surroundings);
      this.#known.set(severity, risk);
    }
    return risk;
  }
}

/** Objects in like surroundings share a table. */
export class RiskTables {
  readonly #lookup: SnapshotLookup;
  readonly #known: Map<string, RiskTable> = new Map();

  constructor(lookup: SnapshotLookup) {
    this.#lookup = lookup;
  }

  of(resource: Resource): RiskTable {
    const surroundings = surroundingsOf(resource, this.#lookup);
    let key = '';
    for (const { name } of surroundings) key += `${name},`;
    let table = this.#known.get(key);
    if (table === undefined) {
      table = new RiskTable(surroundings);
      this.#known.set(key, table);
    }
    return table;
  }
}
