import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { useTexts } from '../shared/preferences.tsx'
import { Button } from '../shared/ui/button.tsx'
import { Icon } from '../shared/ui/icon.tsx'
import { PageTitle } from '../shared/ui/page-title.tsx'

export function NotFoundPage() {
  const { pageNotFound } = useTexts().common
  return (
    <section className="page page--narrow failure">
      <Icon name="mail" size={32} />
      <PageTitle>{pageNotFound.title}</PageTitle>
      <p className="kern-body">{pageNotFound.body}</p>
      <Link className="kern-link" to="/">
        {pageNotFound.home}
      </Link>
    </section>
  )
}

/** What a person sees when a page itself is broken. The cause goes to the console, where IT can read it. */
export function FailurePage() {
  const { defect } = useTexts().common
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />
  return (
    <section className="page page--narrow failure" role="alert">
      <Icon name="warning" size={32} />
      <PageTitle>{defect.title}</PageTitle>
      <p className="kern-body">{defect.body}</p>
      <Button
        kind="primary"
        onClick={() => {
          window.location.reload()
        }}
      >
        {defect.reload}
      </Button>
    </section>
  )
}
