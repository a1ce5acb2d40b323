import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { fetchBoxes, openBox, PAPER_KEY } from './paper-api.ts'
import { TextsDialog } from './texts-dialog.tsx'
import './paper.css'

/** Boxes of paper that was scanned. */
export function PaperPage() {
  const { paper: words } = useTexts()
  const navigate = useNavigate()
  const [isOpening, setOpening] = useState(false)
  const query = useQuery({
    queryKey: [...PAPER_KEY, 'list'],
    queryFn: async ({ signal }) => fetchBoxes(signal),
  })
  return (
    <div className="page">
      <PageTitle
        aside={
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              setOpening(true)
            }}
          >
            {words.open}
          </Button>
        }
      >
        {words.title}
      </PageTitle>
      <p className="page__intro">{words.intro}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="kern-body">{words.none}</p>
          ) : (
            <table className="table table--stacked">
              <thead>
                <tr>
                  <th scope="col">{words.title}</th>
                  <th scope="col">{words.place}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col">{words.batches}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((box) => (
                  <tr key={box.id}>
                    <th scope="row">
                      <Link className="kern-link" to={`/stapel/papierlager/${box.id}`}>
                        {words.box(box.number)}
                      </Link>
                    </th>
                    <td data-label={words.place}>{box.place}</td>
                    <td data-label={words.state}>{words.states[box.state]}</td>
                    <td data-label={words.batches}>{box.batches.map(({ number }) => number).join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      {isOpening && (
        <TextsDialog
          title={words.open}
          submitLabel={words.openSubmit}
          fields={[{ name: 'place', label: words.place }]}
          change={async ({ place = '' }) => openBox(place)}
          onDone={(box) => void navigate(`/stapel/papierlager/${box.id}`)}
          onClose={() => {
            setOpening(false)
          }}
        />
      )}
    </div>
  )
}
