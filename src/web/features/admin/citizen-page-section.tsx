import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CitizenPageView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { changeCitizenPage, fetchCitizenPage } from './admin-api.ts'

const KEY = ['citizen-page']

/** What citizens find beside the forms: links of the city to easy language and sign language. */
export function CitizenPageSection() {
  const words = useTexts().citizenPage
  const query = useQuery({ queryKey: KEY, queryFn: async ({ signal }) => fetchCitizenPage(signal) })
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p className="kern-body">{words.intro}</p>
      <Loaded query={query}>{(known) => <LinksForm key={known.version} known={known} />}</Loaded>
    </>
  )
}

function LinksForm({ known }: { known: CitizenPageView }) {
  const texts = useTexts()
  const words = texts.citizenPage
  const client = useQueryClient()
  const announce = useAnnounce()
  const [draft, setDraft] = useState({
    easyLanguageUrl: known.easyLanguageUrl ?? '',
    signLanguageUrl: known.signLanguageUrl ?? '',
  })
  const [checked, setChecked] = useState(false)
  const saving = useMutation({
    mutationFn: async () =>
      changeCitizenPage(known, {
        easyLanguageUrl: draft.easyLanguageUrl.trim() || null,
        signLanguageUrl: draft.signLanguageUrl.trim() || null,
      }),
    onSuccess: () => {
      announce(texts.common.saved)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: KEY }),
  })
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    required: false,
    type: 'url',
    maxLength: 500,
    placeholder: 'https://',
    error: checked && !isLink(draft[name]) ? words.noLink : undefined,
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  return (
    <form
      className="stack stack--wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (Object.values(draft).every(isLink)) saving.mutate()
      }}
    >
      {saving.isError && <Alert tone="danger" urgent title={problemText(saving.error, texts)} />}
      <TextField label={words.easyLanguage} hint={words.easyLanguageHint} {...field('easyLanguageUrl')} />
      <TextField label={words.signLanguage} hint={words.signLanguageHint} {...field('signLanguageUrl')} />
      <Button kind="primary" type="submit" disabled={saving.isPending}>
        {texts.common.save}
      </Button>
    </form>
  )
}

/** What the server takes, near enough to say so before it is sent. */
function isLink(text: string): boolean {
  return text.trim() === '' || /^https:\/\/[^\s@/]+\.[^\s@/]+(?:\/\S*)?$/.test(text.trim())
}
