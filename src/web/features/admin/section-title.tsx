import { Button } from '../../shared/ui/button.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'

interface Properties {
  readonly words: { readonly title: string; readonly create: string }
  readonly onCreate: () => void
}

/** Heading of a list of records, with the way to a new one. */
export function SectionTitle({ words, onCreate }: Properties) {
  return (
    <PageTitle
      aside={
        <Button kind="primary" icon="plus" onClick={onCreate}>
          {words.create}
        </Button>
      }
    >
      {words.title}
    </PageTitle>
  )
}
