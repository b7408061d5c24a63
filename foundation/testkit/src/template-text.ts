/**
 * A ConstraintTemplate of Gatekeeper for the kind K8sTest as YAML, its Rego from line 9 on; `properties` are those of
 * its constraints' parameters in flow style, `more` stands behind the Rego.
 */
export function templateText(rego: string, properties: string, more = ''): string {
  return `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: { name: k8stest }
spec:
  crd: { spec: { names: { kind: K8sTest }, validation: { openAPIV3Schema: { type: object, properties: { ${properties} } } } } }
  targets:
  - target: admission.k8s.gatekeeper.sh
    rego: |
${rego.replace(/^/gm, '      ')}
${more}`;
}
