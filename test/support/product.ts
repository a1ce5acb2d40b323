import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPatience } from './patience.ts'

const ENTRY = fileURLToPath(new URL('../../build/main.js', import.meta.url))
export const isBuilt = (): boolean => existsSync(ENTRY)
/** Named, so that not every start in the tests measures the engines first. */
export const INSTALLED_ENGINE = existsSync('/usr/bin/tesseract') ? 'tesseract' : 'tesseract.js'
/** On a machine that does nothing else. */
const START_LIMIT_MS = 60_000
/** Longer than the product gives itself, so that it is seen to end by itself. */
const STOP_LIMIT_MS = 60_000

export const ADMIN_PASSWORD = 'a password for tests only'

export interface ProductOptions {
  /** Kept when given; else a fresh one that is removed at the end. */
  readonly storageDir?: string
  /** Default: the demo municipality. */
  readonly environment?: Readonly<Record<string, string>>
  /** Told of the process at once, long before it is ready. */
  readonly spawned?: (child: ChildProcess) => void
}

/** The whole product as built, in a process of its own, on a free port of loopback. */
export interface Product {
  readonly url: string
  readonly pid: number
  readonly storageDir: string
  /** Password of each login name; empty without demo data but for `admin`. */
  readonly passwords: Readonly<Record<string, string>>
  /** What it printed so far. */
  output(): string
  /** @throws {Error} with what it printed, when it has ended by itself */
  requireRunning(): void
  /** Ends it as an operator does; rejects when it does not end cleanly. */
  stop(): Promise<void>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  if (!isBuilt()) throw new Error('The product is not built: run `npm run build` before these tests.')
  const storageDir = options.storageDir ?? mkdtempSync(join(tmpdir(), 'poststelle-'))
  const child = spawn(process.execPath, [ENTRY], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: '0',
      STORAGE_DIR: storageDir,
      POSTSTELLE_ADMIN_PASSWORD: ADMIN_PASSWORD,
      OCR_ENGINE: INSTALLED_ENGINE,
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  options.spawned?.(child)
  const transcript = { text: '' }
  const collect = (chunk: Buffer): void => {
    transcript.text += chunk.toString()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const url = await readyUrl(child, transcript)
  const cleanUp = (): void => {
    if (options.storageDir === undefined) rmSync(storageDir, { recursive: true, force: true, maxRetries: 5 })
  }
  return {
    url,
    pid: child.pid ?? 0,
    storageDir,
    passwords: passwordsIn(transcript.text),
    output: () => transcript.text,
    requireRunning() {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`The product ${how(child)}:\n${transcript.text}`)
    },
    async stop() {
      const code = await end(child, 'SIGTERM')
      if (code !== 0) throw new Error(`The product ended with ${String(code)}:\n${transcript.text}`)
    },
    async kill() {
      await end(child, 'SIGKILL')
    },
    async [Symbol.asyncDispose]() {
      await end(child, 'SIGTERM')
      cleanUp()
    },
  }
}

async function readyUrl(child: ChildProcess, transcript: { readonly text: string }): Promise<string> {
  const patience = startPatience(START_LIMIT_MS)
  while (!patience.isOver()) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(transcript.text)?.[0]
    if (url !== undefined && transcript.text.includes('Next:')) return url
    if (child.exitCode !== null || child.signalCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const message = `The product did not start (it ${how(child)}):\n${transcript.text}`
  child.kill('SIGKILL')
  throw new Error(message)
}

function how({ exitCode, signalCode }: ChildProcess): string {
  if (exitCode !== null) return `ended with ${String(exitCode)}`
  return signalCode === null ? 'still ran' : `was ended by ${signalCode}`
}

/** Lines of the table of logins: `  admin        the password   who that is`. */
function passwordsIn(output: string): Record<string, string> {
  const rows = output.matchAll(/^ {2}([a-z.]+) {2,}(\S.*?) {2,}\S.*$/gm)
  return Object.fromEntries([...rows].map(([, name, password]) => [name ?? '', password ?? '']))
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
