import { createHash } from 'node:crypto'
import type { Platform } from '../../../src/compose.ts'
import { keyOf } from '../../../src/domain/access/access-grant.ts'
import { systemActor, type Actor, type GrantKey } from '../../../src/domain/access/actor.ts'
import type { Level } from '../../../src/domain/access/confidentiality.ts'
import { caseFileReadKeys, itemReadKeys } from '../../../src/domain/access/policy.ts'
import type { Deadline } from '../../../src/domain/desk/desk-entry.ts'
import { placeOfItem } from '../../../src/domain/desk/desk-place.ts'
import type { FollowUp } from '../../../src/domain/follow-ups/follow-up.ts'
import type { IncomingItem } from '../../../src/domain/intake/incoming-item.ts'
import type { StoredObject } from '../../../src/domain/intake/document.ts'
import { NOTHING_FOUND, type Redaction } from '../../../src/domain/redaction/redaction.ts'
import { storedInvoice } from '../../../src/domain/invoices/stored-invoice.ts'
import { caseFileOf, documentOf, itemOf, noteOf, pageOf, routeSlipOf } from '../../contract/records.ts'
import { invoiceOf, UBL_INVOICE } from '../../unit/domain/invoices/made-invoices.ts'
import { REDACTION_ID } from './kinds.ts'
import { store } from './seed-objects.ts'
import {
  LETTERS,
  EXCEPTIONS,
  type Letter,
  type LetterName,
  type SeededFile,
  type SeededTenant,
  type TenantName,
} from './seeded.ts'

const SIGNAL = new AbortController().signal

export async function seedLetter(
  platform: Platform,
  tenants: Readonly<Record<TenantName, SeededTenant>>,
  name: LetterName,
): Promise<{
  readonly letter: Omit<Letter, 'jobId'> & { jobId: string }
  readonly file: SeededFile | undefined
}> {
  const [tenantName, office, filedIn, level = 'normal'] = LETTERS[name]
  const tenant = tenants[tenantName]
  const machine = systemActor(tenant.id, 'seed')
  const word = `geheim${name.toLowerCase()}`
  const orgUnitId = office === undefined ? undefined : tenant.units[office]
  const file = filedIn === undefined ? undefined : await seedFile(platform, machine, tenant, name)
  const readKeys = keysOf(orgUnitId, file, level)
  const receiptNumber = `${tenantName}-${word}`
  const itemId = platform.ids.next()
  const documentId = platform.ids.next()
  const item = itemOf(tenant.id, {
    id: itemId,
    ...placeOf(orgUnitId, file),
    receiptNumber,
    subject: `Betreff ${word}`,
    sender: `Absender ${word}`,
    note: `Notiz ${word}`,
    documentIds: [documentId],
    confirmedAt: '2026-03-02T09:00:00.000Z',
    createdBy: { userId: 'x', displayName: tenant.word },
    ...tenant.divided,
    readKeys,
  })
  const page = pageWith(word)
  const original = await store(platform, `originals/${tenant.id}/${documentId}`, 'application/pdf', word)
  const picture = await store(platform, `pages/${tenant.id}/${documentId}`, 'image/webp', word)
  const viewCopy = await store(platform, `views/${tenant.id}/${documentId}`, 'application/pdf', pdfWith(word))
  const redacted = await store(platform, `redacted/${tenant.id}/${documentId}`, 'application/pdf', word)
  const invoice = storedInvoice(invoiceOf(UBL_INVOICE.replace('R-2026-17', word)))
  const invoiceData = await store(platform, `data/${tenant.id}/${documentId}`, 'application/json', invoice)
  const document = documentOf(tenant.id, {
    id: documentId,
    itemId,
    filename: `${word}.pdf`,
    original,
    viewCopy,
    eInvoice: { object: invoiceData },
    redactions: [redactionWith(redacted, word)],
    pageImages: [{ page: 1, widthPx: 300, heightPx: 400, object: picture }],
    proposals: { fields: { subject: [{ value: word, weight: 0.5, reasons: [] }] }, abstained: {} },
    processing: { state: 'needs-attention', stage: 'recognise', reason: 'document-damaged', pagesDone: 0 },
    readKeys,
    ...(file === undefined ? {} : { caseFileId: file.caseFileId, procedureId: file.procedureId }),
  })
  await platform.ledger.change(
    machine,
    async () => {
      await platform.incomingItems.insert(machine, item, SIGNAL)
      await platform.documents.insert(machine, document, SIGNAL)
      await platform.documents.savePage(machine, documentId, page, SIGNAL)
      const job = { kind: 'recognise', documentId, itemId, priority: 5, inputHash: original.sha256 } as const
      await platform.jobQueue.enqueue(machine, job, SIGNAL)
      const changes = { subject: { after: word } }
      const event = {
        action: 'item.received',
        object: { kind: 'incoming-item', id: itemId },
        changes,
      } as const
      return { result: undefined, events: [event], changed: [{ kind: 'document', id: documentId, readKeys }] }
    },
    SIGNAL,
  )
  const entryId = await seedEntry(platform, machine, item, word)
  const followUpId = await seedFollowUp(platform, machine, item, word)
  const noteId = await seedNote(platform, machine, item, word)
  const routeSlipId = await seedRouteSlip(platform, machine, item)
  const caseFileId = file?.caseFileId
  return {
    letter: {
      name,
      tenant: tenantName,
      itemId,
      documentId,
      jobId: '',
      entryId,
      followUpId,
      noteId,
      routeSlipId,
      caseFileId,
      word,
      receiptNumber,
    },
    file,
  }
}

/** A page with nothing on it, in whose bytes the word can be read. */
function pdfWith(word: string): string {
  return [
    `%PDF-1.7\n% ${word}`,
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
    '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
    '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj',
    'trailer <</Root 1 0 R>>\n%%EOF\n',
  ].join('\n')
}

function redactionWith(object: StoredObject, word: string): Redaction {
  return {
    id: REDACTION_ID,
    createdAt: '2026-03-02T09:00:00.000Z',
    createdBy: { userId: 'x', displayName: word },
    note: word,
    marks: [{ page: 1, box: [0, 0, 0.5, 0.5], reason: 'other', remark: word }],
    pageCount: 1,
    object,
    check: {
      findings: NOTHING_FOUND,
      pagesToReread: [1],
      pagesReread: 1,
      stillVisibleOn: [],
      at: '2026-03-02T09:00:00.000Z',
    },
  }
}

async function seedEntry(
  { ids, deskEntries }: Platform,
  machine: Actor,
  item: IncomingItem,
  word: string,
): Promise<string> {
  const id = ids.next()
  const deadline: Deadline = {
    id,
    tenantId: item.tenantId,
    kind: 'deadline',
    object: { kind: 'incoming-item', id: item.id },
    ...placeOfItem(item),
    purpose: `Frist ${word}`,
    rule: { kind: 'end', endsOn: '2026-03-31', toWorkingDay: true },
    warnDays: 7,
    dueOn: '2026-03-31',
    remindOn: '2026-03-24',
    state: 'open',
    createdAt: '2026-03-02T09:00:00.000Z',
    createdBy: item.createdBy,
    version: 1,
  }
  await deskEntries.insert(machine, deadline, SIGNAL)
  return id
}

async function seedFollowUp(
  { ids, followUps }: Platform,
  machine: Actor,
  item: IncomingItem,
  word: string,
): Promise<string> {
  const id = ids.next()
  const followUp: FollowUp = {
    id,
    tenantId: item.tenantId,
    object: { kind: 'incoming-item', id: item.id },
    recipient: word,
    subject: `Nachweis ${word}`,
    text: word,
    wanted: [word],
    dueOn: '2150-01-01',
    openUntil: '2150-01-29',
    secretHash: createHash('sha256').update(word).digest('hex'),
    state: 'open',
    answers: [],
    createdAt: '2026-03-02T09:00:00.000Z',
    createdBy: item.createdBy,
    version: 1,
  }
  await followUps.insert(machine, followUp, SIGNAL)
  return id
}

async function seedNote(
  { ids, notes }: Platform,
  machine: Actor,
  item: IncomingItem,
  word: string,
): Promise<string> {
  const id = ids.next()
  const object = { kind: 'incoming-item', id: item.id } as const
  const note = noteOf(item.tenantId, { id, object, text: `Bitte prüfen: ${word}` })
  await notes.insert(machine, note, SIGNAL)
  return id
}

async function seedRouteSlip(
  { ids, routeSlips }: Platform,
  machine: Actor,
  item: IncomingItem,
): Promise<string> {
  const id = ids.next()
  const object = { kind: 'incoming-item', id: item.id } as const
  await routeSlips.insert(machine, routeSlipOf(item.tenantId, { id, object }), SIGNAL)
  return id
}

function placeOf(orgUnitId: string | undefined, file: SeededFile | undefined) {
  if (orgUnitId === undefined) return { state: 'indexing' } as const
  if (file === undefined) return { state: 'routed', target: { orgUnitId } } as const
  return { state: 'filed', target: { orgUnitId }, caseFileId: file.caseFileId } as const
}

function keysOf(
  orgUnitId: string | undefined,
  file: SeededFile | undefined,
  level: Level,
): readonly GrantKey[] {
  if (file !== undefined && orgUnitId !== undefined) {
    return caseFileReadKeys({ leadUnitId: orgUnitId, level, exceptions: file.exceptions })
  }
  return itemReadKeys({ filed: false, orgUnitIds: orgUnitId === undefined ? [] : [orgUnitId], level })
}

async function seedFile(
  platform: Platform,
  machine: Actor,
  tenant: SeededTenant,
  name: LetterName,
): Promise<SeededFile> {
  const [, , office, level = 'normal'] = LETTERS[name]
  const exceptions = name === 'alphaExceptFile1' ? EXCEPTIONS.map(keyOf) : []
  const leadUnitId = tenant.units[office ?? ''] ?? ''
  const word = `geheim${name.toLowerCase()}`
  const caseFile = caseFileOf(tenant.id, {
    fileNumber: `10-2026/${word}`,
    subject: `Akte ${word}`,
    filingPlanEntryId: tenant.planEntryId,
    leadUnitId,
    documentCount: 1,
    level,
    exceptions,
    readKeys: caseFileReadKeys({ leadUnitId, level, exceptions }),
  })
  const procedureId = platform.ids.next()
  const serial = await platform.caseFiles.nextFileSerial(machine, `${caseFile.fileNumber}-V{serial}`, SIGNAL)
  const named = { caseFileId: caseFile.id, serial, subject: `Vorgang ${word}` }
  const createdAt = new Date().toISOString()
  await platform.ledger.change(
    machine,
    async () => {
      await platform.caseFiles.insert(machine, caseFile, SIGNAL)
      const procedure = { id: procedureId, tenantId: tenant.id, ...named, createdAt, version: 1 }
      await platform.caseFiles.insertProcedure(machine, procedure, SIGNAL)
      const object = { kind: 'case-file', id: caseFile.id } as const
      const changes = { subject: { after: caseFile.subject } }
      return { result: undefined, events: [{ action: 'case-file.opened', object, changes }], changed: [] }
    },
    SIGNAL,
  )
  return { name, caseFileId: caseFile.id, procedureId, exceptions }
}

function pageWith(word: string): ReturnType<typeof pageOf> {
  const page = pageOf(1)
  const line = { box: [0, 0, 1, 1], words: [{ text: word, box: [0, 0, 1, 1], confidence: 1 }] } as const
  return { ...page, rotation: 0, blocks: [{ box: [0, 0, 1, 1], lines: [line] }] }
}

export async function parkAllJobs({ jobQueue }: Platform): Promise<void> {
  for (;;) {
    const job = await jobQueue.claim('seed', 60_000, SIGNAL)
    if (job === undefined) return
    await jobQueue.park(job, { code: 'document-damaged', detail: 'The file is damaged.' }, SIGNAL)
  }
}

export async function jobsByItem(
  { jobQueue }: Platform,
  tenants: Readonly<Record<TenantName, SeededTenant>>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { id } of Object.values(tenants)) {
    const { items } = await jobQueue.list(systemActor(id, 'seed'), undefined, { limit: 100 }, SIGNAL)
    for (const job of items) found.set(job.itemId, job.id)
  }
  return found
}
