import type { Batch } from '../../domain/batches/batch.ts'
import type { GivenArrival } from '../../domain/intake/arrival.ts'

/** Letters of a batch arrived as the batch did. */
export function arrivalFrom({ channel, receivedAt, arrival = {} }: Batch): GivenArrival {
  const { nightBox, earlyCollection } = arrival
  return {
    channel,
    receivedAt,
    ...(nightBox === undefined ? {} : { nightBox }),
    ...(earlyCollection === undefined ? {} : { earlyCollection }),
  }
}
