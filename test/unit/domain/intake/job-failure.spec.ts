import { expect } from 'chai'
import { isOutage, isPermanentFailure } from '../../../../src/domain/intake/job-failure.ts'

describe('job failures', function () {
  const cases = [
    { code: 'document-encrypted', permanent: true, outage: false },
    { code: 'document-damaged', permanent: true, outage: false },
    { code: 'document-limits', permanent: true, outage: false },
    { code: 'integrity-failure', permanent: true, outage: false },
    { code: 'recognition-timeout', permanent: false, outage: false },
    { code: 'recognition-crashed', permanent: false, outage: false },
    { code: 'dependency-unavailable', permanent: false, outage: true },
    { code: 'insufficient-storage', permanent: false, outage: true },
    { code: 'some-other-code', permanent: false, outage: false },
  ]
  for (const { code, permanent, outage } of cases) {
    it(`takes ${code} for ${permanent ? 'permanent' : outage ? 'an outage' : 'a failed attempt'}`, function () {
      expect(isPermanentFailure(code)).to.equal(permanent)
      expect(isOutage(code)).to.equal(outage)
    })
  }
})
