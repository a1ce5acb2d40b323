import { type Document, field } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { select } from '../planner/select.ts'
import { createProjector, type Projector } from '../projection/apply.ts'
import type { Variables } from '../query/match.ts'
import type { Reply } from '../server/reply.ts'
import { findCollection } from '../store/catalog.ts'
import { deleteDocument, type StoredDocument } from '../store/documents.ts'
import { prepareUpdate } from '../update/apply.ts'
import {
  collectionName,
  type CommandContext,
  type CommandTable,
  documentField,
  documentsField,
  fieldSet,
  filterField,
  flagField,
  hintField,
  variablesField,
} from './definition.ts'
import { replaceStored, upsertOne } from './write-batch.ts'

interface Request {
  readonly name: string
  readonly filter: Document
  readonly variables: Variables
  readonly project: Projector
}

function checkRequest(command: Document): void {
  const [remove, update] = [flagField(command, 'remove'), field(command, 'update') !== undefined]
  if (remove && update) throw commandError('FailedToParse', 'Cannot specify both an update and remove=true')
  if (!remove && !update)
    throw commandError('FailedToParse', 'Either an update or remove=true must be specified')
  if (remove && flagField(command, 'new')) {
    throw commandError(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    )
  }
  if (remove && flagField(command, 'upsert')) {
    throw commandError('FailedToParse', 'Cannot specify both upsert=true and remove=true')
  }
}

function first(context: CommandContext, { name, filter, variables }: Request): StoredDocument | undefined {
  const { command, connection, database } = context
  const query = {
    filter,
    sort: documentField(command, 'sort'),
    limit: 1,
    hint: hintField(command),
    variables,
  }
  const { documents } = select(connection, findCollection(connection, database, name), query, context.limits)
  const [found] = [...documents]
  return found
}

function removeFirst(context: CommandContext, request: Request): Reply {
  const found = first(context, request)
  const collection = findCollection(context.connection, context.database, request.name)
  if (found === undefined || collection === undefined)
    return { lastErrorObject: { n: 0 }, value: null, ok: 1 }
  deleteDocument(context.connection, collection, found)
  return { lastErrorObject: { n: 1 }, value: request.project(found.document), ok: 1 }
}

function updateFirst(context: CommandContext, request: Request): Reply {
  const { command } = context
  const wantsNew = flagField(command, 'new')
  const update = prepareUpdate({
    update: field(command, 'update'),
    multi: false,
    filter: request.filter,
    arrayFilters: documentsField(command, 'arrayFilters'),
    variables: request.variables,
  })
  const found = first(context, request)
  if (found !== undefined) {
    const changed = update.apply(found.document)
    replaceStored(context, request.name, found, changed)
    const value = request.project(wantsNew ? changed : found.document)
    return { lastErrorObject: { n: 1, updatedExisting: true }, value, ok: 1 }
  }
  if (!flagField(command, 'upsert')) {
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 }
  }
  const inserted = upsertOne(context, request.name, request.filter, update)
  const value = wantsNew ? request.project(inserted) : null
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted['_id'] }, value, ok: 1 }
}

function findAndModify(context: CommandContext): Reply {
  const { command } = context
  checkRequest(command)
  const filter = filterField(command, 'query')
  const variables = variablesField(command, 'let')
  const projector = createProjector(documentField(command, 'fields') ?? {}, 'find', filter, variables)
  const request = {
    name: collectionName(context),
    filter,
    variables,
    project: projector ?? ((document: Document) => document),
  }
  return flagField(command, 'remove') ? removeFirst(context, request) : updateFirst(context, request)
}

const DEFINITION = {
  fields: fieldSet('query sort remove update new fields upsert arrayFilters hint'),
  writes: true,
  allowedInTransaction: true,
  run: findAndModify,
}

export const FIND_AND_MODIFY_COMMANDS: CommandTable = { findAndModify: DEFINITION, findandmodify: DEFINITION }
