import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import { MAX_REFUSALS, type StampedTime } from '../../../src/domain/quality/time-stamp.ts'
import { createShowTransferNote } from '../../../src/usecases/quality/transfer-note.ts'
import { createMakeArchiveCopy } from '../../../src/usecases/quality/archive-copy.ts'
import { transferNoteView } from '../../../src/domain/quality/transfer-note-view.ts'
import type { EmbedRequest } from '../../../src/ports/file-embedder.ts'
import type { TimeStampAuthority } from '../../../src/ports/time-stamp-authority.ts'
import { createOrderTimeStamp } from '../../../src/usecases/shared/order-time-stamp.ts'
import { requestTimeStamps } from '../../../src/workers/request-time-stamps.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'
import { person, SIGNAL } from '../usecases/support/mailroom.ts'
import { MIA, StackHouse } from './stack-house.ts'

const TEXTS = ['Antrag auf Hilfe', 'Zweites Schreiben']
const MAX = person('max')
const STAMPED: StampedTime = {
  authority: 'O=Dienst, CN=Zeit',
  time: '2026-12-01T10:00:00.000Z',
  serial: '0a',
  policy: '1.2.3',
  token: Buffer.from('token').toString('base64'),
}

describe('time stamps of scanned letters', function () {
  let house: StackHouse
  let stopper: AbortController
  let running: Promise<void> | undefined

  beforeEach(async function () {
    house = await StackHouse.open(TEXTS)
    stopper = new AbortController()
    const { mailroom } = house
    house.mailroom = { ...mailroom, orderTimeStamp: createOrderTimeStamp(mailroom) }
    house.start({
      pages: TEXTS.map((_, index) => ({ page: index + 1, role: 'page', turn: 0, certainty: 1 })),
      boundaries: [{ before: 1, probability: 1, cause: 'sheet', reasons: [] }],
      stops: [],
      covers: [],
    })
    await house.openBatch({ operator: 'mia', protectionClass: 'normal' })
    const stackId = await house.handIn()
    await house.untilStack(stackId, 'qc')
    await house.confirm(stackId)
    await house.until(async () =>
      (await house.letters()).some(({ processing }) => processing.state === 'done'),
    )
  })

  afterEach(async function () {
    stopper.abort()
    await running
    await house.close()
  })

  function ask(stamp: TimeStampAuthority['stamp']): void {
    const ports = { ...house.mailroom, timeStampAuthority: { stamp }, log: SILENT_LOG }
    running = requestTimeStamps(ports, stopper.signal, { lookEveryMs: 10, apartMs: 0 })
  }

  async function noteOfLetter() {
    const [letter] = await house.letters()
    return createShowTransferNote(house.mailroom)(MAX, letter?.id ?? '', SIGNAL)
  }

  async function stampOfLetter() {
    const { note } = await noteOfLetter()
    return note.files.find(({ role }) => role === 'letter')?.timeStamp
  }

  it('are waited for by nobody, come when the authority is back, and stand in note, copy and audit chain', async function () {
    expect(await stampOfLetter()).to.deep.equal({ state: 'waiting' })
    const hashes: string[] = []
    ask(async (sha256) => {
      hashes.push(sha256)
      if (hashes.length < 3) throw new MailroomError('dependency-unavailable', 'away')
      return { stamped: STAMPED }
    })
    await house.until(async () => (await stampOfLetter())?.state === 'stamped')
    const { note, sha256 } = await noteOfLetter()
    const letter = note.files.find(({ role }) => role === 'letter')
    expect(letter?.timeStamp).to.deep.equal({ state: 'stamped', ...STAMPED })
    // The scan itself is not asked for, and a file once.
    expect(new Set(hashes)).to.deep.equal(new Set([letter?.sha256]))
    expect(hashes).to.have.length(3)
    expect(note.seal).to.equal(null)
    const view = transferNoteView(note, sha256, { name: 'Stadt', timeZone: 'Europe/Berlin' })
    expect(view.note).to.include('Nicht gesiegelt.')
    expect(JSON.stringify(view.sections)).to.include('01.12.2026').and.to.include('Nr. 0a (RFC 3161)')
    const { auditLog, machine } = house.mailroom
    const history = await auditLog.history(machine, 'document', letter?.documentId ?? '', SIGNAL)
    const event = history.find(({ action }) => action === 'document.time-stamped')
    const { authority, time, serial } = STAMPED
    expect(event?.changes['timeStamp']?.after).to.deep.equal({
      sha256: letter?.sha256,
      authority,
      time,
      serial,
    })
  })

  it('go into the copy as a token that other programs read', async function () {
    ask(async () => ({ stamped: STAMPED }))
    await house.until(async () => (await stampOfLetter())?.state === 'stamped')
    const asked: EmbedRequest[] = []
    const make = createMakeArchiveCopy({
      ...house.mailroom,
      scratch: house.reader.scratch,
      reportPages: { pagesOf: async () => new Uint8Array() },
      fileEmbedder: {
        async embedFiles(_source, request) {
          asked.push(request)
          return { sizeBytes: 1, sha256: createHash('sha256').digest('hex'), claim: 'PDF/A-3b', faults: [] }
        },
      },
    })
    const [letter] = await house.letters()
    await using _made = await make(MIA, letter?.id ?? '', SIGNAL)
    const token = asked[0]?.files.find(({ filename }) => filename === 'zeitstempel.tst')
    expect(token).to.include({ mediaType: 'application/timestamp-token', modifiedAt: STAMPED.time })
    expect(Buffer.from(token?.bytes ?? []).toString()).to.equal('token')
  })

  it('are given up after some answers that are none, and the note says so', async function () {
    let answers = 0
    ask(async () => {
      answers += 1
      return { refusal: 'untrusted', detail: 'nobody knows it' }
    })
    await house.until(async () => (await stampOfLetter())?.state === 'refused')
    expect(await stampOfLetter()).to.deep.equal({ state: 'refused', refusal: 'untrusted' })
    expect(answers).to.equal(MAX_REFUSALS)
    const { note, sha256 } = await noteOfLetter()
    const view = transferNoteView(note, sha256, { name: 'Stadt', timeZone: 'Europe/Berlin' })
    expect(JSON.stringify(view.sections)).to.include('nicht erhalten')
  })
})
