import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { canonicalAnchor, type AuditAnchor } from '../../domain/audit/anchor.ts'
import type { AnchorStore, KeptAnchor } from '../../ports/anchor-store.ts'
import type { Seal } from '../../ports/seal.ts'
import { makeDurableDirectory, orDiskFailure, syncDirectory, systemCodeOf } from './disk.ts'

export interface AnchorFilesOptions {
  /** Holds one file a tenant. */
  readonly directory: string
  readonly seal: Seal
}

const TENANT_ID = /^[0-9A-Za-z-]{1,64}$/
const LINE_FEED = 0x0a

/** Anchors as lines of JSON, each with its seal, in a file that is only ever added to. */
export async function createAnchorFiles({ directory, seal }: AnchorFilesOptions): Promise<AnchorStore> {
  await makeDurableDirectory(directory)

  function pathOf(tenantId: string): string {
    if (!TENANT_ID.test(tenantId)) throw new TypeError('This is not the id of a tenant.')
    return join(directory, `${tenantId}.jsonl`)
  }

  async function* read(tenantId: string, signal: AbortSignal): AsyncGenerator<KeptAnchor, void> {
    const path = pathOf(tenantId)
    const endByte = await sizeOf(path)
    if (endByte === 0) return
    const lines = createInterface({ input: createReadStream(path, { end: endByte - 1, signal }) })
    let lastSeq = 0
    for await (const line of lines) {
      const value = jsonIn(line)
      if (value === undefined) continue
      const anchor = anchorIn(value, tenantId, lastSeq, seal)
      lastSeq = anchor.lastSeq
      yield anchor
    }
  }

  return {
    read,
    async append(anchor, signal) {
      signal.throwIfAborted()
      const line = JSON.stringify({ ...anchor, seal: seal.seal(canonicalAnchor(anchor)) })
      await orDiskFailure(appendLine(pathOf(anchor.tenantId), directory, line))
    },
    async last(tenantId, signal) {
      let last: KeptAnchor | undefined
      for await (const anchor of read(tenantId, signal)) {
        if (anchor.isGenuine && anchor.lastSeq >= (last?.lastSeq ?? 0)) last = anchor
      }
      return last
    },
  }
}

/** A line that a crash has left unfinished is ended first, so that it spoils no other one. */
async function appendLine(path: string, directory: string, line: string): Promise<void> {
  await using file = await open(path, 'a+', 0o600)
  const { size } = await file.stat()
  const end = Buffer.alloc(1, LINE_FEED)
  if (size > 0) await file.read(end, 0, 1, size - 1)
  await file.appendFile(`${end[0] === LINE_FEED ? '' : '\n'}${line}\n`)
  await file.datasync()
  if (size === 0) await syncDirectory(directory)
}

/** Half a line is what a power cut leaves: it was never acknowledged, and says nothing. A gap would be noticed. */
function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** What is no anchor stands right behind what came before, so that a verification meets it there. */
function anchorIn(value: unknown, tenantId: string, lastSeq: number, seal: Seal): KeptAnchor {
  const found = asAnchor(value)
  if (found?.tenantId !== tenantId) {
    const seq = lastSeq + 1
    const marks = (): Promise<string> => Promise.resolve('')
    return { firstSeq: seq, lastSeq: seq, hash: '', at: '', isGenuine: false, marks }
  }
  const { firstSeq, hash, at, marks } = found
  const isGenuine = seal.isGenuine(canonicalAnchor(found), found.seal)
  return { firstSeq, lastSeq: found.lastSeq, hash, at, isGenuine, marks: () => Promise.resolve(marks) }
}

function asAnchor(value: unknown): (AuditAnchor & { readonly seal: string }) | undefined {
  const found = Object(value) as Partial<Record<keyof AuditAnchor | 'seal', unknown>>
  const texts = [found.tenantId, found.hash, found.marks, found.at, found.seal]
  const isAnchor =
    texts.every((text) => typeof text === 'string') &&
    [found.firstSeq, found.lastSeq].every((seq) => Number.isSafeInteger(seq))
  return isAnchor ? (found as AuditAnchor & { readonly seal: string }) : undefined
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return 0
    throw error
  }
}
