import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startPatience } from '../../support/patience.ts'
import { pause } from './watch.ts'

const ATTACH_LIMIT_MS = 10_000
const LOOK_EVERY_MS = 20

/** Why no system call can be tampered with here; nothing when it can. */
export async function whyNoTracing(): Promise<string | undefined> {
  const tried = spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'inject=fsync:signal=SIGKILL', 'true'])
  if (tried.error !== undefined) return 'strace is not installed'
  return tried.status === 0 ? undefined : `strace may not trace here: ${tried.stderr.toString().trim()}`
}

/**
 * Does something while `strace` tampers with the system calls of a process.
 *
 * @param injection as behind `-e inject=`: `fsync:signal=SIGKILL:when=3`; each thread counts for itself
 */
export async function whileTampered(
  pid: number,
  injection: string,
  work: () => Promise<void>,
): Promise<void> {
  const [name = ''] = injection.split(':')
  const options = ['-f', '-o', '/dev/null', '-e', `trace=${name}`, '-e', `inject=${injection}`]
  const tracer = spawn('strace', [...options, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] })
  const left = once(tracer, 'exit')
  try {
    await attached(tracer)
    await work()
  } finally {
    // It lets go of the process, and the process goes on, if it is there.
    tracer.kill('SIGTERM')
    await left
  }
}

async function attached(tracer: ChildProcess): Promise<void> {
  let said = ''
  tracer.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const patience = startPatience(ATTACH_LIMIT_MS)
  while (!said.includes('attached')) {
    if (tracer.exitCode !== null || patience.isOver()) throw new Error(`strace does not trace: ${said}`)
    await pause(LOOK_EVERY_MS)
  }
}
