import type { Channel } from '../../shared/api/types.ts'

export interface Options {
  readonly asOne: boolean
  readonly channel: Channel
  /** Local time as the browser's field gives it, or empty. */
  readonly receivedAt: string
  readonly note: string
  readonly nightBox: string
  readonly earlyCollection: boolean
  readonly evidence: string
}

export const NO_OPTIONS: Options = {
  asOne: false,
  channel: 'letter',
  receivedAt: '',
  note: '',
  nightBox: '',
  earlyCollection: false,
  evidence: '',
}

/** Local time of the field as an instant with offset. */
export function receivedAtOf({ receivedAt }: Options): string | undefined {
  return receivedAt === '' ? undefined : new Date(receivedAt).toISOString()
}

const ON_PAPER: readonly Channel[] = ['letter', 'counter', 'night_box', 'internal']

/** Whether the post came on paper, so that no system knows when. */
export function isOnPaper({ channel }: Options): boolean {
  return ON_PAPER.includes(channel)
}

/** What is sent beside the files; only what the channel has. */
export function fieldsOf(options: Options): Readonly<Record<string, string | undefined>> {
  const { channel, note, nightBox, earlyCollection, evidence } = options
  return {
    channel,
    note,
    receivedAt: receivedAtOf(options),
    nightBox: channel === 'night_box' ? nightBox : undefined,
    earlyCollection: isOnPaper(options) && earlyCollection ? 'true' : undefined,
    arrivalEvidence: isOnPaper(options) ? undefined : evidence,
  }
}
