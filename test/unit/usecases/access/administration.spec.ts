import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../../src/adapters/re2js/pattern-matcher.ts'
import { actorOfUser } from '../../../../src/domain/access/actor-of-user.ts'
import type { User } from '../../../../src/domain/access/organisation.ts'
import type { RuleCondition } from '../../../../src/domain/routing/rule.ts'
import { createAddDocumentType } from '../../../../src/usecases/access/add-document-type.ts'
import { createAddOrgUnit } from '../../../../src/usecases/access/add-org-unit.ts'
import { createAddRoutingRule } from '../../../../src/usecases/access/add-routing-rule.ts'
import { createCreateUser } from '../../../../src/usecases/access/create-user.ts'
import { createListColleagues } from '../../../../src/usecases/access/list-colleagues.ts'
import { createListDeputyships } from '../../../../src/usecases/access/list-deputyships.ts'
import { createPatchDocumentType } from '../../../../src/usecases/access/patch-document-type.ts'
import { createPatchOrgUnit } from '../../../../src/usecases/access/patch-org-unit.ts'
import { createPatchRoutingRule } from '../../../../src/usecases/access/patch-routing-rule.ts'
import { createPatchUser, type PatchUserInput } from '../../../../src/usecases/access/patch-user.ts'
import { createRemoveRoutingRule } from '../../../../src/usecases/access/remove-routing-rule.ts'
import { createResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import { createSignIn } from '../../../../src/usecases/access/sign-in.ts'
import { expectFailure } from '../support/expect-failure.ts'
import {
  LEAKED,
  openMailroom,
  PASSWORD,
  person,
  SIGNAL,
  UNITS,
  user,
  type Mailroom,
} from '../support/mailroom.ts'
import { placeKeys } from '../support/signed-in.ts'

const ADA = person('ada')
let mailroom: Mailroom

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

describe('ListColleagues', function () {
  openBeforeEach()

  it('names heads the people who work on the post of their units, and nobody else', async function () {
    const head = actorOfUser(user('hans'), UNITS, '2026-03-02', 'request')
    const colleagues = await createListColleagues(mailroom)(head, SIGNAL)
    expect(colleagues.map(({ id }) => id)).to.have.members(['carla', 'clara', 'cem', 'hans'])
    const { displayName } = user('clara')
    expect(colleagues).to.deep.include({ id: 'clara', displayName, orgUnitIds: ['social'] })
  })

  it('says who is away today, how long, and who stands in, if anybody does', async function () {
    const away = async (absentId: string, firstDay: string, lastDay: string, deputyId?: string) => {
      const one = {
        id: `${absentId}${lastDay}`,
        tenantId: 'tenant',
        absentId,
        ...(deputyId === undefined ? {} : { deputyId }),
        orgUnitIds: [],
      }
      await mailroom.deputyships.insert(mailroom.machine, { ...one, firstDay, lastDay, version: 1 }, SIGNAL)
    }
    await away('clara', '2026-03-01', '2026-03-02', 'cem')
    await away('clara', '2026-03-02', '2026-03-06', 'hans')
    await away('clara', '2026-03-02', '2026-03-09')
    await away('carla', '2026-03-03', '2026-03-06', 'cem')
    await away('cem', '2026-03-02', '2026-03-02')
    const colleagues = await createListColleagues(mailroom)(person('hans'), SIGNAL)
    expect(
      colleagues.flatMap(({ id, absence }) => (absence === undefined ? [] : [[id, absence]])),
    ).to.have.deep.members([
      ['clara', { lastDay: '2026-03-09', deputyName: 'hans' }],
      ['cem', { lastDay: '2026-03-02' }],
    ])
  })

  it('leaves out disabled people and units of others', async function () {
    const change = async (name: string, fields: Partial<User>): Promise<void> => {
      await mailroom.users.save(mailroom.machine, { ...user(name), ...fields }, SIGNAL)
    }
    await change('cem', { disabled: true })
    await change('clara', { orgUnitIds: ['tax', 'care'] })
    const head = actorOfUser(user('hans'), UNITS, '2026-03-02', 'request')
    const colleagues = await createListColleagues(mailroom)(head, SIGNAL)
    expect(colleagues.map(({ id, orgUnitIds }) => [id, orgUnitIds])).to.have.deep.members([
      ['carla', ['social']],
      ['clara', ['care']],
      ['hans', ['social']],
    ])
  })
})

describe('CreateUser', function () {
  openBeforeEach()

  const input = {
    username: 'neu',
    displayName: 'Neu',
    password: PASSWORD,
    roles: ['clerk'],
    orgUnitIds: ['tax'],
  } as const

  it('makes a person who can sign in', async function () {
    await createCreateUser(mailroom)(ADA, input, SIGNAL)
    const request = { username: 'neu', password: PASSWORD, clientAddress: 'a', requestId: 'r' }
    expect(placeKeys((await createSignIn(mailroom)(request, SIGNAL)).actor)).to.deep.equal(['unit:tax'])
  })

  it('keeps the password out of the history', async function () {
    const { id } = await createCreateUser(mailroom)(ADA, input, SIGNAL)
    expect(JSON.stringify(await mailroom.auditLog.history(ADA, 'user', id, SIGNAL))).not.to.include(PASSWORD)
  })

  const refused = [
    { name: 'a short password', fields: { password: 'short' }, code: 'validation-failed' },
    { name: 'a leaked password', fields: { password: LEAKED }, code: 'validation-failed' },
    { name: 'a unit that is not there', fields: { orgUnitIds: ['none'] }, code: 'validation-failed' },
    { name: 'a name that is taken', fields: { username: 'clara' }, code: 'already-exists' },
  ] as const
  for (const { name, fields, code } of refused) {
    it(`refuses ${name}`, async function () {
      await expectFailure(createCreateUser(mailroom)(ADA, { ...input, ...fields }, SIGNAL), code)
    })
  }
})

describe('days of posts', function () {
  openBeforeEach()

  const patchClara = (fields: Partial<PatchUserInput>, expectedVersion = 1) =>
    createPatchUser(mailroom)(ADA, { userId: 'clara', expectedVersion, ...fields }, SIGNAL)

  it('are given with the account, and stand in its history', async function () {
    const account = { username: 'neu', displayName: 'Neu', password: PASSWORD, roles: ['clerk'] } as const
    const postDays = [{ orgUnitId: 'tax', validTo: '2026-03-01' }]
    const input = { ...account, orgUnitIds: ['tax', 'care'], postDays }
    const { id } = await createCreateUser(mailroom)(ADA, input, SIGNAL)
    const request = { username: 'neu', password: PASSWORD, clientAddress: 'a', requestId: 'r' }
    expect(placeKeys((await createSignIn(mailroom)(request, SIGNAL)).actor)).to.deep.equal(['unit:care'])
    const [created] = await mailroom.auditLog.history(ADA, 'user', id, SIGNAL)
    expect(created?.changes['postDays']).to.deep.equal({ after: postDays })
  })

  it('are changed, stay with the units that stay, and go with those that go', async function () {
    const both = [
      { orgUnitId: 'social', validFrom: '2026-01-01' },
      { orgUnitId: 'tax', validTo: '2026-12-31' },
    ]
    const dated = await patchClara({ orgUnitIds: ['social', 'tax'], postDays: both })
    expect(dated.postDays).to.deep.equal(both)
    expect((await patchClara({ displayName: 'Klara' }, 2)).postDays).to.deep.equal(both)
    expect((await patchClara({ orgUnitIds: ['tax'] }, 3)).postDays).to.deep.equal([both[1]])
    expect(await patchClara({ postDays: [{ orgUnitId: 'tax' }] }, 4)).not.to.have.property('postDays')
  })

  it('must be in order and belong to one post of the person each', async function () {
    const refused = [
      [{ orgUnitId: 'tax', validTo: '2026-03-02' }],
      [{ orgUnitId: 'social', validFrom: '2026-03-03', validTo: '2026-03-02' }],
      [
        { orgUnitId: 'social', validTo: '2026-03-02' },
        { orgUnitId: 'social', validFrom: '2026-03-03' },
      ],
    ]
    for (const postDays of refused) await expectFailure(patchClara({ postDays }), 'validation-failed')
  })

  it('decide whom a head gives work to, and for whom he settles who stands in', async function () {
    const settled = async (): Promise<string[]> =>
      (await createListDeputyships(mailroom)(person('hans'), SIGNAL)).absentees.map(({ id }) => id)
    const given = async (): Promise<string[]> =>
      (await createListColleagues(mailroom)(person('hans'), SIGNAL)).map(({ id }) => id)
    await patchClara({
      orgUnitIds: ['social', 'tax'],
      postDays: [{ orgUnitId: 'tax', validFrom: '2026-03-03' }],
    })
    expect(await settled(), 'the coming post is not his').not.to.include('clara')
    expect(await given()).to.include('clara')
    await patchClara({ postDays: [{ orgUnitId: 'tax', validTo: '2026-03-01' }] }, 2)
    expect(await settled(), 'the other post is over').to.include('clara')
    await patchClara({ postDays: [{ orgUnitId: 'social', validTo: '2026-03-01' }] }, 3)
    expect(await given(), 'she has left').not.to.include('clara')
  })
})

describe('PatchUser', function () {
  openBeforeEach()

  const cases: readonly { name: string; patch: Partial<PatchUserInput>; endsSession: boolean }[] = [
    { name: 'a new display name', patch: { displayName: 'Klara' }, endsSession: false },
    { name: 'the roles that she has', patch: { roles: ['clerk'] }, endsSession: false },
    { name: 'other roles', patch: { roles: ['head'] }, endsSession: true },
    { name: 'other units', patch: { orgUnitIds: ['tax'] }, endsSession: true },
    {
      name: 'a last day of her post',
      patch: { postDays: [{ orgUnitId: 'social', validTo: '2026-12-31' }] },
      endsSession: true,
    },
    { name: 'a new password', patch: { password: 'another long password' }, endsSession: true },
    { name: 'disabling', patch: { disabled: true }, endsSession: true },
  ]
  for (const { name, patch, endsSession } of cases) {
    it(`${endsSession ? 'ends' : 'keeps'} the sessions of the person at ${name}`, async function () {
      const request = { username: 'clara', password: PASSWORD, clientAddress: 'a', requestId: 'r' }
      const { token } = await createSignIn(mailroom)(request, SIGNAL)
      await createPatchUser(mailroom)(ADA, { userId: 'clara', expectedVersion: 1, ...patch }, SIGNAL)
      const active = await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)
      expect(active === undefined).to.equal(endsSession)
    })
  }

  it('lets nobody take his own administration away', async function () {
    const patchUser = createPatchUser(mailroom)
    for (const patch of [{ disabled: true }, { roles: ['clerk'] }] as const) {
      await expectFailure(
        patchUser(ADA, { userId: 'ada', expectedVersion: 1, ...patch }, SIGNAL),
        'state-conflict',
      )
    }
  })

  it('refuses an old version and a unit that is not there', async function () {
    const patchUser = createPatchUser(mailroom)
    await expectFailure(patchUser(ADA, { userId: 'clara', expectedVersion: 2 }, SIGNAL), 'version-mismatch')
    const wrong = { userId: 'clara', expectedVersion: 1, orgUnitIds: ['none'] }
    await expectFailure(patchUser(ADA, wrong, SIGNAL), 'validation-failed')
    await expectFailure(patchUser(ADA, { userId: 'none', expectedVersion: 1 }, SIGNAL), 'not-found')
  })
})

describe('organisational units', function () {
  openBeforeEach()

  const input = { parentId: 'root', number: '33', name: 'Bürgeramt', kind: 'office' } as const

  it('are added below one that is there, under a free number', async function () {
    const add = createAddOrgUnit(mailroom)
    expect(await add(ADA, input, SIGNAL)).to.include(input)
    await expectFailure(add(ADA, input, SIGNAL), 'already-exists')
    await expectFailure(add(ADA, { ...input, number: '34', parentId: 'none' }, SIGNAL), 'validation-failed')
  })

  it('are dissolved, revived and renumbered', async function () {
    const patch = createPatchOrgUnit(mailroom)
    const dissolved = await patch(
      ADA,
      { orgUnitId: 'tax', expectedVersion: 1, validTo: '2026-12-31' },
      SIGNAL,
    )
    expect(dissolved.validTo).to.equal('2026-12-31')
    const revived = await patch(ADA, { orgUnitId: 'tax', expectedVersion: 2, validTo: null }, SIGNAL)
    expect(revived).not.to.have.property('validTo')
    await expectFailure(
      patch(ADA, { orgUnitId: 'tax', expectedVersion: 3, number: '50' }, SIGNAL),
      'already-exists',
    )
    await expectFailure(
      patch(ADA, { orgUnitId: 'tax', expectedVersion: 1, name: 'x' }, SIGNAL),
      'version-mismatch',
    )
    expect(await patch(ADA, { orgUnitId: 'tax', expectedVersion: 3, number: '20' }, SIGNAL)).to.include({
      number: '20',
    })
  })
})

describe('document types', function () {
  openBeforeEach()

  it('are added, renamed and retired', async function () {
    const type = await createAddDocumentType(mailroom)(ADA, { id: 'bescheid', name: 'Bescheid' }, SIGNAL)
    await expectFailure(
      createAddDocumentType(mailroom)(ADA, { id: 'bescheid', name: 'x' }, SIGNAL),
      'already-exists',
    )
    const input = { documentTypeId: type.id, expectedVersion: 1, retired: true }
    expect(await createPatchDocumentType(mailroom)(ADA, input, SIGNAL)).to.include({
      name: 'Bescheid',
      retired: true,
    })
  })
})

describe('routing rules', function () {
  openBeforeEach()

  const condition: RuleCondition = { field: 'sender', operator: 'contains', value: 'Finanzamt' }
  const rule = {
    name: 'Steuern',
    enabled: true,
    priority: 1,
    conditions: [condition],
    target: { orgUnitId: 'tax' },
  }
  const ports = () => ({ ...mailroom, patternMatcher: createRe2PatternMatcher() })

  it('are added, changed and removed, each with an event', async function () {
    const { id } = await createAddRoutingRule(ports())(ADA, rule, SIGNAL)
    const changed = await createPatchRoutingRule(ports())(
      ADA,
      { ruleId: id, expectedVersion: 1, enabled: false },
      SIGNAL,
    )
    expect(changed).to.include({ name: 'Steuern', enabled: false })
    expect(changed.changedAt).to.equal(mailroom.clock.now().toISOString())
    await createRemoveRoutingRule(ports())(ADA, id, SIGNAL)
    expect(await mailroom.routingRules.list(ADA, SIGNAL)).to.deep.equal([])
    const history = await mailroom.auditLog.history(ADA, 'routing-rule', id, SIGNAL)
    expect(history.map(({ action }) => action)).to.deep.equal([
      'routing-rule.added',
      'routing-rule.changed',
      'routing-rule.removed',
    ])
    await expectFailure(createRemoveRoutingRule(ports())(ADA, id, SIGNAL), 'not-found')
  })

  const refused = [
    { name: 'no condition', fields: { conditions: [] }, code: 'validation-failed' },
    {
      name: 'a unit that is not there',
      fields: { target: { orgUnitId: 'none' } },
      code: 'validation-failed',
    },
    {
      name: 'a pattern that is none',
      fields: { conditions: [{ ...condition, operator: 'matches', value: '(' }] },
      code: 'unsafe-pattern',
    },
    {
      name: 'a pattern with a back reference',
      fields: { conditions: [{ ...condition, operator: 'matches', value: '(a)\\1' }] },
      code: 'unsafe-pattern',
    },
  ] as const
  for (const { name, fields, code } of refused) {
    it(`are refused with ${name}, when added and when changed`, async function () {
      await expectFailure(createAddRoutingRule(ports())(ADA, { ...rule, ...fields }, SIGNAL), code)
      const { id } = await createAddRoutingRule(ports())(ADA, rule, SIGNAL)
      await expectFailure(
        createPatchRoutingRule(ports())(ADA, { ruleId: id, expectedVersion: 1, ...fields }, SIGNAL),
        code,
      )
    })
  }
})
