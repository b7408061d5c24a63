import { anyType, type RegoType, unknownType } from './rego-type.ts';

interface Extent {
  readonly size: number;
  readonly depth: number;
}

const mostParts = 10_000;
const mostDepth = 200;
const extents = new WeakMap<RegoType, Extent>();

/**
 * The type itself, or any where it is too large to compare and to write: values that share parts (`x2 := [x1, x1]`,
 * `x3 := [x2, x2]`, …) have types that double with each step.
 */
export function boundedType(type: RegoType): RegoType {
  const { size, depth } = extentOf(type);
  return size > mostParts || depth > mostDepth ? anyType : type;
}

function extentOf(type: RegoType): Extent {
  let extent = extents.get(type);
  if (extent === undefined) {
    let size = 1;
    let depth = 0;
    for (const part of partsOf(type)) {
      const inner = extentOf(part);
      size += inner.size;
      depth = Math.max(depth, inner.depth);
    }
    extent = { size, depth: depth + 1 };
    extents.set(type, extent);
  }
  return extent;
}

function partsOf(type: RegoType): readonly RegoType[] {
  switch (type.kind) {
    case 'array':
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case 'object': {
      const values = type.properties.map(({ value }) => value);
      return type.rest === undefined ? values : [...values, type.rest.key, type.rest.value];
    }
    case 'set':
      return [type.of ?? unknownType];
    case 'any':
      return type.of;
    default:
      return [];
  }
}
