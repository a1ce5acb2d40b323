// Reads pictures with tesseract.js as it comes: `{ picture, language }` in, text out. Data from npm, nothing fetched.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'

const require = createRequire(import.meta.url)
const workers = new Map<string, Promise<Worker>>()

process.on('message', (message: { picture: string; language: string }) => {
  void answer(message)
})

async function answer({ picture, language }: { picture: string; language: string }): Promise<void> {
  try {
    const worker = workers.get(language) ?? startWorker(language)
    workers.set(language, worker)
    const { data } = await (await worker).recognize(picture)
    process.send?.(data.text)
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    process.send?.({ failed: true })
  }
}

function startWorker(language: string): Promise<Worker> {
  const root = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`))
  return createWorker(language, undefined, {
    langPath: join(root, '4.0.0_best_int'),
    cacheMethod: 'none',
    // Without a handler a picture that it cannot decode ends the process.
    errorHandler: () => undefined,
  })
}
