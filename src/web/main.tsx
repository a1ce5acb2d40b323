import '@kern-ux/native/dist/kern.min.css'
import './shared/styles/fonts.css'
import './shared/styles/base.css'
import './shared/styles/controls.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element #root.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
