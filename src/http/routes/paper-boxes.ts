import type { z } from 'zod'
import {
  ApprovePaperRequest,
  HoldPaperRequest,
  OpenBoxRequest,
  PaperBoxList,
  PaperBoxParams,
  PaperBoxSummary,
  PaperBoxView,
  PaperReasonRequest,
  PutBackRequest,
  PutBatchRequest,
  ReleasePaperRequest,
  TakeOutRequest,
} from '../../contract/paper.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { PaperState } from '../../usecases/shared/paper-state.ts'
import type { PaperUseCases } from '../paper-use-cases.ts'
import { presentBox, presentBoxSummary } from '../presenters/paper.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'

/** Boxes of paper that was scanned: `/api/v1/paper-boxes`. */
export function paperBoxRoutes(useCases: PaperUseCases): Route[] {
  return [...readingRoutes(useCases), ...keepingRoutes(useCases), ...destroyingRoutes(useCases)]
}

function readingRoutes({ listBoxes, showBox, openBox }: PaperUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/paper-boxes',
      operationId: 'listPaperBoxes',
      summary: 'Boxes of scanned paper, the newest first',
      tag: 'Batches',
      access: 'paper:manage',
      success: { status: 200, description: 'The boxes', body: PaperBoxList },
      async handle({ actor, signal }) {
        return { body: { items: (await listBoxes(actor, signal)).map(presentBoxSummary) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/paper-boxes',
      operationId: 'openPaperBox',
      summary: 'Begins a box; it gets the next number',
      tag: 'Batches',
      access: 'paper:manage',
      body: OpenBoxRequest,
      success: { status: 201, description: 'The box', body: PaperBoxSummary },
      async handle({ actor, body, signal }) {
        return { body: presentBoxSummary(await openBox(actor, body, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/paper-boxes/{boxId}',
      operationId: 'getPaperBox',
      summary: 'A box with its date and whatever keeps its paper',
      tag: 'Batches',
      access: 'paper:manage',
      params: PaperBoxParams,
      success: { status: 200, description: 'The box', body: PaperBoxView },
      async handle({ actor, params, signal }) {
        return { body: presentBox(await showBox(actor, params.boxId, signal)) }
      },
    }),
  ]
}

interface Step<B extends z.ZodType> {
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly body: B
  readonly act: (
    actor: Actor,
    input: z.output<B> & { readonly boxId: string },
    signal: AbortSignal,
  ) => Promise<PaperState>
}

function step<B extends z.ZodType<object>>({ path, operationId, summary, body, act }: Step<B>): Route {
  return route({
    method: 'post',
    path: `/api/v1/paper-boxes/{boxId}/${path}`,
    operationId,
    summary,
    tag: 'Batches',
    access: 'paper:manage',
    params: PaperBoxParams,
    body,
    success: { status: 200, description: 'The box', body: PaperBoxView },
    async handle({ actor, params, body: given, signal }) {
      return { body: presentBox(await act(actor, { ...given, ...params }, signal)) }
    },
  })
}

function keepingRoutes(useCases: PaperUseCases): Route[] {
  return [
    step({
      path: 'batches',
      operationId: 'putBatchIntoBox',
      summary: 'Puts the paper of a batch into the box; of each batch once',
      body: PutBatchRequest,
      act: useCases.putBatch,
    }),
    step({
      path: 'take-out',
      operationId: 'takeOutPaper',
      summary: 'Takes the paper of one letter out: to scan it again, to keep it or to give it back',
      body: TakeOutRequest,
      act: useCases.takeOutPaper,
    }),
    step({
      path: 'put-back',
      operationId: 'putPaperBack',
      summary: 'Puts the paper of a letter back',
      body: PutBackRequest,
      act: useCases.putPaperBack,
    }),
    step({
      path: 'hold',
      operationId: 'holdPaper',
      summary: 'Sees to it that nothing of the box is destroyed',
      body: HoldPaperRequest,
      act: useCases.holdPaper,
    }),
    step({
      path: 'release',
      operationId: 'releasePaper',
      summary: 'Lifts a hold, with a reason',
      body: ReleasePaperRequest,
      act: useCases.releasePaper,
    }),
  ]
}

function destroyingRoutes(useCases: PaperUseCases): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/paper-boxes/{boxId}/request-destruction',
      operationId: 'requestPaperDestruction',
      summary: 'Asks for the destruction of the paper in a box; refused while anything keeps it',
      tag: 'Batches',
      access: 'paper:manage',
      params: PaperBoxParams,
      success: { status: 200, description: 'The box', body: PaperBoxView },
      async handle({ actor, params, signal }) {
        return { body: presentBox(await useCases.requestPaperDestruction(actor, params.boxId, signal)) }
      },
    }),
    step({
      path: 'cancel-destruction',
      operationId: 'cancelPaperDestruction',
      summary: 'Takes the request back, with a reason',
      body: PaperReasonRequest,
      act: useCases.cancelPaperDestruction,
    }),
    step({
      path: 'approve-destruction',
      operationId: 'approvePaperDestruction',
      summary: 'Another person than who asked says that the paper is destroyed, and how',
      body: ApprovePaperRequest,
      act: useCases.approvePaperDestruction,
    }),
    route({
      method: 'get',
      path: '/api/v1/paper-boxes/{boxId}/protocol.pdf',
      operationId: 'getPaperProtocol',
      summary: 'What paper was destroyed when, how and by which two persons',
      tag: 'Batches',
      access: 'paper:manage',
      params: PaperBoxParams,
      success: { status: 200, description: 'The protocol', mediaType: 'application/pdf' },
      async handle({ actor, params, response, signal }) {
        const { filename, pdf } = await useCases.printPaperProtocol(actor, params.boxId, signal)
        sandboxDownload(response)
        response.attachment(filename).type('application/pdf').send(Buffer.from(pdf))
        return undefined
      },
    }),
  ]
}
