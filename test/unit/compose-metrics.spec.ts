import { expect } from 'chai'
import { Registry } from 'prom-client'
import { createMetrics, type MeasuredParts } from '../../src/compose-metrics.ts'

const STAGE = { queued: 2, running: 1, parked: 0, oldestQueuedSeconds: 7 }
const DEPTH = { stages: { recognise: STAGE, renew: STAGE }, done: 4, pausedTenants: 1 }

/** What stands behind the measurements, as far as they ask for it. */
function partsWith(changed: {
  readonly depth?: () => Promise<unknown>
  readonly damageCount?: () => Promise<number>
}) {
  const warnings: string[] = []
  const { depth = async () => DEPTH, damageCount = async () => 3 } = changed
  const parts = {
    metrics: new Registry(),
    jobQueue: { depth },
    integrityStore: { damageCount },
    anchoring: { contradicted: () => ['town'] },
    log: { info: () => undefined, error: () => undefined, warn: (event: string) => warnings.push(event) },
  } as unknown as MeasuredParts
  return { metrics: createMetrics(parts), warnings }
}

const gone = (): Promise<never> => Promise.reject(new Error('the database is away'))

describe('the metrics of a process', function () {
  it('tell of the queue, of damage and of chains', async function () {
    const { metrics, warnings } = partsWith({})
    const text = await metrics.metrics()
    expect(text).to.include('poststelle_jobs{stage="recognise",state="queued"} 2')
    expect(text).to.include('poststelle_oldest_queued_job_seconds{stage="renew"} 7')
    expect(text).not.to.include('state="oldestQueuedSeconds"')
    expect(text).to.match(/^poststelle_jobs_done 4$/mu)
    expect(text).to.match(/^poststelle_paused_queues 1$/mu)
    expect(text).to.match(/^poststelle_damaged_objects 3$/mu)
    expect(text).to.match(/^poststelle_audit_chains_contradicted 1$/mu)
    expect(warnings).to.deep.equal([])
  })

  it('leave out what cannot be counted, and log that it could not', async function () {
    const { metrics, warnings } = partsWith({ depth: gone, damageCount: gone })
    const text = await metrics.metrics()
    expect(text).not.to.match(/^poststelle_(jobs|jobs_done|paused_queues|damaged_objects|oldest\w+)[ {]/mu)
    expect(text).to.match(/^poststelle_audit_chains_contradicted 1$/mu)
    expect(warnings).to.have.members(['queue-not-counted', 'damage-not-counted'])
  })
})
