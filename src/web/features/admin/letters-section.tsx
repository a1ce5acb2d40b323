import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LetterTemplateView } from '../../shared/api/types.ts'
import { fetchLetterTemplates } from '../../shared/letters/letters-api.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { TextArea, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { deleteLetterTemplate } from './admin-api.ts'
import { LetterheadPanel } from './letterhead-panel.tsx'
import { RecordActions } from './record-actions.tsx'
import { RecordSection } from './record-section.tsx'
import { useSaving } from './use-saving.ts'

/** Words for letters, and what stands on all of them. */
export function LettersSection() {
  const words = useTexts().letterTemplates
  const query = useQuery({
    queryKey: ['letter-templates'],
    queryFn: async ({ signal }) => fetchLetterTemplates(signal),
  })
  return (
    <>
      <RecordSection
        collection="letter-templates"
        query={query}
        words={words}
        icon="mail"
        card={(template, openers) => (
          <>
            <div className="rule__head">
              <h2 className="rule__name">{template.name}</h2>
            </div>
            <p className="provider__facts">{template.subject}</p>
            <RecordActions name={template.name} words={words} {...openers}>
              {null}
            </RecordActions>
          </>
        )}
        form={(template, onClose) => (
          <TemplateForm template={template} placeholders={query.data?.placeholders ?? []} onClose={onClose} />
        )}
        remove={async ({ id }) => deleteLetterTemplate(id)}
      />
      <LetterheadPanel />
    </>
  )
}

interface FormProperties {
  readonly template: LetterTemplateView | undefined
  readonly placeholders: readonly string[]
  readonly onClose: () => void
}

function TemplateForm({ template, placeholders, onClose }: FormProperties) {
  const { admin, letterTemplates: words } = useTexts()
  const [draft, setDraft] = useState(() => ({
    name: template?.name ?? '',
    subject: template?.subject ?? '',
    body: template?.body ?? '',
  }))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('letter-templates', onClose)
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: checked && draft[name].trim() === '' ? admin.missing : saving.faultOf(name),
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  return (
    <FormDialog
      wide
      title={template === undefined ? words.create : words.editTitle(template.name)}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (Object.values(draft).every((value) => value.trim() !== ''))
          saving.mutate({ record: template, body: draft })
      }}
    >
      <TextField label={words.name} hint={words.nameHint} data-autofocus maxLength={100} {...field('name')} />
      <TextField label={words.subject} maxLength={200} {...field('subject')} />
      <TextArea
        label={words.body}
        hint={words.placeholders(placeholders.map((name) => `{{${name}}}`).join(', '))}
        rows={12}
        maxLength={20_000}
        {...field('body')}
      />
    </FormDialog>
  )
}
