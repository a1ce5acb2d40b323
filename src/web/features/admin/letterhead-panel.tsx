import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LetterheadView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { TextArea, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { changeLetterhead, fetchLetterhead } from './admin-api.ts'

const KEY = ['letterhead']
const LISTS = { addressLines: [4, 80], contactLines: [4, 80], footerLines: [3, 120] } as const

/** What stands on every letter. */
export function LetterheadPanel() {
  const words = useTexts().letterTemplates
  const [isEdited, setIsEdited] = useState(false)
  const query = useQuery({ queryKey: KEY, queryFn: async ({ signal }) => fetchLetterhead(signal) })
  return (
    <section className="rule letterhead" aria-labelledby="briefkopf">
      <h2 className="section-title" id="briefkopf">
        {words.head}
      </h2>
      <Loaded query={query}>
        {(known) => (
          <>
            <ul className="rule__conditions">
              {linesOf(known).map((line, index) => (
                <li key={`${index} ${line}`}>{line}</li>
              ))}
            </ul>
            <Button
              className="button--small"
              icon="pencil"
              onClick={() => {
                setIsEdited(true)
              }}
            >
              {words.editHead}
            </Button>
            {isEdited && (
              <HeadForm
                known={known}
                onClose={() => {
                  setIsEdited(false)
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

function linesOf({ office, addressLines, senderLine, contactLines, footerLines }: LetterheadView): string[] {
  return [office, ...addressLines, senderLine, ...contactLines, ...footerLines]
}

function HeadForm({ known, onClose }: { known: LetterheadView; onClose: () => void }) {
  const { admin, common, letterTemplates: words } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [draft, setDraft] = useState(() => ({
    office: known.office,
    addressLines: known.addressLines.join('\n'),
    senderLine: known.senderLine,
    contactLines: known.contactLines.join('\n'),
    footerLines: known.footerLines.join('\n'),
  }))
  const [checked, setChecked] = useState(false)
  const saving = useMutation({
    mutationFn: async () => changeLetterhead(known, bodyOf(draft)),
    onSuccess: () => {
      announce(common.saved)
      onClose()
    },
    onSettled: async () => client.invalidateQueries({ queryKey: KEY }),
  })
  const faultOf = (name: keyof typeof draft): string | undefined => {
    if (name === 'office' || name === 'senderLine')
      return draft[name].trim() === '' ? admin.missing : undefined
    const [most, longest] = LISTS[name]
    const lines = splitLines(draft[name])
    return lines.length > most || lines.some(({ length }) => length > longest) ? words.tooMany : undefined
  }
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: checked ? faultOf(name) : undefined,
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  return (
    <FormDialog
      wide
      title={words.head}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const names = Object.keys(draft) as (keyof typeof draft)[]
        if (names.every((name) => faultOf(name) === undefined)) saving.mutate()
      }}
    >
      <TextField label={words.office} data-autofocus maxLength={120} {...field('office')} />
      <TextArea
        label={words.addressLines}
        hint={words.addressHint}
        required={false}
        {...field('addressLines')}
      />
      <TextField label={words.senderLine} maxLength={120} {...field('senderLine')} />
      <TextArea
        label={words.contactLines}
        hint={words.contactHint}
        required={false}
        {...field('contactLines')}
      />
      <TextArea
        label={words.footerLines}
        hint={words.footerHint}
        required={false}
        {...field('footerLines')}
      />
    </FormDialog>
  )
}

function splitLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function bodyOf(draft: Readonly<Record<keyof Omit<LetterheadView, 'version'>, string>>) {
  return {
    office: draft.office.trim(),
    senderLine: draft.senderLine.trim(),
    addressLines: splitLines(draft.addressLines),
    contactLines: splitLines(draft.contactLines),
    footerLines: splitLines(draft.footerLines),
  }
}
