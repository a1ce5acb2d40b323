import type { Document } from '../bson/document.ts'
import { locationError } from '../errors.ts'
import {
  type PipelineEnvironment,
  type StageCompiler,
  stageName,
  type StageRun,
  unknownStage,
} from './stage.ts'
import { BASIC_STAGES } from './stages-basic.ts'
import { GROUP_STAGES } from './stages-group.ts'
import { JOIN_STAGES } from './stages-join.ts'

const STAGES: Readonly<Record<string, StageCompiler>> = { ...BASIC_STAGES, ...GROUP_STAGES, ...JOIN_STAGES }

function compileStage(stage: Document, isFirst: boolean, environment: PipelineEnvironment): StageRun {
  const name = stageName(stage)
  const compiler = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
  if (compiler === undefined) return unknownStage(name)
  if (name === '$documents' && !isFirst) {
    throw locationError(40602, '$documents is only valid as the first stage in a pipeline')
  }
  return compiler(stage[name], environment, compilePipeline)
}

/**
 * Compiles a pipeline into one function over documents. Stages that can, work document by
 * document, so that `$limit` ends the reading of everything before it.
 *
 * @throws {CommandError} for every stage, operator or operand that MongoDB or this store refuses
 */
export function compilePipeline(stages: readonly Document[], environment: PipelineEnvironment): StageRun {
  const runs = stages.map((stage, index) => compileStage(stage, index === 0, environment))
  return (input) => runs.reduce<Iterable<Document>>((documents, run) => run(documents), input)
}
