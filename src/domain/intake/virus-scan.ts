import type { Person } from '../access/actor.ts'
import { MailroomError } from '../errors.ts'

/** Why a person let a document out of quarantine although no scanner has found it clean. */
export const RELEASE_GROUNDS = ['false-alarm', 'checked-elsewhere'] as const
export type ReleaseGround = (typeof RELEASE_GROUNDS)[number]

export interface QuarantineRelease {
  readonly ground: ReleaseGround
  readonly reason: string
  /** ISO 8601 instant. */
  readonly at: string
  readonly by: Person
}

/** What a virus scanner said of a file, and why it said nothing. */
export interface VirusScan {
  readonly state: 'clean' | 'infected' | 'unscanned'
  /** ISO 8601 instant. */
  readonly at: string
  /** Of what was found, as the scanner names it. */
  readonly signature?: string
  /** Why it is unscanned: the scanner did not answer, or takes no files of this size. */
  readonly reason?: 'scanner-away' | 'too-large'
  readonly release?: QuarantineRelease
}

interface Scanned {
  readonly virusScan?: VirusScan
}

/**
 * Whether nobody and nothing opens the document: it was to be scanned, is not clean, and no person has released it.
 * Where no scanner is configured nothing is held.
 */
export function isHeld({ virusScan }: Scanned): boolean {
  return virusScan !== undefined && virusScan.state !== 'clean' && virusScan.release === undefined
}

/** Whether scanning it again can tell more. */
export function waitsForScan(document: Scanned): boolean {
  return isHeld(document) && document.virusScan?.reason === 'scanner-away'
}

/** @throws {MailroomError} `quarantined` */
export function requireOpenable(document: Scanned & { readonly id: string }): void {
  if (!isHeld(document)) return
  throw new MailroomError('quarantined', 'The document is in quarantine and is not opened.', {
    facts: { documentId: document.id, state: document.virusScan?.state },
  })
}

/** A later scan of the same file: what it finds ends a release, what it does not say leaves it. */
export function rescanned(before: VirusScan | undefined, scan: VirusScan): VirusScan {
  const release = before?.release
  return release === undefined || scan.state !== 'unscanned' ? scan : { ...scan, release }
}
