import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Mantine reads the colours of styles/tokens.css; nothing else names a colour. */
const ramp = (name: string): MantineColorsTuple => {
  const shades = [
    `var(--c-${name}-soft)`,
    `var(--c-${name}-soft)`,
    `var(--c-${name}-soft)`,
    `var(--c-${name}-text)`,
    `var(--c-${name}-text)`,
    `var(--c-${name}-text)`,
    `var(--c-${name}-text)`,
    `var(--c-${name}-text)`,
    `var(--c-${name}-text)`,
    `var(--c-${name}-text)`,
  ]
  return shades as unknown as MantineColorsTuple
}

export const theme = createTheme({
  primaryColor: 'accent',
  colors: {
    dark: [
      '#e8eaea',
      '#b6bdc1',
      '#a1a9ad',
      '#6d767b',
      '#343a3d',
      '#272c2e',
      '#1b1f21',
      '#151819',
      '#101314',
      '#0e1011',
    ],
    gray: [
      '#f6f6f4',
      '#efefec',
      '#e3e3df',
      '#d3d3ce',
      '#b9bab6',
      '#8b9196',
      '#6a7076',
      '#565c62',
      '#34393d',
      '#191c1e',
    ],
    accent: ramp('accent'),
    danger: ramp('danger'),
    warn: ramp('warn'),
    info: ramp('info'),
    ok: ramp('ok'),
    neutral: ramp('neutral'),
  },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 8,
  cursorType: 'pointer',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'filled' } },
    // Menus and lists open inside a landmark, so that a screen reader's tour of the page meets them.
    Portal: { defaultProps: { target: '#overlays' } },
    Modal: {
      defaultProps: {
        radius: 12,
        centered: true,
        closeButtonProps: { 'aria-label': 'Fechar' },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Fechar' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dispensar aviso' } } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 350, radius: 6 } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', radius: 10, width: 220 } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
  },
})

const tone = (name: string) => ({
  [`--mantine-color-${name}-text`]: `var(--c-${name}-text)`,
  [`--mantine-color-${name}-filled`]: `var(--c-${name})`,
  [`--mantine-color-${name}-filled-hover`]: `var(--c-${name}-hover)`,
  [`--mantine-color-${name}-light`]: `var(--c-${name}-soft)`,
  [`--mantine-color-${name}-light-hover`]: `var(--c-${name}-soft-hover, var(--c-${name}-soft))`,
  [`--mantine-color-${name}-light-color`]: `var(--c-${name}-text)`,
  [`--mantine-color-${name}-outline`]: `var(--c-${name}-text)`,
  [`--mantine-color-${name}-outline-hover`]: `var(--c-${name}-soft)`,
})

const both = {
  '--mantine-color-body': 'var(--c-surface)',
  '--mantine-color-text': 'var(--c-text)',
  '--mantine-color-bright': 'var(--c-text)',
  '--mantine-color-dimmed': 'var(--c-dim)',
  '--mantine-color-placeholder': 'var(--c-dim)',
  '--mantine-color-error': 'var(--c-danger-text)',
  '--mantine-color-anchor': 'var(--c-accent-text)',
  '--mantine-color-default': 'var(--c-surface)',
  '--mantine-color-default-hover': 'var(--c-hover)',
  '--mantine-color-default-color': 'var(--c-text)',
  '--mantine-color-default-border': 'var(--c-border)',
  '--mantine-color-disabled': 'var(--c-neutral-soft)',
  '--mantine-color-disabled-color': 'var(--c-dim)',
  '--mantine-color-disabled-border': 'var(--c-border)',
  '--mantine-primary-color-filled': 'var(--c-accent)',
  '--mantine-primary-color-filled-hover': 'var(--c-accent-hover)',
  '--mantine-primary-color-light': 'var(--c-accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--c-accent-soft-hover)',
  '--mantine-primary-color-light-color': 'var(--c-accent-text)',
  ...tone('accent'),
  ...tone('danger'),
  ...tone('warn'),
  ...tone('info'),
  ...tone('ok'),
  ...tone('neutral'),
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-shadow-md': 'var(--c-shadow)', '--mantine-shadow-xl': 'var(--c-shadow)' },
  light: both,
  dark: both,
})
