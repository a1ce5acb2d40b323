import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Actor } from '../domain/access/actor.ts'
import type { Permission } from '../domain/access/policy.ts'
import type { ActiveSession } from '../usecases/shared/session-view.ts'
import type { Credential } from './credentials.ts'
import { expectedVersion } from './entity-tag.ts'
import { readJsonBody, type JsonBodySize } from './json-body.ts'
import { parseRequest } from './parse-request.ts'
import type { RequestContext } from './request-context.ts'

export type Method = 'get' | 'post' | 'patch' | 'delete'

/** Who may call: everyone, everyone who is signed in, or those whose role holds a permission. */
export type Access = 'public' | 'signed-in' | Permission

export const TAGS = [
  'Session',
  'Intake',
  'Batches',
  'Documents',
  'Case files',
  'Disposal',
  'Desk',
  'Search',
  'Organisation',
  'Sharing',
  'Operation',
  'Citizens',
] as const

export interface Success<R extends z.ZodType> {
  readonly status: 200 | 201 | 204 | 303
  readonly description: string
  /** Shape of a JSON answer. */
  readonly body?: R
  /** Of an answer that is not JSON; the handler sends it itself. */
  readonly mediaType?: string
}

/** What stands in the table of routes; it drives registration, the checks of requests, and the OpenAPI document. */
export interface RouteSpec {
  readonly method: Method
  /** Template with names in braces, as in OpenAPI. */
  readonly path: `/${string}`
  readonly operationId: string
  readonly summary: string
  readonly tag: (typeof TAGS)[number]
  readonly access: Access
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** JSON body. */
  readonly body?: z.ZodType
  /** Of a JSON body; the usual one when absent. */
  readonly bodySize?: JsonBodySize
  /** Text fields of a multipart body whose files come as `files`. */
  readonly upload?: z.ZodObject
  /** `required`: a change of a record that people edit, to be sent with `If-Match`; `optional`: a step that heeds it. */
  readonly ifMatch?: 'required' | 'optional'
  readonly idempotencyKey?: 'optional'
  readonly success: Success<z.ZodType>
}

export interface Route extends RouteSpec {
  readonly answer: (exchange: Exchange) => Promise<Answer<unknown>>
}

/** One request on its way through a route. */
export interface Exchange {
  readonly request: Request
  readonly response: Response
  readonly context: RequestContext
  readonly session: SignedIn | undefined
}

export interface SignedIn extends ActiveSession {
  readonly credential: Credential
}

/** What a handler gives back; nothing when it has sent the answer itself or there is none (204). */
export type Answer<B> =
  { readonly body: B; readonly status?: 200; readonly headers?: Readonly<Record<string, string>> } | undefined

interface CommonCall<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly signal: AbortSignal
  readonly requestId: string
  /** As far as it can be trusted: forwarded addresses count only from trusted proxies. */
  readonly clientAddress: string
  readonly request: Request
  readonly response: Response
}

export interface PublicCall<P, Q, B> extends CommonCall<P, Q, B> {
  readonly session: undefined
}

export interface SignedInCall<P, Q, B> extends CommonCall<P, Q, B> {
  readonly actor: Actor
  readonly session: SignedIn
  /** From `If-Match`; meaningful only where the route requires it. */
  readonly expectedVersion: number
  /** From `If-Match`, where the route heeds it and the caller sent it. */
  readonly seenVersion: number | undefined
}

type Parsed<S extends z.ZodType> = z.output<S>

/** What a presenter may give for a shape: the same, deeply read-only. */
export type Presented<T> = T extends readonly unknown[] | object
  ? { readonly [Key in keyof T]: Presented<T[Key]> }
  : T

interface Definition<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  C,
> extends Omit<RouteSpec, 'params' | 'query' | 'body' | 'success'> {
  readonly params?: P & z.ZodObject
  readonly query?: Q & z.ZodObject
  readonly body?: B
  readonly success: Success<R>
  readonly handle: (call: C) => Promise<Answer<Presented<z.input<R>>>>
}

/** A route for those who are signed in. */
export function route<
  P extends z.ZodType = z.ZodVoid,
  Q extends z.ZodType = z.ZodVoid,
  B extends z.ZodType = z.ZodVoid,
  R extends z.ZodType = z.ZodVoid,
>(
  definition: Definition<P, Q, B, R, SignedInCall<Parsed<P>, Parsed<Q>, Parsed<B>>> & {
    readonly access: Exclude<Access, 'public'>
  },
): Route {
  return {
    ...definition,
    async answer(exchange) {
      const { session } = exchange
      if (session === undefined) throw new Error('A route for people was reached without one.')
      const { ifMatch } = definition
      const isHeeded =
        ifMatch === 'required' ||
        (ifMatch === 'optional' && exchange.request.headers['if-match'] !== undefined)
      const seenVersion = isHeeded ? expectedVersion(exchange.request) : undefined
      const call = await parseCall(definition, exchange)
      const { actor } = session
      return definition.handle({ ...call, session, actor, seenVersion, expectedVersion: seenVersion ?? 0 })
    },
  }
}

/** A route for everyone. */
export function publicRoute<
  P extends z.ZodType = z.ZodVoid,
  Q extends z.ZodType = z.ZodVoid,
  B extends z.ZodType = z.ZodVoid,
  R extends z.ZodType = z.ZodVoid,
>(definition: Omit<Definition<P, Q, B, R, PublicCall<Parsed<P>, Parsed<Q>, Parsed<B>>>, 'access'>): Route {
  return {
    ...definition,
    access: 'public',
    async answer(exchange) {
      const call = await parseCall(definition, exchange)
      return definition.handle({ ...call, session: undefined })
    },
  }
}

interface Shapes<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly bodySize?: JsonBodySize
  readonly params?: P
  readonly query?: Q
  readonly body?: B
}

async function parseCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  shapes: Shapes<P, Q, B>,
  { request, response, context }: Exchange,
): Promise<CommonCall<Parsed<P>, Parsed<Q>, Parsed<B>>> {
  return {
    params: parseRequest('path', shapes.params ?? NOTHING, request.params) as Parsed<P>,
    query: parseRequest('query', shapes.query ?? NOTHING, { ...request.query }) as Parsed<Q>,
    body:
      shapes.body === undefined
        ? (undefined as Parsed<B>)
        : parseRequest('body', shapes.body, await readJsonBody(request, response, shapes.bodySize)),
    signal: context.signal,
    requestId: context.traceId,
    clientAddress: request.ip ?? '',
    request,
    response,
  }
}

/** Routes that take no parameters refuse any: a misspelt filter must not look like an empty one. */
const NOTHING = z.strictObject({})
