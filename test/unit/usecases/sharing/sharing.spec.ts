import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../../src/adapters/re2js/pattern-matcher.ts'
import { actorOfUser } from '../../../../src/domain/access/actor-of-user.ts'
import { systemActor, type Actor } from '../../../../src/domain/access/actor.ts'
import type { RoutingRule } from '../../../../src/domain/routing/rule.ts'
import type { SharedKind } from '../../../../src/domain/sharing/publication.ts'
import { createAdoptPublication } from '../../../../src/usecases/sharing/adopt-publication.ts'
import { createListPublications } from '../../../../src/usecases/sharing/list-publications.ts'
import { createPublishRecord } from '../../../../src/usecases/sharing/publish-record.ts'
import { createTakeOverRelease } from '../../../../src/usecases/sharing/take-over-release.ts'
import { createWithdrawPublication } from '../../../../src/usecases/sharing/withdraw-publication.ts'
import { createFoundTenant } from '../../../../src/usecases/access/found-tenant.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, PASSWORD, person, SIGNAL, user, type Mailroom } from '../support/mailroom.ts'

const ADA = person('ada')
const RULE: RoutingRule = {
  id: 'rule',
  tenantId: 'tenant',
  name: 'Bußgeld',
  enabled: true,
  priority: 5,
  conditions: [{ field: 'subject', operator: 'contains', value: 'bußgeld' }],
  target: { orgUnitId: 'tax' },
  version: 1,
}

describe('what cities hand to each other', function () {
  let mailroom: Mailroom & { readonly patternMatcher: ReturnType<typeof createRe2PatternMatcher> }
  /** Administers another city. */
  let tina: Actor
  let theirUnit: string

  beforeEach(async function () {
    mailroom = { ...(await openMailroom()), patternMatcher: createRe2PatternMatcher() }
    await mailroom.routingRules.insert(mailroom.machine, RULE, SIGNAL)
    const city = { name: 'Trier', slug: 'trier', receiptPrefix: 'TR', adminUsername: 'tina' }
    const { admin, rootUnit } = await createFoundTenant(mailroom)(
      { ...city, adminPassword: PASSWORD },
      SIGNAL,
    )
    tina = actorOfUser(admin, [], '2026-03-02', 'request')
    theirUnit = rootUnit.id
  })

  const publish = (kind: SharedKind, sourceId: string, expectedVersion = 1) =>
    createPublishRecord(mailroom)(ADA, { kind, sourceId, expectedVersion }, SIGNAL)
  const adopt = (publicationId: string, orgUnitId?: string) =>
    createAdoptPublication(mailroom)(tina, { publicationId, orgUnitId }, SIGNAL)
  const list = (actor: Actor) => createListPublications(mailroom)(actor, SIGNAL)
  const changeRule = async (fields: Partial<RoutingRule>): Promise<number> => {
    const before = await mailroom.routingRules.find(mailroom.machine, 'rule', SIGNAL)
    const after = await mailroom.routingRules.save(ADA, { ...(before ?? RULE), ...fields }, SIGNAL)
    return after.version
  }
  const actions = async (tenantId: string): Promise<string[]> => {
    const events = await mailroom.auditLog.events(systemActor(tenantId, 'r'), 0, 100, SIGNAL)
    return events.map(({ action }) => action).filter((action) => action !== 'tenant-founded')
  }

  it('is nothing before somebody says so, and then nothing but what he has seen', async function () {
    expect(await list(tina)).to.deep.equal([])
    await expectFailure(publish('routing-rule', 'rule', 2), 'version-mismatch')
    await publish('routing-rule', 'rule')
    const [view, ...others] = await list(tina)
    expect(others).to.deep.equal([])
    expect(view?.isOwn).to.equal(false)
    expect(view?.publication.content).to.deep.equal({
      kind: 'routing-rule',
      name: 'Bußgeld',
      priority: 5,
      conditions: RULE.conditions,
      targetName: '20 Steueramt',
    })
    expect(view?.publication.publisherName).to.equal('Musterstadt')
    await changeRule({ name: 'Geheim' })
    expect((await list(tina))[0]?.publication.content.name).to.equal('Bußgeld')
    expect((await list(ADA))[0]).to.deep.include({ isOwn: true, isBehind: true })
  })

  it('is for administrators only, and not for their programs', async function () {
    const program: Actor = { ...ADA, kind: 'token', scopes: ['read', 'write', 'intake'] }
    for (const actor of [person('hans'), person('mia'), person('otto'), program]) {
      await expectFailure(list(actor), 'forbidden')
      const input = { kind: 'routing-rule', sourceId: 'rule', expectedVersion: 1 } as const
      await expectFailure(createPublishRecord(mailroom)(actor, input, SIGNAL), 'forbidden')
      await expectFailure(
        createAdoptPublication(mailroom)(actor, { publicationId: 'x' }, SIGNAL),
        'forbidden',
      )
    }
  })

  it('names no people and no items', async function () {
    const named = { ...user('clara'), displayName: 'Clara Klar' }
    await mailroom.users.save(mailroom.machine, named, SIGNAL)
    for (const [field, value] of [
      ['sender', 'an Klar, Clara'],
      ['subject', 'MU-2026-000001'],
      ['fileNumber', '50.10'],
    ] as const) {
      const version = await changeRule({ conditions: [{ field, operator: 'contains', value }] })
      await expectFailure(publish('routing-rule', 'rule', version), 'validation-failed')
    }
    await expectFailure(publish('document-type', 'fernschreiben'), 'validation-failed')
    expect(await list(tina)).to.deep.equal([])
  })

  it('becomes an own rule, switched off, that sends to an own unit', async function () {
    const { publication } = await publish('routing-rule', 'rule')
    await expectFailure(adopt(publication.id), 'validation-failed')
    await expectFailure(adopt(publication.id, 'tax'), 'validation-failed')
    const { copy } = await adopt(publication.id, theirUnit)
    const own = await mailroom.routingRules.find(tina, copy?.localId ?? '', SIGNAL)
    expect(own).to.deep.include({
      tenantId: tina.tenantId,
      name: 'Bußgeld',
      enabled: false,
      target: { orgUnitId: theirUnit },
      conditions: RULE.conditions,
    })
    expect(copy).to.deep.include({ release: 1, differences: [] })
    await expectFailure(adopt(publication.id, theirUnit), 'state-conflict')
    const asPublisher = createAdoptPublication(mailroom)(ADA, { publicationId: publication.id }, SIGNAL)
    await expectFailure(asPublisher, 'state-conflict')
  })

  it('is told in both chains, without any person of the other city', async function () {
    const { publication } = await publish('routing-rule', 'rule')
    await adopt(publication.id, theirUnit)
    expect(await actions('tenant')).to.deep.equal(['publication.released', 'publication.adopted-elsewhere'])
    expect(await actions(tina.tenantId)).to.deep.equal(['routing-rule.added', 'publication.adopted'])
    const events = await mailroom.auditLog.events(mailroom.machine, 0, 100, SIGNAL)
    const told = events.at(-1)
    expect(told?.actor.userId).to.equal('system')
    expect(told?.changes).to.deep.equal({ adoptedBy: { after: 'Trier' }, release: { after: 1 } })
    expect(JSON.stringify(told)).not.to.include(tina.userId)
  })

  it('keeps what was changed by who adopted it when a later release is taken over', async function () {
    const { publication } = await publish('routing-rule', 'rule')
    const { copy } = await adopt(publication.id, theirUnit)
    const localId = copy?.localId ?? ''
    const own = await mailroom.routingRules.find(tina, localId, SIGNAL)
    if (own === undefined) throw new Error('Nothing was adopted.')
    await mailroom.routingRules.save(tina, { ...own, name: 'Unseres', enabled: true }, SIGNAL)
    const conditions = [{ field: 'text', operator: 'contains', value: 'Verwarnung' }] as const
    const version = await changeRule({ name: 'Bußgeldstelle', priority: 7, conditions })
    await publish('routing-rule', 'rule', version)
    const seen = (await list(tina))[0]?.copy
    expect(seen?.release).to.equal(1)
    expect(seen?.differences.map(({ field, standing }) => [field, standing])).to.deep.equal([
      ['name', 'both'],
      ['priority', 'theirs'],
      ['conditions', 'theirs'],
    ])
    const take = createTakeOverRelease(mailroom)
    const of = { publicationId: publication.id, take: [] }
    await expectFailure(take(tina, { ...of, release: 1 }, SIGNAL), 'state-conflict')
    const taken = await take(tina, { ...of, release: 2 }, SIGNAL)
    expect(taken.copy?.differences.map(({ field, standing }) => [field, standing])).to.deep.equal([
      ['name', 'mine'],
    ])
    expect(await mailroom.routingRules.find(tina, localId, SIGNAL)).to.deep.include({
      name: 'Unseres',
      priority: 7,
      enabled: true,
      target: { orgUnitId: theirUnit },
      conditions,
    })
    await take(tina, { ...of, release: 2, take: ['name'] }, SIGNAL)
    expect((await mailroom.routingRules.find(tina, localId, SIGNAL))?.name).to.equal('Bußgeldstelle')
  })

  it('compares a document type of the same key instead of overwriting it', async function () {
    const type = { id: 'rechnung', tenantId: tina.tenantId, name: 'Faktura', retired: false, version: 1 }
    await mailroom.documentTypes.insert(tina, type, SIGNAL)
    const { publication } = await publish('document-type', 'rechnung')
    const { copy } = await adopt(publication.id)
    expect(await mailroom.documentTypes.find(tina, 'rechnung', SIGNAL)).to.deep.equal(type)
    expect(copy?.differences).to.deep.equal([
      { field: 'name', standing: 'mine', base: 'rechnung', mine: 'Faktura', theirs: 'rechnung' },
    ])
    const { publication: second } = await publish('document-type', 'mahnung')
    await adopt(second.id)
    expect(await mailroom.documentTypes.find(tina, 'mahnung', SIGNAL)).to.deep.include({ name: 'mahnung' })
  })

  it('cannot be adopted any more once it is withdrawn, stays where it was, and can be published again', async function () {
    const { publication } = await publish('document-type', 'mahnung')
    const withdraw = createWithdrawPublication(mailroom)
    await expectFailure(withdraw(tina, publication.id, SIGNAL), 'not-found')
    await adopt(publication.id)
    await withdraw(ADA, publication.id, SIGNAL)
    expect(await list(tina)).to.deep.equal([])
    await expectFailure(adopt(publication.id), 'not-found')
    const over = { publicationId: publication.id, release: 1, take: [] }
    await expectFailure(createTakeOverRelease(mailroom)(tina, over, SIGNAL), 'not-found')
    expect(await mailroom.documentTypes.find(tina, 'mahnung', SIGNAL)).not.to.equal(undefined)
    const again = await publish('document-type', 'mahnung')
    expect(again.publication).to.deep.include({ id: publication.id, release: 2, withdrawn: false })
    await expectFailure(publish('document-type', 'mahnung'), 'state-conflict')
  })

  it('can be adopted anew by who has removed his copy', async function () {
    const { publication } = await publish('routing-rule', 'rule')
    const { copy } = await adopt(publication.id, theirUnit)
    await mailroom.routingRules.remove(tina, copy?.localId ?? '', SIGNAL)
    expect((await list(tina))[0]).not.to.have.property('copy')
    const { copy: anew } = await adopt(publication.id, theirUnit)
    expect(anew?.localId).not.to.equal(copy?.localId)
  })
})
