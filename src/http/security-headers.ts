import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

const YEAR_SECONDS = 365 * 24 * 3_600

/** For everything that is no page: nothing may be loaded or run. */
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
]
const PAGE_POLICY = PAGE.join('; ')
/** Our own pages make no script and no markup out of text, so browsers that know Trusted Types refuse it altogether. */
const APP_POLICY = [...PAGE, "require-trusted-types-for 'script'", "trusted-types 'none'"].join('; ')

/** Bytes that people sent us: even when a browser shows them, they run nothing and belong to no origin. */
const DOWNLOAD_POLICY =
  "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** @param secure true when browsers reach us over TLS */
export function securityHeaders(secure: boolean): RequestHandler {
  const shared = helmet({
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: secure ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
  })
  return (request, response, next) => {
    response.set('Content-Security-Policy', API_POLICY)
    response.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
    response.set('Cache-Control', 'no-store')
    shared(request, response, next)
  }
}

export function allowApp(response: Response): void {
  response.set('Content-Security-Policy', APP_POLICY)
}

/** For a page that is nothing but text and a form. @param styleHash `sha256-…` of the one style that it may have */
export function allowForm(response: Response, styleHash: string): void {
  const policy = [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  response.set('Content-Security-Policy', policy.join('; '))
  // With `no-referrer` browsers send forms with the origin `null`, as those of foreign sites.
  response.set('Referrer-Policy', 'same-origin')
}

/** For pages with code of others that writes markup. */
export function allowPage(response: Response): void {
  response.set('Content-Security-Policy', PAGE_POLICY)
}

export function sandboxDownload(response: Response): void {
  response.set('Content-Security-Policy', DOWNLOAD_POLICY)
}
