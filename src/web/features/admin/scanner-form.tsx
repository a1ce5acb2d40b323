import { useState } from 'react'
import type { ScannerView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { useSaving } from './use-saving.ts'

const CLASSES = ['normal', 'high', 'very-high'] as const
const CHANNELS = ['letter', 'night_box', 'counter', 'fax'] as const
const FOLDER = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/

const NEW = {
  name: '',
  folder: '',
  site: '',
  profile: '',
  protectionClass: 'normal' as ScannerView['protectionClass'],
  channel: 'letter' as ScannerView['channel'],
  byContent: true,
  dividesAlone: false,
}
type Draft = typeof NEW

function draftOf(known: ScannerView | undefined): Draft {
  if (known === undefined) return NEW
  const { name, folder, site, profile, protectionClass, channel, byContent, dividesAlone } = known
  return {
    name,
    folder,
    site: site ?? '',
    profile: profile ?? '',
    protectionClass,
    channel,
    byContent,
    dividesAlone,
  }
}

/** What is left out is not set; in a change it is taken away. */
function bodyOf({ folder, site, profile, name, ...settings }: Draft, isNew: boolean) {
  const text = (value: string) => (value.trim() === '' ? (isNew ? undefined : null) : value.trim())
  return {
    ...settings,
    name: name.trim(),
    ...(isNew && { folder }),
    site: text(site),
    profile: text(profile),
  }
}

/** @param known absent for a new one */
export function ScannerForm({ known, onClose }: { known: ScannerView | undefined; onClose: () => void }) {
  const { admin, batches, scanners: words } = useTexts()
  const { form } = batches
  const [draft, setDraft] = useState(() => draftOf(known))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('scanners', onClose)
  const isNew = known === undefined
  const faults = {
    name: draft.name.trim() === '' ? admin.missing : undefined,
    folder: FOLDER.test(draft.folder) ? undefined : admin.invalid,
    site: undefined,
    profile: undefined,
  }
  const field = (name: keyof typeof faults) => ({
    value: draft[name],
    maxLength: 100,
    error: (checked ? faults[name] : undefined) ?? saving.faultOf(name),
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  const mayDivideAlone = draft.protectionClass === 'normal'
  return (
    <FormDialog
      wide
      title={isNew ? words.create : words.editTitle(known.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={() => {
        setChecked(true)
        if (faults.name !== undefined || faults.folder !== undefined) return
        saving.mutate({
          record: known,
          body: bodyOf({ ...draft, dividesAlone: draft.dividesAlone && mayDivideAlone }, isNew),
        })
      }}
      onClose={onClose}
    >
      <TextField label={words.name} data-autofocus {...field('name')} />
      {isNew && (
        <TextField
          label={words.folder}
          hint={words.folderHint}
          spellCheck={false}
          autoCapitalize="none"
          {...field('folder')}
        />
      )}
      <TextField label={form.site} required={false} {...field('site')} />
      <TextField label={form.profile} required={false} {...field('profile')} />
      <Select
        label={form.channel}
        value={draft.channel}
        onChange={(event) => {
          setDraft({ ...draft, channel: event.target.value as Draft['channel'] })
        }}
      >
        {CHANNELS.map((one) => (
          <option key={one} value={one}>
            {batches.channels[one]}
          </option>
        ))}
      </Select>
      <Select
        label={form.protection}
        value={draft.protectionClass}
        onChange={(event) => {
          setDraft({ ...draft, protectionClass: event.target.value as Draft['protectionClass'] })
        }}
      >
        {CLASSES.map((one) => (
          <option key={one} value={one}>
            {batches.protection[one]}
          </option>
        ))}
      </Select>
      <Check
        label={form.byContent}
        checked={draft.byContent}
        onChange={() => {
          setDraft({ ...draft, byContent: !draft.byContent })
        }}
      />
      <Check
        label={form.dividesAlone}
        checked={draft.dividesAlone && mayDivideAlone}
        disabled={!mayDivideAlone}
        onChange={() => {
          setDraft({ ...draft, dividesAlone: !draft.dividesAlone })
        }}
      />
      {!mayDivideAlone && <p className="kern-body">{words.aloneNeedsNormal}</p>}
    </FormDialog>
  )
}
