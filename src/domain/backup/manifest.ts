/** What a backup says of itself. */
export interface BackupManifest {
  readonly format: 'poststelle-backup'
  readonly version: 1
  readonly id: string
  /** Everything that was acknowledged before is in it. */
  readonly snapshotAt: string
  readonly finishedAt: string
  /** Records by collection. */
  readonly records: Readonly<Record<string, number>>
  readonly objects: {
    readonly count: number
    readonly bytes: number
    /** Were in the folder already. */
    readonly reused: number
  }
  /** Keys of objects that were damaged already and could not be copied. */
  readonly damaged: readonly string[]
}

/** A time as the name of a folder on any file system. */
export function backupId(now: Date): string {
  return now.toISOString().replaceAll(/[:.]/g, '-')
}

export const BACKUP_ID = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z$/

/** @throws {SyntaxError} when it is none, or one of a later version */
export function parseManifest(text: string): BackupManifest {
  const value = JSON.parse(text) as Partial<BackupManifest> | null
  if (value?.format !== 'poststelle-backup' || Number(value.version) !== 1)
    throw new SyntaxError('This is no backup that this program knows.')
  return value as BackupManifest
}
