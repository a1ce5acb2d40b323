import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** More than a turn that the system gives to whoever has slept, so that the look has to wait for turns as others do. */
const SPIN_MS = 10
/** An ordinary disk keeps a few kilobytes in less. */
const ORDINARY_SYNC_MS = 20
const LOOK_EVERY_MS = 1_000
const BLOCK = Buffer.alloc(4_096)

const last = { slowness: 1, untilMs: 0 }

/**
 * How many times longer work takes at present than on a machine that does nothing else: 1 and more. Measured by work of our
 * own, at most once a second: what a turn of the processor costs in time, and what a small write to the disk does.
 */
export function slowness(): number {
  if (performance.now() < last.untilMs) return last.slowness
  last.slowness = Math.max(1, processorSlowness(), syncMs() / ORDINARY_SYNC_MS)
  last.untilMs = performance.now() + LOOK_EVERY_MS
  return last.slowness
}

function processorSlowness(): number {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  let usedMs = 0
  while (usedMs < SPIN_MS) {
    const { user, system } = process.cpuUsage(before)
    usedMs = (user + system) / 1_000
  }
  return (performance.now() - startedMs) / usedMs
}

function syncMs(): number {
  const directory = mkdtempSync(join(tmpdir(), 'yardstick-'))
  const file = openSync(join(directory, 'block'), 'wx')
  try {
    writeSync(file, BLOCK)
    const startedMs = performance.now()
    fsyncSync(file)
    return performance.now() - startedMs
  } finally {
    closeSync(file)
    rmSync(directory, { recursive: true })
  }
}

export interface Patience {
  /** Whether the time is over. Asked again and again while one waits: each answer looks at the machine. */
  isOver(): boolean
}

/**
 * Waits as long as the machine makes necessary, and not longer: on one that is busy with other things time counts for less,
 * so that only what hangs by itself takes too long.
 *
 * @param limitMs on a machine that does nothing else
 */
export function startPatience(limitMs: number): Patience {
  let spentMs = 0
  let lookedAtMs = performance.now()
  return {
    isOver() {
      const passedMs = performance.now() - lookedAtMs
      spentMs += passedMs / slowness()
      lookedAtMs = performance.now()
      return spentMs > limitMs
    },
  }
}

/** Watches the machine while something is measured. */
export interface Yardstick {
  /** The worst slowness seen since it began. */
  stop(): number
}

export function startYardstick(): Yardstick {
  let worst = slowness()
  const timer = setInterval(() => {
    worst = Math.max(worst, slowness())
  }, LOOK_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      return worst
    },
  }
}
