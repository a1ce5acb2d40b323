import { API, ApiError, parseProblem } from './client.ts'
import { givenFields } from './given-fields.ts'

/** One multipart request with progress; `fetch` cannot report how much has been sent. */
export interface Upload {
  readonly path: string
  readonly fields: Readonly<Record<string, string | undefined>>
  readonly files: readonly File[]
  readonly idempotencyKey: string
  /** Of the record that the caller has seen. */
  readonly version?: number
  readonly onProgress: (share: number) => void
  readonly signal?: AbortSignal
}

/** Sends the files and answers the JSON body. @throws {ApiError} */
export function sendFiles(upload: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${API}${upload.path}`)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Idempotency-Key', upload.idempotencyKey)
    if (upload.version !== undefined) request.setRequestHeader('If-Match', `"${upload.version}"`)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) upload.onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText))
      else reject(new ApiError(request.status, parseProblem(request.responseText)))
    })
    request.addEventListener('error', () => {
      reject(new ApiError(0, {}))
    })
    request.addEventListener('abort', () => {
      reject(new ApiError(0, { code: 'aborted' }))
    })
    upload.signal?.addEventListener('abort', () => {
      request.abort()
    })
    request.send(formOf(upload))
  })
}

/** Fields go first: the server reads them before the files. */
function formOf({ fields, files }: Upload): FormData {
  const form = new FormData()
  for (const [name, value] of givenFields(fields)) form.append(name, value)
  for (const file of files) form.append('files', file, file.name)
  return form
}

/** Random key of 128 bits; `crypto.randomUUID` is missing where a city runs the page without TLS. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
