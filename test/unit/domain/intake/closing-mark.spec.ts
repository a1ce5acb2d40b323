import { expect } from 'chai'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { marked, resumed, type Marking } from '../../../../src/domain/intake/closing-mark.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import { anItem } from './items.ts'

const BY = { userId: 'anna', displayName: 'Anna' }
const AT = '2026-03-10T09:00:00.000Z'
const TARGET = { orgUnitId: 'unit' }
const FILED = anItem({ state: 'filed', caseFileId: 'file', target: TARGET })
const ROUTED = anItem({ state: 'accepted', target: TARGET, claim: { ...BY, at: AT } })

function marking(kind: Marking['kind'], changed: Partial<Marking> = {}): Marking {
  return { kind, at: AT, by: BY, receivedOn: '2026-08-31', ...changed }
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return isMailroomError(error) ? error.code : 'defect'
  }
}

describe('a closing mark', function () {
  for (const kind of ['to-file', 'to-procedure'] as const) {
    it(`ends the work on a filed item: ${kind}`, function () {
      const item = marked(FILED, marking(kind))
      expect(item).to.deep.include({ state: 'done', mark: { kind, at: AT, by: BY } })
    })
  }

  it('sets aside what belongs into no file, for six months from its arrival on', function () {
    const item = marked(ROUTED, marking('set-aside'))
    expect(item.mark).to.deep.equal({ kind: 'set-aside', at: AT, by: BY, destroyOn: '2027-02-28' })
    expect(item.state).to.equal('done')
    expect(item).not.to.have.property('claim')
  })

  it('notes another day of destruction where it is ordered', function () {
    const item = marked(ROUTED, marking('set-aside', { destroyOn: '2030-01-01' }))
    expect(item.mark?.destroyOn).to.equal('2030-01-01')
    expect(codeOf(() => marked(FILED, marking('to-file', { destroyOn: '2030-01-01' })))).to.equal(
      'validation-failed',
    )
  })

  const refused: readonly (readonly [why: string, item: IncomingItem, kind: Marking['kind']])[] = [
    ['what is filed is not set aside', FILED, 'set-aside'],
    ['what lies in no file goes into none by a mark', ROUTED, 'to-file'],
    ['what lies in no file has no procedure', ROUTED, 'to-procedure'],
    ['what has left the house is not set aside', anItem({ state: 'misdirectedOut' }), 'set-aside'],
    ['what is read still is not set aside', anItem({ state: 'capturing' }), 'set-aside'],
    ['what is done with is not marked again', marked(FILED, marking('to-file')), 'to-procedure'],
  ]
  for (const [why, item, kind] of refused) {
    it(`is refused: ${why}`, function () {
      expect(codeOf(() => marked(item, marking(kind)))).to.equal('state-conflict')
    })
  }

  for (const [name, item, state] of [
    ['a filed item', marked(FILED, marking('to-file')), 'filed'],
    ['one of a unit, whoever held it', marked(ROUTED, marking('set-aside')), 'routed'],
    ['one of the mailroom', marked(anItem({ state: 'indexing' }), marking('set-aside')), 'indexing'],
  ] as const) {
    it(`is taken back, and the item lies where it lay: ${name}`, function () {
      const again = resumed(item)
      expect(again.state).to.equal(state)
      expect(again).not.to.have.property('mark')
    })
  }

  it('is taken back only where there is one', function () {
    for (const item of [FILED, anItem({ state: 'done' })])
      expect(codeOf(() => resumed(item))).to.equal('state-conflict')
  })
})
