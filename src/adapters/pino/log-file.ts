import { openSync, writeSync } from 'node:fs'

interface LineSink {
  write(line: string): void
}

/** Lines are appended; the file is made when it is not there. */
export function openLogFile(path: string): LineSink {
  const file = openSync(path, 'a', 0o600)
  return createLineSink((bytes) => writeSync(file, bytes))
}

/**
 * A log that cannot be written, on a full disk above all, neither ends the process nor lets it wait: lines are dropped, and
 * their number is told as soon as one gets through. Lines are whole or cut, never mixed.
 *
 * @param append returns how many bytes it took
 */
export function createLineSink(append: (bytes: Uint8Array) => number): LineSink {
  let dropped = 0
  let isCut = false

  function appendAll(text: string): void {
    let rest = Buffer.from(text)
    while (rest.length > 0) {
      rest = rest.subarray(append(rest))
      isCut = true
    }
    isCut = false
  }

  return {
    write(line) {
      const end = isCut ? '\n' : ''
      const loss =
        dropped === 0
          ? ''
          : `${JSON.stringify({ level: 50, time: now(), dropped, msg: 'log-lines-dropped' })}\n`
      try {
        appendAll(`${end}${loss}${line}`)
        dropped = 0
      } catch {
        dropped += 1
      }
    },
  }
}

function now(): string {
  return new Date().toISOString()
}
