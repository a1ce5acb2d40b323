import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../harness/installation.ts'
import { openLedger } from '../harness/ledger.ts'
import { shortLetter, type Letter } from '../harness/letters.ts'
import { probe, sendAll } from '../harness/load.ts'
import { merged, recover, settleHere } from '../harness/recover.ts'
import type { RunContext, RunResult, Scenario } from '../harness/scenario.ts'
import type { Sent } from '../harness/send.ts'

const MEGABYTE = 1_048_576
const DISK_MEGABYTES = 96
/** As little as the product lets itself be told, so that it runs into the wall and is not only warned of it. */
const HEADROOM_MEGABYTES = 1
const LETTERS = 16
const READ = 3
const FEW = 2
const CALLERS = 4
/** Nothing more can be written, or as much as some letters need. */
const LEFT_BYTES = [0, 100_000, 1_500_000] as const

/** A disk of its own that fills up under the server, and on which there is room again later. */
export const fullDisk: Scenario = {
  name: 'full-disk',
  about: 'a small disk is filled up to the last byte while letters arrive, and freed again',
  share: 12,
  obstacle: async () => whyNoDisk(),
  async run(context) {
    const storageDir = join(context.directory, 'storage')
    mkdirSync(storageDir)
    const disk = mountDisk(storageDir)
    try {
      return await onFullDisk(storageDir, context)
    } finally {
      disk.unmount()
    }
  },
}

async function onFullDisk(storageDir: string, context: RunContext): Promise<RunResult> {
  const leftBytes = LEFT_BYTES[context.turn % LEFT_BYTES.length] ?? 0
  context.template.copyTo(storageDir)
  const ledger = openLedger(join(context.directory, 'ledger.jsonl'))
  const environment = { MIN_FREE_MEGABYTES: String(HEADROOM_MEGABYTES) }
  await using running = await start(storageDir, environment)
  const send = (name: string, count: number): Promise<readonly Sent[]> =>
    sendAll(running, ledger, letters(context, name, count), CALLERS)
  const before = await send('before', FEW)
  const filler = join(storageDir, 'filler')
  fill(storageDir, filler, leftBytes)
  const full = await send('full', LETTERS)
  const live = await probe(`${running.product.url}/livez`)
  rmSync(filler)
  running.product.requireRunning()
  const after = await send('after', FEW)
  running.product.requireRunning()
  const settled = await settleHere({ running, ledger, storageDir })
  await running.product.kill()
  const recovered = await recover({ storageDir, ledger, environment, read: READ })
  return {
    hits: [`${leftBytes} bytes left`],
    ...recovered,
    verdict: merged(settled.verdict, recovered.verdict),
    broken: [
      ...settled.broken,
      ...recovered.broken,
      ...answers('with room', [...before, ...after], ({ status }) => status === 201),
      ...answers('without room', full, isHonest),
      ...(live.status === 200 ? [] : [`/livez says ${live.status}`]),
    ],
    facts: { ...recovered.facts, refused: full.filter(({ status }) => status !== 201).length },
  }
}

function answers(when: string, sent: readonly Sent[], isRight: (sent: Sent) => boolean): string[] {
  const wrong = sent.filter((one) => !isRight(one))
  return wrong.map(({ status, code }) => `${when} an upload was answered ${status} ${code ?? ''}`)
}

function isHonest({ status, retryAfterSeconds }: Sent): boolean {
  return status === 201 || ((status === 507 || status === 503) && retryAfterSeconds !== undefined)
}

function whyNoDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'poststelle-mount-'))
  try {
    mountDisk(directory).unmount()
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : String(error)
    return `no file system can be mounted here: ${reason}`
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function mountDisk(directory: string): { unmount(): void } {
  const options = `size=${DISK_MEGABYTES}m,mode=0700`
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], { stdio: 'pipe' })
  return {
    unmount() {
      // Also while somebody still has a file open: what went wrong is told by who found it.
      execFileSync('umount', ['-l', directory], { stdio: 'pipe' })
    },
  }
}

/** Leaves so many bytes free, or none when the server takes some of them meanwhile. */
function fill(directory: string, file: string, leftBytes: number): void {
  const { bavail, bsize } = statfsSync(directory)
  let missingBytes = bavail * bsize - leftBytes
  try {
    while (missingBytes > 0) {
      const part = Math.min(missingBytes, MEGABYTE)
      writeFileSync(file, Buffer.alloc(part), { flag: 'a' })
      missingBytes -= part
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

function letters({ random }: RunContext, name: string, count: number): Letter[] {
  return Array.from({ length: count }, (_, index) =>
    shortLetter(`${name}-${index}`, random.between(700, 400_000)),
  )
}
