import { Company, newestCharge, pay } from '../support/company.ts';
import { withProducts } from '../support/products.ts';
import { withSale } from '../support/proposals.ts';
import { expect, test } from '../support/test.ts';

test('a proposal is written by keyboard, sent, accepted in a hand, paid by Pix, and wins the sale', async ({ page, browser, request }) => {
  test.setTimeout(120_000);
  const company = await Company.register(request);
  await withProducts(company, page);
  const { opportunity } = await withSale(company);
  await company.signIn(page, `/comercial/oportunidades/${opportunity.id}`);
  await page.getByRole('button', { name: 'Nova proposta' }).click();
  await expect(page.getByRole('heading', { name: 'Proposta nº 1' })).toBeVisible();

  // A product by its code, with the price it has; then words of one's own.
  const keys = page.keyboard;
  await page.getByRole('combobox', { name: 'Item 1', exact: true }).focus();
  await keys.type('bolo-f');
  await expect(page.getByRole('option', { name: /Bolo de fubá/ })).toBeVisible();
  await keys.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Preço do item 1' })).toHaveValue('28,00');
  await keys.press('Tab');
  await keys.type('10');
  for (const tab of ['Tab', 'Tab', 'Tab']) await keys.press(tab);
  await keys.type('10');
  await keys.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Item 2', exact: true })).toBeFocused();
  await keys.type('Montagem da mesa');
  for (const tab of ['Tab', 'Tab', 'Tab']) await keys.press(tab);
  await keys.type('150');
  await keys.press('Alt+ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Preço do item 1' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Item 1', exact: true })).toHaveValue('Montagem da mesa');
  await page.getByLabel('Desconto no total').fill('2,50');
  await page.getByRole('region', { name: 'Totais' }).getByText('R$', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Totais' })).toContainText('R$ 399,50');
  await expect(page.getByText('Salvo', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Página 1 de 1' })).toHaveAttribute('data-drawn', 'true');

  await keys.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Enviar a proposta' });
  await dialog.getByRole('button', { name: 'Criar o link' }).click();
  const link = await page.getByRole('dialog', { name: 'Proposta enviada' }).locator('code').innerText();
  await page.getByRole('dialog').getByRole('button', { name: 'Fechar' }).last().click();
  await expect(page.getByText('Enviada', { exact: true }).first()).toBeVisible();

  const hand = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const customer = await (await browser.newContext(hand)).newPage();
  await customer.goto(new URL(link).pathname);
  await expect(customer.getByRole('heading', { name: 'Proposta nº 1' })).toBeVisible();
  await expect(customer.getByText('10 UN × R$ 28,00 · desconto de 10%')).toBeVisible();
  await expect(customer.getByRole('button', { name: 'Aceitar proposta' })).toBeInViewport({ ratio: 1 });
  expect(await customer.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expect(page.getByText('Vista', { exact: true }).first()).toBeVisible();

  await customer.getByRole('button', { name: 'Aceitar proposta' }).tap();
  const accept = customer.getByRole('dialog', { name: 'Aceitar a proposta nº 1' });
  await accept.getByLabel('Seu nome completo').fill('Maria Lima');
  await accept.getByLabel('Seu CPF').fill('52998224726');
  await accept.getByRole('button', { name: 'Aceitar', exact: true }).tap();
  await expect(accept.getByText('Este CPF não existe.', { exact: false })).toBeVisible();
  await accept.getByLabel('Seu CPF').fill('52998224725');
  await accept.getByRole('button', { name: 'Aceitar', exact: true }).tap();
  await expect(customer.getByText('Proposta aceita')).toBeVisible();
  await customer.getByRole('button', { name: 'Pagar R$ 399,50 com Pix' }).tap();
  await expect(customer.getByRole('img', { name: 'QR Code do Pix' })).toBeVisible();
  await expect(customer.getByRole('button', { name: 'Copiar código Pix' })).toBeInViewport({ ratio: 1 });
  const { pixKey } = await company.get('/api/v1/payments/sicredi');
  await pay(request, (await newestCharge(request, pixKey)).txid);
  await expect(customer.getByText('Pago', { exact: true })).toBeVisible();

  // All of it is known to whoever sells, without a reload.
  await expect(page.getByText('Paga', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Maria Lima', { exact: false }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Bolo do casamento' }).click();
  await expect(page.getByText('Ganha', { exact: true })).toBeVisible();
  const history = page.getByRole('region', { name: 'Histórico' });
  for (const words of ['Ana Souza enviou a proposta 1', 'O cliente aceitou a proposta 1', 'O Pix da proposta 1 foi pago'])
    await expect(history).toContainText(words);
});
