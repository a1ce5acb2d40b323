import { expect } from 'chai'
import type { Actor } from '../../src/domain/access/actor.ts'
import type { IntakeIntent } from '../../src/ports/intake-store.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const LONG_MS = 600_000

describeStorage('intake store', function (stores) {
  describe('intents', function () {
    const intentOf = (tenantId: string, createdAt: string): IntakeIntent => {
      const id = newId()
      return { id, tenantId, objectKey: `originals/${tenantId}/${id}`, createdAt }
    }

    it('are settled once, by their own tenant', async function () {
      const { id, machine } = newTenant()
      const intent = intentOf(id, '2026-03-02T09:00:00.000Z')
      await stores.intakeStore.insertIntent(machine, intent, signal)
      expect(await codeOf(stores.intakeStore.insertIntent(machine, intent, signal))).to.equal(
        'already-exists',
      )
      const settle = (actor = machine) => codeOf(stores.intakeStore.settleIntent(actor, intent.id, signal))
      expect(await settle(newTenant().machine)).to.equal('lease-lost')
      expect([await settle(), await settle()]).to.deep.equal(['none', 'lease-lost'])
    })

    it('are taken by recovery when they are old, oldest first and each once', async function () {
      const [one, two] = [newTenant(), newTenant()]
      const old = intentOf(one.id, '2025-01-01T00:00:00.000Z')
      const older = intentOf(two.id, '2024-01-01T00:00:00.000Z')
      const fresh = intentOf(one.id, '2026-03-02T09:00:00.000Z')
      await stores.intakeStore.insertIntent(one.machine, old, signal)
      await stores.intakeStore.insertIntent(two.machine, older, signal)
      await stores.intakeStore.insertIntent(one.machine, fresh, signal)
      const take = (limit: number) =>
        stores.intakeStore.takeStaleIntents(new Date('2026-01-01'), limit, signal)
      expect(await take(1)).to.deep.equal([older])
      expect(await take(5)).to.deep.equal([old])
      expect(await take(5)).to.deep.equal([])
      expect(await codeOf(stores.intakeStore.settleIntent(one.machine, old.id, signal))).to.equal(
        'lease-lost',
      )
      expect(await codeOf(stores.intakeStore.settleIntent(one.machine, fresh.id, signal))).to.equal('none')

      const later = () => stores.intakeStore.takeStaleIntents(new Date('2200-01-01'), 5, signal)
      await stores.intakeStore.dropIntent(older, signal)
      expect(await later()).to.deep.equal([old])
      await stores.intakeStore.dropIntent(old, signal)
      expect(await later()).to.deep.equal([])
    })

    it('are still open when the transaction that was to settle them fails', async function () {
      const { id, machine } = newTenant()
      const intent = intentOf(id, '2026-03-02T09:00:00.000Z')
      await stores.intakeStore.insertIntent(machine, intent, signal)
      const work = stores.transactor.inTransaction(async () => {
        await stores.intakeStore.settleIntent(machine, intent.id, signal)
        throw new Error('The intake fails.')
      }, signal)
      await work.catch(() => undefined)
      expect(await codeOf(stores.intakeStore.settleIntent(machine, intent.id, signal))).to.equal('none')
    })

    it('are not written into another tenant', async function () {
      const intent = intentOf(newTenant().id, '2026-03-02T09:00:00.000Z')
      expect(await codeOf(stores.intakeStore.insertIntent(newTenant().machine, intent, signal))).to.equal(
        'forbidden',
      )
    })
  })

  describe('idempotency keys', function () {
    it('belong to the first request, and later ones get its answer', async function () {
      const { social } = newTenant()
      const claim = (hash: string) => stores.intakeStore.claimKey(social, 'k', hash, LONG_MS, signal)
      expect(await claim('h1')).to.equal(undefined)
      expect(await claim('h2')).to.deep.equal({ requestHash: 'h1' })
      await stores.intakeStore.keepAnswer(social, { key: 'k', requestHash: 'h1' }, 'item-1', signal)
      expect(await claim('h2')).to.deep.equal({ requestHash: 'h1', itemId: 'item-1' })
      expect(
        await codeOf(
          stores.intakeStore.keepAnswer(social, { key: 'k', requestHash: 'h1' }, 'item-2', signal),
        ),
      ).to.equal('lease-lost')
      await stores.intakeStore.releaseKey(social, { key: 'k', requestHash: 'h1' }, signal)
      expect(await claim('h3')).to.deep.equal({ requestHash: 'h1', itemId: 'item-1' })
    })

    it('go to one of many requests at once', async function () {
      const { social } = newTenant()
      const claims = Array.from({ length: 10 }, (_, index) =>
        stores.intakeStore.claimKey(social, 'k', `h${index}`, LONG_MS, signal),
      )
      const answers = await Promise.all(claims)
      expect(answers.filter((answer) => answer === undefined)).to.have.length(1)
    })

    it('without an answer are freed for whoever is alone after a crash, of the claims of late', async function () {
      const { social, roads } = newTenant()
      const claim = (actor: Actor, key: string) =>
        stores.intakeStore.claimKey(actor, key, 'h', LONG_MS, signal)
      await claim(social, 'answered')
      await stores.intakeStore.keepAnswer(social, { key: 'answered', requestHash: 'h' }, 'item', signal)
      await claim(social, 'open')
      await claim(roads, 'open')
      await stores.intakeStore.releaseOpenKeys(new Date('2200-01-01'), signal)
      expect(await claim(social, 'open')).to.deep.equal({ requestHash: 'h' })
      await stores.intakeStore.releaseOpenKeys(new Date(0), signal)
      expect(await claim(social, 'answered')).to.deep.equal({ requestHash: 'h', itemId: 'item' })
      expect(await claim(social, 'open')).to.equal(undefined)
      expect(await claim(roads, 'open')).to.equal(undefined)
    })

    it('are apart for each user and tenant', async function () {
      const { social, roads } = newTenant()
      for (const actor of [social, roads, newTenant().social]) {
        expect(await stores.intakeStore.claimKey(actor, 'k', 'h', LONG_MS, signal)).to.equal(undefined)
      }
      const keys = ['', '$gt', 'a'.repeat(10_000), 'ü\u0000']
      for (const key of keys) {
        expect(await stores.intakeStore.claimKey(social, key, 'h', LONG_MS, signal)).to.equal(undefined)
        expect(await stores.intakeStore.claimKey(social, key, 'h', LONG_MS, signal)).to.deep.equal({
          requestHash: 'h',
        })
      }
    })

    it('are free again when the first request gave them back or has died', async function () {
      const { social } = newTenant()
      const claim = (hash: string, staleAfterMs: number) =>
        stores.intakeStore.claimKey(social, 'k', hash, staleAfterMs, signal)
      expect(await claim('h1', LONG_MS)).to.equal(undefined)
      await stores.intakeStore.releaseKey(social, { key: 'k', requestHash: 'h1' }, signal)
      expect(await claim('h2', LONG_MS)).to.equal(undefined)
      expect(await claim('h3', 0)).to.equal(undefined)
      const late = { key: 'k', requestHash: 'h2' }
      await stores.intakeStore.releaseKey(social, late, signal)
      expect(await codeOf(stores.intakeStore.keepAnswer(social, late, 'item', signal))).to.equal('lease-lost')
      expect(await claim('h4', LONG_MS)).to.deep.equal({ requestHash: 'h3' })
    })

    it('keep no answer of a transaction that fails', async function () {
      const { social } = newTenant()
      await stores.intakeStore.claimKey(social, 'k', 'h', LONG_MS, signal)
      const work = stores.transactor.inTransaction(async () => {
        await stores.intakeStore.keepAnswer(social, { key: 'k', requestHash: 'h' }, 'item', signal)
        throw new Error('The intake fails.')
      }, signal)
      await work.catch(() => undefined)
      expect(await stores.intakeStore.claimKey(social, 'k', 'h', LONG_MS, signal)).to.deep.equal({
        requestHash: 'h',
      })
    })
  })

  it('finds a submission by its code, in its own tenant', async function () {
    const { machine } = newTenant()
    const codeHash = newId()
    await stores.intakeStore.insertSubmission(machine, { codeHash, itemId: 'i' }, signal)
    expect(await stores.intakeStore.findSubmission(machine, codeHash, signal)).to.deep.equal({ itemId: 'i' })
    expect(await stores.intakeStore.findSubmission(machine, newId(), signal)).to.equal(undefined)
    expect(await stores.intakeStore.findSubmission(newTenant().machine, codeHash, signal)).to.equal(undefined)
    const again = stores.intakeStore.insertSubmission(machine, { codeHash, itemId: 'j' }, signal)
    expect(await codeOf(again)).to.equal('already-exists')
  })
})
