import './styles/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { loadConfig } from './lib/config'
import { startI18n } from './lib/i18n'

void Promise.all([loadConfig(), startI18n()]).then(() => {
  createRoot(document.getElementById('root')!).render(<App />)
})
