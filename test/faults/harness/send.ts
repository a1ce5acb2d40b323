import { request, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { Ledger } from './ledger.ts'
import type { Letter } from './letters.ts'

export interface Sending {
  readonly url: string
  readonly cookie: string
  readonly letter: Letter
  /** Without it the upload cannot be repeated safely. */
  readonly withoutKey?: boolean
  /** Spreads the body over this time. */
  readonly bodyMs?: number
  /** Ends the connection after so many bytes of the body. */
  readonly abortAfterBytes?: number
  readonly timeoutMs?: number
  /** Told when the last byte of the body is on its way. */
  readonly bodySent?: () => void
}

export interface Sent {
  /** 0: no answer came, or not all of it. */
  readonly status: number
  readonly code: string | undefined
  readonly itemId: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly replayed: boolean
  readonly ms: number
}

/** An item, or a problem. */
const Answer = z.looseObject({ id: z.string().optional(), code: z.string().optional() })

const BOUNDARY = 'letter-of-the-fault-harness'
const TIMEOUT_MS = 60_000
const STEPS = 24

/** An upload as other systems write it, byte by byte, so that it can be slow or break off. Never rejects. */
export function send(sending: Sending): Promise<Sent> {
  const { url, cookie, letter, timeoutMs = TIMEOUT_MS } = sending
  const startedMs = performance.now()
  const body = bodyOf(letter)
  return new Promise((resolve) => {
    const end = (answer: Partial<Sent>): void => {
      const nothing = { status: 0, code: undefined, itemId: undefined, retryAfterSeconds: undefined }
      resolve({ ...nothing, replayed: false, ...answer, ms: Math.round(performance.now() - startedMs) })
    }
    const outgoing = request(`${url}/api/v1/incoming-items`, {
      method: 'POST',
      agent: false,
      headers: {
        cookie,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': body.length,
        ...(sending.withoutKey === true ? {} : { 'idempotency-key': letter.key }),
      },
    })
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy())
    outgoing.on('error', () => {
      end({})
    })
    outgoing.on('response', (incoming) => {
      answerOf(incoming).then(end, () => {
        end({})
      })
    })
    outgoing.on('close', () => {
      end({})
    })
    void write(outgoing, body, sending)
  })
}

/** As `send`, with both facts in the ledger. */
export async function sendRecorded(sending: Sending, ledger: Ledger): Promise<Sent> {
  ledger.sent(sending.letter)
  const sent = await send(sending)
  if (sent.itemId !== undefined) ledger.acknowledged(sending.letter.key, sent.itemId)
  return sent
}

function bodyOf({ name, bytes }: Letter): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}

async function write(
  outgoing: ReturnType<typeof request>,
  body: Buffer,
  { bodyMs = 0, abortAfterBytes, bodySent }: Sending,
): Promise<void> {
  const endBytes = Math.min(abortAfterBytes ?? body.length, body.length)
  const steps = bodyMs === 0 ? 1 : STEPS
  for (let step = 0; step < steps; step += 1) {
    if (outgoing.destroyed) return
    const part = body.subarray((endBytes * step) / steps, (endBytes * (step + 1)) / steps)
    await new Promise<void>((written) => {
      outgoing.write(part, () => {
        written()
      })
    })
    if (bodyMs > 0) await new Promise((resolve) => setTimeout(resolve, bodyMs / steps))
  }
  if (abortAfterBytes !== undefined) {
    outgoing.destroy()
    return
  }
  outgoing.end()
  bodySent?.()
}

async function answerOf(incoming: IncomingMessage): Promise<Partial<Sent>> {
  const status = incoming.statusCode ?? 0
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  const answer = Answer.safeParse(JSON.parse(Buffer.concat(parts).toString()))
  const retryAfter = incoming.headers['retry-after']
  return {
    status,
    code: answer.data?.code,
    itemId: status === 201 || status === 200 ? answer.data?.id : undefined,
    retryAfterSeconds: retryAfter === undefined ? undefined : Number(retryAfter),
    replayed: incoming.headers['idempotency-replayed'] === 'true',
  }
}
