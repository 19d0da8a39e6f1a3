import { Company, faults, pay } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a payment that comes after its ticket was cancelled is found, and returned whole', async ({ page, browser, request }) => {
  test.setTimeout(120_000);
  const company = await Company.withCounter(request);
  const ticket = await company.issue('B');
  const { txid, paymentUrl } = await company.post(`/api/v1/counter/tickets/${ticket.id}/charge`);
  const { pixKey } = await company.get('/api/v1/payments/sicredi');
  const payer = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })).newPage();
  await payer.goto(paymentUrl);
  await expect(payer.getByRole('img', { name: 'QR Code do Pix' })).toBeVisible();
  await company.signIn(page, `/senhas?senha=${ticket.id}`);
  // The bank is slow to withdraw the code, and the customer is quicker.
  await faults(request, pixKey, [{ match: 'PATCH /api/v2/cob', status: 503 }]);
  await page.getByRole('button', { name: 'Cancelar senha' }).click();
  const dialog = page.getByRole('dialog', { name: `Cancelar a senha ${ticket.code}` });
  await dialog.getByRole('button', { name: 'Cliente desistiu' }).click();
  await dialog.getByRole('button', { name: 'Cancelar senha' }).click();
  await expect(page.getByText(`Senha ${ticket.code} cancelada.`)).toBeVisible();
  await pay(request, txid);
  await faults(request, pixKey, []);

  // The payer is told that the money came; the ticket stays as it was decided.
  await expect(payer.getByText('Pago', { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.goto('/pagamentos/a-conferir');
  const found = page.getByRole('row').filter({ hasText: 'A senha ou o link já não esperava pagamento' });
  await expect(found).toContainText('R$ 35,00');
  expect((await company.ticket(ticket.code)).status).toBe('cancelled');

  await found.getByRole('button', { name: 'Devolver' }).click();
  const giving = page.getByRole('dialog', { name: 'Devolver Pix' });
  await expect(giving.getByLabel('Valor')).toHaveValue('35,00');
  await giving.getByLabel('Motivo').fill('pagou depois de desistir');
  await giving.getByRole('button', { name: 'Devolver' }).click();
  await expect(page.getByText('Devolução a caminho do banco.')).toBeVisible();
  await expect(page.getByText('Tudo conferido')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('table', { name: 'Pagamentos já resolvidos' })).toContainText('Devolvido · Ana Souza');

  await page.getByRole('link', { name: 'Devoluções' }).click();
  const row = page.getByRole('row').filter({ hasText: 'pagou depois de desistir' });
  await expect(row).toContainText('Devolvido');
  await row.getByRole('button').click();
  const receipt = page.getByRole('dialog', { name: 'Comprovante de devolução' });
  await expect(receipt.getByText('R$ 35,00')).toHaveCount(2);
  await expect(receipt).toContainText('Identificação da devolução');
  await page.emulateMedia({ media: 'print' });
  await expect(receipt).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Devoluções' })).toBeHidden();
  await expect(receipt.getByRole('button', { name: 'Imprimir' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  // The book: it came in, made way for nothing, and went out again.
  await page.goto('/pagamentos/livro');
  const day = page.getByRole('table', { name: 'Livro-caixa por dia' });
  await expect(day.getByText('R$ 35,00')).toHaveCount(2);
  await day.getByRole('button').click();
  const lines = page.getByRole('table', { name: 'Lançamentos do dia' });
  await expect(lines.getByRole('row').filter({ hasText: 'Já não esperava pagamento' }).filter({ hasText: 'A conferir' })).toContainText('+ R$ 35,00');
  await expect(lines.getByRole('row').filter({ hasText: 'Devolução' }).filter({ hasText: 'Banco' })).toContainText('− R$ 35,00');
});
