import { Worker } from 'node:worker_threads'
import type { WorkerTask } from './worker-protocol.ts'

/**
 * Registers the TypeScript loader, then runs the entry. The loader that development starts Node 20
 * with registers itself in the main thread only, so a worker has to ask for it.
 */
function bootstrap(loader: string, entry: string): string {
  return `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}) })`
}

/** Starts the database thread: from compiled code in a build, from the sources under a loader. */
export function startWorker(task: WorkerTask): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./worker.js', import.meta.url), { workerData: task })
  }
  const entry = new URL('./worker.ts', import.meta.url)
  // Node ≥ 22.18 runs the sources by itself.
  if ('typescript' in process.features) return new Worker(entry, { workerData: task })
  const loader = import.meta.resolve('tsx/esm/api')
  return new Worker(bootstrap(loader, entry.href), { eval: true, workerData: task })
}
