/** A Pod with one finding at high: its container runs privileged. */
export const privilegedPod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: app
      image: registry.example.com/web:1.2
      securityContext:
        privileged: true
`;

/** Nothing in it reaches medium. */
export const harmless = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  colour: blue
`;

/** A document that cannot be parsed. */
export const broken = 'apiVersion: v1\nkind: [\n';
