import { Company, newestCharge, pay } from '../support/company.ts';
import { withProducts } from '../support/products.ts';
import { withDraft, withLetterhead, withSale, withSent } from '../support/proposals.ts';
import { everyForm, schemes, shooter, sizes } from '../support/shots.ts';
import { expect, test } from '../support/test.ts';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`proposals, ${size}, ${scheme}`, async ({ browser, request }) => {
      // What is kept is the desk's in light, and the customer's hand in light.
      if (!everyForm && scheme === 'dark') return;
      const company = await Company.register(request);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await withProducts(company, page);
      await withLetterhead(company, page);
      const { opportunity } = await withSale(company);
      const sent = await withSent(company, opportunity.id);
      const { opportunity: other } = await withSale(company, 'Café da manhã do hotel');
      await withSent(company, other.id);
      const draft = await withDraft(company, other.id);
      const customer = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();

      await customer.goto(sent.path);
      await expect(customer.getByRole('button', { name: 'Aceitar proposta' })).toBeVisible();
      await shot(customer, 'proposta-cliente');
      await company.signIn(page, `/comercial/propostas/${draft}`);
      if (size === 'desktop') await expect(page.getByRole('img', { name: 'Página 1 de 1' })).toHaveAttribute('data-drawn', 'true');
      await shot(page, 'proposta');
      if (size === 'phone') {
        await page.getByText('Prévia', { exact: true }).click();
        await expect(page.getByRole('img', { name: 'Página 1 de 1' })).toHaveAttribute('data-drawn', 'true');
        await shot(page, 'proposta-previa');
      }
      await page.getByRole('button', { name: 'Enviar…' }).click();
      await expect(page.getByRole('dialog', { name: 'Enviar a proposta' })).toBeVisible();
      await shot(page, 'proposta-enviar');

      await customer.getByRole('button', { name: 'Aceitar proposta' }).click();
      await customer.getByLabel('Seu nome completo').fill('Maria Lima');
      await customer.getByLabel('Seu CPF').fill('52998224725');
      await shot(customer, 'proposta-aceitar');
      await customer.getByRole('button', { name: 'Aceitar', exact: true }).click();
      await expect(customer.getByText('Proposta aceita')).toBeVisible();
      await customer.getByRole('button', { name: /com Pix/ }).click();
      await expect(customer.getByRole('img', { name: 'QR Code do Pix' })).toBeVisible();
      await shot(customer, 'proposta-pix');
      const { pixKey } = await company.get('/api/v1/payments/sicredi');
      await pay(request, (await newestCharge(request, pixKey)).txid);
      await expect(customer.getByText('Pago', { exact: true })).toBeVisible();

      await page.goto(`/comercial/propostas/${sent.id}`);
      await expect(page.getByText('Paga', { exact: true })).toBeVisible();
      if (size === 'desktop') await expect(page.getByRole('img', { name: 'Página 1 de 1' })).toHaveAttribute('data-drawn', 'true');
      else await page.getByText('Acompanhar', { exact: true }).click();
      await shot(page, 'proposta-paga');
      await page.goto('/comercial/propostas');
      await expect(page.getByRole('table', { name: 'Propostas' })).toContainText('Bolo do casamento');
      await shot(page, 'propostas');
      await page.goto(`/comercial/oportunidades/${other.id}`);
      await expect(page.getByRole('link', { name: /Proposta nº 2/ })).toBeVisible();
      await shot(page, 'oportunidade-propostas');
      await page.goto('/configuracoes/propostas');
      await expect(page.getByRole('img', { name: 'Logotipo da empresa' })).toBeVisible();
      await shot(page, 'propostas-configuracoes');
    });
  }
