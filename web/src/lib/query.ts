import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api/problem'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      // Offline is shown by our own bar; a paused query would show a skeleton for ever.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isTransient,
      retryDelay: (attempt) => 600 * 2 ** attempt,
    },
    mutations: {
      // Never queued for later: calling a customer must not happen minutes after the button was pressed.
      networkMode: 'always',
      retry: false,
    },
  },
})

/** First word of every query key; the realtime topics are mapped onto them in lib/realtime. */
export const keys = {
  tickets: (...rest: unknown[]) => ['tickets', ...rest] as const,
  queue: (...rest: unknown[]) => ['queue', ...rest] as const,
  printJobs: (...rest: unknown[]) => ['print-jobs', ...rest] as const,
  settings: (...rest: unknown[]) => ['settings', ...rest] as const,
  payments: (...rest: unknown[]) => ['payments', ...rest] as const,
  people: (...rest: unknown[]) => ['people', ...rest] as const,
  privacy: (...rest: unknown[]) => ['privacy', ...rest] as const,
  conversations: (...rest: unknown[]) => ['conversations', ...rest] as const,
  /** Of what was said. By itself: what announces a message must not ask for everything that was found anew. */
  messages: (...rest: unknown[]) => ['messages', ...rest] as const,
  supportTickets: (...rest: unknown[]) => ['support-tickets', ...rest] as const,
  /** Boards, lists, forecasts, and each one. */
  opportunities: (...rest: unknown[]) => ['opportunities', ...rest] as const,
  leads: (...rest: unknown[]) => ['leads', ...rest] as const,
  proposals: (...rest: unknown[]) => ['proposals', ...rest] as const,
  channels: (...rest: unknown[]) => ['channels', ...rest] as const,
  alerts: (...rest: unknown[]) => ['alerts', ...rest] as const,
  /** Of messages. By themselves, since they never change: what announces a message must not fetch its picture again. */
  files: (...rest: unknown[]) => ['files', ...rest] as const,
  products: (...rest: unknown[]) => ['products', ...rest] as const,
  agents: (...rest: unknown[]) => ['agents', ...rest] as const,
  members: (...rest: unknown[]) => ['members', ...rest] as const,
  /** One's own account. */
  me: (...rest: unknown[]) => ['me', ...rest] as const,
}
