import { expect } from 'chai'
import type { OrgUnit } from '../../../../src/domain/access/organisation.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { createRe2PatternMatcher } from '../../../../src/adapters/re2js/pattern-matcher.ts'
import { createAddDeputyship } from '../../../../src/usecases/access/add-deputyship.ts'
import { createEndDeputyship } from '../../../../src/usecases/access/end-deputyship.ts'
import { createListColleagues } from '../../../../src/usecases/access/list-colleagues.ts'
import { createShowReaders } from '../../../../src/usecases/access/show-readers.ts'
import { createCheckRoutingRules } from '../../../../src/usecases/routing/check-routing-rules.ts'
import { insertCaseFile } from '../../../../src/usecases/shared/case-files.ts'
import { assigneeFor } from '../../../../src/usecases/shared/desk-entries.ts'
import { requireMoveTarget } from '../../../../src/usecases/shared/org-units.ts'
import { requireReaderLeft } from '../../../../src/usecases/shared/readers.ts'
import { requireReader, resolveTarget } from '../../../../src/usecases/shared/resolve-target.ts'
import { todayOf } from '../../../../src/usecases/shared/today.ts'
import { aLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../support/mailroom.ts'
import { sessionOf, signedIn } from '../support/signed-in.ts'

const CASES = [
  {
    name: 'the day of 23 hours in March',
    day: '2026-03-29',
    begins: '2026-03-28T23:00:00.000Z',
    ends: '2026-03-29T22:00:00.000Z',
  },
  {
    name: 'the day of 25 hours in October',
    day: '2026-10-25',
    begins: '2026-10-24T22:00:00.000Z',
    ends: '2026-10-25T23:00:00.000Z',
  },
  {
    name: 'a day in summer',
    day: '2026-07-15',
    begins: '2026-07-14T22:00:00.000Z',
    ends: '2026-07-15T22:00:00.000Z',
  },
  {
    name: 'the last day of the year',
    day: '2026-12-31',
    begins: '2026-12-30T23:00:00.000Z',
    ends: '2026-12-31T23:00:00.000Z',
  },
] as const

let mailroom: Mailroom

function setClock(instantMs: number): void {
  mailroom.clock.advance(instantMs - mailroom.clock.now().getTime())
}

async function isAllowed(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    if (isMailroomError(error)) return false
    throw error
  }
}

/** An office, a group below a head, one below nobody, a post and two deputyships, all of one day. */
async function seedFor(day: string): Promise<void> {
  const { machine, orgUnits, routingRules, users } = mailroom
  const only = { tenantId: 'tenant', number: '7', validFrom: day, validTo: day, version: 1 } as const
  const units: OrgUnit[] = [
    { ...only, id: 'office', parentId: 'root', name: 'Wahlamt', kind: 'office' },
    { ...only, id: 'team', parentId: 'social', name: 'Stab', kind: 'group' },
    { ...only, id: 'alone', parentId: 'root', name: 'Krisenstab', kind: 'group' },
  ]
  for (const unit of units) await orgUnits.insert(machine, unit, SIGNAL)
  for (const [name, group] of [
    ['cem', 'team'],
    ['carla', 'alone'],
  ] as const) {
    const user = await users.find(machine, name, SIGNAL)
    if (user !== undefined)
      await users.save(machine, { ...user, orgUnitIds: [...user.orgUnitIds, group] }, SIGNAL)
  }
  const max = await users.find(machine, 'max', SIGNAL)
  if (max === undefined) throw new Error('max is missing')
  const posts = {
    orgUnitIds: ['root', 'care'],
    postDays: [{ orgUnitId: 'care', validFrom: day, validTo: day }],
  }
  await users.save(machine, { ...max, ...posts }, SIGNAL)
  const rule = { id: 'rule', tenantId: 'tenant', name: 'Wahl', enabled: true, priority: 1, version: 1 }
  const conditions = [{ field: 'text', operator: 'contains', value: 'Wahl' }] as const
  await routingRules.insert(machine, { ...rule, conditions, target: { orgUnitId: 'office' } }, SIGNAL)
  for (const absentId of ['clara', 'cem']) {
    const input = { absentId, deputyId: 'tom', firstDay: day, lastDay: day }
    await createAddDeputyship(mailroom)(person('ada'), input, SIGNAL)
  }
}

/** Every place where days of units, groups, posts and deputies are asked, and whether it says yes at this moment. */
async function saidEverywhere(): Promise<Record<string, boolean>> {
  const { machine } = mailroom
  const letter = await aLetter(mailroom, {
    state: 'routed',
    item: { target: { orgUnitId: 'team' }, readKeys: ['unit:team'] },
  })
  const { actor: cem, view: ofCem } = await sessionOf(mailroom, 'cem')
  const { actor: max, view: ofMax } = await sessionOf(mailroom, 'max')
  const tom = await signedIn(mailroom, 'tom')
  const hans = await signedIn(mailroom, 'hans')
  const opener = { ...person('clara'), grantKeys: ['unit:office'] }
  const newFile = { subject: 'Wahl', filingPlanEntryId: 'plan', leadUnitId: 'office' }
  const atDesk = { orgUnitId: 'team', assigneeId: 'cem' }
  const shown = await createShowReaders(mailroom)(hans, { kind: 'incoming-item', id: letter.item.id }, SIGNAL)
  const checks = { ...mailroom, patternMatcher: createRe2PatternMatcher() }
  const { rules } = await createCheckRoutingRules(checks)(person('ada'), SIGNAL)
  const colleagues = await createListColleagues(mailroom)(hans, SIGNAL)
  const before = { readKeys: ['mailroom'] }
  const after = { readKeys: ['unit:alone:confidential'] }
  return {
    'key of the group': cem.grantKeys.includes('unit:team'),
    'key of a post': max.grantKeys.includes('unit:care'),
    'post that the pages know of': ofMax.postUnitIds.includes('care'),
    'post in a group that the pages know of': ofCem.postUnitIds.includes('team'),
    'colleague in a post': colleagues.some(({ id }) => id === 'max'),
    target: await isAllowed(resolveTarget(mailroom, person('mia'), { orgUnitId: 'office' }, letter, SIGNAL)),
    'move target': await isAllowed(
      requireMoveTarget(mailroom, machine, { fromUnitId: 'tax', toUnitId: 'office' }, SIGNAL),
    ),
    'new case file': await isAllowed(insertCaseFile(mailroom, opener, newFile, SIGNAL)),
    'assignee of an item': await isAllowed(requireReader(mailroom, hans, atDesk, SIGNAL)),
    'assignee at the desk': await isAllowed(assigneeFor(mailroom, hans, ['unit:team'], 'cem', SIGNAL)),
    'last reader': await isAllowed(requireReaderLeft(mailroom, machine, before, after, SIGNAL)),
    'target of a rule': rules.every(({ faults }) => !faults.includes('target-dissolved')),
    'readers shown': shown.readers.some(({ userId }) => userId === 'cem'),
    'deputy shown as reader': shown.readers.some(({ userId }) => userId === 'tom'),
    deputy: tom.represents?.some(({ userId }) => userId === 'clara') ?? false,
    'key of the group for the deputy': tom.grantKeys.includes('unit:team'),
    'absence where work is handed out': colleagues.some(({ absence }) => absence !== undefined),
  }
}

describe('days of the city', function () {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  for (const { name, day, begins, ends } of CASES) {
    const moments = [
      { when: 'a second before', atMs: Date.parse(begins) - 1_000, isDay: false },
      { when: 'at its first midnight', atMs: Date.parse(begins), isDay: true },
      { when: 'in its last second', atMs: Date.parse(ends) - 1_000, isDay: true },
      { when: 'at its last midnight', atMs: Date.parse(ends), isDay: false },
    ]
    it(`begin and end at midnight there, everywhere: ${name}`, async function () {
      setClock(Date.parse(begins) - 86_400_000)
      await seedFor(day)
      for (const { when, atMs, isDay } of moments) {
        setClock(atMs)
        const said = await saidEverywhere()
        const expected = Object.fromEntries(Object.keys(said).map((place) => [place, isDay]))
        expect(said, `${when} (${new Date(atMs).toISOString()})`).to.deep.equal(expected)
      }
    })

    it(`let a deputyship that is ended in the last second end at once: ${name}`, async function () {
      setClock(Date.parse(ends) - 1_000)
      await seedFor(day)
      const ended = await mailroom.deputyships.underWay(mailroom.machine, 'tom', day, SIGNAL)
      expect(ended).to.have.length(2)
      for (const { id } of ended) await createEndDeputyship(mailroom)(person('ada'), id, SIGNAL)
      expect((await signedIn(mailroom, 'tom')).represents ?? []).to.deep.equal([])
    })
  }

  it('are those of its own time zone', async function () {
    const moment = { now: () => new Date('2026-03-28T23:30:00.000Z') }
    const inZone = (timeZone: string): Promise<string> =>
      todayOf(
        { tenants: { find: async () => ({ ...TENANT, timeZone }) }, clock: moment },
        { tenantId: 't' },
        SIGNAL,
      )
    expect(await inZone('Europe/Berlin')).to.equal('2026-03-29')
    expect(await inZone('Atlantic/Azores')).to.equal('2026-03-28')
  })
})
