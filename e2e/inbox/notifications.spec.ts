import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { withNotifications } from '../support/config.ts';
import { expect, test } from '../support/test.ts';
import { connected, sandboxUrl, writeTo } from '../support/whatsapp.ts';

test.use({ launchOptions: withNotifications });

/** The browser's maker is not reached from here: its push service is the sandbox's, the worker and everything else are real. */
async function pushFrom(page: Page) {
  const subscribed = await (await page.request.post(`${sandboxUrl}/sandbox/push/browsers`)).json();
  await page.addInitScript((one: { endpoint: string; p256dh: string; auth: string }) => {
    const subscription = {
      endpoint: one.endpoint,
      options: { applicationServerKey: null },
      toJSON: () => ({ endpoint: one.endpoint, keys: { p256dh: one.p256dh, auth: one.auth } }),
      unsubscribe: () => Promise.resolve(true),
    };
    const known = () => (localStorage.getItem('pushed') ? subscription : null);
    PushManager.prototype.getSubscription = () => Promise.resolve(known() as unknown as PushSubscription | null);
    PushManager.prototype.subscribe = () => {
      localStorage.setItem('pushed', '1');
      return Promise.resolve(subscription as unknown as PushSubscription);
    };
  }, subscribed);
  return {
    told: async () =>
      (await (await page.request.get(`${sandboxUrl}/sandbox/push/browsers/${subscribed.id}/messages`)).json()).items as { text: string }[],
    id: subscribed.id as string,
  };
}

/** Hands the worker what the push service would. */
async function deliver(page: Page, text: string, origin = new URL(page.url()).origin) {
  const client = await page.context().newCDPSession(page);
  const registrations = new Promise<string>((resolve) =>
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: all }) => all[0] && resolve(all[0].registrationId)),
  );
  await client.send('ServiceWorker.enable');
  await client.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registrations, data: text });
  await client.detach();
}

test('a test goes the whole way of an alert and says where it ends', async ({ page, context, request }) => {
  await context.grantPermissions(['notifications']);
  const push = await pushFrom(page);
  const company = await Company.register(request);
  await company.signIn(page, '/configuracoes/alertas');
  await page.getByRole('button', { name: 'Avisar neste aparelho' }).click();
  const devices = page.getByRole('list', { name: 'Aparelhos avisados' });
  await expect(devices).toContainText('este aparelho');
  const steps = page.getByRole('status', { name: 'Resultado do teste' });

  await page.getByRole('button', { name: 'Testar' }).click();
  await expect(steps).toContainText('O serviço do navegador aceitou o aviso (certo)');
  const [message] = await push.told();
  await deliver(page, message!.text);
  await expect(steps).toContainText('O aviso chegou a este aparelho (certo)');

  await page.request.put(`${sandboxUrl}/sandbox/push/browsers/${push.id}`, { data: { gone: true } });
  await page.waitForTimeout(3_000);
  await page.getByRole('button', { name: 'Testar' }).click();
  await expect(page.getByRole('button', { name: 'Avisar neste aparelho' })).toBeVisible();
  await expect(devices).toHaveCount(0);
});

test('what a push service brings is shown, and opens its conversation', async ({ page, context, request }) => {
  await context.grantPermissions(['notifications']);
  // Whoever looks at it needs no notice.
  await context.addInitScript(() => {
    document.hasFocus = () => false;
  });
  const push = await pushFrom(page);
  const company = await Company.register(request);
  const { number } = await connected(company);
  await company.signIn(page, '/configuracoes/alertas');
  await page.getByRole('button', { name: 'Avisar neste aparelho' }).click();
  await expect(page.getByRole('list', { name: 'Aparelhos avisados' })).toContainText('este aparelho');

  await writeTo(request, number, { text: 'Tem bolo de fubá?' });
  await expect.poll(async () => (await push.told()).length, { timeout: 20_000 }).toBe(1);
  const [message] = await push.told();
  // No page is open: here every page has the focus, and the worker leaves it to one that has.
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await deliver(page, message!.text, origin);
  const other = await context.newPage();
  await other.goto('/entrar');
  const shown = () =>
    other.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => `${title}: ${body}`));
  await expect.poll(shown).toEqual(['Maria Lima: Tem bolo de fubá?']);
});
