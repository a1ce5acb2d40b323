import type { z } from 'zod'
import { ItemPage, ItemView } from '../../src/contract/incoming-items.ts'
import { startPatience } from './patience.ts'

const POLL_MS = 150

/** A client of the HTTP interface as other systems write one: cookie kept by hand, no browser. */
export interface ApiClient {
  /** For requests that are written by hand. */
  readonly cookie: string
  request(method: string, path: string, options?: RequestOptions): Promise<Response>
  /** Fails with the problem text when the status is not the expected one; checks the answer against its shape. */
  json<T extends z.ZodType>(
    shape: T,
    method: string,
    path: string,
    options?: RequestOptions,
  ): Promise<z.infer<T>>
  upload(
    files: readonly UploadFile[],
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** Waits until the machine is through with an item; time counts for less where it is busy with other things. */
  processed(itemId: string, limitMs?: number): Promise<ItemView>
  items(query?: string): Promise<z.infer<typeof ItemPage>>
}

export interface RequestOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly expect?: number
}

export interface UploadFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** @param patience how often to come back after a 503, as callers are asked to */
export async function signIn(
  url: string,
  username: string,
  password: string,
  patience = 0,
): Promise<ApiClient> {
  const response = await fetchPatiently(patience, `${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!response.ok)
    throw new Error(`Sign-in of ${username}: ${String(response.status)} ${await response.text()}`)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return createClient(url, cookie, patience)
}

const COME_BACK_MS = 1_000

async function fetchPatiently(patience: number, url: string, options: RequestInit): Promise<Response> {
  for (let left = patience; ; left -= 1) {
    const response = await fetch(url, options)
    if (response.status !== 503 || left === 0) return response
    await response.arrayBuffer()
    await new Promise((resolve) => setTimeout(resolve, COME_BACK_MS))
  }
}

function createClient(url: string, cookie: string, patience: number): ApiClient {
  const request: ApiClient['request'] = (method, path, options = {}) =>
    fetchPatiently(patience, `${url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
  const json: ApiClient['json'] = async (shape, method, path, options = {}) => {
    const response = await request(method, path, options)
    if (response.status !== (options.expect ?? 200)) {
      throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`)
    }
    return shape.parse(await response.json())
  }
  return {
    cookie,
    request,
    json,
    upload(files, fields = {}, headers = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const file of files) form.append('files', new Blob([new Uint8Array(file.bytes)]), file.name)
      return fetch(`${url}/api/v1/incoming-items`, {
        method: 'POST',
        headers: { cookie, ...headers },
        body: form,
      })
    },
    async processed(itemId, limitMs = 60_000) {
      const patience = startPatience(limitMs)
      for (;;) {
        const item = await json(ItemView, 'GET', `/incoming-items/${itemId}`)
        if (item.processing.state === 'done' || item.processing.state === 'needs-attention') return item
        if (patience.isOver()) throw new Error(`Not through in time: ${JSON.stringify(item.processing)}`)
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      }
    },
    items: (query = '') => json(ItemPage, 'GET', `/incoming-items${query}`),
  }
}
