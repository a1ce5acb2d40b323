import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export const QPDF = '/usr/bin/qpdf'

/** A value in qpdf's JSON, version 2: names begin with `/`, references read `12 0 R`, strings have a prefix. */
export type QpdfValue =
  string | number | boolean | null | readonly QpdfValue[] | { readonly [key: string]: QpdfValue }

export type QpdfDict = Readonly<Record<string, QpdfValue>>

export interface QpdfDocument {
  readonly bytes: Buffer
  readonly objects: readonly QpdfValue[]
  readonly trailer: QpdfDict
  readonly catalog: QpdfDict
  resolve(value: QpdfValue | undefined): QpdfValue
  /** A stream with its bytes unpacked. */
  streamOf(value: QpdfValue | undefined): { readonly dict: QpdfDict; readonly bytes: Buffer }
}

interface QpdfObject {
  readonly value?: QpdfValue
  readonly stream?: { readonly dict: QpdfDict; readonly data?: string }
}

/** Reads a PDF with a program that is not the one that wrote it. */
export function openWithQpdf(path: string): QpdfDocument {
  const options = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized', path]
  const { qpdf } = JSON.parse(
    execFileSync(QPDF, options, { maxBuffer: 256 * 1024 * 1024 }).toString('utf8'),
  ) as { qpdf: readonly [unknown, Readonly<Record<string, QpdfObject>>] }
  const table = qpdf[1]
  const resolve = (value: QpdfValue | undefined): QpdfValue => {
    if (typeof value !== 'string' || !/^\d+ \d+ R$/u.test(value)) return value ?? null
    const object = table[`obj:${value}`]
    return object?.value ?? object?.stream?.dict ?? null
  }
  const trailer = (table['trailer']?.value ?? {}) as QpdfDict
  return {
    bytes: readFileSync(path),
    objects: Object.values(table).map((object) => object.value ?? object.stream?.dict ?? null),
    trailer,
    catalog: resolve(trailer['/Root']) as QpdfDict,
    resolve,
    streamOf(value) {
      const stream = typeof value === 'string' ? table[`obj:${value}`]?.stream : undefined
      return { dict: stream?.dict ?? {}, bytes: Buffer.from(stream?.data ?? '', 'base64') }
    },
  }
}

/** Every dictionary, those inside of others too. */
export function dictionariesOf(values: readonly QpdfValue[]): QpdfDict[] {
  return values.flatMap((value) => {
    if (typeof value !== 'object' || value === null) return []
    if (Array.isArray(value)) return dictionariesOf(value as readonly QpdfValue[])
    const dict = value as QpdfDict
    return [dict, ...dictionariesOf(Object.values(dict))]
  })
}
