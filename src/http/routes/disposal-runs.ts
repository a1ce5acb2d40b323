import {
  DisposalReasonRequest,
  DisposalRunList,
  DisposalRunParams,
  DisposalRunSummary,
  DisposalRunView,
  PrepareRunRequest,
  RecordLetterRequest,
  TakeAnswerRequest,
} from '../../contract/disposal.ts'
import type { MessageKind } from '../../usecases/disposal/make-message.ts'
import type { DisposalUseCases } from '../disposal-use-cases.ts'
import { sendMade } from '../downloads.ts'
import { presentRun, presentRunSummary } from '../presenters/disposal-runs.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'

type Needs = Pick<
  DisposalUseCases,
  | 'requestDestruction'
  | 'approveDestruction'
  | 'eraseObjects'
  | 'makeCertificate'
  | 'listRuns'
  | 'prepareRun'
  | 'showRun'
  | 'cancelRun'
  | 'makeMessage'
  | 'takeAnswer'
  | 'recordLetter'
>

/** Case files that are offered, handed over and destroyed together. */
export function disposalRunRoutes(useCases: Needs): Route[] {
  return [...runRoutes(useCases), ...answerRoutes(useCases), ...destructionRoutes(useCases)]
}

function runRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/disposal/runs',
      operationId: 'listDisposalRuns',
      summary: 'Disposal runs, newest first',
      tag: 'Disposal',
      access: 'disposal:manage',
      success: { status: 200, description: 'The runs', body: DisposalRunList },
      async handle({ actor, signal }) {
        return { body: { items: (await useCases.listRuns(actor, signal)).map(presentRunSummary) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/disposal/runs',
      operationId: 'prepareDisposalRun',
      summary: 'Takes case files together whose time is over and that nothing holds back',
      tag: 'Disposal',
      access: 'disposal:manage',
      body: PrepareRunRequest,
      success: { status: 201, description: 'The run', body: DisposalRunSummary },
      async handle({ actor, body, signal }) {
        return { body: presentRunSummary(await useCases.prepareRun(actor, body, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/disposal/runs/{runId}',
      operationId: 'getDisposalRun',
      summary: 'A disposal run, with what holds its files back as they are now',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: DisposalRunParams,
      success: { status: 200, description: 'The run', body: DisposalRunView },
      async handle({ actor, params, signal }) {
        return { body: presentRun(await useCases.showRun(actor, params.runId, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/disposal/runs/{runId}/cancel',
      operationId: 'cancelDisposalRun',
      summary: 'Ends a run and gives its files back, with a reason',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: DisposalRunParams,
      body: DisposalReasonRequest,
      success: { status: 200, description: 'The run', body: DisposalRunSummary },
      async handle({ actor, params, body, signal }) {
        return { body: presentRunSummary(await useCases.cancelRun(actor, { ...body, ...params }, signal)) }
      },
    }),
    messageRoute(useCases, 'offer', 'Makes the offer to the archive (0501) as ZIP by xdomea 3.0.0'),
    messageRoute(useCases, 'transfer', 'Makes the hand-over to the archive (0503) as ZIP by xdomea 3.0.0'),
  ]
}

function messageRoute({ makeMessage }: Needs, kind: MessageKind, summary: string): Route {
  return route({
    method: 'post',
    path: `/api/v1/disposal/runs/{runId}/${kind}`,
    operationId: kind === 'offer' ? 'offerDisposalRun' : 'transferDisposalRun',
    summary,
    tag: 'Disposal',
    access: 'disposal:manage',
    params: DisposalRunParams,
    success: {
      status: 200,
      description: 'The container; `Repr-Digest` is the hash that stands in the protocol',
      mediaType: 'application/octet-stream',
    },
    async handle({ actor, params, request, response, signal }) {
      await using made = await makeMessage(actor, { ...params, kind }, signal)
      const { filename } = made
      const download = { file: made, filename, mediaType: 'application/zip' }
      await sendMade(request, response, download, made.content(signal))
      return undefined
    },
  })
}

function answerRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/disposal/runs/{runId}/answer',
      operationId: 'takeArchiveAnswer',
      summary: 'Reads an answer of the archive: 0502, 0504, 0506 or 0507 of xdomea',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: DisposalRunParams,
      body: TakeAnswerRequest,
      success: { status: 200, description: 'The run', body: DisposalRunSummary },
      async handle({ actor, params, body, signal }) {
        return { body: presentRunSummary(await useCases.takeAnswer(actor, { ...body, ...params }, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/disposal/runs/{runId}/letter',
      operationId: 'recordArchiveLetter',
      summary: 'Records what the archive has decided or confirmed by letter',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: DisposalRunParams,
      body: RecordLetterRequest,
      success: { status: 200, description: 'The run', body: DisposalRunSummary },
      async handle({ actor, params, body, signal }) {
        return { body: presentRunSummary(await useCases.recordLetter(actor, { ...body, ...params }, signal)) }
      },
    }),
  ]
}

function destructionRoutes(useCases: Needs): Route[] {
  const steps = [
    {
      path: 'request-destruction',
      operationId: 'requestDestruction',
      summary: 'Asks for the destruction of what the archive has let go or has itself; destroys nothing',
      act: useCases.requestDestruction,
    },
    {
      path: 'approve-destruction',
      operationId: 'approveDestruction',
      summary: 'Destroys what another person has asked for, but for what is held back at this moment',
      act: useCases.approveDestruction,
    },
    {
      path: 'erase',
      operationId: 'eraseDisposedObjects',
      summary: 'Erases stored bytes that an interrupted destruction has left',
      act: useCases.eraseObjects,
    },
  ] as const
  return [
    ...steps.map(({ path, operationId, summary, act }) =>
      route({
        method: 'post',
        path: `/api/v1/disposal/runs/{runId}/${path}`,
        operationId,
        summary,
        tag: 'Disposal',
        access: 'disposal:manage',
        params: DisposalRunParams,
        success: { status: 200, description: 'The run', body: DisposalRunSummary },
        async handle({ actor, params, signal }) {
          return { body: presentRunSummary(await act(actor, params.runId, signal)) }
        },
      }),
    ),
    route({
      method: 'get',
      path: '/api/v1/disposal/runs/{runId}/certificate.pdf',
      operationId: 'getDestructionCertificate',
      summary: 'What was destroyed, when and by whose decision; without names and subjects',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: DisposalRunParams,
      success: { status: 200, description: 'The certificate', mediaType: 'application/pdf' },
      async handle({ actor, params, response, signal }) {
        const { filename, pdf } = await useCases.makeCertificate(actor, params.runId, signal)
        sandboxDownload(response)
        response.attachment(filename).type('application/pdf').send(Buffer.from(pdf))
        return undefined
      },
    }),
  ]
}
