import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import type { WorkerTask } from './worker-protocol.ts'

/**
 * Loads the entry through the TypeScript loader. The loader that development starts Node 20 with
 * registers itself in the main thread only, so a worker has to ask for it.
 */
function bootstrap(loader: string, entry: string): string {
  return `require(${JSON.stringify(loader)}).require(${JSON.stringify(entry)}, ${JSON.stringify(entry)})`
}

/**
 * Starts the database thread: from compiled code in a build, from the sources under a loader.
 *
 * @param heapLimitMb a thread that needs more is ended; the process lives on
 */
export function startWorker(task: WorkerTask, heapLimitMb?: number): Worker {
  const options: WorkerOptions = {
    workerData: task,
    ...(heapLimitMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heapLimitMb } }),
  }
  // A loader may put a query behind the name of the file.
  if (!new URL(import.meta.url).pathname.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), options)
  const entry = new URL('./worker.ts', import.meta.url)
  // Node ≥ 22.18 runs the sources by itself.
  if ('typescript' in process.features) return new Worker(entry, options)
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api')
  return new Worker(bootstrap(loader, fileURLToPath(entry)), { ...options, eval: true })
}
