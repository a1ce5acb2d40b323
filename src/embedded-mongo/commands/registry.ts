import { ADMINISTRATION_COMMANDS } from './administration.ts'
import { AGGREGATE_COMMANDS } from './aggregating.ts'
import { CATALOG_COMMANDS } from './catalog.ts'
import type { AsideDefinition, CommandDefinition, CommandTable } from './definition.ts'
import { EXPLAIN_COMMANDS } from './explain.ts'
import { FIND_AND_MODIFY_COMMANDS } from './find-and-modify.ts'
import { READ_COMMANDS } from './reading.ts'
import { UPKEEP_COMMANDS } from './upkeep.ts'
import { WRITE_COMMANDS } from './writing.ts'

const COMMANDS: CommandTable = {
  ...ADMINISTRATION_COMMANDS,
  ...CATALOG_COMMANDS,
  ...READ_COMMANDS,
  ...AGGREGATE_COMMANDS,
  ...WRITE_COMMANDS,
  ...FIND_AND_MODIFY_COMMANDS,
  ...EXPLAIN_COMMANDS,
  ...UPKEEP_COMMANDS,
}

export function commandDefinition(name: string): CommandDefinition | AsideDefinition | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
}
