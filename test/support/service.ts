import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { INSTALLED_ENGINE } from './product.ts'

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 20_000
const LOOK_EVERY_MS = 25

/** What runs when the tests end early must not outlive them. */
const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** A part of the product as built, in a process of its own. */
export interface Service extends AsyncDisposable {
  readonly pid: number
  /** What it logged under a name, oldest first. */
  logged(event: string): readonly Readonly<Record<string, unknown>>[]
  /** Everything that it printed. */
  output(): string
  /** Ends it as an operator does. Exit code; `null` when it had to be killed. */
  stop(): Promise<number | null>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
}

/**
 * Starts an entry of `build/` and waits until it logs the event that tells that it is ready.
 *
 * @param entry such as `main-http`
 */
export async function startService(
  entry: string,
  environment: Readonly<Record<string, string>>,
  readyEvent: string,
): Promise<Service> {
  const path = fileURLToPath(new URL(`../../build/${entry}.js`, import.meta.url))
  if (!existsSync(path)) throw new Error('The product is not built: run `npm run build` before these tests.')
  const child = spawn(process.execPath, [path], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      OCR_ENGINE: INSTALLED_ENGINE,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  let text = ''
  const collect = (chunk: Buffer): void => {
    text += chunk.toString()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const service: Service = {
    pid: child.pid ?? 0,
    logged: (event) => linesOf(text).filter((line) => line['msg'] === event),
    output: () => text,
    stop: () => end(child, 'SIGTERM'),
    async kill() {
      await end(child, 'SIGKILL')
    },
    async [Symbol.asyncDispose]() {
      await end(child, 'SIGTERM')
    },
  }
  await untilReady(service, child, entry, readyEvent)
  return service
}

async function untilReady(
  service: Service,
  child: ChildProcess,
  entry: string,
  readyEvent: string,
): Promise<void> {
  const deadlineMs = Date.now() + START_LIMIT_MS
  while (service.logged(readyEvent).length === 0) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadlineMs) {
      child.kill('SIGKILL')
      throw new Error(`${entry} did not start:\n${service.output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** The lines that are JSON; others are for people. */
function linesOf(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    const hammer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    child.once('exit', (code) => {
      clearTimeout(hammer)
      resolve(code)
    })
    child.kill(signal)
  })
}
