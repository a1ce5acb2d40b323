import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import type { RegisterFilter } from './register-api.ts'

interface Properties {
  readonly filter: RegisterFilter
  readonly onChange: (changes: Readonly<Record<string, string>>) => void
}

export function RegisterFilterBar({ filter, onChange }: Properties) {
  const { register, triage } = useTexts()
  return (
    <form
      className="register__filter no-print"
      role="search"
      aria-label={register.filter}
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      <TextField
        label={register.from}
        type="date"
        value={filter.from}
        onChange={(event) => {
          onChange({ von: event.target.value })
        }}
      />
      <TextField
        label={register.to}
        type="date"
        value={filter.to}
        onChange={(event) => {
          onChange({ bis: event.target.value })
        }}
      />
      <Select
        label={register.channel}
        value={filter.channel}
        onChange={(event) => {
          onChange({ weg: event.target.value })
        }}
      >
        <option value="">{register.anyChannel}</option>
        {Object.entries(triage.channels).map(([channel, name]) => (
          <option key={channel} value={channel}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={register.state}
        value={filter.state}
        onChange={(event) => {
          onChange({ zustand: event.target.value })
        }}
      >
        <option value="">{register.anyState}</option>
        {Object.entries(triage.states).map(([state, name]) => (
          <option key={state} value={state}>
            {name}
          </option>
        ))}
      </Select>
      <TextField
        label={register.sender}
        type="search"
        placeholder={register.senderHint}
        value={filter.sender}
        onChange={(event) => {
          onChange({ absender: event.target.value })
        }}
      />
    </form>
  )
}
