import { expect } from 'chai'
import { createRecoverIntakes } from '../../../../src/usecases/intake/recover-intakes.ts'
import { SabotageError } from '../support/failing-ports.ts'
import { openMailroom, SIGNAL, TENANT, upload, type Mailroom } from '../support/mailroom.ts'

const HOUR_MS = 3_600_000

describe('RecoverIntakes', function () {
  async function withStaleIntent(): Promise<Mailroom> {
    const mailroom = await openMailroom()
    const objectKey = `originals/${TENANT.id}/left`
    const createdAt = mailroom.clock.now().toISOString()
    const intent = { id: 'i', tenantId: TENANT.id, objectKey, createdAt }
    await mailroom.intakeStore.insertIntent(mailroom.machine, intent, SIGNAL)
    const { staged } = upload('left')
    await mailroom.blobStore.put(
      objectKey,
      staged.stream(SIGNAL),
      { ...staged, mediaType: 'application/pdf' },
      SIGNAL,
    )
    return mailroom
  }

  it('leaves intakes alone that may still be running', async function () {
    const mailroom = await withStaleIntent()
    expect(await createRecoverIntakes(mailroom)(SIGNAL)).to.equal(0)
    expect(mailroom.blobStore.objects.size).to.equal(1)
  })

  it('removes what nobody refers to', async function () {
    const mailroom = await withStaleIntent()
    mailroom.clock.advance(2 * HOUR_MS)
    expect(await createRecoverIntakes(mailroom)(SIGNAL)).to.equal(1)
    expect(mailroom.blobStore.objects.size).to.equal(0)
  })

  it('finds it again when the object store was down', async function () {
    const mailroom = await withStaleIntent()
    mailroom.clock.advance(2 * HOUR_MS)
    const broken = { ...mailroom.blobStore, remove: () => Promise.reject(new SabotageError('down')) }
    const outcome = createRecoverIntakes({ ...mailroom, blobStore: broken })(SIGNAL)
    expect(await outcome.catch((error: unknown) => error)).to.be.instanceOf(SabotageError)
    mailroom.clock.advance(2 * HOUR_MS)
    expect(await createRecoverIntakes(mailroom)(SIGNAL)).to.equal(1)
    expect(mailroom.blobStore.objects.size).to.equal(0)
  })

  it('does not wait when nobody else uses the database', async function () {
    const mailroom = await withStaleIntent()
    mailroom.clock.advance(1)
    const alone = { ...mailroom, aloneSince: mailroom.clock.now() }
    expect(await createRecoverIntakes(alone)(SIGNAL)).to.equal(1)
    expect(mailroom.blobStore.objects.size).to.equal(0)
  })
})
