import { Company, pay, newestCharge, receipts, printerPort } from '../support/company.ts';
import { openPhone, writeFrom } from '../support/phone.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith } from '../support/whatsapp.ts';

test('a stranger writes on WhatsApp and becomes a lead, a sale by an accepted and paid proposal, and a called ticket; one past tells it all', async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(150_000);
  const company = await Company.register(request, `Padaria ${Date.now()}`);
  const money = (value: string) => ({ value, currency: 'BRL' });
  await company.post('/api/v1/counter/services', {
    name: 'Retirada',
    prefix: 'R',
    price: money('0.00'),
    customerAsk: 'optional',
    customerPurpose: 'Chamar pelo nome',
  });
  await company.post('/api/v1/counter/desks', { name: 'Guichê 1' });
  await company.post('/api/v1/counter/printers', { name: 'Balcão', host: '127.0.0.1', port: printerPort, profile: 'epson' });
  const { number } = await connected(company);

  // Written, on the customer's telephone.
  const telephone = await openPhone(browser, number, 'Maria Lima', '+55 11 98765-4321');
  await writeFrom(telephone, 'Quanto sai um bolo de casamento?');
  const conversation = await conversationWith(company, 'Quanto sai um bolo de casamento?');
  await page.setViewportSize({ width: 1400, height: 900 });
  await company.signIn(page, `/atendimento?conversa=${conversation.id}`);

  // A lead by one key, then an opportunity.
  await expect(page.getByRole('button', { name: 'Virar lead' })).toBeVisible();
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Lead: Novo' }).click();
  await page.getByRole('button', { name: 'Mudar', exact: true }).click();
  const change = page.getByRole('dialog', { name: 'Mudar o lead' });
  await change.getByLabel('Interesse').fill('Bolo de casamento');
  await change.getByRole('button', { name: 'Salvar' }).click();
  await expect(change).toBeHidden();
  await page.getByRole('button', { name: 'Virar oportunidade' }).click();
  await expect(page.getByRole('heading', { name: 'Bolo de casamento' })).toBeVisible();
  const sale = page.url();

  // A proposal, sent into the conversation it all began in.
  await page.getByRole('button', { name: 'Nova proposta' }).click();
  await page.getByRole('combobox', { name: 'Item 1', exact: true }).fill('Bolo de três andares');
  await page.getByRole('textbox', { name: 'Preço do item 1' }).fill('2350');
  await expect(page.getByRole('region', { name: 'Totais' })).toContainText('R$ 2.350,00');
  await page.keyboard.press('Control+Enter');
  const sending = page.getByRole('dialog', { name: 'Enviar a proposta' });
  await sending.getByText('WhatsApp', { exact: true }).click();
  await sending.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Proposta enviada' })).toBeVisible();
  await page.keyboard.press('Escape');
  const log = telephone.getByRole('log');
  await expect(log).toContainText('/p/');
  const link = /\/p\/[\w-]+/.exec(await log.innerText())![0];

  // Accepted and paid in a hand.
  const hand = { locale: 'pt-BR', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const customer = await (await browser.newContext(hand)).newPage();
  await customer.goto(link);
  await customer.getByRole('button', { name: 'Aceitar proposta' }).tap();
  const accept = customer.getByRole('dialog', { name: /Aceitar a proposta/ });
  await accept.getByLabel('Seu nome completo').fill('Maria Lima');
  await accept.getByLabel('Seu CPF').fill('52998224725');
  await accept.getByRole('button', { name: 'Aceitar', exact: true }).tap();
  await customer.getByRole('button', { name: 'Pagar R$ 2.350,00 com Pix' }).tap();
  await expect(customer.getByRole('img', { name: 'QR Code do Pix' })).toBeVisible();
  const { pixKey } = await company.get('/api/v1/payments/sicredi');
  await pay(request, (await newestCharge(request, pixKey)).txid);
  await expect(customer.getByText('Pago', { exact: true })).toBeVisible();
  await page.goto(sale);
  await expect(page.getByText('Ganha', { exact: true })).toBeVisible();

  // She comes for it: a ticket, printed, and called on the screen in the waiting room.
  const panel = await company.openPanel(browser);
  await page.goto('/balcao');
  await page.getByRole('button', { name: 'Guichê 1' }).click();
  await page.getByRole('button', { name: /Retirada/ }).click();
  const asks = page.getByRole('dialog');
  await asks.getByLabel('Telefone').fill('11987654321');
  await asks.getByRole('button', { name: 'Emitir senha' }).click();
  await expect(asks).toBeHidden();
  await expect.poll(async () => (await receipts(request)).some(({ text }) => text.includes(company.name) && text.includes('R001'))).toBe(true);
  await page.keyboard.press('n');
  await expect(panel.getByText('R001').first()).toBeVisible();

  // One past, and the figures.
  await page.goto(`/pessoas/${conversation.customer.contactId}`);
  const past = page.getByRole('list', { name: 'Histórico' });
  for (const words of [/Conversa/, /Lead: Bolo de casamento/, /Oportunidade: Bolo de casamento/, /Proposta nº 1/, /R001/])
    await expect(past.getByRole('listitem').filter({ hasText: words }).first()).toBeVisible();
  await page.goto('/comercial/painel');
  const totals = page.getByRole('list', { name: 'Totais' });
  await expect(totals).toContainText('R$ 2.350,00');
  await expect(totals).toContainText('Leads novos1');
  await expect(totals).toContainText('Propostas em aberto0');
  await totals.getByRole('link', { name: /Propostas aceitas\s*1/ }).click();
  await expect(page.getByRole('button', { name: /Bolo de casamento/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Aceitas: / })).toBeVisible();
});
