import type { APIRequestContext, Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { openPhone, writeFrom } from '../support/phone.ts';
import { expect, test } from '../support/test.ts';
import { connected, newNumber, sandboxUrl, setUp, type TestNumber } from '../support/whatsapp.ts';

async function metaFaults(request: APIRequestContext, number: TestNumber, switches: object) {
  const answer = await request.put(`${sandboxUrl}/sandbox/meta/faults?phoneNumberId=${number.id}`, { data: switches });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** As an owner does it: connect, copy what Meta wants to know, enter it there, check. */
async function connect(page: Page, request: APIRequestContext, number: TestNumber) {
  await setUp(request, number, {
    wabaId: number.wabaId,
    displayPhoneNumber: '+55 11 3000-7000',
    verifiedName: 'Padaria São João',
    token: number.token,
    appSecret: number.appSecret,
  });
  await page.goto('/configuracoes/whatsapp');
  await page.getByRole('button', { name: 'Conectar número' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Conectar' }).click();
  await expect(dialog.getByText('Dê um nome a este número.')).toBeVisible();
  await dialog.getByLabel('Nome', { exact: true }).fill('Atendimento');
  await dialog.getByLabel('ID do número').fill(number.id);
  await dialog.getByLabel('ID da conta do WhatsApp (WABA)').fill(number.wabaId);
  await dialog.getByLabel('Token de acesso', { exact: true }).fill(number.token);
  await dialog.getByLabel('Segredo do app', { exact: true }).fill(number.appSecret);
  await dialog.getByText('Avançado').click();
  await expect(dialog.getByLabel('Versão da API da Meta')).toHaveValue('v24.0');
  await dialog.getByLabel('Endereço da API').fill(`${sandboxUrl}/graph`);
  await dialog.getByRole('button', { name: 'Conectar' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByRole('heading', { name: 'O que informar na Meta' })).toBeVisible();
  const [webhookUrl, verifyToken] = await page.locator('ol code').allInnerTexts();
  expect(webhookUrl).toContain('/webhooks/whatsapp/');
  await setUp(request, number, { webhookUrl, verifyToken });
  const subscribed = await request.post(`${sandboxUrl}/sandbox/meta/numbers/${number.id}/subscribe`, { data: {} });
  expect(await subscribed.json()).toMatchObject({ ok: true });

  const card = page.getByRole('list', { name: 'Números conectados' }).getByRole('listitem').filter({ hasText: 'Atendimento' });
  await expect(card).toContainText('Ainda não verificado');
  await card.getByRole('button', { name: 'Verificar' }).click();
  await expect(card).toContainText('Sem avisos da Meta');
  await expect(card).toContainText('2.000 pessoas em 24 horas');
  await expect(card).toContainText('até 80');
  await expect(card.getByRole('row', { name: 'Hoje' })).toHaveText(/Hoje\s*0\s*0/);
}

/** Connected without the screens, which the first test is about. */
async function withTemplates(company: Company) {
  const made = await connected(company);
  await company.post(`/api/v1/channels/${made.channel.id}/templates/sync`, {});
  return made;
}

/** Opens the answer to what the customer wrote and chooses what it is to be. */
async function answer(page: Page, to: string, type?: string) {
  await page.getByRole('row').filter({ hasText: to }).getByRole('button', { name: 'Responder' }).click();
  const dialog = page.getByRole('dialog');
  // To whoever wrote it: their number is not needed, and not shown.
  await expect(dialog.getByLabel('Para', { exact: true })).toHaveCount(0);
  if (type) {
    await dialog.getByLabel('Tipo de mensagem').click();
    await page.getByRole('option', { name: type, exact: true }).click();
  }
  return dialog;
}

async function send(page: Page) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a number is connected, a customer writes, is answered in all seven ways and reads it; a doubtful one is given up', async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(150_000);
  const number = newNumber();
  const company = await Company.register(request);
  await company.signIn(page);
  await connect(page, request, number);

  const phone = await openPhone(browser, number, 'Maria da Conceição', '+55 11 98765-4321');
  const question = 'Bom dia, vocês abrem hoje?';
  await writeFrom(phone, question);

  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'WhatsApp' }).click();
  await page.getByRole('tab', { name: 'Recebidas' }).click();
  const came = page.getByRole('row').filter({ hasText: question });
  await expect(came).toContainText('Maria da Conceição');
  await expect(came).toContainText('+55 11 *******21');
  await came.getByRole('button', { name: 'Marcar como lida' }).click();
  await expect(phone.getByRole('log').getByLabel('lida').first()).toBeVisible();

  const log = phone.getByRole('log');
  // Text, quoting the question.
  let dialog = await answer(page, question);
  await dialog.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(dialog.getByText('Preencha este campo.')).toBeVisible();
  await dialog.getByLabel('Texto', { exact: true }).fill('Sim, até as 18h');
  await expect(dialog.getByText('15 de 4096')).toBeVisible();
  await send(page);
  await expect(log).toContainText('Sim, até as 18h');
  await expect(log.getByRole('blockquote').filter({ hasText: question })).toBeVisible();

  dialog = await answer(page, question, 'Arquivo');
  await dialog.getByLabel('Arquivo', { exact: true }).click();
  await page.getByRole('option', { name: 'Documento' }).click();
  await dialog.getByText('De um endereço').click();
  await dialog.getByLabel('Endereço do arquivo').fill('https://exemplo.com.br/cardapio.pdf');
  await dialog.getByLabel('Legenda (opcional)').fill('O cardápio de hoje');
  await send(page);
  await expect(log).toContainText('O cardápio de hoje');

  dialog = await answer(page, question, 'Modelo');
  await dialog.getByLabel('Modelo', { exact: true }).click();
  await page.getByRole('option', { name: /^lembrete_agendamento/ }).click();
  for (const [place, value] of [
    ['Nome', 'Maria'],
    ['Data', '12/03'],
    ['Hora', '14:00'],
  ])
    await dialog.getByLabel(place, { exact: true }).fill(value);
  await send(page);
  await expect(log).toContainText('Olá, Maria! Seu horário é 12/03 às 14:00.');

  dialog = await answer(page, question, 'Botões, lista ou link');
  await dialog.getByLabel('Texto', { exact: true }).fill('Quer encomendar?');
  await dialog.getByLabel('Botão 1', { exact: true }).fill('Quero');
  await dialog.getByRole('button', { name: 'Adicionar botão' }).click();
  await dialog.getByLabel('Botão 2', { exact: true }).fill('Hoje não');
  await send(page);
  await expect(log.getByRole('button', { name: 'Quero', exact: true })).toBeVisible();

  dialog = await answer(page, question, 'Localização');
  await dialog.getByLabel('Latitude').fill('-23,5614');
  await dialog.getByLabel('Longitude').fill('-46,6559');
  await dialog.getByLabel('Nome do lugar (opcional)').fill('Padaria da Paulista');
  await send(page);
  await expect(log).toContainText('Padaria da Paulista');

  dialog = await answer(page, question, 'Contato');
  await dialog.getByLabel('Nome no cartão').fill('João da Entrega');
  await dialog.getByLabel('Telefone no cartão').fill('(11) 98888-7777');
  await send(page);
  await expect(log).toContainText('João da Entrega');

  await came.getByRole('button', { name: 'Reagir' }).click();
  dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Para', { exact: true })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Reagir com 👍' }).click();
  await send(page);
  await expect(log.locator('.reactions').filter({ hasText: '👍' })).toBeVisible();

  // The customer presses a button; it comes back as what it is.
  await log.getByRole('button', { name: 'Quero', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Escolha de um botão' })).toContainText('Quero');

  await page.getByRole('tab', { name: 'Enviadas' }).click();
  const sent = page.getByRole('table', { name: 'Mensagens enviadas' });
  await expect(sent.getByRole('row').filter({ hasText: 'Sim, até as 18h' })).toContainText('Lida');
  await expect(sent.getByRole('row')).toHaveCount(8);
  await sent.getByRole('row').filter({ hasText: 'Sim, até as 18h' }).getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('A Meta aceitou');
  // Whoever has the chat open reads before Meta tells of a delivery, which it then never does.
  await expect(drawer).toContainText('Lida');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  // Meta takes it, answers nonsense and never tells what became of it.
  await metaFaults(request, number, {
    webhook: { drop: ['sent', 'delivered', 'read', 'failed'] },
    answers: [{ match: { call: 'messages' }, times: 1, malformed: 'no_id' }],
  });
  await page.getByRole('tab', { name: 'Recebidas' }).click();
  dialog = await answer(page, question);
  await dialog.getByLabel('Texto', { exact: true }).fill('Fechamos mais cedo na quinta');
  await send(page);
  await page.getByRole('tab', { name: 'A decidir' }).click();
  await expect(page.getByText('Não dá para saber se chegou.')).toBeVisible();
  const doubtful = page.getByRole('row').filter({ hasText: 'Fechamos mais cedo' });
  await expect(doubtful).toContainText('Sem confirmação');
  await doubtful.getByRole('button', { name: 'Enviar de novo' }).click();
  await expect(page.getByRole('dialog')).toContainText('duas vezes');
  await page.getByRole('dialog').getByRole('button', { name: 'Voltar' }).click();
  await doubtful.getByRole('button', { name: 'Desistir' }).click();
  await expect(page.getByText('Mensagem desistida.')).toBeVisible();
  await expect(page.getByText('Nada a decidir')).toBeVisible();
  await page.goto('/configuracoes/whatsapp');
  await expect(page.getByRole('row', { name: 'Hoje' })).toContainText(/7\s*2$/);
  await page.goto('/whatsapp?status=abandoned');
  await expect(page.getByRole('row').filter({ hasText: 'Fechamos mais cedo' })).toContainText('Desistida');
});

test('outside the 24 hours only a template goes, and the screen says so', async ({ page, request }) => {
  const company = await Company.register(request);
  await withTemplates(company);
  await company.signIn(page, '/whatsapp');
  await page.getByRole('button', { name: 'Nova mensagem' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Para', { exact: true }).fill('(11) 97777-6655');
  await dialog.getByLabel('Texto', { exact: true }).fill('Seu bolo está pronto');
  await dialog.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(dialog.getByText('O cliente não escreve há mais de 24 horas')).toBeVisible();
  await dialog.getByRole('button', { name: 'Enviar um modelo' }).click();
  await dialog.getByLabel('Modelo', { exact: true }).click();
  await page.getByRole('option', { name: /^lembrete_agendamento/ }).click();
  await dialog.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(dialog.getByText('Preencha este campo.')).toHaveCount(3);
  await dialog.getByLabel('Nome', { exact: true }).fill('Ana');
  await dialog.getByLabel('Data', { exact: true }).fill('12/03');
  const preview = dialog.getByRole('group', { name: 'Como o cliente vê' });
  await expect(preview).toContainText('Olá, Ana! Seu horário é 12/03 às {{hora}}.');
  await dialog.getByLabel('Hora', { exact: true }).fill('14:00');
  await expect(preview).toContainText('às 14:00.');
  await send(page);
  await expect(page.getByRole('row').filter({ hasText: 'Seu horário é' })).toContainText('Entregue');
});

test('templates show what Meta decided, what they look like, and are sent from the list', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await withTemplates(company);
  await company.signIn(page, '/whatsapp?aba=modelos');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('promo_reprovada')).toContainText('Reprovado');
  await expect(row('promo_reprovada')).toContainText('O formato não é aceito');
  const paused = await request.put(`${sandboxUrl}/sandbox/meta/wabas/${number.wabaId}/templates/oferta_semana`, { data: { status: 'PAUSED' } });
  expect(paused.status()).toBe(200);
  await page.getByRole('button', { name: 'Sincronizar' }).click();
  await expect(page.getByText(/Modelos na Meta: 8/)).toBeVisible();
  await expect(row('oferta_semana')).toContainText('Pausado');

  // The filter is in the address: it survives a reload, and going back.
  const state = page.getByRole('combobox', { name: 'Filtrar por situação' });
  const search = page.getByLabel('Buscar modelo pelo nome');
  await state.click();
  await page.getByRole('option', { name: 'Reprovado' }).click();
  await expect(row('boas_vindas')).toHaveCount(0);
  await search.fill('nada assim');
  await expect(page.getByText('Nenhum modelo assim')).toBeVisible();
  await expect(page).toHaveURL(/situacao=rejected&busca=nada/);
  await page.reload();
  await expect(page.getByText('Nenhum modelo assim')).toBeVisible();
  await expect(search).toHaveValue('nada assim');
  await search.fill('promo');
  await expect(row('promo_reprovada')).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('');
  await expect(row('boas_vindas')).toBeVisible();

  await page.getByRole('button', { name: 'boas_vindas' }).click();
  await expect(page.getByRole('group', { name: 'Como o cliente vê' })).toContainText('Bem-vindo! Como podemos ajudar?');
  await page.getByRole('button', { name: 'Enviar este modelo' }).click();
  await page.getByRole('dialog').getByLabel('Para', { exact: true }).fill('(11) 97777-6655');
  await send(page);
  await page.getByRole('tab', { name: 'Enviadas' }).click();
  await expect(row('Bem-vindo!')).toContainText('Entregue');
});

test('on a telephone the messages are cards', async ({ browser, request }) => {
  const company = await Company.register(request);
  const { channel } = await withTemplates(company);
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await company.post(`/api/v1/channels/${channel.id}/messages`, {
    to: '+5511977776655',
    class: 'utility',
    content: { type: 'template', name: 'boas_vindas', language: 'pt_BR' },
  });
  await company.signIn(page, '/whatsapp');
  const card = page.getByRole('list', { name: 'Mensagens enviadas' }).getByRole('listitem').filter({ hasText: 'Bem-vindo!' });
  await expect(card).toContainText('Entregue');
  await card.getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('Modelo boas_vindas');
});

test('what failed goes once more all at once, after a confirmation', async ({ page, request }) => {
  const company = await Company.register(request);
  const { channel, number } = await withTemplates(company);
  await metaFaults(request, number, { answers: [{ times: 2, errorCode: 131009 }] });
  for (const to of ['+5511977776655', '+5511977776656'])
    await company.post(`/api/v1/channels/${channel.id}/messages`, {
      to,
      content: { type: 'template', name: 'boas_vindas', language: 'pt_BR' },
    });
  await company.signIn(page, '/whatsapp?aba=nao-entregues');
  const failed = page.getByRole('table', { name: 'Mensagens não entregues' });
  await expect(failed.getByRole('row')).toHaveCount(3);

  await page.getByRole('button', { name: 'Tentar de novo: 2' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Mensagens que voltam à fila: 2.');
  await dialog.getByRole('button', { name: 'Voltar' }).click();
  await expect(failed.getByRole('row')).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Motivo' }).click();
  await page.getByRole('option', { name: /A Meta não aceita um dos dados/ }).click();
  await page.getByRole('button', { name: 'Tentar de novo: 2' }).click();
  await dialog.getByRole('button', { name: 'Tentar de novo', exact: true }).click();

  await expect(page.getByText('Mensagens de volta à fila: 2.')).toBeVisible();
  await expect(page.getByText('Todas foram entregues ou estão a caminho')).toBeVisible();
  await page.getByRole('tab', { name: 'Enviadas' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Entregue' })).toHaveCount(2);
});
