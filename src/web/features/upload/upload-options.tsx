import type { Channel } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, Select, TextArea, TextField } from '../../shared/ui/field.tsx'

export interface Options {
  readonly asOne: boolean
  readonly channel: Channel
  /** Local time as the browser's field gives it, or empty. */
  readonly receivedAt: string
  readonly note: string
}

export const NO_OPTIONS: Options = { asOne: false, channel: 'letter', receivedAt: '', note: '' }

/** Channels that a person in the mailroom takes in by hand. */
const BY_HAND: readonly Channel[] = ['letter', 'counter', 'night_box', 'fax', 'email', 'internal']

/** Local time of the field as an instant with offset. */
export function receivedAtOf({ receivedAt }: Options): string | undefined {
  return receivedAt === '' ? undefined : new Date(receivedAt).toISOString()
}

export function UploadOptions({
  options,
  onChange,
}: {
  options: Options
  onChange: (options: Options) => void
}) {
  const { upload, triage } = useTexts()
  return (
    <>
      <fieldset className="choice">
        <legend className="kern-label">{upload.mode}</legend>
        <Check
          kind="radio"
          name="zusammen"
          label={upload.modeEach}
          checked={!options.asOne}
          onChange={() => {
            onChange({ ...options, asOne: false })
          }}
        />
        <Check
          kind="radio"
          name="zusammen"
          label={upload.modeOne}
          checked={options.asOne}
          onChange={() => {
            onChange({ ...options, asOne: true })
          }}
        />
      </fieldset>
      <Select
        label={upload.channel}
        value={options.channel}
        onChange={(event) => {
          onChange({ ...options, channel: event.target.value as Channel })
        }}
      >
        {BY_HAND.map((channel) => (
          <option key={channel} value={channel}>
            {triage.channels[channel]}
          </option>
        ))}
      </Select>
      <TextField
        label={upload.receivedAt}
        hint={upload.receivedHint}
        required={false}
        type="datetime-local"
        value={options.receivedAt}
        onChange={(event) => {
          onChange({ ...options, receivedAt: event.target.value })
        }}
      />
      <TextArea
        label={upload.note}
        required={false}
        rows={2}
        maxLength={5_000}
        value={options.note}
        onChange={(event) => {
          onChange({ ...options, note: event.target.value })
        }}
      />
    </>
  )
}
