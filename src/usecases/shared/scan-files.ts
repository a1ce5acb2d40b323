import { isMailroomError } from '../../domain/errors.ts'
import type { VirusScan } from '../../domain/intake/virus-scan.ts'
import type { Clock } from '../../ports/clock.ts'
import type { StagedFile } from '../../ports/staging.ts'
import type { VirusScanner } from '../../ports/virus-scanner.ts'

export interface ScanPorts {
  /** Absent where none is configured. */
  readonly virusScanner?: VirusScanner | undefined
  readonly clock: Clock
}

/** Who hands something in waits no longer for the scanner; what is left is scanned later. */
const INTAKE_SCAN_MS = 20_000
/** A scanner says its name at once, however much it has to scan: one that does not is away. */
const GREETING_MS = 2_000

/**
 * Scans what is to be taken in, in the order of the files. A scanner that is away delays nothing: the file is unscanned
 * then, and held until it was scanned.
 *
 * @returns for each file `undefined` where no scanner is configured
 */
export async function scanFiles(
  ports: ScanPorts,
  files: readonly Pick<StagedFile, 'stream'>[],
  signal: AbortSignal,
): Promise<(VirusScan | undefined)[]> {
  const { virusScanner, clock } = ports
  if (virusScanner === undefined) return files.map(() => undefined)
  const greeting = AbortSignal.timeout(GREETING_MS)
  const name = await unlessAway((limited) => virusScanner.version(limited), greeting, signal)
  const patience = AbortSignal.timeout(INTAKE_SCAN_MS)
  const scans: VirusScan[] = []
  for (const file of files) {
    const scan =
      name === undefined
        ? undefined
        : await unlessAway((limited) => scanContent(ports, file.stream(limited), limited), patience, signal)
    scans.push(scan ?? { state: 'unscanned', reason: 'scanner-away', at: clock.now().toISOString() })
  }
  return scans
}

/** Undefined when the scanner is away, or not done in time. */
async function unlessAway<T>(
  work: (limited: AbortSignal) => Promise<T>,
  patience: AbortSignal,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    return await work(AbortSignal.any([signal, patience]))
  } catch (error) {
    signal.throwIfAborted()
    if (patience.aborted || isMailroomError(error, 'dependency-unavailable')) return undefined
    throw error
  }
}

/** @throws {MailroomError} `dependency-unavailable`; whatever the content throws */
export async function scanContent(
  { virusScanner, clock }: ScanPorts,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<VirusScan | undefined> {
  if (virusScanner === undefined) return undefined
  const verdict = await virusScanner.scan(content, signal)
  const at = clock.now().toISOString()
  if (verdict.kind === 'infected') return { state: 'infected', signature: verdict.signature, at }
  if (verdict.kind === 'too-large') return { state: 'unscanned', reason: 'too-large', at }
  return { state: 'clean', at }
}
