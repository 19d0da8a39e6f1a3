import { expect, test, type Page } from '@playwright/test';
import { Company, pay } from '../support/company.ts';

/** The pictures of docs/user: every screen as its user sees it, on a desk and in a hand, light and dark. */
const folder = process.env.SCREENSHOTS ?? '../docs/user/images';
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const scheme of ['light', 'dark'] as const)
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.withCounter(request);
      // The three screens people live in are kept in every form, the others once.
      const everyForm = ['balcao', 'painel', 'pagamento', 'pessoa', 'cliente'];
      const shot = async (page: Page, name: string) => {
        if (!everyForm.includes(name) && !(size === 'desktop' && scheme === 'light')) return;
        await page.waitForTimeout(600);
        await page.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png` });
      };
      // In a hand there is a finger, and no keys to hint at.
      const touch = { hasTouch: size === 'phone', isMobile: size === 'phone' };
      const context = await browser.newContext({ viewport, colorScheme: scheme, ...touch });
      const page = await context.newPage();

      await page.goto('/entrar');
      await expect(page.getByRole('button', { name: 'Entrar' })).toBeVisible();
      await shot(page, 'entrar');
      await company.signIn(page);
      await page.getByRole('button', { name: 'Guichê 2' }).click();

      for (const prefix of ['A', 'A', 'A', 'A', 'A', 'A', 'B', 'C']) await company.issue(prefix);
      await company.issue('A', 5);
      const charged = await company.issue('B');
      const charge = await company.post(`/api/v1/counter/tickets/${charged.id}/charge`);
      const panel = await company.openPanel(browser, { viewport: size === 'desktop' ? { width: 1280, height: 720 } : viewport, colorScheme: scheme });
      const desks = (await company.get('/api/v1/counter/desks')).items;
      for (let done = 0; done < 3; done++) {
        const { ticketId } = await company.post(`/api/v1/counter/desks/${desks[done % 2].id}/calls`);
        await company.post(`/api/v1/counter/tickets/${ticketId}/complete`);
      }
      const called = await company.post(`/api/v1/counter/desks/${desks[1].id}/calls`);
      await expect(panel.getByText(called.code).first()).toBeVisible({ timeout: 60_000 });
      await shot(panel, 'painel');

      await page.reload();
      await expect(page.getByText(called.code).first()).toBeVisible();
      await shot(page, 'balcao');
      await page.goto('/senhas');
      await shot(page, 'senhas');

      const payer = await (await browser.newContext({ viewport, colorScheme: scheme, ...touch })).newPage();
      await payer.goto(charge.paymentUrl);
      await expect(payer.getByRole('button', { name: /Copiar/ })).toBeVisible();
      await shot(payer, 'pagamento');
      await pay(request, charge.txid);
      await expect(payer.getByText(/[Pp]ago|Pagamento confirmado/).first()).toBeVisible();
      await shot(payer, 'pago');
      await payer.goto(charged.followUrl);
      await shot(payer, 'fila');
      expect(called.sequence).toBe(4);

      for (const [name, kind, text] of [
        ['Paulo Nogueira', 'phone', '(11) 98765-0001'],
        ['Marina Duarte', 'email', 'marina@duarte.example'],
        ['Ótica Boa Vista', 'cnpj', '12.ABC.345/01DE-35'],
      ])
        await company.post('/api/v1/people/contacts', { name, identifiers: [{ kind, text }] });
      const maria = await company.post('/api/v1/people/contacts', {
        name: 'Maria da Conceição',
        identifiers: [
          { kind: 'cpf', text: '529.982.247-25' },
          { kind: 'phone', text: '(11) 98765-4321' },
        ],
      });
      await company.post(`/api/v1/people/contacts/${maria.id}/reveals`, { reason: 'Emitir a nota fiscal' });
      const laboratory = await company.post('/api/v1/counter/services', {
        name: 'Exame com laudo',
        prefix: 'E',
        price: { value: '0.00', currency: 'BRL' },
        customerAsk: 'required',
        customerPurpose: 'Emitir o laudo no seu nome e avisar quando ficar pronto',
      });
      await company.post('/api/v1/counter/tickets', {
        serviceId: laboratory.id,
        customer: { cpf: '529.982.247-25', consents: [{ purpose: 'marketing', channel: 'whatsapp', version: 1 }] },
      });
      await page.goto('/balcao');
      if (size === 'phone') await page.getByText('Emitir', { exact: true }).click();
      await page.getByRole('button', { name: /Exame com laudo Grátis/ }).click();
      await expect(page.getByRole('checkbox', { name: 'Novidades e ofertas pelo WhatsApp' })).toBeVisible();
      await shot(page, 'cliente');
      await page.goto('/pessoas');
      await expect(page.getByText('Maria da Conceição')).toBeVisible();
      await shot(page, 'pessoas');
      await page.goto(`/pessoas/${maria.id}`);
      await expect(page.getByText('Emitir a nota fiscal')).toBeVisible();
      await shot(page, 'pessoa');

      for (const [name, path] of [
        ['servicos', '/configuracoes/servicos'],
        ['impressoras', '/configuracoes/impressoras'],
        ['consentimentos', '/configuracoes/consentimentos'],
        ['sicredi', '/configuracoes/sicredi'],
        ['membros', '/configuracoes/membros'],
      ]) {
        await page.goto(path);
        await shot(page, name);
      }
      await context.close();
    });
  }
