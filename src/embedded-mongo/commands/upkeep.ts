import { isAbsolute } from 'node:path'
import { field } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import type { Reply } from '../server/reply.ts'
import { runBackup, runCheck } from '../worker-task.ts'
import { type CommandContext, type CommandTable, fieldSet } from './definition.ts'

/*
 * Commands that MongoDB does not have: they look after the database file while it is in use, for
 * programs that are not the process which has it open.
 */

function requireAdmin({ database, commandName }: CommandContext): void {
  if (database === 'admin') return
  throw commandError('Unauthorized', `${commandName} may only be run against the admin database.`)
}

async function backup(context: CommandContext): Promise<Reply> {
  requireAdmin(context)
  const target = field(context.command, 'to')
  if (typeof target !== 'string' || !isAbsolute(target) || target.includes('\0')) {
    throw commandError('BadValue', "'to' must be the absolute path of a file that does not exist")
  }
  return { ...(await told(runBackup(context.engine.file, target))), ok: 1 }
}

/** Whoever may look after the database may know why it did not work: no room, a file in the way, a damage. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw commandError('OperationFailed', error instanceof Error ? error.message : String(error))
  }
}

async function check(context: CommandContext): Promise<Reply> {
  requireAdmin(context)
  const { findings, ...totals } = await told(runCheck(context.engine.file))
  return { valid: findings.length === 0, ...totals, findings: [...findings], ok: 1 }
}

export const UPKEEP_COMMANDS: CommandTable = {
  embeddedBackup: { fields: fieldSet('to'), runAside: backup },
  embeddedCheck: { fields: fieldSet(''), runAside: check },
}
