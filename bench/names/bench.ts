import { writeFile } from 'node:fs/promises'
import type { Platform } from '../../src/compose.ts'
import { systemActor } from '../../src/domain/access/actor.ts'
import { createFoundTenant } from '../../src/usecases/access/found-tenant.ts'
import type { BenchOptions } from '../run.ts'
import { inTurns, roundsIn, withServer } from '../turns.ts'

const signal = new AbortController().signal
const PASSWORD = 'four words that mean nothing'

/** Whose names are tried; `unknown` ones nobody has. All but `known` cannot sign in with any password. */
const KINDS = ['unknown', 'known', 'disabled', 'withoutPassword'] as const
type Kind = (typeof KINDS)[number]
const NAMES: Readonly<Record<Kind, (attempt: number) => string>> = {
  unknown: (attempt) => `name${String(attempt)}`,
  known: () => 'kora.klar',
  disabled: () => 'dora.daheim',
  withoutPassword: () => 'otto.ohne',
}

/**
 * How long a sign-in with a wrong password takes over HTTP, by whose name it is; each from an address of its own, so that no
 * limit ends it.
 */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const rounds = roundsIn(args)
  const figures = await withServer('names', async (platform, start) => {
    await makePeople(platform)
    const url = await start()
    return inTurns(KINDS, rounds, (kind, attempt) => signIn(url, NAMES[kind](attempt), attempt))
  })
  process.stdout.write(`rounds: ${String(rounds)}\n`)
  for (const { kind, ...ms } of figures) process.stdout.write(`${kind}: ${JSON.stringify(ms)}\n`)
  const largestMs = Math.max(...figures.map(({ medianDifferenceMs }) => Math.abs(medianDifferenceMs)))
  process.stdout.write(`largest difference from unknown: ${String(largestMs)} ms (wanted: within 2)\n`)
  if (jsonFile !== undefined) await writeFile(jsonFile, JSON.stringify(figures, undefined, 2))
}

async function makePeople(platform: Platform): Promise<void> {
  const tenant = { slug: 'stadt', name: 'Stadt', receiptPrefix: 'ST' }
  const administrator = { adminUsername: NAMES.known(0), adminPassword: PASSWORD }
  const { admin } = await createFoundTenant(platform)({ ...tenant, ...administrator }, signal)
  const machine = systemActor(admin.tenantId, 'bench')
  const disabled = { ...admin, id: platform.ids.next(), username: NAMES.disabled(0), disabled: true }
  const withoutPassword = { ...admin, id: platform.ids.next(), username: NAMES.withoutPassword(0) }
  for (const user of [disabled, withoutPassword]) await platform.users.insert(machine, user, signal)
  const hash = await platform.passwordHasher.hash(PASSWORD)
  await platform.users.savePasswordHash(machine, disabled.id, hash, signal)
}

async function signIn(url: string, username: string, attempt: number): Promise<void> {
  const [a, b, c] = [10 + (attempt >> 16), (attempt >> 8) & 255, attempt & 255]
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `${String(a)}.${String(b)}.${String(c)}.1`,
    },
    body: JSON.stringify({ username, password: 'not the right one' }),
  })
  await response.text()
  if (response.status !== 401) throw new Error(`The answer was ${String(response.status)}.`)
}
