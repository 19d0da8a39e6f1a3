import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { sessions } from '@/lib/auth/session'
import { followLanguage } from '@/lib/i18n'
import { queryClient } from '@/lib/query'
import { router } from './router'

/** When the person or the company changes, nothing fetched for the previous one may remain. */
let shown: string | null = null
sessions.subscribe(() => {
  const state = sessions.snapshot()
  if (state.status === 'signed-in') followLanguage(state.session.user.language)
  const next = state.status === 'signed-in' ? `${state.session.user.id}/${state.session.tenant.id}` : null
  if (next === shown) return
  const before = shown
  shown = next
  if (before === null) return
  queryClient.clear()
  void router.invalidate()
})

export function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>
  )
}
