import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from 'mocha'
import { leaveOut, skipUnless } from './skip.ts'

/** The schemas are not ours to pass on: they are used where an operator has put them. */
const CORPUS = process.env['CORPUS_DIR'] ?? '../shared/corpus'
const SCHEMA = join(CORPUS, 'conformance_schemas/xdomea/xsd-3.0.0/xdomea.xsd')

/** Why `xmllint` finds the message wrong by xdomea 3.0.0; nothing when it is right. */
export function schemaFaults(context: Context, xmlPath: string): string {
  if (!existsSync(SCHEMA)) leaveOut(context, 'no xdomea schemas: set CORPUS_DIR')
  const { error, status, stderr } = spawnSync(
    'xmllint',
    ['--nonet', '--noout', '--schema', SCHEMA, xmlPath],
    { encoding: 'utf8' },
  )
  skipUnless(context, error === undefined, 'xmllint is not installed')
  return status === 0 ? '' : stderr
}
