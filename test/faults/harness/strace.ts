import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const ATTACH_LIMIT_MS = 30_000

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

async function attached({ stderr }: ChildProcess): Promise<void> {
  const signal = AbortSignal.timeout(ATTACH_LIMIT_MS)
  let said = ''
  while (!said.includes('attached')) {
    const [chunk] = (await once(stderr ?? process.stdin, 'data', { signal })) as [Buffer]
    said += chunk.toString()
  }
}
