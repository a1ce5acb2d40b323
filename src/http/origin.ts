import type { Request } from 'express'

/** The origin that the browser sees. Without a public origin nothing stands in front, and the browser named the right host. */
export function originOf(request: Request, publicOrigin: string | undefined): string {
  return publicOrigin ?? `http://${request.headers.host ?? ''}`
}
