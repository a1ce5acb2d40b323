import { request } from 'node:http'
import type { Running } from './installation.ts'
import type { Ledger } from './ledger.ts'
import type { Letter } from './letters.ts'
import { sendRecorded, type Sent } from './send.ts'
import { pause } from './watch.ts'

export interface Load {
  /** Ends it and waits for the last answers. */
  stop(): Promise<readonly Sent[]>
}

/** Callers that send one letter after the other, each under its own key, recorded in the ledger. */
export function startLoad(running: Running, ledger: Ledger, next: () => Letter, callers = 4): Load {
  const sent: Sent[] = []
  let isOver = false
  const hasEnded = (): boolean => isOver
  const caller = async (): Promise<void> => {
    while (!hasEnded()) {
      const { url } = running.product
      sent.push(await sendRecorded({ url, cookie: running.client.cookie, letter: next() }, ledger))
      await pause(BETWEEN_MS)
    }
  }
  const all = Promise.all(Array.from({ length: callers }, caller))
  return {
    async stop() {
      isOver = true
      await all
      return sent
    },
  }
}

/** Sends letters, some at a time, whatever becomes of the others. */
export async function sendAll(
  { product, client }: Running,
  ledger: Ledger,
  letters: readonly Letter[],
  callers: number,
): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  const waiting = letters.values()
  const caller = async (): Promise<void> => {
    for (const letter of waiting)
      sent.push(await sendRecorded({ url: product.url, cookie: client.cookie, letter }, ledger))
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return sent
}

const BETWEEN_MS = 20
const PROBE_EVERY_MS = 100
const PROBE_TIMEOUT_MS = 20_000

/** Asks an address again and again and measures, beside the load. */
export function startProbe(url: string, cookie = ''): { stop(): Promise<readonly Probed[]> } {
  return startProbing(() => probe(url, cookie))
}

/** Changes of records, each a new one: what people do besides sending letters. */
export function startChanges({ product, client }: Running): { stop(): Promise<readonly Probed[]> } {
  let count = 0
  return startProbing(() => {
    const id = `belegart-${(count += 1)}`
    return probe(`${product.url}/api/v1/document-types`, client.cookie, { id, name: id })
  })
}

function startProbing(ask: () => Promise<Probed>): { stop(): Promise<readonly Probed[]> } {
  const probed: Probed[] = []
  let isOver = false
  const hasEnded = (): boolean => isOver
  const loop = (async () => {
    while (!hasEnded()) {
      probed.push(await ask())
      await pause(PROBE_EVERY_MS)
    }
  })()
  return {
    async stop() {
      isOver = true
      await loop
      return probed
    },
  }
}

export interface Probed {
  /** 0: no answer came, or not all of it. */
  readonly status: number
  readonly ms: number
  readonly mayComeBack: boolean
}

/** @param sent JSON; then it is a POST */
export function probe(url: string, cookie = '', sent?: unknown): Promise<Probed> {
  const startedMs = performance.now()
  return new Promise((resolve) => {
    const end = (status: number, mayComeBack = false): void => {
      resolve({ status, mayComeBack, ms: Math.round(performance.now() - startedMs) })
    }
    const options = {
      agent: false,
      method: sent === undefined ? 'GET' : 'POST',
      headers: { cookie, ...(sent === undefined ? {} : { 'content-type': 'application/json' }) },
    }
    const asked = request(url, options, (answer) => {
      answer.resume().on('end', () => {
        end(answer.statusCode ?? 0, answer.headers['retry-after'] !== undefined)
      })
      answer.on('error', () => {
        end(0)
      })
    })
    asked.setTimeout(PROBE_TIMEOUT_MS, () => asked.destroy())
    asked.on('error', () => {
      end(0)
    })
    asked.end(sent === undefined ? undefined : JSON.stringify(sent))
  })
}

export function longestMs(all: readonly { readonly ms: number }[]): number {
  return Math.max(0, ...all.map(({ ms }) => ms))
}

export function p95Ms(all: readonly { readonly ms: number }[]): number {
  const sorted = all.map(({ ms }) => ms).sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0
}
