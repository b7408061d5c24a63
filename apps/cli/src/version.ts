/** The version of this program; a test compares it with package.json. */
export const version = '0.1.0';

/** The newest Kubernetes whose rules are known here. */
export const newestKubeMinor = 37;
