import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { randomKey, sendFiles } from '../../shared/api/upload.ts'
import type { ItemSummary } from '../../shared/api/types.ts'
import { canStart, isFinished, type UploadJob, type UploadState } from './upload-job.ts'

/** Requests at the same time; more would only share the same line. */
const PARALLEL = 2

type UploadFields = Readonly<Record<string, string | undefined>>

/** The list of what is to be taken in and how far each part is. */
export function useUploads() {
  const [jobs, setJobs] = useState<readonly UploadJob[]>([])
  const client = useQueryClient()
  const running = useRef(false)
  const setState = useCallback((key: string, state: UploadState) => {
    setJobs((before) => before.map((job) => (job.key === key ? { ...job, state } : job)))
  }, [])
  const sendOne = async ({ key, files }: UploadJob, fields: UploadFields) => {
    setState(key, { kind: 'sending', share: 0 })
    try {
      const item = (await sendFiles({
        path: '/incoming-items',
        fields,
        files,
        idempotencyKey: key,
        onProgress: (share) => {
          setState(key, { kind: 'sending', share })
        },
      })) as ItemSummary
      setState(key, { kind: 'stored', item })
    } catch (error) {
      setState(key, { kind: 'failed', error })
    }
  }
  const start = async (toSend: readonly UploadJob[], fields: UploadFields) => {
    if (running.current) return
    running.current = true
    const queue = toSend.filter(canStart)
    const lanes = Array.from({ length: PARALLEL }, async () => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) await sendOne(job, fields)
    })
    await Promise.all(lanes)
    running.current = false
    await client.invalidateQueries({ queryKey: ['items'] })
  }
  return {
    jobs,
    add: (files: readonly File[]) => {
      setJobs((before) => [...before, ...files.map(jobOf)])
    },
    /** Makes one job of all files that are still waiting. */
    merge: () => {
      const waiting = jobs.filter(canStart)
      const merged = { ...jobOf(undefined), files: waiting.flatMap((job) => job.files) }
      const kept = jobs.filter((job) => !canStart(job))
      if (waiting.length > 0) setJobs([...kept, merged])
      return waiting.length > 0 ? merged : undefined
    },
    remove: (key: string) => {
      setJobs((before) => before.filter((job) => job.key !== key))
    },
    clearFinished: () => {
      setJobs((before) => before.filter((job) => !isFinished(job)))
    },
    start,
  }
}

function jobOf(file: File | undefined): UploadJob {
  return { key: randomKey(), files: file === undefined ? [] : [file], state: { kind: 'waiting' } }
}
