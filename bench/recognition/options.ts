import { availableParallelism } from 'node:os'
import type { SandboxSettings } from '../../src/adapters/child-pool/protocol.ts'

const PARTS = [
  'accuracy',
  'conditions',
  'damages',
  'large',
  'places',
  'product',
  'throughput',
  'waiting',
] as const
export type Part = (typeof PARTS)[number]
const RIVALS = ['ocrmypdf', 'tesseract', 'tesseract.js'] as const
export type Rival = (typeof RIVALS)[number]

export const USAGE = `Options of the recognition benchmark, behind the common ones:
  --part NAME       one of ${PARTS.join(', ')}; more than once for several, default all;
                    product needs \`npm run build\` before
  --beside NAME     read the same with ${RIVALS.join(', ')} or "all" of them, where installed
  --set NAME        only this set; more than once for several
  --limit N         at most N documents of each set and variant
  --as-scans        PDFs with text are drawn first, so that their text has to be recognised
  --workers N       children at a time (default: cores)
  --engine NAME     auto, tesseract or tesseract.js; --tessdata DIR language data
  --rounds N        rounds of the race (default 2)
  --errors          the misread words; --pages a line a document`

export interface RecognitionOptions {
  readonly parts: ReadonlySet<Part>
  readonly rivals: ReadonlySet<Rival>
  readonly sets: ReadonlySet<string>
  readonly limit: number
  readonly asScans: boolean
  readonly workers: number
  readonly rounds: number
  readonly settings: SandboxSettings
  readonly showErrors: boolean
  readonly showPages: boolean
}

export function readOptions(args: readonly string[]): RecognitionOptions {
  const parts = pick(PARTS, all(args, '--part'))
  const rivals = all(args, '--beside')
  return {
    parts: parts.size === 0 ? new Set(PARTS) : parts,
    rivals: rivals.includes('all') ? new Set(RIVALS) : pick(RIVALS, rivals),
    sets: new Set(all(args, '--set')),
    limit: Number(one(args, '--limit') ?? Infinity),
    asScans: args.includes('--as-scans'),
    workers: Number(one(args, '--workers') ?? availableParallelism()),
    rounds: Number(one(args, '--rounds') ?? 2),
    settings: readSettings(args),
    showErrors: args.includes('--errors'),
    showPages: args.includes('--pages'),
  }
}

function readSettings(args: readonly string[]): SandboxSettings {
  const engine = one(args, '--engine') ?? 'auto'
  if (engine !== 'auto' && engine !== 'tesseract' && engine !== 'tesseract.js') {
    throw new Error('--engine is auto, tesseract or tesseract.js')
  }
  const tessdataDirectory = one(args, '--tessdata')
  return { engine, ...(tessdataDirectory === undefined ? {} : { tessdataDirectory }) }
}

function pick<Name extends string>(known: readonly Name[], named: readonly string[]): Set<Name> {
  const unknown = named.find((name) => !known.some((candidate) => candidate === name))
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${known.join(', ')}.\n${USAGE}`)
  return new Set(known.filter((name) => named.includes(name)))
}

function one(args: readonly string[], name: string): string | undefined {
  return all(args, name)[0]
}

function all(args: readonly string[], name: string): string[] {
  return args.flatMap((arg, index) => {
    const value = args[index + 1]
    return arg === name && value !== undefined ? [value] : []
  })
}
