import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeDurableDirectory, syncDirectory, systemCodeOf } from './disk.ts'

const KEY_BYTES = 32
const KEY_TEXT = /^[0-9a-f]{64}$/

/**
 * The key that the file holds; a random one is made when there is no such file.
 *
 * @throws {Error} when the file holds something else
 */
export async function keyFromFile(path: string): Promise<Uint8Array> {
  await makeDurableDirectory(dirname(path))
  await makeKeyFile(path)
  const text = (await readFile(path, 'utf8')).trim()
  if (!KEY_TEXT.test(text)) throw new Error(`${path} does not hold a key of 64 hexadecimal digits.`)
  return Buffer.from(text, 'hex')
}

/** Another process that starts at the same time may be faster; its key is that of both. */
async function makeKeyFile(path: string): Promise<void> {
  try {
    await using file = await open(path, 'wx', 0o600)
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`)
    await file.sync()
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return
    throw error
  }
  await syncDirectory(dirname(path))
}
