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
const PROBE_TIMEOUT_MS = 10_000

/** Asks an address again and again and measures, beside the load. */
export function startProbe(url: string, cookie = ''): { stop(): Promise<readonly Probed[]> } {
  const probed: Probed[] = []
  let isOver = false
  const hasEnded = (): boolean => isOver
  const loop = (async () => {
    while (!hasEnded()) {
      probed.push(await probe(url, cookie))
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
  readonly status: number
  readonly ms: number
}

export function probe(url: string, cookie = ''): Promise<Probed> {
  const startedMs = performance.now()
  return new Promise((resolve) => {
    const end = (status: number): void => {
      resolve({ status, ms: Math.round(performance.now() - startedMs) })
    }
    const asked = request(url, { agent: false, headers: { cookie } }, (answer) => {
      answer.resume().on('end', () => {
        end(answer.statusCode ?? 0)
      })
      answer.on('error', () => {
        end(0)
      })
    })
    asked.setTimeout(PROBE_TIMEOUT_MS, () => asked.destroy())
    asked.on('error', () => {
      end(0)
    })
    asked.end()
  })
}

export function longestMs(all: readonly { readonly ms: number }[]): number {
  return Math.max(0, ...all.map(({ ms }) => ms))
}

export function p95Ms(all: readonly { readonly ms: number }[]): number {
  const sorted = all.map(({ ms }) => ms).sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0
}
