import {
  AuditVerification,
  JobPage,
  JobParams,
  JobQuery,
  JobView,
  PauseQueueRequest,
  QueueView,
} from '../../contract/operation.ts'
import { presentJob } from '../presenters/jobs.ts'
import { presentQueue } from '../presenters/queue.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  'verifyAudit' | 'listJobs' | 'retryJob' | 'showQueue' | 'pauseQueue' | 'resumeQueue'
>

/** Audit and jobs. */
export function operationRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/audit/verify',
      operationId: 'verifyAudit',
      summary: 'Walks the audit chain of the tenant and says whether it is whole',
      tag: 'Operation',
      access: 'audit:verify',
      success: { status: 200, description: 'The result', body: AuditVerification },
      handle: async ({ actor, signal }) => ({ body: await useCases.verifyAudit(actor, signal) }),
    }),
    route({
      method: 'get',
      path: '/api/v1/jobs',
      operationId: 'listJobs',
      summary: 'Work of the machine, newest first',
      tag: 'Operation',
      access: 'jobs:read',
      query: JobQuery,
      success: { status: 200, description: 'A page of jobs', body: JobPage },
      async handle({ actor, query, signal }) {
        const page = await useCases.listJobs(actor, query.state, pageRequest(query), signal)
        return { body: presentPageOf(page, presentJob) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/jobs/{jobId}/retry',
      operationId: 'retryJob',
      summary: 'Gives a parked job a fresh budget of attempts',
      tag: 'Operation',
      access: 'items:retry',
      params: JobParams,
      success: { status: 200, description: 'The job, queued again', body: JobView },
      async handle({ actor, params, signal }) {
        return { body: presentJob(await useCases.retryJob(actor, params.jobId, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/queue',
      operationId: 'getQueue',
      summary: 'How the queue of the machine stands',
      tag: 'Operation',
      access: 'jobs:read',
      success: { status: 200, description: 'Numbers, and who has paused it', body: QueueView },
      handle: async ({ actor, signal }) => ({ body: presentQueue(await useCases.showQueue(actor, signal)) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/queue/pause',
      operationId: 'pauseQueue',
      summary: 'Lets the machine begin nothing more; intake goes on',
      tag: 'Operation',
      access: 'jobs:control',
      body: PauseQueueRequest,
      success: { status: 200, description: 'The queue, paused', body: QueueView },
      handle: async ({ actor, body, signal }) => ({
        body: presentQueue(await useCases.pauseQueue(actor, body, signal)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/v1/queue/resume',
      operationId: 'resumeQueue',
      summary: 'Lets the machine go on',
      tag: 'Operation',
      access: 'jobs:control',
      success: { status: 200, description: 'The queue, at work', body: QueueView },
      handle: async ({ actor, signal }) => ({
        body: presentQueue(await useCases.resumeQueue(actor, signal)),
      }),
    }),
  ]
}
