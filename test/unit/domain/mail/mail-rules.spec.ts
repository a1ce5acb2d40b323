import { expect } from 'chai'
import { NO_PROPOSALS } from '../../../../src/domain/extraction/proposal.ts'
import { backOffMs } from '../../../../src/domain/back-off.ts'
import { LOOK_BACK_OFF } from '../../../../src/domain/mail/mail-account.ts'
import { UNREAD_HEAD } from '../../../../src/domain/mail/mail-facts.ts'
import { withMail } from '../../../../src/domain/mail/mail-proposals.ts'
import { mailInstant, receivedInstant } from '../../../../src/domain/mail/received-line.ts'

describe('the time of a mail', function () {
  const lines: readonly (readonly [line: string, instant: string | undefined])[] = [
    ['by mx; Sun, 1 Mar 2026 23:59:58 +0100', '2026-03-01T22:59:58.000Z'],
    ['by mx; Sun, 1 Mar 2026 23:59:58 +0100 (CET)', '2026-03-01T22:59:58.000Z'],
    ['by mx (a; b) with ESMTP; Sun, 1 Mar 2026 23:59:58 GMT', '2026-03-01T23:59:58.000Z'],
    ['by mx; Sun, 1 Mar 2026 23:59:58', undefined],
    ['by mx; gestern +0100', undefined],
    ['by mx; Thu, 1 Jan 26 00:00 UT', '2026-01-01T00:00:00.000Z'],
    ['by mx; Wed, 31 Dec 97 10:00:00 EST', '1997-12-31T15:00:00.000Z'],
    ['by mx; 41 Foo 2026 10:00 +0100', undefined],
    ['by mx; 1 Mar 2026 10:00 +0100 oder so', undefined],
    ['by mx', undefined],
    ['', undefined],
  ]
  for (const [line, instant] of lines) {
    it(`is ${instant ?? 'unknown'} in "${line}"`, function () {
      expect(receivedInstant(line)).to.equal(instant)
    })
  }

  it('may be written without a day of the week', function () {
    expect(mailInstant(' 1 Mar 2026 10:00 +0000 ')).to.equal('2026-03-01T10:00:00.000Z')
  })
})

describe('what a mail proposes', function () {
  it('is what its head says, and never where answers should go', function () {
    const head = {
      ...UNREAD_HEAD,
      from: [{ name: 'Anna', address: 'Anna@X.example' }],
      replyTo: [{ address: 'evil@y.example' }],
      subject: 'Anfrage',
      sentAt: '2026-03-01T23:30:00.000Z',
    }
    const { fields } = withMail(head, NO_PROPOSALS, 'Europe/Berlin')
    const values = Object.entries(fields).map(([field, proposals]) => [
      field,
      proposals.map(({ value }) => value),
    ])
    expect(Object.fromEntries(values)).to.deep.equal({
      sender: ['Anna'],
      subject: ['Anfrage'],
      letterDate: ['2026-03-02'],
      emails: ['anna@x.example'],
    })
    expect(JSON.stringify(fields)).not.to.include('evil')
  })

  it('is nothing for a mail that says nothing', function () {
    expect(withMail(UNREAD_HEAD, NO_PROPOSALS, 'Europe/Berlin')).to.deep.equal(NO_PROPOSALS)
  })
})

describe('the pause after a failed look', function () {
  it('grows to five minutes, and is never the same for all', function () {
    const pauses = [1, 2, 3, 20, 2_000].map((failed) => backOffMs(failed, LOOK_BACK_OFF, 0))
    expect(pauses).to.deep.equal([2_500, 5_000, 10_000, 150_000, 150_000])
    expect(backOffMs(20, LOOK_BACK_OFF, 0.999)).to.be.within(299_000, 300_000)
  })
})
