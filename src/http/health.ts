import type { Express } from 'express'
import type { Registry } from 'prom-client'
import type { z } from 'zod'
import type { Readiness } from '../contract/operation.ts'
import { isMailroomError } from '../domain/errors.ts'
import type { Presented } from './route.ts'

/** Fails when the part cannot do its work now. A text that it gives is shown; it must not tell about post or people. */
export type ReadinessProbe = (signal: AbortSignal) => Promise<unknown>

const PROBE_TIMEOUT_MS = 3_000

/** Addresses for operators; none tells anything about post or people. */
export function registerHealth(
  app: Express,
  probes: Readonly<Record<string, ReadinessProbe>>,
  metrics: Registry,
): void {
  app.get('/livez', (_request, response) => {
    response.json({ live: true })
  })
  app.get('/readyz', async (_request, response) => {
    const readiness = await askAll(probes)
    if (!readiness.ready) response.set('Retry-After', '5')
    response.status(readiness.ready ? 200 : 503).json(readiness)
  })
  app.get('/metrics', async (_request, response) => {
    response.set('Content-Type', metrics.contentType).send(await metrics.metrics())
  })
}

async function askAll(
  probes: Readonly<Record<string, ReadinessProbe>>,
): Promise<Presented<z.infer<typeof Readiness>>> {
  const answers = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => [name, await ask(probe)] as const),
  )
  return { ready: answers.every(([, { ok }]) => ok), parts: Object.fromEntries(answers) }
}

/** A probe that hangs counts as failed; texts of drivers stay inside. */
async function ask(probe: ReadinessProbe): Promise<{ ok: boolean; detail: string }> {
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS)
  const timeout = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('timeout'))
    })
  })
  try {
    const detail = await Promise.race([probe(signal), timeout])
    return { ok: true, detail: typeof detail === 'string' ? detail : 'ok' }
  } catch (error) {
    if (signal.aborted) return { ok: false, detail: 'no answer in time' }
    return { ok: false, detail: isMailroomError(error) ? error.code : 'failed' }
  }
}
