import { expect } from 'chai'
import { readFailure } from '../../../../src/adapters/filesystem/disk.ts'

describe('a failed read of a stored file', function () {
  const cases = [
    { systemCode: 'EIO', code: 'integrity-failure' },
    { systemCode: 'EBADMSG', code: 'integrity-failure' },
    { systemCode: 'EUCLEAN', code: 'integrity-failure' },
    { systemCode: 'EMFILE', code: 'dependency-unavailable' },
    { systemCode: 'ESTALE', code: 'dependency-unavailable' },
  ]
  for (const { systemCode, code } of cases) {
    it(`means ${code} when the system says ${systemCode}`, function () {
      const error = Object.assign(new Error(systemCode), { code: systemCode })
      expect(readFailure(error, { key: 'k' })).to.include({ code })
    })
  }
})
