import { useState } from 'react'
import type { RetentionClassView } from '../../shared/api/types.ts'
import { useRetentionClasses } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { SectionTitle } from './section-title.tsx'
import { useSaving } from './use-saving.ts'

/** How long case files are kept, as a small catalogue that entries of the filing plan refer to. */
export function RetentionSection() {
  const words = useTexts().filing.retentionClasses
  const classes = useRetentionClasses()
  const [edited, setEdited] = useState<RetentionClassView | 'new'>()
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setEdited('new')
        }}
      />
      <p className="page__intro">{words.intro}</p>
      {classes.length === 0 ? (
        <Empty icon="clock" title={words.empty} />
      ) : (
        <ClassTable classes={classes} onEdit={setEdited} />
      )}
      {edited !== undefined && (
        <ClassForm
          known={edited === 'new' ? undefined : edited}
          onClose={() => {
            setEdited(undefined)
          }}
        />
      )}
    </>
  )
}

interface TableProperties {
  readonly classes: readonly RetentionClassView[]
  readonly onEdit: (edited: RetentionClassView) => void
}

function ClassTable({ classes, onEdit }: TableProperties) {
  const { admin, filing } = useTexts()
  const words = filing.retentionClasses
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.years}</th>
            <th scope="col">{words.proposal}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">
              <span className="kern-sr-only">{admin.title}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <ClassRow key={one.id} one={one} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ClassRow({ one, onEdit }: { one: RetentionClassView; onEdit: TableProperties['onEdit'] }) {
  const { common, filing } = useTexts()
  const words = filing.retentionClasses
  const saving = useSaving('retention-classes')
  const switchLabel = one.retired ? words.restore : words.retire
  return (
    <tr>
      <th scope="row">{one.name}</th>
      <td className="table__code">{one.id}</td>
      <td>{words.yearsOf(one.years)}</td>
      <td>{words.proposals[one.proposal]}</td>
      <td>
        <Badge tone={one.retired ? 'neutral' : 'success'} icon={one.retired ? 'clock' : 'check'}>
          {one.retired ? words.retired : words.active}
        </Badge>
      </td>
      <td className="table__actions">
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${one.name}`}
          onClick={() => {
            onEdit(one)
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${switchLabel}: ${one.name}`}
          disabled={saving.isPending}
          onClick={() => {
            saving.mutate({ record: one, body: { retired: !one.retired } })
          }}
        >
          {switchLabel}
        </Button>
      </td>
    </tr>
  )
}

const KEY = /^[a-z0-9][a-z0-9-]{0,63}$/
const YEARS = /^\d{0,3}$/
const MAX_YEARS = 200
const STARTS = ['end-of-closing-year', 'closing-day'] as const
const PROPOSALS = ['A', 'B', 'V'] as const

function ClassForm({ known, onClose }: { known: RetentionClassView | undefined; onClose: () => void }) {
  const { admin, filing } = useTexts()
  const words = filing.retentionClasses
  const [id, setId] = useState('')
  const [name, setName] = useState(known?.name ?? '')
  const [years, setYears] = useState(String(known?.years ?? ''))
  const [start, setStart] = useState<string>(known?.start ?? STARTS[0])
  const [proposal, setProposal] = useState<string>(known?.proposal ?? 'V')
  const [checked, setChecked] = useState(false)
  const saving = useSaving('retention-classes', onClose)
  const isNew = known === undefined
  const faults = {
    id: isNew && !KEY.test(id),
    name: name.trim() === '',
    years: !YEARS.test(years.trim()) || Number(years) > MAX_YEARS,
  }
  const submit = () => {
    setChecked(true)
    if (Object.values(faults).some(Boolean)) return
    const count = years.trim() === '' ? null : Number(years)
    saving.mutate({ record: known, body: { ...(isNew && { id }), name: name.trim(), years: count, start, proposal } })
  }
  return (
    <FormDialog
      wide
      title={isNew ? words.create : words.editTitle(known.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        data-autofocus
        maxLength={100}
        error={checked && faults.name ? admin.missing : saving.faultOf('name')}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      {isNew && (
        <TextField
          label={words.key}
          hint={words.keyHint}
          spellCheck={false}
          autoCapitalize="none"
          error={checked && faults.id ? admin.invalid : saving.faultOf('id')}
          value={id}
          onChange={(event) => {
            setId(event.target.value)
          }}
        />
      )}
      <TextField
        label={words.years}
        hint={words.yearsHint}
        inputMode="numeric"
        error={checked && faults.years ? admin.invalid : saving.faultOf('years')}
        value={years}
        onChange={(event) => {
          setYears(event.target.value)
        }}
      />
      <Choice label={words.start} options={STARTS} words={words.starts} value={start} onChange={setStart} />
      <Choice
        label={words.proposal}
        options={PROPOSALS}
        words={words.proposals}
        value={proposal}
        onChange={setProposal}
      />
    </FormDialog>
  )
}

interface ChoiceProperties<Option extends string> {
  readonly label: string
  readonly options: readonly Option[]
  readonly words: Readonly<Record<Option, string>>
  readonly value: string
  readonly onChange: (option: string) => void
}

function Choice<Option extends string>({ label, options, words, value, onChange }: ChoiceProperties<Option>) {
  return (
    <Select
      label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {words[option]}
        </option>
      ))}
    </Select>
  )
}
