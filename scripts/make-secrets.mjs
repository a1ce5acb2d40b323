// Makes the secrets of docker-compose.yml under deploy/secrets, once; what exists is never changed. An installation that has
// the others already gets those that came later.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/steps.mjs'

const folder = join(root, 'deploy', 'secrets')
/** They hang together with nothing that is stored. */
const ADDED_LATER = ['secrets_key']

const password = randomBytes(24).toString('hex')
/** In the form that Garage takes. */
const accessKey = `GK${randomBytes(12).toString('hex')}`
const secretKey = randomBytes(32).toString('hex')
const objects = {
  GARAGE_RPC_SECRET: randomBytes(32).toString('hex'),
  GARAGE_DEFAULT_ACCESS_KEY: accessKey,
  GARAGE_DEFAULT_SECRET_KEY: secretKey,
}
const secrets = {
  mongodb_password: password,
  mongodb_uri: `mongodb://poststelle:${password}@database:27017/?replicaSet=rs0&authSource=admin`,
  mongodb_key: randomBytes(48).toString('base64'),
  s3_access_key: accessKey,
  s3_secret_key: secretKey,
  'objects.env': Object.entries(objects)
    .map((setting) => setting.join('='))
    .join('\n'),
  audit_anchor_key: randomBytes(32).toString('hex'),
  secrets_key: randomBytes(32).toString('hex'),
  admin_password: randomBytes(15).toString('base64url'),
}

const wanted = existsSync(folder) ? ADDED_LATER : Object.keys(secrets)
const missing = wanted.filter((name) => !existsSync(join(folder, name)))
if (missing.length === 0) {
  process.stderr.write('deploy/secrets exists already; nothing was changed.\n')
  process.exit(1)
}
mkdirSync(folder, { recursive: true, mode: 0o700 })
// Readable for the users inside the containers; the folder itself is closed to other users of this machine.
for (const name of missing)
  writeFileSync(join(folder, name), `${secrets[name]}\n`, { mode: 0o644, flag: 'wx' })
process.stdout.write(
  `Made ${missing.join(', ')} in deploy/secrets. The password of "admin" stands in admin_password.\n`,
)
