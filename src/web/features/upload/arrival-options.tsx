import { useTexts } from '../../shared/preferences.tsx'
import { Check, Select, TextArea } from '../../shared/ui/field.tsx'
import { isOnPaper, type Options } from './options.ts'

/** What the time of arrival rests on, as far as the channel knows of it. */
export function ArrivalOptions({
  options,
  onChange,
}: {
  options: Options
  onChange: (options: Options) => void
}) {
  const { arrival } = useTexts()
  if (!isOnPaper(options)) {
    return (
      <TextArea
        label={arrival.evidenceLabel}
        hint={arrival.evidenceHint}
        required={false}
        rows={2}
        maxLength={5_000}
        value={options.evidence}
        onChange={(event) => {
          onChange({ ...options, evidence: event.target.value })
        }}
      />
    )
  }
  return (
    <>
      {options.channel === 'night_box' && (
        <Select
          label={arrival.nightBoxPart}
          hint={arrival.nightBoxHint}
          value={options.nightBox}
          onChange={(event) => {
            onChange({ ...options, nightBox: event.target.value })
          }}
        >
          <option value="">{arrival.nightBoxNone}</option>
          {Object.entries(arrival.nightBox).map(([part, name]) => (
            <option key={part} value={part}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Check
        label={arrival.earlyCollectionLabel}
        checked={options.earlyCollection}
        onChange={(event) => {
          onChange({ ...options, earlyCollection: event.target.checked })
        }}
      />
    </>
  )
}
