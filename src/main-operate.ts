import { checkRecords, type CheckedTenant } from './compose-fsck.ts'
import { checkBackup, makeBackup, putBack } from './compose-backup.ts'
import { rescue } from './compose-rescue.ts'
import { readConfig, type Config } from './config/config.ts'
import type { BackupVerification } from './usecases/operation/verify-backup.ts'

/*
 * The operator's commands: `backup DIR`, `verify-backup DIR`, `restore DIR`, `fsck [--repair]`, `reset-password NAME`. Exit code 0 when all is well, 1 when it is
 * not, 2 when the command could not be done.
 */

/** @param argument a directory, or the name of an account */
type Command = (config: Config, argument: string, signal: AbortSignal) => Promise<boolean>

const COMMANDS: Readonly<Record<string, Command>> = {
  async backup(config, directory, signal) {
    const startedMs = performance.now()
    const manifest = await makeBackup(config, directory, signal)
    const { objects, records, damaged } = manifest
    const recordCount = Object.values(records).reduce((sum, count) => sum + count, 0)
    print(`Backup ${manifest.id} in ${directory}: ${recordCount} records, ${objects.count} objects`)
    print(
      `  (${megabytes(objects.bytes)}, ${objects.reused} of them were there already), ${seconds(startedMs)}.`,
    )
    print(`  RPO: everything that was acknowledged before ${manifest.snapshotAt} is in it.`)
    print(
      `  Check it with "npm run verify-backup -- ${directory}", or "cd ${directory} && sha256sum -c ${manifest.id}/SHA256SUMS".`,
    )
    for (const key of damaged) print(`  DAMAGED in the store, not in the backup: ${key}`)
    return damaged.length === 0
  },

  async 'verify-backup'(config, directory, signal) {
    const verification = await checkBackup(config, directory, signal)
    return tell(verification) && verification.seal !== 'other-key'
  },

  async restore(config, directory, signal) {
    const startedMs = performance.now()
    const verification = await checkBackup(config, directory, signal)
    const { manifest } = verification
    if (!tell(verification) || manifest === undefined) {
      print('Nothing was restored.')
      return false
    }
    const { records, objects, bytes } = await putBack(config, directory, manifest, verification.sums, signal)
    print(
      `Restored ${records} records and ${objects} objects (${megabytes(bytes)}); all hashes and counts are right.`,
    )
    const checked = await checkRecords(config, { chain: true }, signal)
    for (const { tenantName, firstBadEvent } of checked)
      if (firstBadEvent !== undefined) print(`  ${tenantName}: audit chain BROKEN at event ${firstBadEvent}`)
    const isWhole = tellFound(checked) && checked.every(({ firstBadEvent }) => firstBadEvent === undefined)
    print(`  RPO: as it was at ${manifest.snapshotAt}. RTO: ${seconds(startedMs)}, checks included.`)
    return isWhole
  },

  async 'reset-password'(config, username, signal) {
    const password = await rescue(config, username, signal)
    print(`New password of ${username}: ${password}`)
    print(
      '  Its sessions, tokens, passkeys and second factor are gone. Change the password after signing in.',
    )
    return true
  },
}

/** Exit code 0 only when nothing is left to be mended. */
async function fsck(config: Config, mend: boolean, signal: AbortSignal): Promise<boolean> {
  return tellFound(await checkRecords(config, { mend }, signal))
}

/** True when nothing is left to be mended. */
function tellFound(checked: readonly CheckedTenant[]): boolean {
  let [count, left] = [0, 0]
  for (const { tenantName, found } of checked) {
    for (const { kind, itemId, documentId, objectKey, followUpId, noteId, routeSlipId, isMended } of found) {
      const names = [itemId, documentId, objectKey, followUpId, noteId, routeSlipId].filter(
        (name) => name !== undefined,
      )
      print(`  ${tenantName}: ${kind} ${names.join(' ')}${isMended ? ' (mended)' : ''}`)
    }
    count += found.length
    left += found.filter(({ isMended }) => !isMended).length
  }
  print(count === 0 ? 'Nothing is half there.' : `${count} found, ${count - left} mended, ${left} left.`)
  return left === 0
}

function tell({ id, manifest, seal, checkedFiles, findings }: BackupVerification): boolean {
  for (const { path, problem } of findings) print(`  ${problem.toUpperCase()}: ${path}`)
  if (findings.length > 0 || id === undefined) {
    print(`The backup is NOT sound: ${findings.length} of ${checkedFiles} files.`)
    return false
  }
  print(`Backup ${id} is whole: ${checkedFiles} files, ${manifest?.objects.count ?? 0} of them objects.`)
  if (seal === 'genuine') print('  Its seal is genuine: nobody without the key has changed it.')
  if (seal === 'no-key')
    print(
      '  NOT PROVEN: its seal was not checked, for the key of the installation is not here (AUDIT_ANCHOR_KEY).',
    )
  if (seal === 'other-key')
    print(
      '  NOT PROVEN: its seal was made with ANOTHER KEY than the one here. It is of another installation, or was made anew by somebody.',
    )
  return true
}

function seconds(startedMs: number): string {
  return `${((performance.now() - startedMs) / 1_000).toFixed(1)} s`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

const USAGE = `Usage: npm run backup -- DIRECTORY
       npm run verify-backup -- DIRECTORY
       npm run restore -- DIRECTORY
       npm run fsck [-- --repair]
       npm run reset-password -- NAME
`

/** `undefined` when it is not one of the commands. */
function commandOf(
  name: string,
  argument: string | undefined,
): ((config: Config, signal: AbortSignal) => Promise<boolean>) | undefined {
  if (name === 'fsck') {
    if (argument !== undefined && argument !== '--repair') return undefined
    return (config, signal) => fsck(config, argument === '--repair', signal)
  }
  const command = COMMANDS[name]
  if (command === undefined || argument === undefined || argument.startsWith('--')) return undefined
  return (config, signal) => command(config, argument, signal)
}

async function main([name = '', argument, ...rest]: readonly string[]): Promise<number> {
  const command = commandOf(name, argument)
  if (command === undefined || rest.length > 0) {
    process.stderr.write(USAGE)
    return 2
  }
  const stopping = new AbortController()
  process.once('SIGINT', () => {
    stopping.abort()
  })
  try {
    return (await command(readConfig(process.env), stopping.signal)) ? 0 : 1
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

process.exit(await main(process.argv.slice(2)))
