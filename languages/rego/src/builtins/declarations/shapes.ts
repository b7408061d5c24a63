import {
  anyType as any,
  arrayOf,
  numberType as number,
  objectOf,
  oneOf,
  setOf,
  stringType as text,
  tupleOf,
} from '../../compile/types/rego-type.ts';

// Types that many builtins take or give.
export const anySet = setOf(any);
export const anyArray = arrayOf(any);
export const anyObject = objectOf(any, any);
export const textObject = objectOf(text, any);
export const numberOrSet = oneOf(number, anySet);
export const collection = oneOf(anyArray, anySet);
export const textOrObject = oneOf(text, anyObject);
export const instant = oneOf(number, tupleOf([number, text]));
export const textOrTexts = oneOf(text, arrayOf(text), setOf(text));
export const paths = oneOf(arrayOf(oneOf(text, anyArray)), setOf(oneOf(text, anyArray)));
