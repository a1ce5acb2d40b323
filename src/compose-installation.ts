import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomPassword } from './adapters/system/random-password.ts'
import type { Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { DEMO_CITIES, type DemoCity } from './demo/organisation.ts'
import { handInDemoLetters, seedDemo } from './demo/seed.ts'
import { isMailroomError } from './domain/errors.ts'
import { INSTALLATION_SLUG, takesPost } from './domain/access/organisation.ts'
import {
  createFoundInstallation,
  createFoundTenant,
  OPERATOR_USERNAME,
} from './usecases/access/found-tenant.ts'
import { createCloseSecrets } from './usecases/access/close-secrets.ts'
import { createOpenCaseFile } from './usecases/filing/open-case-file.ts'
import { createReceiveItem } from './usecases/intake/receive-item.ts'
import type { FoundedTenant } from './usecases/shared/founding.ts'

/** A login that can be shown on the operator's screen. */
export interface ShownLogin {
  readonly username: string
  /** Absent when it was shown at an earlier start or set by the operator. */
  readonly password?: string
  readonly who: string
}

/** The password of the demo people, kept so that every start can show it. Only demo installations have this file. */
const DEMO_PASSWORD_FILE = 'demo-password'

/**
 * Makes the tenants of an empty installation, with demo data when wanted, and the account of those who run it where it is
 * missing. Tells the logins that may be shown.
 */
export async function prepareInstallation(
  platform: Platform,
  config: Config,
  signal: AbortSignal,
): Promise<readonly ShownLogin[]> {
  const { askAtStart } = platform
  await askAtStart(() => createCloseSecrets(platform)(signal))
  const tenants = (await askAtStart(() => platform.tenants.all(signal))).filter(takesPost)
  const logins = tenants.length > 0 ? knownLogins(config) : await foundTenants(platform, config, signal)
  return [...logins, ...(await ensureOperator(platform, config, signal))]
}

async function foundTenants(
  platform: Platform,
  config: Config,
  signal: AbortSignal,
): Promise<readonly ShownLogin[]> {
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

/** Also on an installation that was made before there was such an account. Its password is shown once, in the demo always. */
async function ensureOperator(
  platform: Platform,
  config: Config,
  signal: AbortSignal,
): Promise<readonly ShownLogin[]> {
  const shown = demoPassword(config)
  const login = { username: OPERATOR_USERNAME, who: 'Runs the installation: adds cities, sees no post' }
  const known = await platform.askAtStart(() => platform.tenants.findBySlug(INSTALLATION_SLUG, signal))
  if (known !== undefined) return shown === undefined ? [] : [{ ...login, password: shown }]
  const password = shown ?? randomPassword()
  try {
    await createFoundInstallation(platform)(password, signal)
    return [{ ...login, password }]
  } catch (error) {
    // A server that started at the same time was faster, or somebody has taken the name before it had a meaning.
    if (isMailroomError(error, 'already-exists')) return []
    throw error
  }
}

async function foundOwn(platform: Platform, config: Config, signal: AbortSignal): Promise<ShownLogin[]> {
  const password = config.adminPassword ?? randomPassword()
  await createFoundTenant(platform)({ ...ownTenant(config.tenantName), adminPassword: password }, signal)
  return config.adminPassword === undefined ? [adminLogin(password)] : []
}

async function foundDemo(platform: Platform, config: Config, signal: AbortSignal): Promise<ShownLogin[]> {
  const password = randomPassword()
  const passwordHash = await platform.passwordHasher.hash(password)
  const ports = {
    ...platform,
    openCaseFile: createOpenCaseFile(platform),
    receiveItem: createReceiveItem(platform),
  }
  // Before the people exist, so that no moment can end the process in which nobody knows their password.
  writeFileSync(demoPasswordFile(config), password, { mode: 0o600 })
  const [first] = await platform.transactor.inTransaction(async () => {
    const founded: FoundedTenant[] = []
    for (const city of DEMO_CITIES) {
      const adminPassword = adminPasswordOf(city, config, password)
      const tenant = await createFoundTenant(platform)({ ...identityOf(city), adminPassword }, signal)
      await seedDemo(ports, { city, founded: tenant, passwordHash }, signal)
      founded.push(tenant)
    }
    return founded
  }, signal)
  if (first !== undefined) await handInDemoLetters(ports, first, signal)
  return [adminLogin(adminPasswordOf(DEMO_CITIES[0], config, password)), ...demoLogins(password)]
}

function identityOf({ slug, name, receiptPrefix, adminUsername }: DemoCity) {
  return { slug, name, receiptPrefix, adminUsername }
}

/** The operator's own password is that of the first administrator only. */
function adminPasswordOf(city: DemoCity, { adminPassword }: Config, password: string): string {
  return city === DEMO_CITIES[0] ? (adminPassword ?? password) : password
}

/** What may be shown of an installation that was made before. */
function knownLogins(config: Config): ShownLogin[] {
  const password = demoPassword(config)
  if (password === undefined) return []
  return [...(config.adminPassword === undefined ? [adminLogin(password)] : []), ...demoLogins(password)]
}

function demoPassword(config: Config): string | undefined {
  const file = demoPasswordFile(config)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function demoPasswordFile({ storageDir }: Config): string {
  return join(storageDir, DEMO_PASSWORD_FILE)
}

function adminLogin(password: string): ShownLogin {
  return { username: 'admin', password, who: 'Administration, may do everything' }
}

function demoLogins(password: string): ShownLogin[] {
  return DEMO_CITIES.flatMap((city) => {
    const users = city.users.map(({ username, displayName, roles }) => {
      const who = `${displayName} (${roles.join(', ')})`
      return { username, password, who: city === DEMO_CITIES[0] ? who : `${city.name}: ${who}` }
    })
    if (city === DEMO_CITIES[0]) return users
    return [{ username: city.adminUsername, password, who: `${city.name}: Administration` }, ...users]
  })
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
