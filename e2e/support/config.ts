import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

/** Debian's Chromium; it refuses its sandbox to root, and its background traffic finds no network on a build machine. */
const asRoot = process.getuid?.() === 0;

const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--disable-gpu', '--disable-background-networking', ...(asRoot ? ['--no-sandbox'] : [])],
};

/** One that hums, and nobody who has to allow it. */
export const withMicrophone = {
  ...launchOptions,
  args: [...launchOptions.args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
};

/** What shows notifications is the browser's window, which the shell of the others does not have. */
export const withNotifications = { ...launchOptions, executablePath: process.env.CHROMIUM_WINDOW_PATH || launchOptions.executablePath };

export const config = (more: PlaywrightTestConfig) =>
  defineConfig({
    fullyParallel: true,
    workers: 2,
    timeout: 60_000,
    expect: { timeout: 15_000 },
    reporter: 'list',
    ...more,
    use: {
      baseURL: process.env.BASE_URL ?? 'http://localhost:8080',
      locale: 'pt-BR',
      timezoneId: 'America/Sao_Paulo',
      // Asked for (TRACE=1) by whoever looks for something: it copies every page at every step, which costs a good part of the tests.
      trace: process.env.TRACE ? { mode: 'retain-on-failure', screenshots: false } : 'off',
      screenshot: 'only-on-failure',
      launchOptions,
      ...more.use,
    },
  });
