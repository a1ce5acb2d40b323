/**
 * Runs work in one database transaction (write concern majority, journalled): all of it is durable on return, or none.
 *
 * Every repository call inside `work` belongs to the transaction without being told. `work` may run more than once after
 * a write conflict, so it must not do anything that a database cannot take back: no objects, no mails, no slow waits.
 *
 * A call that fails inside ends the transaction: let the error out, nothing more can be done in it. A transaction inside
 * another is part of it.
 *
 * @throws {MailroomError} `dependency-unavailable` when the database cannot be reached
 */
export interface Transactor {
  inTransaction<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}
