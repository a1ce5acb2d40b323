import type { Channel } from '../../shared/api/types.ts'
import { instantOfField } from '../../shared/city-time.ts'

export interface Options {
  readonly asOne: boolean
  readonly channel: Channel
  /** Time in the city as the browser's field gives it, or empty. */
  readonly receivedAt: string
  readonly note: string
  readonly nightBox: string
  readonly earlyCollection: boolean
  readonly evidence: string
}

export const NO_OPTIONS: ChosenOptions = {
  asOne: false,
  channel: undefined,
  receivedAt: '',
  note: '',
  nightBox: '',
  earlyCollection: false,
  evidence: '',
}

/** What the person has chosen; until then the channel goes by the files. */
export type ChosenOptions = Omit<Options, 'channel'> & { readonly channel: Channel | undefined }

const MAIL_FILE = /\.(?:eml|msg)$/i

/** The options as they are sent: files that are e-mails came as such. */
export function optionsFor(chosen: ChosenOptions, filenames: readonly string[]): Options {
  const areMails = filenames.length > 0 && filenames.every((name) => MAIL_FILE.test(name))
  return { ...chosen, channel: chosen.channel ?? (areMails ? 'email' : 'letter') }
}

/** A channel that nobody has touched stays open. */
export function chosenAfter(chosen: ChosenOptions, shown: Options, changed: Options): ChosenOptions {
  return { ...changed, channel: changed.channel === shown.channel ? chosen.channel : changed.channel }
}

/** Local time of the field as an instant. */
export function receivedAtOf({ receivedAt }: Pick<Options, 'receivedAt'>): string | undefined {
  return receivedAt === '' ? undefined : instantOfField(receivedAt)
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
