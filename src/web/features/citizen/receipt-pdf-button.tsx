import { useMutation } from '@tanstack/react-query'
import type { SubmissionReceipt } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { usePreferences, useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { saveFile } from '../../shared/save-file.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { fetchReceipt } from './citizen-api.ts'

interface Properties {
  readonly slug: string
  readonly codes: Pick<SubmissionReceipt, 'referenceCode' | 'secret'>
  readonly receiptNumber: string
  readonly kind?: 'primary' | 'secondary'
}

/** Saves the receipt that the server makes, in the language of the page. */
export function ReceiptPdfButton({ slug, codes, receiptNumber, kind = 'primary' }: Properties) {
  const texts = useTexts()
  const { receipt: words } = texts.citizen
  const { language } = usePreferences()
  const announce = useAnnounce()
  const saving = useMutation({
    mutationFn: async () => fetchReceipt(slug, codes, language),
    onSuccess: (pdf) => {
      saveFile(pdf, `${words.pdfName} ${receiptNumber}.pdf`)
      announce(words.pdfSaved)
    },
  })
  return (
    <>
      {saving.isError && <Alert tone="danger" urgent title={problemText(saving.error, texts)} />}
      <Button
        kind={kind}
        icon="download"
        disabled={saving.isPending}
        onClick={() => {
          saving.mutate()
        }}
      >
        {words.pdf}
      </Button>
    </>
  )
}
