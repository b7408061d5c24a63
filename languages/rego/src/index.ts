/** The version of OPA whose Rego this is. */
export const regoVersion = '1.22';
