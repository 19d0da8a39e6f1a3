import { readFileSync } from 'node:fs';
import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

/** A ticket of this customer, paid in cash and done with. */
async function servedAndPaid(company: Company, customer: { name: string; cpf: string }) {
  const service = await company.post('/api/v1/counter/services', {
    name: 'Bolo sob medida',
    prefix: 'M',
    price: { value: '35.00', currency: 'BRL' },
    customerAsk: 'optional',
    customerPurpose: 'Avisar quando o bolo estiver pronto',
  });
  const ticket = await company.post('/api/v1/counter/tickets', { serviceId: service.id, customer });
  await company.post(`/api/v1/counter/tickets/${ticket.id}/manual-payments`, { method: 'cash' });
  const [desk] = (await company.get('/api/v1/counter/desks')).items;
  await company.post(`/api/v1/counter/desks/${desk.id}/calls`);
  await company.post(`/api/v1/counter/tickets/${ticket.id}/complete`);
  return ticket;
}

test('a person asks on a phone, the company checks, hands out a copy, erases and closes; the revenue stays', async ({ page, browser, request }) => {
  const company = await Company.withCounter(request);
  const ticket = await servedAndPaid(company, { name: 'Maria da Conceição', cpf: '529.982.247-25' });
  await company.signIn(page, '/configuracoes');
  await page.getByRole('navigation', { name: 'Configurações' }).getByRole('link', { name: 'Privacidade' }).click();
  await expect(page.getByText('Nenhum pedido em aberto')).toBeVisible();
  const form = (await company.get('/api/v1/privacy/form')).url;
  await expect(page.getByText(form)).toBeVisible();

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(new URL(form).pathname);
  await expect(phone.getByRole('heading', { name: 'Seus dados com Padaria São João' })).toBeVisible();
  await phone.getByRole('button', { name: 'Enviar pedido' }).click();
  await expect(phone.getByText('Digite seu nome.')).toBeVisible();
  await phone.getByLabel('O que você quer?').selectOption({ label: 'Apagar os meus dados' });
  await phone.getByLabel('Seu nome').fill('Maria da Conceição');
  await phone.getByLabel('Telefone ou e-mail').fill('maria@cliente.example');
  await phone.getByLabel('Mensagem (se quiser)').fill('Não sou mais cliente');
  await phone.getByRole('button', { name: 'Enviar pedido' }).click();
  await expect(phone.getByRole('heading', { name: 'Pedido recebido' })).toBeVisible();
  await expect(phone.getByText(/responder até/)).toBeVisible();
  const status = new URL((await phone.getByRole('link', { name: 'Acompanhar o pedido' }).getAttribute('href'))!).pathname;

  await page.reload();
  await page.getByRole('button', { name: 'Maria da Conceição' }).click();
  await expect(page.getByText('Não sou mais cliente')).toBeVisible();
  await page.getByRole('button', { name: 'Temos dados dela', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'Respondido: temos dados' })).toBeVisible();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Registrar a conferência' }).click();
  await dialog.getByLabel('Como a identidade foi conferida?').fill('Documento visto no balcão');
  await dialog.getByRole('button', { name: 'Registrar' }).click();
  await expect(page.getByRole('cell', { name: 'Documento visto no balcão' })).toBeVisible();
  await page.getByRole('button', { name: /Maria da Conceição · \*\*\*\.982\.247-\*\*/ }).click();
  await expect(page.getByRole('link', { name: 'Abrir o cadastro desta pessoa' })).toBeVisible();

  await page.getByRole('button', { name: 'Exportar dados' }).click();
  await expect(dialog.getByLabel('PDF para ler')).toBeChecked();
  const [pages] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Baixar' }).click()]);
  expect(pages.suggestedFilename()).toMatch(/^dados-pessoais-\d{4}-\d\d-\d\d\.pdf$/);
  expect(readFileSync(await pages.path(), 'latin1')).toMatch(/^%PDF-1\.7\n/);
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Exportar dados' }).click();
  await dialog.getByLabel('JSON para outro sistema').check();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Baixar' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^dados-pessoais-\d{4}-\d\d-\d\d\.json$/);
  const copy = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(copy.sections.identifiers[0].value).toBe('52998224725');
  expect(JSON.stringify(copy.sections)).toContain(ticket.code);
  await expect(page.getByRole('cell', { name: 'Dados exportados' })).toHaveCount(2);

  await page.getByRole('button', { name: 'Anonimizar' }).click();
  await expect(dialog.getByText('Some para sempre:')).toBeVisible();
  await dialog.getByRole('button', { name: 'Anonimizar para sempre' }).click();
  await expect(page.getByRole('cell', { name: 'Pessoa anonimizada' })).toBeVisible();
  await expect(page.getByText('maria@cliente.example')).toBeHidden();
  await page.getByRole('button', { name: 'Atendido' }).click();
  await dialog.getByLabel('O que foi respondido?').fill('Avisada por e-mail');
  await dialog.getByRole('button', { name: 'Encerrar' }).click();
  await expect(page.getByRole('cell', { name: 'Avisada por e-mail' })).toBeVisible();

  await phone.goto(status);
  await expect(phone.getByRole('heading', { name: 'Pedido atendido' })).toBeVisible();
  await expect(phone.getByText('Maria')).toBeHidden();

  // Who it was is gone; what was earned is not.
  await page.goto('/pagamentos/a-mao');
  const cash = page.getByRole('row').filter({ hasText: 'Dinheiro' });
  await expect(cash).toContainText('R$ 35,00');
  await cash.getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(ticket.code);
  await expect(drawer).toContainText('R$ 35,00');
  await expect(drawer).not.toContainText('Maria');
  await page.goto('/pagamentos/livro');
  await expect(page.getByRole('table', { name: 'Livro-caixa por dia' })).toContainText('R$ 35,00');
  await page.goto('/pessoas');
  await expect(page.getByRole('table', { name: 'Pessoas' }).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByText('Maria')).toBeHidden();
});
