import type { Problem } from './types.ts'

/** What the server refused, with its stable code; `code` is `network` when no answer came at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly faults: readonly { path: string; message: string }[]
  readonly traceId: string | undefined

  constructor(status: number, problem: Partial<Problem>, cause?: unknown) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`, { cause })
    this.status = status
    this.code = problem.code ?? (status === 0 ? 'network' : 'unknown')
    this.faults = problem.errors ?? []
    this.traceId = problem.traceId
  }
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** Version of the record that is changed; becomes `If-Match`. */
  readonly version?: number | undefined
  /** The same for the same request: asked again after a broken line, it is answered and not done again. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal | undefined
  /** False for calls that are made to find out whether someone is signed in. */
  readonly asksForSignIn?: boolean
}

/** Shows the sign-in dialog over the running page; resolves with true once the person is signed in again. */
type SignInAgain = () => Promise<boolean>

let signInAgain: SignInAgain | undefined

/** Tells the client who asks for the password when a session has ended; returns the undo. */
export function handleEndedSession(handler: SignInAgain): () => void {
  signInAgain = handler
  return () => {
    if (signInAgain === handler) signInAgain = undefined
  }
}

export const API = '/api/v1'

/** Calls the API and answers the JSON body, or `undefined` for 204. @throws {ApiError} */
export async function call(path: string, options: CallOptions = {}): Promise<unknown> {
  const response = await sendSignedIn(path, options)
  const text = await overTheLine(options, async () => response.text())
  if (response.ok) return text === '' ? undefined : JSON.parse(text)
  throw new ApiError(response.status, parseProblem(text))
}

/** The bytes that a call answers, such as a page picture. @throws {ApiError} */
export async function callForBytes(path: string, options: CallOptions): Promise<Blob> {
  const response = await sendSignedIn(path, options)
  if (response.ok) return overTheLine(options, async () => response.blob())
  throw new ApiError(response.status, parseProblem(await overTheLine(options, async () => response.text())))
}

/** A call that meets an ended session waits and is repeated. */
async function sendSignedIn(path: string, options: CallOptions): Promise<Response> {
  const response = await send(path, options)
  const mayAsk = options.asksForSignIn !== false && signInAgain !== undefined
  return response.status === 401 && mayAsk && (await signInAgain?.()) ? send(path, options) : response
}

async function send(path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey
  return overTheLine(options, async () =>
    fetch(`${API}${path}`, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }),
  )
}

/** A line can break before the answer and within it. */
async function overTheLine<T>({ signal }: CallOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(0, {}, cause)
  }
}

/** The problem document in an error answer; a proxy in between may answer something else. */
export function parseProblem(text: string): Partial<Problem> {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

/** Query string of the parameters that have a value, with its `?`. */
export function queryString(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}
