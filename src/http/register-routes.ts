import type { Express, Request, RequestHandler, Response } from 'express'
import { requirePermission } from '../domain/access/policy.ts'
import { MailroomError } from '../domain/errors.ts'
import { credentialOf, type Authenticate } from './credentials.ts'
import { requireOwnSite } from './csrf.ts'
import { endUnreadBody, watchBodySpeed } from './message-body.ts'
import { contextOf } from './request-context.ts'
import type { Method, Route, SignedIn } from './route.ts'

export interface Gate {
  readonly authenticate: Authenticate
  readonly cookieName: string
  readonly publicOrigin: string | undefined
}

const METHOD_NAMES: Readonly<Record<Method, string>> = {
  get: 'GET',
  post: 'POST',
  patch: 'PATCH',
  delete: 'DELETE',
}

/** Registers the table; every other method on one of its paths is answered with 405 and `Allow`. */
export function registerRoutes(app: Express, routes: readonly Route[], gate: Gate): void {
  const methodsByPath = new Map<string, Method[]>()
  for (const route of routes) {
    app[route.method](expressPath(route.path), handlerOf(route, gate))
    methodsByPath.set(route.path, [...(methodsByPath.get(route.path) ?? []), route.method])
  }
  for (const [path, methods] of methodsByPath) app.all(expressPath(path), otherMethod(path, methods))
}

/** `/documents/{documentId}/view.pdf` → `/documents/:documentId/view.pdf` */
export function expressPath(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** Who asks comes before what is asked: nobody learns from an answer whether a request would have been well-formed. */
function handlerOf(route: Route, gate: Gate): RequestHandler {
  return async (request, response) => {
    const context = contextOf(request)
    context.route = route.path
    endUnreadBody(request, response)
    watchBodySpeed(request, response)
    const session = await sessionOf(request, route, gate)
    if (session !== undefined) {
      context.tenantId = session.actor.tenantId
      context.userId = session.actor.userId
    }
    const answer = await route.answer({ request, response, context, session })
    if (response.headersSent) return
    if (route.success.status === 204) response.status(204).end()
    else if (answer !== undefined) {
      response.status(answer.status ?? route.success.status).set(answer.headers ?? {})
      response.json(answer.body)
    }
  }
}

async function sessionOf(request: Request, route: Route, gate: Gate): Promise<SignedIn | undefined> {
  const credential = credentialOf(request, gate.cookieName)
  if (credential?.kind !== 'bearer') requireOwnSite(request, gate.publicOrigin)
  if (route.access === 'public') return undefined
  const { traceId, signal } = contextOf(request)
  const session = credential === undefined ? undefined : await gate.authenticate(credential, traceId, signal)
  if (session === undefined || credential === undefined) {
    throw new MailroomError('unauthenticated', 'Sign in first.')
  }
  if (route.access !== 'signed-in') requirePermission(session.actor, route.access)
  return { ...session, credential }
}

function otherMethod(path: string, methods: readonly Method[]): RequestHandler {
  const allowed = methods.map((method) => METHOD_NAMES[method])
  if (methods.includes('get')) allowed.push('HEAD')
  return (request: Request, response: Response) => {
    contextOf(request).route = path
    endUnreadBody(request, response)
    response.set('Allow', allowed.join(', '))
    throw new MailroomError('method-not-allowed', `This address knows ${allowed.join(', ')}.`)
  }
}
