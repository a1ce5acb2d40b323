import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { DEMO_TENANT, DEMO_USERS } from './demo/organisation.ts'
import { handInDemoLetters, seedDemo } from './demo/seed.ts'
import { isMailroomError } from './domain/errors.ts'
import { createFoundTenant } from './usecases/access/found-tenant.ts'
import { createOpenCaseFile } from './usecases/filing/open-case-file.ts'
import { createReceiveItem } from './usecases/intake/receive-item.ts'

/** A login that can be shown on the operator's screen. */
export interface ShownLogin {
  readonly username: string
  /** Absent when it was shown at an earlier start or set by the operator. */
  readonly password?: string
  readonly who: string
}

/** The password of the demo people, kept so that every start can show it. Only demo installations have this file. */
const DEMO_PASSWORD_FILE = 'demo-password'
const RANDOM_PASSWORD_BYTES = 12

/** Makes the first tenant of an empty installation, with demo data when wanted. Tells the logins that may be shown. */
export async function prepareInstallation(
  platform: Platform,
  config: Config,
  signal: AbortSignal,
): Promise<readonly ShownLogin[]> {
  const tenants = await platform.tenants.all(signal)
  if (tenants.length > 0) return knownLogins(config)
  try {
    const isDemo = config.demoData ?? config.database.kind === 'embedded'
    return isDemo ? await foundDemo(platform, config, signal) : await foundOwn(platform, config, signal)
  } catch (error) {
    const isTooLate =
      isMailroomError(error, 'already-exists') && (await platform.tenants.all(signal)).length > 0
    if (!isTooLate) throw error
    // Web servers may start together on an empty database; what the fastest one has made is that of all.
    rmSync(demoPasswordFile(config), { force: true })
    return []
  }
}

async function foundOwn(platform: Platform, config: Config, signal: AbortSignal): Promise<ShownLogin[]> {
  const password = config.adminPassword ?? randomPassword()
  await createFoundTenant(platform)({ ...ownTenant(config.tenantName), adminPassword: password }, signal)
  return config.adminPassword === undefined ? [adminLogin(password)] : []
}

async function foundDemo(platform: Platform, config: Config, signal: AbortSignal): Promise<ShownLogin[]> {
  const password = randomPassword()
  const adminPassword = config.adminPassword ?? password
  const ports = {
    ...platform,
    openCaseFile: createOpenCaseFile(platform),
    receiveItem: createReceiveItem(platform),
  }
  // Before the people exist, so that no moment can end the process in which nobody knows their password.
  writeFileSync(demoPasswordFile(config), password, { mode: 0o600 })
  const founded = await platform.transactor.inTransaction(async () => {
    const tenant = await createFoundTenant(platform)({ ...DEMO_TENANT, adminPassword }, signal)
    await seedDemo(ports, tenant, password, signal)
    return tenant
  }, signal)
  await handInDemoLetters(ports, founded, signal)
  return [adminLogin(adminPassword), ...demoLogins(password)]
}

/** What may be shown of an installation that was made before. */
function knownLogins(config: Config): ShownLogin[] {
  const file = demoPasswordFile(config)
  if (!existsSync(file)) return []
  const password = readFileSync(file, 'utf8')
  return [...(config.adminPassword === undefined ? [adminLogin(password)] : []), ...demoLogins(password)]
}

function demoPasswordFile({ storageDir }: Config): string {
  return join(storageDir, DEMO_PASSWORD_FILE)
}

function adminLogin(password: string): ShownLogin {
  return { username: 'admin', password, who: 'Administration, may do everything' }
}

function randomPassword(): string {
  return randomBytes(RANDOM_PASSWORD_BYTES).toString('base64url')
}

function demoLogins(password: string): ShownLogin[] {
  return DEMO_USERS.map(({ username, displayName, roles }) => ({
    username,
    password,
    who: `${displayName} (${roles.join(', ')})`,
  }))
}

/** `Ludwigshafen am Rhein` → slug `ludwigshafen-am-rhein`, prefix `LU`. */
function ownTenant(name: string): { name: string; slug: string; receiptPrefix: string } {
  const plain = name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  const letters = plain.replace(/[^a-z]/g, '').toUpperCase()
  return { name, slug: slug === '' ? 'stadt' : slug.slice(0, 63), receiptPrefix: letters.slice(0, 2) || 'PS' }
}
