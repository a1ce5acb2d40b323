import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { passwordFault } from '../domain/access/password-rules.ts'

const MEGABYTE = 1024 * 1024
/** As clamd.conf(5) has it. */
const CLAMD_PORT = 3_310

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const List = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

/** Settings that every form of operation shares; see the table in README.md. */
const Common = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  HOST: z.string().min(1).default('127.0.0.1'),
  STORAGE_DIR: z.string().min(1).default('storage'),
  /** Origin that browsers see, when a proxy with TLS stands in front: `https://post.example.org`. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  /** Addresses of proxies whose `X-Forwarded-For` counts. */
  TRUSTED_PROXIES: List.default([]),
  MAX_FILE_MEGABYTES: z.coerce.number().int().min(1).max(10_240).default(200),
  /** Room kept free on the disk; default: 5 % of it, at most 2 GiB. */
  MIN_FREE_MEGABYTES: z.coerce.number().int().min(1).max(1_048_576).optional(),
  POSTSTELLE_ADMIN_PASSWORD: z.string().min(12).optional(),
  TENANT_NAME: z.string().min(1).max(200).default('Musterstadt'),
  DEMO_DATA: Flag.optional(),
  OCR_ENGINE: z.enum(['auto', 'tesseract.js', 'tesseract']).default('auto'),
  /** Folder with `deu.traineddata` and others; else installed ones, else those of the packages. */
  TESSDATA_DIR: z.string().min(1).optional(),
  /** Recognition children; default: one for each processor core. */
  WORKERS: z.coerce.number().int().min(1).max(256).optional(),
  /** Seals what is kept of the audit chain outside the database; every process of an installation needs the same one. */
  AUDIT_ANCHOR_KEY: z.string().min(32).optional(),
  /** Closes the secrets of authenticator apps in the database; every process of an installation needs the same one. */
  SECRETS_KEY: z.string().min(32).optional(),
  /** The one before, until every secret is closed with the new one: one start is enough. */
  SECRETS_KEY_PREVIOUS: z.string().min(32).optional(),
  /** Hours between two scans of everything that is stored. */
  INTEGRITY_SCAN_HOURS: z.coerce.number().int().min(1).max(8_760).default(24),
  /** So far back the access log gives answers; default: to its beginning. The chain that it stands in is never cut. */
  ACCESS_LOG_DAYS: z.coerce.number().int().min(30).max(36_500).optional(),
  /** Where a worker answers `/livez`, `/readyz` and `/metrics`; it has no port unless this is given. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** `host:port` of own services that outgoing requests may reach although they are in a private network. */
  OUTGOING_ALLOWED_HOSTS: List.default([]),
  /** Passwords nobody may choose, one a line: as they are, or as SHA-1 in hexadecimal. */
  BREACHED_PASSWORDS_FILE: z.string().min(1).optional(),
  /** Socket of a clamd on this machine. */
  CLAMD_SOCKET: z.string().min(1).optional(),
  /** `host` or `host:port` of a clamd elsewhere. */
  CLAMD_HOST: z
    .string()
    .regex(/^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/, 'must be host or host:port')
    .refine((address) => URL.canParse(`tcp://${address}`), 'must name a port that there is')
    .optional(),
  /** Where a time stamp authority (RFC 3161) answers. */
  TIME_STAMP_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !URL.canParse(url) || new URL(url).username + new URL(url).password === '', {
      error: 'must hold no password, it would stand in the log; TIME_STAMP_CREDENTIALS is for that',
    })
    .optional(),
  /** Certificates in PEM: of the authority, or of whoever vouches for it. */
  TIME_STAMP_CERTIFICATES: z.string().min(1).optional(),
  /** `name:password` at the authority. */
  TIME_STAMP_CREDENTIALS: z
    .string()
    .regex(/^[^:]+:/, 'must be name:password')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

const Database = z.discriminatedUnion('DATABASE', [
  z.object({ DATABASE: z.literal('embedded') }),
  z.object({
    DATABASE: z.literal('mongodb'),
    MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must be a mongodb:// address'),
    MONGODB_DATABASE: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,38}$/)
      .default('poststelle'),
  }),
])

const Objects = z.discriminatedUnion('OBJECTS', [
  z.object({ OBJECTS: z.literal('filesystem') }),
  z.object({
    OBJECTS: z.literal('s3'),
    S3_ENDPOINT: z.url({ protocol: /^https?$/ }),
    S3_ACCESS_KEY: z.string().min(1),
    S3_SECRET_KEY: z.string().min(8),
    S3_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    S3_REGION: z.string().min(1).default('us-east-1'),
  }),
])

export interface Config {
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly storageDir: string
  readonly publicOrigin: string | undefined
  readonly trustedProxies: readonly string[]
  readonly maxFileBytes: number
  /** `undefined`: by the size of the disk. */
  readonly headroomBytes: number | undefined
  readonly adminPassword: string | undefined
  readonly tenantName: string
  /** `undefined`: demo data when the database is embedded and empty. */
  readonly demoData: boolean | undefined
  readonly ocrEngine: 'auto' | 'tesseract.js' | 'tesseract'
  readonly tessdataDir: string | undefined
  readonly workers: number | undefined
  readonly auditAnchorKey: string | undefined
  readonly secretsKey: string | undefined
  readonly previousSecretsKey: string | undefined
  readonly scanEveryHours: number
  /** `undefined`: to the beginning. */
  readonly accessLogDays: number | undefined
  readonly healthPort: number | undefined
  readonly breachedPasswordsFile: string | undefined
  readonly outgoingAllowedHosts: readonly string[]
  /** Client secrets of identity providers by the name that their record gives. */
  readonly oidcSecrets: Readonly<Record<string, OidcSecret>>
  /** Where the virus scanner listens; `undefined`: nothing is scanned. */
  readonly clamd: ClamdConfig | undefined
  /** Who stamps what was scanned; `undefined`: nobody. */
  readonly timeStamp: TimeStampConfig | undefined
  readonly logLevel: z.infer<typeof Common>['LOG_LEVEL']
  readonly database: DatabaseConfig
  readonly objects: ObjectsConfig
}

export interface OidcSecret {
  readonly secret: string
  /** The only one it is sent to: records of providers are written by the administrators of any tenant. */
  readonly issuer: string
}

export interface TimeStampConfig {
  readonly url: string
  /** Path of a file. */
  readonly certificates: string
  readonly credentials: string | undefined
}

type ClamdConfig = { readonly path: string } | { readonly host: string; readonly port: number }

type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'mongodb'; readonly uri: string; readonly databaseName: string }

export type ObjectsConfig =
  | { readonly kind: 'filesystem' }
  | {
      readonly kind: 's3'
      readonly endpoint: string
      readonly accessKey: string
      readonly secretKey: string
      readonly bucket: string
      readonly region: string
    }

/** Secrets that a person could make up. */
const SECRET_KEYS = ['POSTSTELLE_ADMIN_PASSWORD', 'S3_SECRET_KEY', 'AUDIT_ANCHOR_KEY', 'SECRETS_KEY']

/** `OIDC_SECRET_STADT_FILE` names the file with `OIDC_SECRET_STADT`. */
const OIDC_SECRET_FILE = /^(OIDC_SECRET_\w+)_FILE$/

type Environment = Readonly<Record<string, string | undefined>>

/** Secrets that may also come from a file named by `<NAME>_FILE`, as container platforms mount them. */
const SECRETS = [
  'POSTSTELLE_ADMIN_PASSWORD',
  'MONGODB_URI',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'AUDIT_ANCHOR_KEY',
  'SECRETS_KEY',
  'SECRETS_KEY_PREVIOUS',
  'TIME_STAMP_CREDENTIALS',
]

/**
 * Reads the configuration, or fails naming every bad variable at once. Values are never echoed; some are secrets.
 *
 * @throws {Error} with one line a fault
 */
export function readConfig(environment: Environment): Config {
  const faults: string[] = []
  const settings = withSecretFiles(dropEmpty(environment), faults)
  const common = Common.safeParse(settings)
  const database = Database.safeParse({
    DATABASE: settings['MONGODB_URI'] === undefined ? 'embedded' : 'mongodb',
    ...settings,
  })
  const objects = Objects.safeParse({
    OBJECTS: settings['S3_ENDPOINT'] === undefined ? 'filesystem' : 's3',
    ...settings,
  })
  for (const part of [common, database, objects]) faults.push(...faultsOf(part.error))
  const oidcSecrets = oidcSecretsOf(settings, faults)
  faults.push(...guessableSecrets(settings), ...twoScanners(settings), ...untrustedAuthority(settings))
  if (!common.success || !database.success || !objects.success || faults.length > 0) {
    throw new Error(`The environment is not usable:\n${faults.join('\n')}`)
  }
  return assemble(common.data, database.data, objects.data, oidcSecrets)
}

function faultsOf(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
}

function dropEmpty(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}

function withSecretFiles(settings: Record<string, string>, faults: string[]): Record<string, string> {
  const result = { ...settings }
  const named = Object.keys(settings).flatMap((name) => OIDC_SECRET_FILE.exec(name)?.[1] ?? [])
  for (const name of [...SECRETS, ...named]) {
    const file = settings[`${name}_FILE`]
    if (file === undefined) continue
    try {
      result[name] = readFileSync(file, 'utf8').trim()
    } catch {
      faults.push(`  ${name}_FILE: the file cannot be read`)
    }
  }
  return result
}

/** Where browsers reach the server from outside, what anybody would try first is refused, and so are the defaults of products around. */
function guessableSecrets(settings: Readonly<Record<string, string>>): string[] {
  if (settings['PUBLIC_ORIGIN']?.startsWith('https://') !== true) return []
  const names = Object.keys(settings).filter(
    (name) => !name.endsWith('_FILE') && name.startsWith('OIDC_SECRET_'),
  )
  return [...SECRET_KEYS, ...names].flatMap((name) => {
    const value = settings[name]
    const fault = value === undefined ? undefined : passwordFault(value, ['admin', 'minio'])
    return fault === undefined
      ? []
      : [`  ${name}: would be guessed (${fault}); make one with scripts/make-secrets.mjs`]
  })
}

function twoScanners(settings: Readonly<Record<string, string>>): string[] {
  const isDouble = settings['CLAMD_SOCKET'] !== undefined && settings['CLAMD_HOST'] !== undefined
  return isDouble ? ['  CLAMD_HOST: is given beside CLAMD_SOCKET; there is one scanner'] : []
}

/** A time stamp that anybody may have signed proves nothing. */
function untrustedAuthority(settings: Readonly<Record<string, string>>): string[] {
  const isUntrusted =
    settings['TIME_STAMP_URL'] !== undefined && settings['TIME_STAMP_CERTIFICATES'] === undefined
  return isUntrusted
    ? ['  TIME_STAMP_CERTIFICATES: must name the file with the certificates of the authority']
    : []
}

function timeStampOf({
  TIME_STAMP_URL: url,
  TIME_STAMP_CERTIFICATES: certificates,
  TIME_STAMP_CREDENTIALS: credentials,
}: z.infer<typeof Common>): TimeStampConfig | undefined {
  return url === undefined || certificates === undefined ? undefined : { url, certificates, credentials }
}

function clamdOf({
  CLAMD_SOCKET: path,
  CLAMD_HOST: address,
}: z.infer<typeof Common>): ClamdConfig | undefined {
  if (path !== undefined) return { path }
  if (address === undefined) return undefined
  const { hostname, port } = new URL(`tcp://${address}`)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? CLAMD_PORT : Number(port) }
}

function oidcSecretsOf(
  settings: Readonly<Record<string, string>>,
  faults: string[],
): Record<string, OidcSecret> {
  const prefix = 'OIDC_SECRET_'
  const secrets = Object.entries(settings).flatMap(([variable, secret]) => {
    if (!variable.startsWith(prefix) || OIDC_SECRET_FILE.test(variable)) return []
    const name = variable.slice(prefix.length)
    const issuer = settings[`OIDC_ISSUER_${name}`]
    if (issuer !== undefined && URL.canParse(issuer)) return [[name, { secret, issuer }] as const]
    faults.push(`  OIDC_ISSUER_${name}: must be the address of the provider that ${variable} is for`)
    return []
  })
  return Object.fromEntries(secrets)
}

function assemble(
  common: z.infer<typeof Common>,
  database: z.infer<typeof Database>,
  objects: z.infer<typeof Objects>,
  oidcSecrets: Readonly<Record<string, OidcSecret>>,
): Config {
  return Object.freeze({
    port: common.PORT,
    host: common.HOST,
    storageDir: isAbsolute(common.STORAGE_DIR) ? common.STORAGE_DIR : resolve(common.STORAGE_DIR),
    publicOrigin: common.PUBLIC_ORIGIN === undefined ? undefined : new URL(common.PUBLIC_ORIGIN).origin,
    trustedProxies: common.TRUSTED_PROXIES,
    maxFileBytes: common.MAX_FILE_MEGABYTES * MEGABYTE,
    headroomBytes: common.MIN_FREE_MEGABYTES === undefined ? undefined : common.MIN_FREE_MEGABYTES * MEGABYTE,
    adminPassword: common.POSTSTELLE_ADMIN_PASSWORD,
    tenantName: common.TENANT_NAME,
    demoData: common.DEMO_DATA,
    ocrEngine: common.OCR_ENGINE,
    tessdataDir: common.TESSDATA_DIR,
    workers: common.WORKERS,
    auditAnchorKey: common.AUDIT_ANCHOR_KEY,
    secretsKey: common.SECRETS_KEY,
    previousSecretsKey: common.SECRETS_KEY_PREVIOUS,
    scanEveryHours: common.INTEGRITY_SCAN_HOURS,
    accessLogDays: common.ACCESS_LOG_DAYS,
    healthPort: common.HEALTH_PORT,
    breachedPasswordsFile: common.BREACHED_PASSWORDS_FILE,
    outgoingAllowedHosts: common.OUTGOING_ALLOWED_HOSTS,
    oidcSecrets,
    clamd: clamdOf(common),
    timeStamp: timeStampOf(common),
    logLevel: common.LOG_LEVEL,
    database:
      database.DATABASE === 'embedded'
        ? { kind: 'embedded' }
        : { kind: 'mongodb', uri: database.MONGODB_URI, databaseName: database.MONGODB_DATABASE },
    objects:
      objects.OBJECTS === 'filesystem'
        ? { kind: 'filesystem' }
        : {
            kind: 's3',
            endpoint: objects.S3_ENDPOINT,
            accessKey: objects.S3_ACCESS_KEY,
            secretKey: objects.S3_SECRET_KEY,
            bucket: objects.S3_BUCKET,
            region: objects.S3_REGION,
          },
  } satisfies Config)
}
