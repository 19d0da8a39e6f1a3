import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Company } from '../support/company.ts';

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 }, small: { width: 320, height: 640 } };

async function hasNoBarriers(page: Page, what: string) {
  await expect(page.getByRole('heading').or(page.getByRole('img')).first()).toBeVisible();
  await page.waitForTimeout(400);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${what}: ${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [size, viewport] of Object.entries(sizes))
    test(`no page has barriers (${size}, ${colorScheme})`, async ({ browser, request }) => {
      test.setTimeout(120_000);
      const company = await Company.withCounter(request);
      const page = await (await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })).newPage();
      for (const path of ['/entrar', '/criar-empresa', '/painel']) {
        await page.goto(path);
        await hasNoBarriers(page, path);
      }
      const ticket = await company.issue('B');
      await company.issue('A');
      const charge = await company.post(`/api/v1/counter/tickets/${ticket.id}/charge`);
      const form = await company.get('/api/v1/privacy/form');
      const asked = await company.post('/api/v1/privacy/requests', { kind: 'access', name: 'Maria', reach: 'maria@cliente.example' });
      for (const path of [charge.paymentUrl, ticket.followUrl, form.url, asked.statusUrl]) {
        await page.goto(path);
        await hasNoBarriers(page, path);
      }
      await company.signIn(page);
      await page.getByRole('button', { name: 'Guichê 1' }).click();
      await hasNoBarriers(page, '/balcao');
      const person = await company.post('/api/v1/people/contacts', { name: 'Maria', identifiers: [{ kind: 'cpf', text: '529.982.247-25' }] });
      const link = await company.post('/api/v1/payments/links', {
        amount: { value: '9.00', currency: 'BRL' },
        description: 'Encomenda 7',
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      });
      const paid = await company.issue('B');
      await company.post(`/api/v1/counter/tickets/${paid.id}/manual-payments`, { method: 'cash' });
      for (const path of [new URL(link.url).pathname, ...['a-conferir', 'devolucoes', 'conferencia', 'links', 'a-mao', 'livro'].map((p) => `/pagamentos/${p}`)]) {
        await page.goto(path);
        await hasNoBarriers(page, path);
      }
      for (const path of ['/senhas', '/pessoas', `/pessoas/${person.id}`, ...['servicos', 'guiches', 'impressoras', 'paineis', 'sicredi', 'consentimentos', 'membros', 'privacidade', `privacidade/${asked.request.id}`, 'empresa'].map((p) => `/configuracoes/${p}`)]) {
        await page.goto(path);
        await hasNoBarriers(page, path);
      }
    });
