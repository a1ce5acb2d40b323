import { join } from 'node:path'
import { keyFromFile } from './adapters/filesystem/key-file.ts'
import { sealKeyFrom } from './adapters/system/seal.ts'
import { createSecretBox } from './adapters/system/secret-box.ts'
import type { Config } from './config/config.ts'
import type { SecretBox } from './ports/secret-box.ts'

/** Whoever holds the object store's secret could remove the anchors anyway, so that it may seal them too. */
export async function sealKey({ auditAnchorKey, objects, storageDir }: Config): Promise<Uint8Array> {
  if (auditAnchorKey !== undefined) return sealKeyFrom(auditAnchorKey)
  if (objects.kind === 's3') return sealKeyFrom(objects.secretKey)
  return keyFromFile(keyFilePath({ storageDir }))
}

export function keyFilePath({ storageDir }: Pick<Config, 'storageDir'>): string {
  return join(storageDir, 'keys', 'audit-anchor')
}

/** Without a key of its own the object store's secret serves where processes on several machines share nothing else. */
export async function openSecretBox({
  secretsKey,
  previousSecretsKey,
  objects,
  storageDir,
}: Config): Promise<SecretBox> {
  const own = secretsKey ?? (objects.kind === 's3' ? objects.secretKey : undefined)
  return createSecretBox(own ?? (await keyFromFile(join(storageDir, 'keys', 'secrets'))), previousSecretsKey)
}
