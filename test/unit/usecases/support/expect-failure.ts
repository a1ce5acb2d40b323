import { expect } from 'chai'
import { MailroomError, type ErrorCode } from '../../../../src/domain/errors.ts'

/** The call must fail with this code. */
export async function expectFailure(call: Promise<unknown>, code: ErrorCode): Promise<MailroomError> {
  const outcome = await call.then(
    () => 'success',
    (error: unknown) => error,
  )
  if (!(outcome instanceof MailroomError)) {
    if (outcome instanceof Error) throw outcome
    expect.fail(`${code} was expected, there was ${String(outcome)}`)
  }
  expect(outcome.code).to.equal(code)
  return outcome
}
