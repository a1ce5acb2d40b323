import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** What this system can put around a child, as words before its command line; empty where it cannot. */
export interface Walls {
  readonly nice: readonly string[]
  /** The program that sets limits of memory, processor time and files. */
  readonly prlimit: string | undefined
  /** Takes the network away: the child finds not even the loopback of the machine. */
  readonly noNetwork: readonly string[]
}

const SYSTEM_FOLDERS = ['/usr/bin', '/bin', '/usr/local/bin']
/** A third of the share of a process that people wait for; more would starve reading on a busy machine. */
const NICENESS = '5'
/** The first one takes away the rights of the administrator too; containers often forbid all three. */
const NETWORK_WALLS = [['--net', '--map-current-user'], ['--net', '--map-root-user'], ['--net']] as const
const TRIAL_MS = 10_000

/** Tries what this system allows, by doing it once. */
export function findWalls(): Walls {
  const nice = findProgram('nice')
  return {
    nice: nice === undefined ? [] : [nice, '-n', NICENESS],
    prlimit: findProgram('prlimit'),
    noNetwork: findNetworkWall(),
  }
}

/** One word for each wall that holds here; the watchdog of the parent holds everywhere. */
export function namesOfWalls({ prlimit, noNetwork }: Walls): string[] {
  return [
    'watchdog for memory and time',
    ...(prlimit === undefined ? [] : ['limits of the system for memory, processor and files']),
    ...(noNetwork.length === 0 ? [] : ['no network']),
  ]
}

function findNetworkWall(): readonly string[] {
  const unshare = findProgram('unshare')
  const nothing = findProgram('true')
  if (unshare === undefined || nothing === undefined) return []
  for (const flags of NETWORK_WALLS) {
    const trial = spawnSync(unshare, [...flags, '--', nothing], { stdio: 'ignore', timeout: TRIAL_MS })
    if (trial.status === 0) return [unshare, ...flags, '--']
  }
  return []
}

function findProgram(name: string): string | undefined {
  return SYSTEM_FOLDERS.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
