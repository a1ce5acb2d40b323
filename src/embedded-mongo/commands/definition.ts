import { type Document, field, isDocument } from '../bson/document.ts'
import { isDocumentArray } from '../bson/decode.ts'
import { createExpression } from '../aggregate/expression.ts'
import { commandError } from '../errors.ts'
import type { ReadLimits } from '../planner/select.ts'
import type { Variables } from '../query/match.ts'
import type { Client } from '../server/client.ts'
import type { Engine } from '../server/engine.ts'
import type { Reply } from '../server/reply.ts'
import type { Session } from '../server/sessions.ts'
import type { Snapshot } from '../server/snapshots.ts'
import type { Connection } from '../store/connection.ts'
import { wholeNumber } from '../values/numbers.ts'
import { typeName } from '../values/order.ts'

/** One command on its way. */
export interface CommandContext {
  readonly engine: Engine
  /** The connection of the transaction, or the one for everything else. */
  readonly connection: Connection
  readonly client: Client
  readonly session: Session | undefined
  readonly inTransaction: boolean
  /** The moment that is read at, when it is not now. */
  readonly snapshot: Snapshot | undefined
  readonly database: string
  readonly command: Document
  readonly commandName: string
  /** The bytes of the documents that came in sequences of their own. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  readonly limits: ReadLimits
}

/** A command that takes long and is done in another thread, while others are served. */
export interface AsideDefinition {
  readonly fields?: ReadonlySet<string>
  readonly runAside: (context: CommandContext) => Promise<Reply>
}

export interface CommandDefinition {
  /** Fields the command has besides the common ones; undefined for commands that ignore unknown ones. */
  readonly fields?: ReadonlySet<string>
  readonly writes?: boolean
  readonly allowedInTransaction?: boolean
  readonly readsSnapshots?: boolean
  readonly run: (context: CommandContext) => Reply
}

export type CommandTable = Readonly<Record<string, CommandDefinition | AsideDefinition>>

export function fieldSet(names: string): ReadonlySet<string> {
  return new Set(names.split(' '))
}

function mistyped(name: string, value: unknown, wanted: string): never {
  throw commandError(
    'TypeMismatch',
    `field '${name}' is the wrong type '${typeName(value)}', expected type '${wanted}'`,
  )
}

/** The collection a command is about: the value of its first field. */
export function collectionName({ command, commandName, database }: CommandContext): string {
  const name = field(command, commandName)
  if (typeof name !== 'string' || name === '') {
    throw commandError('InvalidNamespace', `Invalid namespace specified '${database}.'`)
  }
  return name
}

export function documentField(from: Document, name: string): Document | undefined {
  const value = field(from, name)
  if (value === undefined || value === null) return undefined
  return isDocument(value) ? value : mistyped(name, value, 'object')
}

export function filterField(from: Document, name: string): Document {
  return documentField(from, name) ?? {}
}

export function documentsField(from: Document, name: string): readonly Document[] {
  const value = field(from, name)
  if (value === undefined || value === null) return []
  return isDocumentArray(value) ? value : mistyped(name, value, 'array')
}

/** A whole number that is not negative; undefined when it is missing. */
export function countField(from: Document, name: string): number | undefined {
  const value = field(from, name)
  if (value === undefined || value === null) return undefined
  const number = wholeNumber(value)
  if (number === undefined) return mistyped(name, value, 'int')
  if (number < 0)
    throw commandError('BadValue', `BSON field '${name}' value must be >= 0, actual value '${number}'`)
  return number
}

export function flagField(from: Document, name: string): boolean {
  const value = field(from, name)
  if (value === undefined || value === null) return false
  return typeof value === 'boolean' ? value : wholeNumber(value) !== 0
}

/** An index name or key pattern; an empty document is no hint. */
export function hintField(from: Document): unknown {
  const hint = field(from, 'hint')
  if (hint === undefined || hint === null) return undefined
  if (isDocument(hint)) return Object.keys(hint).length === 0 ? undefined : hint
  return typeof hint === 'string' ? hint : mistyped('hint', hint, 'string')
}

/** The variables of `let` (or of `c` in an update), worked out once. */
export function variablesField(from: Document, name: string): Variables {
  const given = documentField(from, name) ?? {}
  return Object.fromEntries(
    Object.entries(given).map(([variable, expression]) => [
      variable,
      createExpression(expression)({}, {}) ?? null,
    ]),
  )
}
