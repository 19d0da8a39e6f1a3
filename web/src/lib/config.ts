export interface AppConfig {
  /** Empty when the API serves this page; otherwise the API's origin. */
  apiBase: string
  instanceId: string
  /** Whether this installation sends e-mail; where it does not, nothing offers to. */
  mail: boolean
}

let current: AppConfig = { apiBase: '', instanceId: '', mail: false }

/** One build runs on both deployments: where the API lives is known only at start. */
export async function loadConfig(): Promise<void> {
  try {
    const response = await fetch('/config.json', { cache: 'no-cache' })
    if (!response.ok) return
    const value = (await response.json()) as Partial<AppConfig>
    current = {
      apiBase: typeof value.apiBase === 'string' ? value.apiBase.replace(/\/+$/, '') : '',
      instanceId: typeof value.instanceId === 'string' ? value.instanceId : '',
      mail: value.mail === true,
    }
  } catch {
    // Without the file the API is taken to be on this origin, which is what the single-machine deployment does.
  }
}

export function config(): AppConfig {
  return current
}
