import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a screen that lost its network shows every call it missed, in order, and repeats none', async ({ browser, request }) => {
  const company = await Company.withCounter(request);
  const panel = await company.openPanel(browser);
  const desk = (await company.get('/api/v1/counter/desks')).items[0];
  const call = async () => {
    await company.issue('A');
    await company.post(`/api/v1/counter/desks/${desk.id}/calls`);
  };
  await call();
  await expect(panel.getByText('A001').first()).toBeVisible();

  // What the large display showed, in order.
  await panel.evaluate(() => {
    const seen: string[] = [];
    (window as unknown as { seen: string[] }).seen = seen;
    new MutationObserver(() => {
      const code = document.querySelector('[data-testid="current-code"]')?.textContent;
      if (code && seen.at(-1) !== code) seen.push(code);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await panel.context().setOffline(true);
  await call();
  await call();
  await panel.context().setOffline(false);
  await expect(panel.getByTestId('current-code')).toHaveText('A003', { timeout: 45_000 });
  const seen = await panel.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.filter((code) => code !== 'A001')).toEqual(['A002', 'A003']);

  await panel.reload();
  await expect(panel.getByTestId('current-code')).toHaveText('A003');
});

test('a screen that was unpaired asks to be paired again', async ({ browser, request }) => {
  const company = await Company.withCounter(request);
  const panel = await company.openPanel(browser);
  const { items } = await company.get('/api/v1/counter/panels');
  await company.delete(`/api/v1/counter/panels/${items[0].id}`);
  await expect(panel.getByTestId('pairing-code')).toBeVisible({ timeout: 45_000 });
});
