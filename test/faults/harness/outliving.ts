import { start, type Running } from './installation.ts'

/** Somebody at work in a house whose power fails now and then. */
export interface Outliving extends AsyncDisposable {
  readonly running: Running
  /** Does a step until the server has answered: what a power cut breaks off is done again after the restart. */
  insist<T>(step: (running: Running) => Promise<T>): Promise<T>
  /** `kill -9`, and a new start. */
  cutPower(): Promise<void>
}

export async function outlive(storageDir: string): Promise<Outliving> {
  let running = await start(storageDir)
  let restarting: Promise<void> | undefined
  return {
    get running() {
      return running
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
      restarting = (async () => {
        await running.product.kill()
        running = await start(storageDir)
      })()
      await restarting
    },
    async [Symbol.asyncDispose]() {
      await restarting?.catch(() => undefined)
      await running.product.kill()
    },
  }
}
