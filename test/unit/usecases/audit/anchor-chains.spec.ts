import { expect } from 'chai'
import { createObjectAnchors } from '../../../../src/adapters/object-anchors/anchor-store.ts'
import { createSeal, sealKeyFrom } from '../../../../src/adapters/system/seal.ts'
import type { AnchorStore } from '../../../../src/ports/anchor-store.ts'
import { createChainAnchoring } from '../../../../src/usecases/audit/anchor-chains.ts'
import { openMailroom, SIGNAL } from '../support/mailroom.ts'
import { SILENT_LOG } from '../../../support/silent-log.ts'

const ENTRY = { action: 'item.changed', object: { kind: 'incoming-item', id: 'i' } } as const

describe('the anchoring of audit chains', function () {
  it('does not take what another process has anchored meanwhile for a cut chain', async function () {
    const mailroom = await openMailroom()
    const seal = createSeal(sealKeyFrom('a key for tests only, of some length'))
    const anchorStore = createObjectAnchors(mailroom.blobStore, seal)
    const other = createChainAnchoring({ ...mailroom, anchorStore, log: SILENT_LOG })
    const grow = async (): Promise<void> => {
      await mailroom.auditLog.append(mailroom.machine, ENTRY, SIGNAL)
      await other.catchUp(SIGNAL)
    }
    await grow()
    /** The chain grows, and is anchored, between the two looks of a process that has just started. */
    const slow: AnchorStore = {
      ...anchorStore,
      async last(tenantId, signal) {
        await grow()
        return anchorStore.last(tenantId, signal)
      },
    }
    const fresh = createChainAnchoring({ ...mailroom, anchorStore: slow, log: SILENT_LOG })
    await fresh.catchUp(SIGNAL)
    expect(fresh.contradicted()).to.deep.equal([])
  })
})
