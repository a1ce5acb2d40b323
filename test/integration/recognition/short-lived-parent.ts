import { createChildPoolReader } from '../../../src/adapters/child-pool/child-pool.ts'

/** Starts a child, says where it lives, and waits to be killed. */
const pool = createChildPoolReader({
  entry: new URL('./misbehaving-child.ts', import.meta.url),
  size: 1,
  settings: { engine: 'tesseract.js' },
})
const source = { path: 'file', mediaType: 'test/environment' }
const { title } = await pool.inspect(source, new AbortController().signal)
const environment = JSON.parse(title ?? '{}') as Record<string, string>
process.stdout.write(JSON.stringify({ pid: Number(environment['PID']), folder: environment['TMPDIR'] }))
await new Promise((resolve) => setTimeout(resolve, 60_000))
