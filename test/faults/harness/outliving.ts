import { start, type Running } from './installation.ts'

/** Somebody at work in a house whose power fails now and then. */
export interface Outliving extends AsyncDisposable {
  readonly running: Running
  /** How often the power was cut until now. */
  readonly cuts: number
  /** Does a step until the server has answered: what a power cut breaks off is done again after the restart. */
  insist<T>(step: (running: Running) => Promise<T>): Promise<T>
  /** `kill -9`, and a new start; one after the other, since two servers on the same data are no power cut. */
  cutPower(): Promise<void>
}

export async function outlive(storageDir: string): Promise<Outliving> {
  let running = await start(storageDir)
  let restarting: Promise<void> | undefined
  let cuts = 0
  let isOver = false
  return {
    get running() {
      return running
    },
    get cuts() {
      return cuts
    },
    async insist(step) {
      for (;;) {
        await restarting
        const met = running
        try {
          return await step(met)
        } catch (error) {
          await restarting
          if (running === met) throw error
        }
      }
    },
    async cutPower() {
      const before = restarting
      restarting = (async () => {
        await before
        if (isOver) return
        await running.product.kill()
        cuts += 1
        running = await start(storageDir)
      })()
      await restarting
    },
    async [Symbol.asyncDispose]() {
      isOver = true
      // Whoever has cut the power hears of a start that fails; here only its end counts.
      await Promise.allSettled([restarting])
      await running.product.kill()
    },
  }
}
