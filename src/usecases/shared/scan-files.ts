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
  const limited = AbortSignal.any([signal, AbortSignal.timeout(INTAKE_SCAN_MS)])
  const scans: (VirusScan | undefined)[] = []
  for (const file of files) {
    try {
      scans.push(await scanContent(ports, file.stream(limited), limited))
    } catch (error) {
      signal.throwIfAborted()
      if (!limited.aborted && !isMailroomError(error, 'dependency-unavailable')) throw error
      scans.push({ state: 'unscanned', reason: 'scanner-away', at: ports.clock.now().toISOString() })
    }
  }
  return scans
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
