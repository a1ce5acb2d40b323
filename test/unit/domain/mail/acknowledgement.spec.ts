import { expect } from 'chai'
import { backOffMs } from '../../../../src/domain/back-off.ts'
import {
  addresseeOf,
  MAX_REPLY_ATTEMPTS,
  REPLY_BACK_OFF,
  replyText,
  type MailReply,
} from '../../../../src/domain/mail/acknowledgement.ts'
import { UNREAD_HEAD, type MailHead } from '../../../../src/domain/mail/mail-facts.ts'

const OWN = ['Post@stadt.example', 'antwort@stadt.example']

function head(address: string | undefined, more: Partial<MailHead> = {}): MailHead {
  return { ...UNREAD_HEAD, from: address === undefined ? [] : [{ address }], ...more }
}

describe('to whom a mail is acknowledged', function () {
  const cases: readonly (readonly [name: string, head: MailHead, to: string | undefined])[] = [
    ['a person', head('Anna@Example.org'), 'anna@example.org'],
    [
      'a person who wants answers elsewhere',
      head('a@x.example', { replyTo: [{ address: 'b@y.example' }] }),
      'a@x.example',
    ],
    ['nobody', head(undefined), undefined],
    [
      'two writers',
      { ...head('a@x.example'), from: [{ address: 'a@x.example' }, { address: 'b@x.example' }] },
      undefined,
    ],
    ['a program', head('a@x.example', { isAutomatic: true }), undefined],
    ['ourselves', head('post@STADT.example'), undefined],
    ['the address of our answers', head('antwort@stadt.example'), undefined],
    ['a mail system', head('MAILER-DAEMON@x.example'), undefined],
    ['a postmaster', head('postmaster@x.example'), undefined],
    ['no-reply', head('no-reply@x.example'), undefined],
    ['noreply with more', head('noreply+12@x.example'), undefined],
    ['do_not_reply', head('do_not_reply@x.example'), undefined],
    ['nicht-antworten', head('nicht-antworten@x.example'), undefined],
    ['bounces', head('bounces+x=y@x.example'), undefined],
    ['a person whose name begins alike', head('norena@x.example'), 'norena@x.example'],
    ['an address with a line break', head('a@x.example\r\nBcc: b@x.example'), undefined],
    ['an address with a blank', head('a b@x.example'), undefined],
    ['two addresses in one', head('a@x.example,b@x.example'), undefined],
    ['an address without a host', head('anna'), undefined],
  ]
  for (const [name, mail, to] of cases) {
    it(`is ${to ?? 'nobody'} for ${name}`, function () {
      expect(addresseeOf(mail, OWN)).to.equal(to)
    })
  }
})

describe('the answer to a mail', function () {
  const reply: MailReply = {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    tenantId: 't',
    accountId: 'a',
    to: 'anna@example.org',
    receiptNumber: 'MZ-2026-000123',
    receivedAt: '2026-11-30T09:05:00.000Z',
    createdAt: '2026-11-30T09:06:00.000Z',
    state: 'queued',
    attempt: 0,
  }

  it('names number and time, and nothing that was written', function () {
    const { subject, text } = replyText(reply, { name: 'Musterstadt', timeZone: 'Europe/Berlin' })
    expect(subject).to.equal('Eingangsbestätigung MZ-2026-000123')
    expect(text).to.include('am 30.11.2026 um 10:05 Uhr')
    expect(text).to.include('MZ-2026-000123')
    expect(text).to.include('Musterstadt')
  })

  it('is tried with growing pauses over half a day at least', function () {
    const pauses = Array.from({ length: MAX_REPLY_ATTEMPTS - 1 }, (_, index) =>
      backOffMs(index + 1, REPLY_BACK_OFF, 0),
    )
    expect(pauses[0]).to.equal(30_000)
    expect(pauses).to.deep.equal(pauses.toSorted((left, right) => left - right))
    expect(Math.max(...pauses)).to.equal(3 * 3_600_000)
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).to.be.above(12 * 3_600_000)
  })
})
