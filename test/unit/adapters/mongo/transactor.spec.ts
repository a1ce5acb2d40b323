import { expect } from 'chai'
import type { ClientSession, Connection } from 'mongoose'
import { AsyncLocalStorage } from 'node:async_hooks'
import { createMongoTransactor } from '../../../../src/adapters/mongo/transactor.ts'
import { createAnswerPace } from '../../../../src/adapters/system/answer-pace.ts'
import { expectFailure } from '../../usecases/support/expect-failure.ts'

const AN_HOUR_MS = 3_600_000

describe('a transaction that was given up', function () {
  it('is not committed when its work ends later, and leaves no wait for an answer behind', async function () {
    let ending: Promise<unknown> = Promise.resolve()
    const connection = {
      transaction(attempt: (session: ClientSession) => Promise<unknown>) {
        ending = attempt({} as ClientSession)
        return ending
      },
    } as unknown as Connection
    let nowMs = 0
    const pace = createAnswerPace(() => nowMs)
    const transactor = createMongoTransactor(connection, new AsyncLocalStorage(), pace, 5)
    let goOn = (): void => undefined
    const work = (): Promise<void> =>
      new Promise((resolve) => {
        goOn = resolve
      })

    await expectFailure(
      transactor.inTransaction(work, new AbortController().signal),
      'dependency-unavailable',
    )
    goOn()
    const outcome: unknown = await ending.then(
      () => 'committed',
      () => 'given up',
    )
    nowMs += AN_HOUR_MS
    expect([outcome, pace.isSlow()]).to.deep.equal(['given up', false])
  })
})
