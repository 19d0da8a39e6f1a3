import { PrintersSettings } from '@/features/counter/printers/components/printers-settings'

export function Route() {
  return <PrintersSettings />
}
