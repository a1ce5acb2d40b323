import type { RunPorts } from '../../../src/workers/run-job.ts'

/** For tests without scans of several letters. */
export const NO_STACKS: Pick<RunPorts, 'proposeSplit' | 'divideStack'> = {
  proposeSplit: () => Promise.reject(new Error('There is no stack.')),
  divideStack: () => Promise.reject(new Error('There is no stack.')),
}
