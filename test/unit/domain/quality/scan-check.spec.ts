import { expect } from 'chai'
import type { Person } from '../../../../src/domain/access/actor.ts'
import type { ProtectionClass } from '../../../../src/domain/batches/protection-class.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import {
  mayBeCheckedBy,
  raisedTo,
  withNewVersion,
  withRequest,
  withResult,
  type GivenResult,
  type ScanCheck,
} from '../../../../src/domain/quality/scan-check.ts'

const person = (userId: string): Person => ({ userId, displayName: userId.toUpperCase() })
const CROPPED = [{ kind: 'cropped', pages: [1] }] as const

function checkOf(protectionClass: ProtectionClass): ScanCheck {
  return {
    id: 'c',
    tenantId: 't',
    itemId: 'i',
    receiptNumber: 'MU-2026-000001',
    batchId: 'b',
    stackItemId: 's',
    stackNumber: 'ST-2026-000001/1',
    documentId: 'd',
    pages: [{ page: 1, turn: 0, role: 'page' }],
    protectionClass,
    cause: 'batch',
    operators: [person('olga')],
    operatorName: 'Udo  Scan',
    state: 'open',
    round: 1,
    results: [],
    createdAt: '2026-03-02T08:00:00.000Z',
    readKeys: ['mailroom'],
    version: 1,
  }
}

const fine = (userId: string, remark?: string): GivenResult => ({
  at: '2026-03-02T09:00:00.000Z',
  by: person(userId),
  verdict: 'in-order',
  faults: [],
  sha256: 'ab',
  ...(remark === undefined ? {} : { remark }),
})
const bad = (userId: string): GivenResult => ({ ...fine(userId), verdict: 'faulty', faults: CROPPED })

function codeOf(act: () => unknown): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (isMailroomError(error)) return error.code
    throw error
  }
}

describe('the check of a scan', function () {
  for (const protectionClass of ['normal', 'high'] as const) {
    it(`is done after one person in the class ${protectionClass}`, function () {
      const passed = withResult(checkOf(protectionClass), fine('anna'))
      expect(passed.state).to.equal('passed')
      expect(codeOf(() => withResult(passed, fine('bert')))).to.equal('state-conflict')
    })
  }

  it('takes two persons in the class very-high', function () {
    const second = withResult(checkOf('very-high'), fine('anna'))
    expect(second.state).to.equal('second')
    expect(codeOf(() => withResult(second, fine('anna')))).to.equal('forbidden')
    expect(withResult(second, fine('bert')).state).to.equal('passed')
    expect(withResult(second, bad('bert')).state).to.equal('failed')
  })

  it('is not for who scanned or divided, whether known by account or by name', function () {
    const check = checkOf('normal')
    expect(codeOf(() => withResult(check, fine('olga')))).to.equal('forbidden')
    const named = { ...fine('u77'), by: { userId: 'u77', displayName: ' udo scan' } }
    expect(codeOf(() => withResult(check, named))).to.equal('forbidden')
    expect([mayBeCheckedBy(check, person('olga')), mayBeCheckedBy(check, person('anna'))]).to.deep.equal([
      false,
      true,
    ])
  })

  it('knows who scanned in whatever way the papers have the name', function () {
    const named = (operatorName: string, displayName: string): boolean =>
      !mayBeCheckedBy({ ...checkOf('normal'), operatorName }, { userId: 'u77', displayName })
    for (const written of ['Müller, Anna', 'Anna Mu\u0308ller', 'anna  MÜLLER', 'Rot, Olga und Müller, Anna'])
      expect(named(written, 'Anna Müller'), written).to.equal(true)
    expect(named('Anna Müller', 'Dr. Anna Müller')).to.equal(true)
    for (const other of ['Anna Müllermeister', 'Poststelle', 'Anna', '', '–'])
      expect(named(other, 'Anna Müller (Poststelle)'), other).to.equal(false)
    expect(named('Anna Müller', '–')).to.equal(false)
  })

  it('fails with a fault, and then waits for a rescan or for another person with a reason', function () {
    const failed = withResult(checkOf('normal'), bad('anna'))
    expect(failed.state).to.equal('failed')
    expect(codeOf(() => withResult(failed, fine('anna', 'Original so')))).to.equal('forbidden')
    expect(codeOf(() => withResult(failed, fine('bert')))).to.equal('validation-failed')
    expect(codeOf(() => withResult(failed, bad('bert')))).to.equal('state-conflict')
    expect(withResult(failed, fine('bert', 'Original so')).state).to.equal('passed')
    const very = withResult({ ...failed, protectionClass: 'very-high' }, fine('bert', 'Original so'))
    expect(very.state).to.equal('second')
    expect(withResult(very, fine('cleo')).state).to.equal('passed')
  })

  it('takes faults with what is faulty only', function () {
    const check = checkOf('normal')
    expect(codeOf(() => withResult(check, { ...bad('anna'), faults: [] }))).to.equal('validation-failed')
    expect(codeOf(() => withResult(check, { ...fine('anna'), faults: CROPPED }))).to.equal(
      'validation-failed',
    )
  })

  it('begins anew with a rescan, and keeps what was said before', function () {
    const failed = withResult(checkOf('very-high'), bad('anna'))
    const again = withNewVersion(failed, { documentId: 'e', by: person('cleo') })
    expect(again).to.include({ state: 'open', round: 2, documentId: 'e' })
    expect(again.results).to.have.length(1)
    expect(codeOf(() => withResult(again, fine('cleo')))).to.equal('forbidden')
    const second = withResult(again, fine('anna'))
    expect(second.state).to.equal('second')
    expect(withResult(second, fine('bert')).state).to.equal('passed')
    const done = withResult(checkOf('normal'), fine('anna'))
    expect(codeOf(() => withNewVersion(done, { documentId: 'e', by: person('cleo') }))).to.equal(
      'state-conflict',
    )
  })

  const ask = (check: ScanCheck, userId: string, documentId = check.documentId): ScanCheck =>
    withRequest(check, { at: '2026-03-02T10:00:00.000Z', by: person(userId), reason: 'Seite 2?', documentId })

  it('is not for who has asked for it, and each asks once in a round', function () {
    const asked = ask(ask(checkOf('normal'), 'anna'), 'bert')
    expect(asked).to.deep.include({ state: 'open', round: 1, cause: 'batch' })
    expect(asked.requests?.map(({ by, round }) => `${by.userId} ${round}`)).to.deep.equal([
      'anna 1',
      'bert 1',
    ])
    expect(mayBeCheckedBy(asked, person('anna'))).to.equal(false)
    expect(codeOf(() => withResult(asked, fine('bert')))).to.equal('forbidden')
    expect(codeOf(() => ask(asked, 'anna'))).to.equal('state-conflict')
    expect(codeOf(() => ask(asked, 'cleo', 'other'))).to.equal('state-conflict')
    expect(withResult(asked, fine('cleo')).state).to.equal('passed')
  })

  it('begins anew when somebody asks after it was done, also by who has checked before', function () {
    const passed = withResult(ask(checkOf('normal'), 'anna'), fine('bert'))
    const again = ask(passed, 'cleo')
    expect(again).to.deep.include({ state: 'open', round: 2, pages: passed.pages })
    expect(again.results).to.have.length(1)
    // Who asked for the first round may look in the second one.
    expect(withResult(again, fine('anna')).state).to.equal('passed')
    expect(codeOf(() => withResult(again, fine('cleo')))).to.equal('forbidden')
    expect(ask(passed, 'cleo', 'other')).to.deep.include({ documentId: 'other', pages: [] })
  })

  it('takes another person after all when its class is raised, and is never lowered', function () {
    const passed = withResult(checkOf('normal'), fine('anna'))
    expect(raisedTo(passed, 'high').state).to.equal('passed')
    const raised = raisedTo(passed, 'very-high')
    expect(raised).to.include({ state: 'second', protectionClass: 'very-high' })
    expect(withResult(raised, fine('bert')).state).to.equal('passed')
    expect(raisedTo(raised, 'normal')).to.equal(raised)
  })
})
