import { textBytes } from '../values/byte-text.ts';
import { jsonTextOf } from '../values/to-json.ts';
import type { Bundle } from './bundle.ts';
import { manifestJson } from './manifest.ts';
import { type SigningKey, signFiles } from './signatures.ts';
import { type BundleFile, writeTar } from './tar.ts';

/** The tar archive of a bundle, not yet packed; the same bundle gives the same bytes. Throws BuiltinError for a bad key. */
export function writeBundle(bundle: Pick<Bundle, 'manifest' | 'data' | 'modules'>, signing?: SigningKey): Uint8Array {
  const modules = bundle.modules.map(({ path, text }): BundleFile => ({ path, bytes: textBytes(text) }));
  const data: BundleFile = { path: 'data.json', bytes: textBytes(`${jsonTextOf(bundle.data)}\n`) };
  const manifest: BundleFile = {
    path: '.manifest',
    bytes: textBytes(`${JSON.stringify(manifestJson(bundle.manifest))}\n`),
  };
  const files = [data, ...modules];
  return writeTar(
    signing === undefined ? [...files, manifest] : [...files, signed(files, manifest, signing), manifest],
  );
}

function signed(files: readonly BundleFile[], manifest: BundleFile, signing: SigningKey): BundleFile {
  return signFiles([...files, manifest], signing);
}
