import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { DEMO_TENANT, DEMO_USERS } from './demo/organisation.ts'
import { seedDemo } from './demo/seed.ts'
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
  const demoFile = join(config.storageDir, DEMO_PASSWORD_FILE)
  const tenants = await platform.tenants.all(signal)
  if (tenants.length > 0) return existsSync(demoFile) ? demoLogins(readFileSync(demoFile, 'utf8')) : []

  const isDemo = config.demoData ?? config.database.kind === 'embedded'
  const password = randomPassword()
  const adminPassword = config.adminPassword ?? password
  const foundTenant = createFoundTenant(platform)
  const tenant = isDemo ? DEMO_TENANT : ownTenant(config.tenantName)
  const founded = await foundTenant({ ...tenant, adminPassword }, signal)
  const admin = { username: 'admin', password: adminPassword, who: 'Administration, may do everything' }
  if (!isDemo) return config.adminPassword === undefined ? [admin] : []

  writeFileSync(demoFile, password, { mode: 0o600 })
  const openCaseFile = createOpenCaseFile(platform)
  const receiveItem = createReceiveItem(platform)
  await seedDemo({ ...platform, openCaseFile, receiveItem }, founded, password, signal)
  return [admin, ...demoLogins(password)]
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
