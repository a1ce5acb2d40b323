import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { collected } from '../../../../src/domain/collected.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import { alteredFields } from '../../../../src/domain/integrity/recorded-values.ts'
import type { PrintableLetter } from '../../../../src/ports/letter-page-writer.ts'
import type { StagingArea } from '../../../../src/ports/staging.ts'
import { createPatchItem } from '../../../../src/usecases/classification/patch-item.ts'
import { createListFileEntries } from '../../../../src/usecases/filing/list-file-entries.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createCorrectArrival } from '../../../../src/usecases/intake/correct-arrival.ts'
import { createDraftLetter } from '../../../../src/usecases/letters/draft-letter.ts'
import {
  createAddLetterTemplate,
  createPatchLetterTemplate,
} from '../../../../src/usecases/letters/letter-templates.ts'
import { createPatchLetterhead } from '../../../../src/usecases/letters/letterhead.ts'
import { createPreviewLetter } from '../../../../src/usecases/letters/preview-letter.ts'
import { createWriteLetter, type WriteLetterInput } from '../../../../src/usecases/letters/write-letter.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aSocialFile } from '../support/follow-ups.ts'
import { aLetter, aPage } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const CARLA = person('carla')
const TOM = person('tom')
const ADA = person('ada')
const WORDS = {
  recipient: 'Kim Beispiel\nGasse 1\n55116 Musterstadt',
  subject: 'Ihr Antrag',
  text: 'Ja.\n\nGruß',
}

let mailroom: Mailroom
let printed: PrintableLetter[]
let discarded: number
let pageCount: number

/** Keeps staged files in memory. */
const staging: Pick<StagingArea, 'receive'> = {
  async receive(content, _limits, signal) {
    const bytes = await collected(content)
    signal.throwIfAborted()
    return {
      path: '/nowhere',
      sizeBytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      head: bytes,
      async *stream() {
        yield bytes
      },
      async discard() {
        discarded += 1
      },
    }
  },
}

function ports() {
  const letterPages = {
    async letterOf(letter: PrintableLetter) {
      printed.push(letter)
      return { bytes: new TextEncoder().encode(JSON.stringify(letter)), pageCount }
    },
  }
  const reader = {
    drawPage: async (_source: unknown, page: number) => {
      return { widthPx: 1, heightPx: 1, bytes: new Uint8Array([page]) }
    },
  }
  return { ...mailroom, letterPages, reader, staging: staging as StagingArea }
}

beforeEach(async function () {
  mailroom = await openMailroom()
  printed = []
  discarded = 0
  pageCount = 2
})

const write = (actor: Actor, object: DeskObject, input: Partial<WriteLetterInput> = {}) =>
  createWriteLetter(ports())(actor, { object, ...WORDS, ...input }, SIGNAL)

/** A letter that lies in the file. */
async function filedItem(caseFileId: string, changed: Partial<IncomingItem> = {}): Promise<IncomingItem> {
  const { item, documents } = await aLetter(mailroom, {
    state: 'filed',
    item: {
      caseFileId,
      target: { orgUnitId: 'social', caseFileId },
      readKeys: ['unit:social'],
      subject: 'Rechnung März',
      receivedAt: '2026-03-01T09:00:00.000Z',
      ...changed,
    },
    document: { caseFileId },
  })
  const [document] = documents
  if (document === undefined) throw new Error('It has a document.')
  const stamp = {
    confirmedAt: item.capturedAt,
    confirmedBy: { kind: 'user', id: 'clara', displayName: 'clara' },
  } as const
  const details = { name: 'Pflegedienst Beispiel', street: 'Weg 2', postcode: '55116', city: 'Ort' }
  const sender = [{ value: 'Pflegedienst Beispiel', weight: 0.9, reasons: [], details }]
  await mailroom.documents.save(
    mailroom.machine,
    {
      ...document,
      proposals: { ...document.proposals, fields: { ...document.proposals.fields, sender } },
      index: {
        sender: { value: 'Pflegedienst Beispiel', ...stamp },
        letterDate: { value: '2026-02-27', ...stamp },
        foreignReference: { value: 'PB/7', ...stamp },
      },
    },
    SIGNAL,
  )
  return item
}

describe('a letter of the city', function () {
  it('is filled from the letter that it answers, with what is missing by name', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const item = await filedItem(file.id)
    const template = await createAddLetterTemplate(mailroom)(
      ADA,
      {
        name: 'Antwort',
        subject: '{{bezug}}',
        body: 'An {{empfaenger}}\n\n{{aktenzeichen}} {{eingangsnummer}} {{datum}} {{sachbearbeitung}} {{dienststelle}} {{kommune}} {{eingangsdatum}} {{betreff}}',
      },
      SIGNAL,
    )
    const object = { kind: 'incoming-item', id: item.id } as const
    const draft = await createDraftLetter(ports())(CLARA, { object, templateId: template.id }, SIGNAL)
    expect(draft).to.deep.equal({
      recipient: 'Pflegedienst Beispiel\nWeg 2\n55116 Ort',
      subject: 'Ihr Schreiben vom 27.02.2026, Ihr Zeichen PB/7',
      text: `An Pflegedienst Beispiel\n\n50.10-2026/000001 ${item.receiptNumber} 02.03.2026 clara Sozialamt Musterstadt 01.03.2026 Rechnung März`,
      missing: [],
      fileNumber: '50.10-2026/000001',
    })
    const fromFile = await createDraftLetter(ports())(
      CLARA,
      { object: file, templateId: template.id },
      SIGNAL,
    )
    expect(fromFile.recipient).to.equal('')
    expect(fromFile.missing).to.have.members([
      'bezug',
      'empfaenger',
      'eingangsnummer',
      'eingangsdatum',
      'betreff',
    ])
    expect(fromFile.subject).to.equal('{{bezug}}')
  })

  it('lies in the case file with number, pages, history and recipient, and is no mail', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const answered = await filedItem(file.id)
    const object = { kind: 'incoming-item', id: answered.id } as const
    const { item, documents, replayed } = await write(CLARA, object)
    expect(replayed).to.equal(false)
    expect(discarded).to.equal(1)
    expect(item).to.deep.include({
      state: 'dispatched',
      receiptNumber: 'AUS-2026/000001',
      caseFileId: file.id,
      subject: 'Ihr Antrag',
      readKeys: ['unit:social'],
      outgoing: {
        recipient: WORDS.recipient,
        sentOn: '2026-03-02',
        author: { userId: 'clara', displayName: 'clara' },
        answersItemId: answered.id,
      },
    })
    expect(printed[0]).to.deep.include({
      recipient: ['Kim Beispiel', 'Gasse 1', '55116 Musterstadt'],
      paragraphs: ['Ja.', 'Gruß'],
      facts: [
        { label: 'Unser Zeichen', value: '50.10-2026/000001' },
        { label: 'Ihr Zeichen', value: 'PB/7' },
        { label: 'Ihr Schreiben vom', value: '27.02.2026' },
        { label: 'Dienststelle', value: 'Sozialamt' },
        { label: 'Auskunft erteilt', value: 'clara' },
        { label: 'Datum', value: '02.03.2026' },
      ],
    })
    const entries = await createListFileEntries(mailroom)(CLARA, file.id, SIGNAL)
    const [entry] = entries.filter(({ document }) => document?.id === documents[0]?.id)
    expect(entry?.entry).to.include({ serial: 1, firstPage: 1, lastPage: 2 })
    expect(entry?.outgoing?.recipient).to.equal(WORDS.recipient)
    const mail = await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 9 }, SIGNAL)
    expect(mail.items.map(({ id }) => id)).to.deep.equal([answered.id])
    const ofFile = await mailroom.auditLog.history(mailroom.machine, 'case-file', file.id, SIGNAL)
    expect(ofFile.at(-1)?.action).to.equal('case-file.letter-written')
    expect(ofFile.at(-1)?.changes['letter']?.after).to.include({
      number: 'AUS-2026/000001',
      recipient: 'Kim Beispiel',
      sentOn: '2026-03-02',
    })
    const ofItem = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', answered.id, SIGNAL)
    expect(ofItem.at(-1)?.action).to.equal('item.answered')
    const own = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)
    expect(own.map(({ action }) => action)).to.deep.equal(['item.written'])
    const [document] = documents
    expect(document && alteredFields(document, item, own)).to.deep.equal([])
  })

  it('teaches the machine nothing that it would take for mail', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const { item, documents } = await write(CLARA, file)
    const [document] = documents
    if (document === undefined) throw new Error('It has a document.')
    await mailroom.documents.savePage(mailroom.machine, document.id, aPage('Ihr Antrag'), SIGNAL)
    const reference = { itemId: item.id, expectedVersion: item.version }
    const given = { index: { documentType: 'rechnung' }, sender: 'Stadt Musterstadt, Sozialamt' }
    const patched = await createPatchItem(mailroom)(CLARA, { ...reference, ...given }, SIGNAL)
    expect(patched.documents[0]?.index.documentType?.value).to.equal('rechnung')
    expect(await mailroom.trainingJournal.readSince(mailroom.machine, 0, 9, SIGNAL)).to.deep.equal([])
    expect(await mailroom.addressBook.senders(mailroom.machine, 9, SIGNAL)).to.deep.equal([])
  })

  it('is written once for one key, and refused with what is left to be filled in', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const idempotency = { key: 'k', requestHash: 'h' }
    const first = await write(CLARA, file, { idempotency })
    const second = await write(CLARA, file, { idempotency })
    expect(second.replayed).to.equal(true)
    expect(second.item.id).to.equal(first.item.id)
    await expectFailure(write(CLARA, file, { text: 'Zu {{bezug}}' }), 'validation-failed')
    pageCount = 21
    await expectFailure(write(CLARA, file), 'validation-failed')
    const entries = await createListFileEntries(mailroom)(CLARA, file.id, SIGNAL)
    expect(entries).to.have.lengthOf(1)
  })

  it('is as confidential as what it answers, and its file tells the others its number only', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const secret = await filedItem(file.id, { level: 'confidential', readKeys: ['unit:social:confidential'] })
    const object = { kind: 'incoming-item', id: secret.id } as const
    await expectFailure(write(CLARA, object), 'not-found')
    const { item, documents } = await write(CARLA, object)
    expect(item.level).to.equal('confidential')
    expect(documents[0]?.readKeys).to.deep.equal(item.readKeys)
    expect(await mailroom.incomingItems.find(CLARA, item.id, SIGNAL)).to.equal(undefined)
    const history = await mailroom.auditLog.history(mailroom.machine, 'case-file', file.id, SIGNAL)
    expect(history.at(-1)?.changes['letter']?.after).to.have.all.keys(
      'itemId',
      'documentIds',
      'number',
      'sentOn',
    )
    const entries = await createListFileEntries(mailroom)(CLARA, file.id, SIGNAL)
    expect(entries.map(({ outgoing }) => outgoing)).to.deep.equal([undefined])
  })

  it('is written by who works on an open file, from what lies in one', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const { item: unfiled } = await aLetter(mailroom, { item: { readKeys: ['unit:social'] } })
    await expectFailure(write(CLARA, { kind: 'incoming-item', id: unfiled.id }), 'state-conflict')
    await expectFailure(write(TOM, file), 'not-found')
    await expectFailure(write(person('mia'), file), 'forbidden')
    const written = await write(CLARA, file)
    await expectFailure(write(CLARA, { kind: 'incoming-item', id: written.item.id }), 'state-conflict')
    const corrected = createCorrectArrival(mailroom)(
      person('hans'),
      { itemId: written.item.id, receivedAt: '2026-03-01T08:00:00.000Z', reason: 'r' },
      SIGNAL,
    )
    await expectFailure(corrected, 'state-conflict')
    const closing = { caseFileId: file.id, state: 'closed' } as const
    const before = await mailroom.caseFiles.find(mailroom.machine, file.id, SIGNAL)
    await createPatchCaseFile(mailroom)(CLARA, { ...closing, expectedVersion: before?.version ?? 0 }, SIGNAL)
    await expectFailure(write(CLARA, file), 'state-conflict')
  })

  it('stands below the letterhead of the city, and is seen before it is filed', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const head = { office: 'Stadt X', addressLines: ['Markt 1'], senderLine: 'Stadt X, Markt 1' }
    const lines = { contactLines: ['Tel. 1'], footerLines: ['IBAN'] }
    const change = createPatchLetterhead(mailroom)
    await change(ADA, { expectedVersion: 0, ...head, ...lines }, SIGNAL)
    await expectFailure(change(ADA, { expectedVersion: 0, office: 'Y' }, SIGNAL), 'version-mismatch')
    const preview = createPreviewLetter(ports())
    const shown = await preview(CLARA, { object: file, page: 2, ...WORDS }, SIGNAL)
    expect(shown).to.deep.equal({ pageCount: 2, page: 2, picture: new Uint8Array([2]) })
    expect(discarded).to.equal(1)
    expect(printed[0]).to.deep.include({
      head: { office: 'Stadt X', address: ['Markt 1'], contact: ['Tel. 1'] },
      sender: 'Stadt X, Markt 1',
      footer: ['IBAN'],
    })
    await expectFailure(preview(CLARA, { object: file, page: 3, ...WORDS }, SIGNAL), 'validation-failed')
  })
})

describe('a template of a letter', function () {
  it('is refused with a placeholder that there is not, also later', async function () {
    const input = { name: 'Antwort', subject: 's', body: '{{aktenzeichen}}' }
    const added = await createAddLetterTemplate(mailroom)(ADA, input, SIGNAL)
    const wrong = createAddLetterTemplate(mailroom)(ADA, { ...input, subject: '{{x}}' }, SIGNAL)
    await expectFailure(wrong, 'validation-failed')
    const patch = { templateId: added.id, expectedVersion: 1, body: '{{x}}' }
    await expectFailure(createPatchLetterTemplate(mailroom)(ADA, patch, SIGNAL), 'validation-failed')
  })
})
