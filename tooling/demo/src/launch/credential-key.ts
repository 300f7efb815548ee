import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { readJsonFile, writeJsonFile } from '../identity-provider/data-folder.ts';

/** The key with which the demo signs credentials of badges, in the form of CREDENTIAL_KEYS: kept, so that they hold over a restart. */
export async function credentialKeyIn(directory: string): Promise<string> {
  const file = path.join(directory, 'credential-key.json');
  const kept = await readJsonFile(file);
  if (typeof kept === 'string') return kept;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  await writeJsonFile(file, key);
  return key;
}
