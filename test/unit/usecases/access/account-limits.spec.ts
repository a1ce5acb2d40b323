import { expect } from 'chai'
import { ATTEMPT_LIMITS, type AttemptBudget } from '../../../../src/domain/access/attempt-budget.ts'
import { MailroomError } from '../../../../src/domain/errors.ts'
import type { SearchIndex } from '../../../../src/ports/search-index.ts'
import { createAdmitUpload } from '../../../../src/usecases/intake/admit-upload.ts'
import { createSearchDocuments } from '../../../../src/usecases/retrieval/search-documents.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

async function useUp(mailroom: Mailroom, budget: AttemptBudget, userId: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPT_LIMITS[budget].attempts; attempt += 1) {
    await mailroom.rateLimiter.consume(budget, userId, SIGNAL)
  }
}

describe('limits of one account', function () {
  it('end a flood of uploads, with the time to wait, and touch no colleague', async function () {
    const mailroom = await openMailroom()
    const { windowSeconds } = ATTEMPT_LIMITS['upload-account']
    await useUp(mailroom, 'upload-account', 'scan')
    const admit = createAdmitUpload(mailroom)
    const refusal = await expectFailure(admit(person('scan'), SIGNAL), 'rate-limited')
    expect(refusal.retryAfterSeconds).to.equal(windowSeconds)
    await admit(person('mia'), SIGNAL)
    await expectFailure(admit(person('otto'), SIGNAL), 'forbidden')
    mailroom.clock.advance(windowSeconds * 1_000)
    await admit(person('scan'), SIGNAL)
  })

  it('end a flood of searches', async function () {
    const mailroom = await openMailroom()
    await useUp(mailroom, 'search-account', 'clara')
    const query = () => Promise.reject(new MailroomError('dependency-unavailable', 'Reached.'))
    const position = async () => undefined
    const searchIndex = { query, position } as Partial<SearchIndex> as SearchIndex
    const search = createSearchDocuments({ ...mailroom, searchIndex })
    const request = { text: 'x', filter: {}, limit: 10 }
    await expectFailure(search(person('clara'), request, SIGNAL), 'rate-limited')
    await expectFailure(search(person('cem'), request, SIGNAL), 'dependency-unavailable')
  })
})
