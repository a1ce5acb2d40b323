import type { Walls } from './walls.ts'

/** Limits of one child process. */
export interface ChildLimits {
  /** Resident memory at which a child is ended. */
  readonly memoryMiB: number
  /** Memory it may allocate at all, where the system can enforce it (`prlimit --data`). */
  readonly dataMiB: number
  /** Processor time of its whole life. */
  readonly cpuSeconds: number
  /** Largest file it may write. */
  readonly fileMiB: number
  readonly openFiles: number
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

/** Options of the parent's Node that say how modules are loaded; debugger ports and the like are not inherited. */
const LOADING_OPTIONS = [
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
  '--conditions',
  '-C',
]

/** The command line of a child: behind all walls of this system, then Node with the entry. */
export function childCommand(
  entryPath: string,
  limits: ChildLimits,
  execArgv: readonly string[],
  walls: Walls,
): Command {
  const node = [process.execPath, ...loadingOptions(execArgv), entryPath]
  const words = [...walls.nice, ...walls.noNetwork, ...limitWords(walls.prlimit, limits), ...node]
  return { file: words[0] ?? process.execPath, args: words.slice(1) }
}

function limitWords(
  prlimit: string | undefined,
  { dataMiB, cpuSeconds, fileMiB, openFiles }: ChildLimits,
): string[] {
  if (prlimit === undefined) return []
  const mebibytes = (count: number): string => String(count * 1024 * 1024)
  return [
    prlimit,
    `--data=${mebibytes(dataMiB)}`,
    `--cpu=${cpuSeconds}`,
    `--fsize=${mebibytes(fileMiB)}`,
    `--nofile=${openFiles}`,
    '--core=0',
    '--',
  ]
}

function loadingOptions(execArgv: readonly string[]): string[] {
  const kept: string[] = []
  for (let index = 0; index < execArgv.length; index++) {
    const option = execArgv[index] ?? ''
    const name = option.split('=')[0] ?? ''
    if (!LOADING_OPTIONS.includes(name)) continue
    kept.push(option)
    const value = execArgv[index + 1]
    if (!option.includes('=') && value !== undefined) kept.push(value)
  }
  return kept
}
