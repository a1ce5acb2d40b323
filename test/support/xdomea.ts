import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Context } from 'mocha'
import { leaveOut } from './skip.ts'

/** The schemas are not free to pass on with the product: they are used where an operator has put them. */
const SCHEMAS = process.env['XDOMEA_SCHEMAS'] ?? '../../shared/corpus/conformance_schemas/xdomea/xsd-3.0.0'

/** Why `xmllint` finds the message wrong by xdomea 3.0.0, nothing when it is right. Left out where schemas or program are missing. */
export async function schemaFaults(context: Context, xmlPath: string): Promise<string> {
  const schema = `${SCHEMAS}/xdomea.xsd`
  if (!existsSync(schema)) leaveOut(context, 'no xdomea schemas (XDOMEA_SCHEMAS)')
  return new Promise((resolve) => {
    execFile('xmllint', ['--nonet', '--noout', '--schema', schema, xmlPath], (error, _output, told) => {
      if (error?.code === 'ENOENT') leaveOut(context, 'no xmllint')
      resolve(error === null ? '' : told)
    })
  })
}
