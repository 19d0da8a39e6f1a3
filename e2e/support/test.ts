import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/** A browser lives on after a test, and with it the pages a test opened by itself: they would go on hearing events and drawing while the next ones are timed. */
export const test = base.extend<{ pagesClosed: void }>({
  pagesClosed: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
