import type { DocumentView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'

interface Feature {
  readonly name: string
  readonly text: string
  /** What the file says of itself and nobody has verified. */
  readonly isUnchecked: boolean
}

/** What the pages alone do not show: signatures, forms, files inside, and what the searchable copy is good for. */
export function FileFeaturesPanel({ document }: { document: DocumentView }) {
  const words = useTexts().document.features
  const features = useFeatures(document)
  if (features.length === 0) return null
  return (
    <section aria-labelledby="dokument-datei">
      <h2 className="section-title" id="dokument-datei">
        {words.title}
      </h2>
      <dl className="index-table">
        {features.map(({ name, text, isUnchecked }, index) => (
          <div key={`${name} ${index}`}>
            <dt>{name}</dt>
            <dd>
              {text}
              {isUnchecked && (
                <Badge tone="neutral" icon="info">
                  {words.notChecked}
                </Badge>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type FeatureTexts = ReturnType<typeof useTexts>['document']['features']

function useFeatures({ features, viewCopy }: DocumentView): readonly Feature[] {
  const words = useTexts().document.features
  return [
    ...(features === null ? [] : [...signatures(features, words), ...originalFeatures(features, words)]),
    ...(viewCopy === null ? [] : [copyFeature(viewCopy, words)]),
  ]
}

type OriginalFeatures = NonNullable<DocumentView['features']>

function signatures({ signatures: found }: OriginalFeatures, words: FeatureTexts): Feature[] {
  return found.map(({ signer, signedAt }) => {
    const when = signedAt === null ? '' : `, ${formatInstant(signedAt)}`
    return { name: words.signature, text: `${signer ?? words.unknownSigner}${when}`, isUnchecked: true }
  })
}

function originalFeatures(features: OriginalFeatures, words: FeatureTexts): Feature[] {
  const { form, claimedPdfA } = features
  const embedded = features.isPortfolio ? words.isPortfolio : words.hasEmbeddedFiles
  const rows = [
    { name: words.protection, text: words.isProtected, shown: features.isProtected },
    { name: words.form, text: form === 'none' ? '' : words.forms[form], shown: form !== 'none' },
    { name: words.embedded, text: embedded, shown: features.isPortfolio || features.hasEmbeddedFiles },
    { name: words.scripts, text: words.hasScripts, shown: features.hasScripts },
  ]
  const claim =
    claimedPdfA === null ? [] : [{ name: words.original, text: `PDF/A-${claimedPdfA}`, isUnchecked: true }]
  return [
    ...rows.filter(({ shown }) => shown).map(({ name, text }) => ({ name, text, isUnchecked: false })),
    ...claim,
  ]
}

function copyFeature({ claim, faults }: NonNullable<DocumentView['viewCopy']>, words: FeatureTexts): Feature {
  if (claim !== 'none') return { name: words.copy, text: claim, isUnchecked: true }
  const reasons = faults.map((fault) => words.faults[fault]).join(', ')
  return { name: words.copy, text: words.noClaim(reasons), isUnchecked: false }
}
