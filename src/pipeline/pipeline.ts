import type { StepKind } from '../domain/intake/job.ts'
import { withCover } from '../domain/stacks/carried-page.ts'
import type { Documents } from '../ports/documents.ts'
import type { ClassifierMemory } from './classifier-memory.ts'
import { createClassifyStage, type ClassifyPorts } from './classify.ts'
import { createConvertStage, type ConvertPorts } from './convert.ts'
import { createComposeViewCopyStage, type ComposeViewCopyPorts } from './compose-view-copy.ts'
import { createExtractStage, type ExtractPorts } from './extract.ts'
import { withFingerprint } from './fingerprint.ts'
import { createReadAgainStage, createRecogniseStage, type RecognisePorts } from './recognise.ts'
import { createRouteStage, type RoutePorts } from './route.ts'
import type { Additions, DocumentWork, ReadWork, RunContext } from './stage.ts'

export type PipelinePorts = ConvertPorts &
  RecognisePorts &
  ExtractPorts &
  Omit<ClassifyPorts, 'memory'> &
  RoutePorts &
  ComposeViewCopyPorts & { readonly documents: Documents }

/** One job of a document: runs its stages and gives what they add. */
export type RunJob = (work: Omit<DocumentWork, 'additions'>, context: RunContext) => Promise<Additions>

export interface PipelineStep {
  readonly run: RunJob
  /** What is queued when this step is done; the last step has none. */
  readonly next?: StepKind
}

/**
 * The way of a document: (convert →) recognise → (extract → classify → route) → compose the view copy. `renew` goes it
 * again in one job, so that nothing of the document changes before everything is there.
 *
 * @param memory what the machine has learnt; pipelines of one process share it
 */
export function createPipeline(
  ports: PipelinePorts,
  memory: ClassifierMemory,
): Readonly<Record<StepKind, PipelineStep>> {
  const convert = createConvertStage(ports)
  const recognise = createRecogniseStage(ports)
  const readAgain = createReadAgainStage(ports)
  const extract = createExtractStage(ports)
  const classify = createClassifyStage({ ...ports, memory })
  const route = createRouteStage(ports)
  const composeViewCopy = createComposeViewCopyStage(ports)

  async function read(work: Omit<DocumentWork, 'additions'>, context: RunContext): Promise<ReadWork> {
    const pages = await ports.documents.pages(context.actor, work.document.id, context.signal)
    return { ...work, additions: {}, pages }
  }

  async function understand(work: ReadWork, context: RunContext): Promise<ReadWork> {
    const covered = { ...work, pages: withCover(work.pages, work.item.origin?.cover) }
    const extracted = await extract(withFingerprint(covered), context)
    return route(await classify(extracted, context), context)
  }

  return {
    convert: {
      run: async (work, context) => (await convert({ ...work, additions: {} }, context)).additions,
      next: 'recognise',
    },
    recognise: {
      run: async (work, context) => (await recognise({ ...work, additions: {} }, context)).additions,
      next: 'understand',
    },
    understand: {
      run: async (work, context) => (await understand(await read(work, context), context)).additions,
      next: 'compose-view-copy',
    },
    'compose-view-copy': {
      run: async (work, context) => (await composeViewCopy(await read(work, context), context)).additions,
    },
    renew: {
      async run(work, context) {
        const again = await readAgain({ ...work, additions: {} }, context)
        return (await composeViewCopy(await understand(again, context), context)).additions
      },
    },
  }
}
