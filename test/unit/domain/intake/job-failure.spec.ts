import { expect } from 'chai'
import { attemptsFor, isPermanentFailure } from '../../../../src/domain/intake/job-failure.ts'
import { MAX_ATTEMPTS } from '../../../../src/domain/intake/job.ts'

describe('job failures', function () {
  const cases = [
    { code: 'document-encrypted', permanent: true, attempts: MAX_ATTEMPTS },
    { code: 'document-damaged', permanent: true, attempts: MAX_ATTEMPTS },
    { code: 'document-limits', permanent: true, attempts: MAX_ATTEMPTS },
    { code: 'integrity-failure', permanent: true, attempts: MAX_ATTEMPTS },
    { code: 'recognition-timeout', permanent: false, attempts: MAX_ATTEMPTS },
    { code: 'recognition-crashed', permanent: false, attempts: MAX_ATTEMPTS },
    { code: 'dependency-unavailable', permanent: false, attempts: 100 },
    { code: 'insufficient-storage', permanent: false, attempts: 100 },
    { code: 'some-other-code', permanent: false, attempts: MAX_ATTEMPTS },
  ]
  for (const { code, permanent, attempts } of cases) {
    it(`tries ${permanent ? 'no more' : `${attempts} times`} after ${code}`, function () {
      expect(isPermanentFailure(code)).to.equal(permanent)
      expect(attemptsFor(code)).to.equal(attempts)
    })
  }
})
