// Plain JavaScript without packages: this runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * Runs a command to its end; its output goes through. Rejects when it fails.
 *
 * @param linePrefix stands before each line, to tell it from what another command prints meanwhile
 * @param failuresFrom begins the lines that tell why it failed: they come with the error, in one piece
 */
export function run(command, args, { linePrefix, failuresFrom, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = linePrefix === undefined ? 'inherit' : ['inherit', 'pipe', 'pipe']
    const child = spawn(command, args, { cwd: root, stdio, ...options })
    const failures = []
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface(stream).on('line', (line) => {
        say(`${linePrefix}${line}`)
        if (failures.length > 0 || failuresFrom?.test(stripVTControlCharacters(line))) failures.push(line)
      })
    }
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(
            [
              `${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${String(code)}`}`,
              ...failures,
            ].join('\n'),
          ),
        )
    })
  })
}

/** Runs a command quietly; what it printed comes with the error when it fails. */
function runQuietly(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${[command, ...args].join(' ')} failed:\n${output}`))
    })
  })
}

export function binary(name) {
  return join(root, 'node_modules', '.bin', name)
}

function say(text) {
  process.stdout.write(`${text}\n`)
}

async function step(title, work) {
  const startedMs = Date.now()
  say(`• ${title} …`)
  await work()
  say(`  done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`)
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** Installs the packages when they are missing or the lock file has changed since. */
export async function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.poststelle-lock')
  const wanted = lockHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await step('Installing packages (about half a minute)', async () => {
    await runQuietly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
    writeFileSync(stamp, wanted)
  })
}

/** Hash over path, size and time of change of every source file: cheap, and good enough to tell a stale build. */
function sourcesHash() {
  const hash = createHash('sha256')
  const walk = (directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(directory, entry.name)
      if (entry.isDirectory()) walk(path)
      else {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path}\0${String(size)}\0${String(mtimeMs)}\n`)
      }
    }
  }
  walk(join(root, 'src'))
  for (const file of ['package-lock.json', 'tsconfig.json']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Compiles server and browser parts when a source file has changed since the last build. */
export async function ensureBuilt() {
  const stamp = join(root, 'build', '.stamp')
  const wanted = sourcesHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  mkdirSync(join(root, 'build'), { recursive: true })
  await step('Building server and browser parts', () =>
    Promise.all([
      runQuietly(process.execPath, [
        join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
        '-p',
        'tsconfig.json',
      ]),
      runQuietly(process.execPath, [
        join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        '--config',
        'src/web/vite.config.ts',
        '--logLevel',
        'warn',
      ]),
    ]),
  )
  cpSync(join(root, 'src', 'demo', 'letters'), join(root, 'build', 'demo', 'letters'), { recursive: true })
  writeFileSync(stamp, wanted)
}
