import type { Channel } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, Select, TextArea, TextField } from '../../shared/ui/field.tsx'
import { ArrivalOptions } from './arrival-options.tsx'
import type { Options } from './options.ts'

/** Channels that a person in the mailroom takes in by hand. */
const BY_HAND: readonly Channel[] = ['letter', 'counter', 'night_box', 'fax', 'email', 'internal']

interface Properties {
  readonly options: Options
  /** The channel goes by the files; nobody has chosen it. */
  readonly isGuessed: boolean
  readonly onChange: (options: Options) => void
}

export function UploadOptions({ options, isGuessed, onChange }: Properties) {
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
        hint={isGuessed ? upload.channelGuessed : undefined}
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
      <ArrivalOptions options={options} onChange={onChange} />
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
