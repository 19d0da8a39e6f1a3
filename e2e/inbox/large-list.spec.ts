import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { withMany } from '../support/database.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

const COUNT = 10_000;
const MOST_ROWS = 60;
const LONGEST_MS = 200;

type Watched = Window & { mostRows: number; longest: number };

/** From the first frame on: the most rows that were ever in the page, and the longest time in which it did not answer. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    const watched = window as unknown as Watched;
    Object.assign(watched, { mostRows: 0, longest: 0 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
    }).observe({ type: 'longtask' });
    const look = () => {
      watched.mostRows = Math.max(watched.mostRows, document.querySelectorAll('ul[aria-label="Conversas"] > li').length);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** By the wheel, as fast as the list follows, until `there`. */
async function scroll(page: Page, by: number, there: () => Promise<boolean>) {
  await page.getByRole('list', { name: 'Conversas' }).hover({ position: { x: 100, y: 40 }, force: true });
  while (!(await there())) await page.mouse.wheel(0, by);
}

for (const [device, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const)
  test(`ten thousand conversations are gone through and back by the wheel, a few in the page at a time (${device})`, async ({ page, request }) => {
    test.setTimeout(180_000);
    await page.setViewportSize(viewport);
    await watch(page);
    const company = await Company.register(request);
    const { channel, number } = await connected(company);
    const label = await company.post('/api/v1/inbox/labels', { name: 'Encomenda', color: 'orange' });
    await writeTo(request, number, { text: 'Bom dia' });
    await conversationWith(company, 'Bom dia');
    await withMany(channel.id, label.id, COUNT - 1);
    const seen = new Set<string>();
    page.on('response', async (response) => {
      if (response.url().includes('/inbox/conversations?'))
        for (const { id } of (await response.json().catch(() => ({ items: [] }))).items) seen.add(id);
    });
    await company.signIn(page, '/atendimento');
    const rows = page.getByRole('list', { name: 'Conversas' }).getByRole('listitem');
    await expect(rows.first()).toBeVisible();
    const at = (end: 'first' | 'last') => async () => (await rows[end]().getAttribute('aria-posinset')) === (end === 'first' ? '1' : String(COUNT));
    // A page that does not answer is noticed.
    await page.evaluate(() =>
      setTimeout(() => {
        for (const end = performance.now() + 120; performance.now() < end;);
      }),
    );
    await expect.poll(() => page.evaluate(() => (window as unknown as Watched).longest)).toBeGreaterThanOrEqual(100);

    let longest = Infinity;
    // A machine that is busy with others stops now and then; what is ours is there every time.
    for (let turn = 1; turn <= 3 && longest > LONGEST_MS; turn++) {
      await page.evaluate(() => void ((window as unknown as Watched).longest = 0));
      await scroll(page, 6_000, at('last'));
      await expect.poll(() => seen.size).toBe(COUNT);
      await expect(rows.last()).toBeInViewport();
      await scroll(page, -30_000, at('first'));
      // And what is new is there at once, however much was gone through.
      await writeTo(request, number, { text: `Tem bolo? ${turn}` });
      await expect(rows.first()).toContainText(`Tem bolo? ${turn}`, { timeout: 3_000 });
      longest = await page.evaluate(() => (window as unknown as Watched).longest);
    }
    expect(longest).toBeLessThanOrEqual(LONGEST_MS);
    const mostRows = await page.evaluate(() => (window as unknown as Watched).mostRows);
    expect(mostRows).toBeGreaterThan(5);
    expect(mostRows).toBeLessThanOrEqual(MOST_ROWS);
  });
