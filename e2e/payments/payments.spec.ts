import { Company, newestCharge, pay } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a Pix of another amount: the difference is returned, the rest pays the ticket', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const ticket = await company.issue('B');
  const charge = await company.post(`/api/v1/counter/tickets/${ticket.id}/charge`);
  await pay(request, charge.txid, '40.00');
  await company.signIn(page);
  await page.getByRole('link', { name: 'Pagamentos' }).first().click();

  await expect(page.getByRole('cell', { name: 'Valor diferente do cobrado' })).toBeVisible();
  await page.getByRole('button', { name: 'Devolver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Valor').fill('5,00');
  await dialog.getByRole('button', { name: 'Devolver' }).click();
  await expect(dialog.getByText('Diga por quê.')).toBeVisible();
  await dialog.getByLabel('Motivo').fill('pagou a mais');
  await dialog.getByRole('button', { name: 'Devolver' }).click();
  await expect(page.getByText('Devolução a caminho do banco.')).toBeVisible();

  // Offered again when the bank has returned it.
  await page.getByRole('button', { name: 'Ligar a uma senha' }).click({ timeout: 30_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'É desta senha' }).click();
  await expect(page.getByText('Tudo conferido')).toBeVisible();
  expect((await company.ticket(ticket.code)).status).toBe('paid');

  await page.getByRole('link', { name: 'Devoluções' }).click();
  const row = page.getByRole('row').filter({ hasText: 'pagou a mais' });
  await expect(row).toContainText('Devolvido');
  await row.getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('Comprovante de devolução');
  await expect(page.getByRole('dialog')).toContainText('R$ 5,00');
});

test('a link is made, opened by somebody on a phone, paid, and shown as paid', async ({ page, request, browser }) => {
  const company = await Company.withCounter(request);
  await company.signIn(page, '/pagamentos/links');
  await page.getByRole('button', { name: 'Novo link' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Valor').fill('25');
  await dialog.getByLabel('Descrição').fill('Encomenda 7');
  await dialog.getByRole('button', { name: 'Criar link' }).click();
  const url = await page.getByRole('dialog').locator('code').innerText();

  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const payer = await (await browser.newContext(phone)).newPage();
  await payer.goto(new URL(url).pathname);
  await expect(payer.getByText('Encomenda 7')).toBeVisible();
  await payer.getByRole('button', { name: 'Pagar com Pix' }).tap();
  // The code and the way to copy it are in sight at once, and nothing hangs over the edge.
  await expect(payer.getByRole('img', { name: 'QR Code do Pix' })).toBeInViewport({ ratio: 1 });
  await expect(payer.getByRole('button', { name: 'Copiar código Pix' })).toBeInViewport({ ratio: 1 });
  expect(await payer.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const { pixKey } = await company.get('/api/v1/payments/sicredi');
  await pay(request, (await newestCharge(request, pixKey)).txid);

  await expect(payer.getByText('Pago', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('cell', { name: 'Pago' })).toBeVisible({ timeout: 30_000 });
});

test('cash at the counter puts the ticket into the queue and stays apart from Pix', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const ticket = await company.issue('C');
  await company.signIn(page, `/senhas?senha=${ticket.id}`);
  await page.getByRole('button', { name: 'Receber em dinheiro ou cartão' }).click();
  await page.getByRole('button', { name: 'Recebi' }).click();
  await expect(page.getByText(`A senha ${ticket.code} está paga e na fila.`)).toBeVisible();

  await page.goto('/pagamentos/a-mao');
  await expect(page.getByRole('row').filter({ hasText: 'Dinheiro' })).toContainText('R$ 18,90');
});
