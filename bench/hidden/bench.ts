import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { Platform } from '../../src/compose.ts'
import { systemActor, unitKey } from '../../src/domain/access/actor.ts'
import { createFoundTenant } from '../../src/usecases/access/found-tenant.ts'
import { caseFileOf, documentOf, itemOf } from '../../test/contract/records.ts'
import type { BenchOptions } from '../run.ts'
import { inTurns, roundsIn, withServer } from '../turns.ts'

const signal = new AbortController().signal
const HOUR_MS = 3_600_000

/** Where the records lie that are asked for; the asker may read none of them. */
const KINDS = ['missing', 'ofOtherOffice', 'ofOtherTenant'] as const
const PATHS = ['incoming-items', 'documents', 'case-files'] as const
type Ids = Readonly<Record<(typeof PATHS)[number], string>>

/** How long an answer takes for what is not there and for what is not the asker's: both are the same 404. */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const rounds = roundsIn(args)
  const result = await withServer('hidden', async (platform, start) => {
    const { cookie, idsOf } = await fill(platform)
    const url = await start()
    const all = []
    for (const path of PATHS) {
      const figures = await inTurns(KINDS, rounds, (kind) => {
        return ask(`${url}/api/v1/${path}/${idsOf(kind)[path]}`, cookie)
      })
      all.push({ path, figures })
    }
    return all
  })
  process.stdout.write(`rounds: ${String(rounds)}\n`)
  for (const { path, figures } of result) {
    for (const { kind, ...ms } of figures) process.stdout.write(`${path} ${kind}: ${JSON.stringify(ms)}\n`)
  }
  if (jsonFile !== undefined) await writeFile(jsonFile, JSON.stringify(result, undefined, 2))
}

async function fill(platform: Platform) {
  const [own, other] = [await found(platform, 'eins'), await found(platform, 'zwei')]
  const clerk = { ...own.admin, id: platform.ids.next(), username: 'klara', roles: ['clerk'] as const }
  await platform.users.insert(systemActor(own.tenant.id, 'bench'), clerk, signal)
  const ofOtherOffice = await insertRecords(platform, own.tenant.id)
  const ofOtherTenant = await insertRecords(platform, other.tenant.id)
  const missing = (): Ids => {
    const id = platform.ids.next()
    return { 'incoming-items': id, documents: id, 'case-files': id }
  }
  const idsOf = (kind: (typeof KINDS)[number]): Ids => {
    if (kind === 'missing') return missing()
    return kind === 'ofOtherOffice' ? ofOtherOffice : ofOtherTenant
  }
  return { cookie: await openSession(platform, own.tenant.id, clerk.id), idsOf }
}

function found(platform: Platform, slug: string) {
  const administrator = { adminUsername: `admin.${slug}`, adminPassword: 'four words that mean nothing' }
  return createFoundTenant(platform)({ slug, name: slug, receiptPrefix: 'ST', ...administrator }, signal)
}

/** Of an office where nobody works who asks. */
async function insertRecords(platform: Platform, tenantId: string): Promise<Ids> {
  const machine = systemActor(tenantId, 'bench')
  const readKeys = [unitKey('elsewhere')]
  const item = itemOf(tenantId, { readKeys })
  const document = documentOf(tenantId, { itemId: item.id, readKeys })
  const caseFile = caseFileOf(tenantId, { leadUnitId: 'elsewhere', readKeys })
  await platform.incomingItems.insert(machine, item, signal)
  await platform.documents.insert(machine, document, signal)
  await platform.caseFiles.insert(machine, caseFile, signal)
  return { 'incoming-items': item.id, documents: document.id, 'case-files': caseFile.id }
}

async function openSession(platform: Platform, tenantId: string, userId: string): Promise<string> {
  const token = randomBytes(32).toString('hex')
  const at = new Date()
  const session = {
    tokenHash: platform.digest.sha256(token),
    tenantId,
    userId,
    createdAt: at.toISOString(),
    lastSeenAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + HOUR_MS).toISOString(),
    device: '',
  }
  await platform.signIn.insertSession(session, signal)
  return `poststelle=${token}`
}

async function ask(address: string, cookie: string): Promise<void> {
  const response = await fetch(address, { headers: { cookie } })
  await response.text()
  if (response.status !== 404) throw new Error(`The answer was ${String(response.status)}.`)
}
