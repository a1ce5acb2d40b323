import type { EngineChoice, OcrEngine } from '../domain/recognition/engine-choice.ts'

export interface EngineParts {
  /**
   * Fails only when the signal ends it.
   *
   * @param isFirst post waits for it, so it should not take long
   */
  choose(isFirst: boolean, signal: AbortSignal): Promise<EngineChoice>
  pause(ms: number, signal: AbortSignal): Promise<unknown>
  /** Works with the engine until the signal ends it; never fails. */
  work(engine: OcrEngine, signal: AbortSignal): Promise<void>
}

/** A machine that was too busy to measure may be so for a while. */
const TRY_AGAIN_AFTER_MS = [2 * 60_000, 10 * 60_000, 60 * 60_000]

/**
 * Works with the chosen engine. While it could not be measured, the choice is tried again, and work goes on with another
 * engine when that turns out to be better: what runs then is handed back and goes on where it was.
 */
export async function followEngine(parts: EngineParts, signal: AbortSignal): Promise<void> {
  let running: Running | undefined
  try {
    for await (const { engine } of choices(parts, signal)) {
      if (running?.engine === engine) continue
      await running?.end()
      running = start(parts, engine, signal)
    }
  } finally {
    await running?.ended
  }
}

async function* choices(
  { choose, pause }: EngineParts,
  signal: AbortSignal,
): AsyncGenerator<EngineChoice, undefined> {
  for (let tries = 0; ; tries++) {
    const choice = await choose(tries === 0, signal)
    yield choice
    if (choice.reason !== 'not-measured') return
    await pause(TRY_AGAIN_AFTER_MS[tries] ?? TRY_AGAIN_AFTER_MS.at(-1) ?? 0, signal)
  }
}

interface Running {
  readonly engine: OcrEngine
  readonly ended: Promise<void>
  end(): Promise<void>
}

function start({ work }: EngineParts, engine: OcrEngine, signal: AbortSignal): Running {
  const stop = new AbortController()
  const ended = work(engine, AbortSignal.any([signal, stop.signal]))
  return {
    engine,
    ended,
    end() {
      stop.abort()
      return ended
    },
  }
}
