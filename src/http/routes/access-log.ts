import { once } from 'node:events'
import type { Response } from 'express'
import {
  AccessLogExportRequest,
  AccessLogPage,
  AccessLogPersons,
  AccessLogRequest,
} from '../../contract/access.ts'
import { MAX_EXPORTED, type LoggedAccess } from '../../usecases/audit/query-access-log.ts'
import { csvOf, csvRows } from '../csv.ts'
import { presentAccess } from '../presenters/access.ts'
import { presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import { endStalledAnswer } from '../stalled-answer.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'queryAccessLog' | 'exportAccessLog' | 'listLoggedPersons'>

/** For the data protection officer alone. Questions come as bodies: names and numbers do not belong into addresses. */
export function accessLogRoutes({ queryAccessLog, exportAccessLog, listLoggedPersons }: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/access-log/query',
      operationId: 'queryAccessLog',
      summary:
        'Who did what with records and looked at what few may know; the question is written down itself',
      tag: 'Operation',
      access: 'access-log:read',
      body: AccessLogRequest,
      success: { status: 200, description: 'A page of the log, newest first', body: AccessLogPage },
      async handle({ actor, body: { cursor, limit, ...query }, signal }) {
        const page = { limit, ...(cursor === undefined ? {} : { cursor }) }
        const answer = await queryAccessLog(actor, query, page, signal)
        const reachesBackTo = answer.reachesBackTo ?? null
        return { body: { ...presentPageOf(answer, presentAccess), reachesBackTo } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/access-log/export',
      operationId: 'exportAccessLog',
      summary: 'The same as a table for spreadsheets',
      tag: 'Operation',
      access: 'access-log:read',
      body: AccessLogExportRequest,
      success: { status: 200, description: 'The table', mediaType: 'text/csv' },
      async handle({ actor, body, response, signal }) {
        await sendTable(response, await exportAccessLog(actor, body, signal), signal)
        return undefined
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/access-log/persons',
      operationId: 'listLoggedPersons',
      summary: 'Whom the access log can be asked about',
      tag: 'Operation',
      access: 'access-log:read',
      success: { status: 200, description: 'All of them by name', body: AccessLogPersons },
      async handle({ actor, signal }) {
        const people = await listLoggedPersons(actor, signal)
        return { body: { items: people.map(({ id, displayName }) => ({ id, displayName })) } }
      },
    }),
  ]
}

const HEAD = [
  'Nr.',
  'Zeitpunkt',
  'Person',
  'In Vertretung für',
  'Vorgang',
  'Gegenstand',
  'Grund',
  'Änderungen',
]

async function sendTable(
  response: Response,
  pages: AsyncGenerator<readonly LoggedAccess[], boolean>,
  signal: AbortSignal,
): Promise<void> {
  sandboxDownload(response)
  response.attachment('zugriffsprotokoll.csv').type('text/csv')
  endStalledAnswer(response)
  response.write(csvOf([HEAD]))
  let next = await pages.next()
  for (; next.done !== true; next = await pages.next()) {
    if (!response.write(csvRows(next.value.map(cellsOf)))) await once(response, 'drain', { signal })
  }
  response.end(next.value ? csvRows([[CUT]]) : '')
}

const CUT = `Hier endet die Ausgabe nach ${MAX_EXPORTED} Einträgen, es gibt ältere. Fragen Sie nach einem kürzeren Zeitraum.`

function cellsOf(event: LoggedAccess): (string | number)[] {
  const { seq, at, actor, onBehalfOf, action, object, objectName, reason = '', changes } = event
  return [
    seq,
    at,
    actor.displayName,
    onBehalfOf?.displayName ?? '',
    action,
    objectName === '' ? `${object.kind} ${object.id}` : objectName,
    reason,
    Object.keys(changes).length === 0 ? '' : JSON.stringify(changes),
  ]
}
