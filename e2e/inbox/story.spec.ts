import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { openPhone, writeFrom } from '../support/phone.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith } from '../support/whatsapp.ts';

const field = (page: Page) => page.getByLabel('Mensagem', { exact: true });
const messages = (page: Page) => page.getByRole('group', { name: 'Mensagens' });
const row = (page: Page) => page.getByRole('list', { name: 'Conversas' }).getByRole('button', { name: /Maria Lima/ });
/** What was said and done, one by one; the names of the days stand between. */
const said = (page: Page) =>
  messages(page)
    .getByRole('listitem')
    .filter({ hasNot: page.getByRole('heading') });

/** All that a browser is told, whether it shows it or not. */
function toldTo(page: Page) {
  const told: string[] = [];
  page.on('response', async (response) => {
    // Of a page that was left, nothing remains to be read.
    if (response.url().includes('/api/')) told.push(await response.text().catch(() => ''));
  });
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(String(payload))));
  return told;
}

test('a day of a conversation: shared out, a ticket, answered, done with, taken up again, handed over, through a cut; nobody else sees it', async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const company = await Company.register(request);
  const { channel, number } = await connected(company);
  const [bia, caio] = [await company.invite('agent', 'Bia Ramos'), await company.invite('agent', 'Caio Prado')];
  const { agents } = await company.get('/api/v1/inbox/teams');
  const id = (name: string) => agents.find((one: { name: string }) => one.name === name).id;
  const assignment = { mode: 'round_robin', capacity: 6, limboMinutes: 10, awayReturnMinutes: null };
  await company.post('/api/v1/inbox/teams', { name: 'Vendas', memberIds: [id('Bia Ramos')], channelIds: [channel.id], assignment });
  await company.post('/api/v1/inbox/teams', { name: 'Suporte', memberIds: [id('Caio Prado')], channelIds: [], assignment });
  const [hers, his] = await Promise.all([bia.atWork(browser), caio.atWork(browser)]);
  const phone = await openPhone(browser, number, 'Maria Lima', '+55 11 98765-4321');
  const arrived = phone.getByRole('log').getByRole('listitem');
  const told = toldTo(his);
  await his.reload();

  // Written, and hers.
  await writeFrom(phone, 'Minha geladeira parou de gelar');
  // It lies on the table: what comes is there, and unread.
  await phone.reload();
  await row(hers).click();
  await expect(said(hers)).toHaveText([/Minha geladeira parou de gelar/, /Atribuída a Bia Ramos — rodízio \(0 de 6\)/]);
  const { id: conversation } = await conversationWith(company, 'Minha geladeira parou de gelar');

  // A ticket out of it.
  await hers.getByRole('button', { name: 'Abrir chamado' }).click();
  const dialog = hers.getByRole('dialog', { name: 'Novo chamado' });
  await dialog.getByLabel('Assunto').fill('Geladeira não gela');
  await dialog.getByRole('button', { name: 'Abrir chamado' }).click();
  const ticket = hers.getByRole('link', { name: /^nº 1 Geladeira não gela/ });
  await expect(ticket).toContainText('Aberto');

  // Answered: on her telephone before she looks, and read as she does.
  await field(hers).fill('Qual é o modelo?');
  await field(hers).press('Control+Enter');
  const answer = said(hers).filter({ hasText: 'Qual é o modelo?' });
  await expect(answer.getByText('Entregue')).toBeAttached();
  await phone.getByRole('button', { name: /Maria Lima/ }).click();
  await expect(arrived).toHaveText([/Minha geladeira parou de gelar/, /Qual é o modelo\?/]);
  await expect(answer.getByText('Lida')).toBeAttached();

  // The ticket goes on, and stands so beside the conversation.
  await ticket.click();
  await hers.getByRole('button', { name: 'Situação: Aberto' }).click();
  await hers.getByRole('menuitem', { name: 'Em andamento' }).click();
  await expect(hers.getByRole('button', { name: 'Situação: Em andamento' })).toBeVisible();
  const ticketUrl = hers.url();
  await hers.goBack();
  await expect(ticket).toContainText('Em andamento');

  // Done with; written again, and there again by itself, with her who knows it.
  await hers.getByRole('button', { name: 'Resolver' }).click();
  await expect(hers.getByText('Nenhuma conversa aberta')).toBeVisible();
  await writeFrom(phone, 'É a Frio Bom 300');
  await expect(row(hers)).toContainText('É a Frio Bom 300');
  await expect(row(hers)).toContainText('Com Bia Ramos');
  const untilNow = [
    /Minha geladeira parou de gelar/,
    /Atribuída a Bia Ramos/,
    /Bia Ramos abriu o chamado nº 1/,
    /Qual é o modelo\?/,
    /Resolvida por Bia Ramos/,
    /A conversa voltou a ficar aberta/,
    /É a Frio Bom 300/,
    /Atribuída a Bia Ramos — já atendia este cliente/,
  ];
  await expect(said(hers)).toHaveText(untilNow);

  // All this time the other team is told nothing, asked for as it may be.
  const search = his.getByRole('textbox', { name: 'Buscar nas mensagens' });
  await expect(his.getByText('Nenhuma conversa aberta')).toBeVisible();
  for (const words of ['geladeira', 'Maria']) {
    await search.fill(words);
    await expect(his.getByText('Nada encontrado')).toBeVisible();
    await search.press('Escape');
  }
  await his.goto(`/atendimento?conversa=${conversation}`);
  await expect(his.getByText('Conversa não encontrada')).toBeVisible();
  await his.goto(new URL(ticketUrl).pathname);
  await expect(his.getByText('Este chamado não existe, ou é de uma equipe de que você não faz parte.')).toBeVisible();
  await his.goto('/atendimento');
  await expect(his.getByText('Nenhuma conversa aberta')).toBeVisible();
  expect(told.length).toBeGreaterThan(10);
  expect(told.filter((one) => /Maria|eladeira|Frio Bom/.test(one) || one.includes(conversation))).toEqual([]);

  // Handed over: it goes from her eyes and comes before his, who is the one there for it.
  await hers.getByRole('button', { name: 'Equipe: Vendas' }).click();
  await hers.getByRole('menuitem', { name: 'Suporte' }).click();
  await expect(hers.getByText('Escolha uma conversa')).toBeVisible();
  await expect(row(hers)).toHaveCount(0);
  await expect(row(his)).toContainText('Com Caio Prado');
  await row(his).click();
  const handedOver = [...untilNow, /Bia Ramos moveu a conversa para a equipe Suporte/, /Atribuída a Caio Prado — rodízio/];
  await expect(said(his)).toHaveText(handedOver);

  // Given to her who knows it: both have it before their eyes, when her network is cut.
  await his.getByRole('button', { name: 'Responsável: Você' }).click();
  await his.getByRole('menuitem', { name: 'Bia Ramos' }).click();
  await row(hers).click();
  const given = [...handedOver, /Caio Prado passou a conversa para Bia Ramos/];
  await expect(said(hers)).toHaveText(given);
  await hers.context().setOffline(true);
  await expect(hers.getByText('Sem internet.')).toBeVisible();
  const meanwhile = ['Comprei em março', 'Peço a peça hoje', 'Tenho a nota', 'Mande uma foto dela', 'Obrigada!'];
  for (const [turn, text] of meanwhile.entries()) {
    if (turn % 2 === 0) await writeFrom(phone, text);
    else {
      await field(his).fill(text);
      await field(his).press('Control+Enter');
    }
    await expect(said(his).filter({ hasText: text })).toHaveCount(1);
  }
  await his.getByRole('button', { name: 'Anotação', exact: true }).click();
  await his.getByRole('textbox', { name: 'Anotação' }).fill('Peça pedida');
  await his.getByRole('button', { name: 'Anotar' }).click();
  const all = [...given, ...meanwhile.map((text) => new RegExp(text)), /Peça pedida/];
  await expect(said(his)).toHaveText(all);
  await expect(said(hers)).toHaveText(given);
  await hers.context().setOffline(false);

  // Nothing is lost, nothing stands there twice, and everything in its order, for the three of them.
  await expect(said(hers)).toHaveText(all);
  await expect(hers.getByText('Sem internet.')).toHaveCount(0);
  const last = 'Chega na quinta';
  await field(hers).fill(last);
  await field(hers).press('Control+Enter');
  for (const one of [hers, his]) await expect(said(one)).toHaveText([...all, new RegExp(last)]);
  // An answer can be taken back for a moment, in which the customer may write: on the telephone the two sides are told apart.
  const written = arrived.and(phone.locator('.mine'));
  const answered = arrived.and(phone.locator('.theirs'));
  await expect(answered).toHaveText([/Qual é o modelo/, /Peço a peça hoje/, /Mande uma foto dela/, /Chega na quinta/]);
  await expect(written).toHaveText([/Minha geladeira/, /É a Frio Bom 300/, /Comprei em março/, /Tenho a nota/, /Obrigada!/]);
});
