import type { EngineTrial } from '../../domain/recognition/engine-choice.ts'
import { startChild } from './child.ts'
import { childOptions, type PoolOptions } from './pool.ts'

/** Half a page, read up to six times; what takes longer says nothing about usual days. */
const TRIAL_MS = 90_000

/** Lets a child of its own try the engines; the caller of the pool notices nothing. */
export async function tryEnginesInChild(
  options: Pick<PoolOptions, 'entry' | 'settings' | 'walls' | 'execArgv'>,
  signal: AbortSignal,
): Promise<readonly EngineTrial[]> {
  const child = startChild(childOptions({ ...options, size: 1 }, options.walls))
  try {
    const call = { method: 'tryEngines', args: [] } as const
    return (await child.call(call, TRIAL_MS, signal)) as readonly EngineTrial[]
  } finally {
    await child.end()
  }
}
