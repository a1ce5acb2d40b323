import type { ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { signIn, type ApiClient } from '../../support/client.ts'
import { ADMIN_PASSWORD, startProduct, type Product } from '../../support/product.ts'

/** The product while it runs, and somebody who is signed in. */
export interface Running extends AsyncDisposable {
  readonly product: Product
  readonly client: ApiClient
  /** From the start of the process to the first answer to somebody who has signed in. */
  readonly readyMs: number
}

export const ENVIRONMENT = { DEMO_DATA: 'false', LOG_LEVEL: 'info', WORKERS: '2' } as const

/** Of the observers only: on a busy machine the product may say that it is busy, and has lost nothing by that. */
const PATIENCE = 30

export async function start(
  storageDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const startedMs = performance.now()
  const product = await startProduct({ storageDir, environment: { ...ENVIRONMENT, ...environment } })
  try {
    const client = await signIn(product.url, 'admin', ADMIN_PASSWORD, PATIENCE)
    const readyMs = Math.round(performance.now() - startedMs)
    return { product, client, readyMs, [Symbol.asyncDispose]: () => product[Symbol.asyncDispose]() }
  } catch (error) {
    await product[Symbol.asyncDispose]()
    throw error
  }
}

export interface Spawned {
  readonly child: ChildProcess
  /** True when it is ready, false when it has ended before. */
  readonly ready: Promise<boolean>
}

/** A server that just begins to start, for those who do not let it come to the end of that. */
export function spawnServer(storageDir: string): Spawned {
  const children: ChildProcess[] = []
  const spawned = (child: ChildProcess): void => {
    children.push(child)
  }
  const ready = startProduct({ storageDir, environment: ENVIRONMENT, spawned }).then(
    () => true,
    () => false,
  )
  const [child] = children
  if (child === undefined) throw new Error('No process was started: is the product built?')
  return { child, ready }
}

/** An installation with a unit and a place in the filing plan, stopped: each run works on a copy of its own. */
export interface Template extends Disposable {
  readonly unitId: string
  readonly filingPlanEntryId: string
  copyTo(directory: string): void
}

const Listed = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), version: z.number() })) })
const Made = z.looseObject({ id: z.string() })

export async function makeTemplate(): Promise<Template> {
  const directory = mkdtempSync(join(tmpdir(), 'poststelle-template-'))
  const dispose = (): void => {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const running = await start(directory)
    const made = await furnish(running.client).finally(() => running.product.stop())
    return {
      ...made,
      copyTo(target) {
        cpSync(directory, target, { recursive: true, preserveTimestamps: true })
      },
      [Symbol.dispose]: dispose,
    }
  } catch (error) {
    dispose()
    throw error
  }
}

async function furnish(client: ApiClient): Promise<{ unitId: string; filingPlanEntryId: string }> {
  const { items: units } = await client.json(Listed, 'GET', '/org-units')
  const office = { parentId: units[0]?.id, number: '10', name: 'Hauptamt', kind: 'office' }
  const unit = await client.json(Made, 'POST', '/org-units', { body: office, expect: 201 })
  const place = { number: '10.1', title: 'Auskünfte', orgUnitId: unit.id }
  const entry = await client.json(Made, 'POST', '/filing-plan', { body: place, expect: 201 })
  const { items: users } = await client.json(Listed, 'GET', '/users')
  const admin = users[0]
  await client.json(Made, 'PATCH', `/users/${admin?.id ?? ''}`, {
    body: { roles: ['mailroom', 'head', 'clerk', 'admin', 'auditor'], orgUnitIds: [unit.id] },
    headers: { 'if-match': `"${admin?.version ?? 0}"` },
  })
  return { unitId: unit.id, filingPlanEntryId: entry.id }
}
