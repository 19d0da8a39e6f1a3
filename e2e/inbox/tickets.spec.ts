import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, sandboxUrl, writeTo } from '../support/whatsapp.ts';

test('two teams and a customer: written, assigned, a ticket, answered, resolved, and all of it again when the customer writes', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const company = await Company.register(request);
  const { channel, number } = await connected(company);
  const bia = await company.invite('agent', 'Bia Ramos');
  const caio = await company.invite('agent', 'Caio Prado');
  const { agents } = await company.get('/api/v1/inbox/teams');
  const id = (name: string) => agents.find((one: { name: string }) => one.name === name).id;
  await company.post('/api/v1/inbox/teams', { name: 'Suporte', memberIds: [id('Bia Ramos')], channelIds: [channel.id] });
  await company.post('/api/v1/inbox/teams', { name: 'Oficina', memberIds: [id('Caio Prado')], channelIds: [] });
  const [hers, his] = await Promise.all(
    [bia, caio].map(async (one) => {
      const page = await (await browser.newContext({ locale: 'pt-BR', viewport: { width: 1400, height: 900 } })).newPage();
      await one.signIn(page);
      return page;
    }),
  );
  await his.goto('/chamados?ver=quadro');
  await expect(his.getByRole('region', { name: 'Abertos' })).toContainText('Nenhum');

  // Written, and taken on.
  await writeTo(request, number, { text: 'Minha geladeira parou de gelar' });
  const list = hers.getByRole('list', { name: 'Conversas' });
  await list.getByRole('button', { name: /Maria Lima/ }).click();
  await hers.getByRole('button', { name: 'Assumir', exact: true }).click();
  const messages = hers.getByRole('group', { name: 'Mensagens' });
  await expect(messages).toContainText('Bia Ramos assumiu');

  // A ticket for the other team, which sees it come.
  await hers.getByRole('button', { name: 'Abrir chamado' }).click();
  const dialog = hers.getByRole('dialog', { name: 'Novo chamado' });
  await dialog.getByRole('button', { name: 'Abrir chamado' }).click();
  await expect(dialog.getByText('Diga em poucas palavras o que foi pedido.')).toBeVisible();
  await dialog.getByLabel('Assunto').fill('Geladeira não gela');
  await dialog.getByLabel('Descrição').fill('Desde ontem à noite');
  await dialog.getByRole('combobox', { name: 'Prioridade' }).click();
  await hers.getByRole('option', { name: 'Alta' }).click();
  await dialog.getByRole('combobox', { name: 'Equipe' }).click();
  await hers.getByRole('option', { name: 'Oficina' }).click();
  const listed = hers.waitForResponse((response) => response.request().method() === 'GET' && response.url().includes('/inbox/support-tickets?'));
  await dialog.getByRole('button', { name: 'Abrir chamado' }).click();
  await expect(hers.getByText('Chamado nº 1 aberto.')).toBeVisible();
  await listed;
  await expect(messages).toContainText('Bia Ramos abriu o chamado nº 1');
  await expect(hers.getByText('Nenhum desta conversa.')).toBeVisible();
  const card = his.getByRole('listitem').filter({ hasText: 'Geladeira não gela' });
  await expect(his.getByRole('region', { name: 'Abertos' })).toContainText('Geladeira não gela');
  await expect(card).toContainText('Maria Lima');

  // Moved by dragging, and by its menu.
  await card.dragTo(his.getByRole('region', { name: 'Em andamento' }));
  await expect(his.getByRole('region', { name: 'Em andamento' })).toContainText('Geladeira não gela');
  await card.getByRole('button', { name: 'Mover o chamado 1' }).click();
  await his.getByRole('menuitem', { name: 'Aguardando cliente' }).click();
  await expect(his.getByRole('region', { name: 'Aguardando cliente' })).toContainText('Geladeira não gela');
  await card.getByRole('button', { name: /Geladeira não gela/ }).click();
  await expect(his.getByRole('heading', { name: 'Geladeira não gela' })).toBeVisible();
  await his.getByRole('combobox', { name: 'Responsável' }).click();
  await his.getByRole('option', { name: 'Caio Prado (você)' }).click();
  const history = his.getByRole('region', { name: 'Histórico' });
  await expect(history).toContainText('Caio Prado assumiu');
  await history.getByRole('textbox', { name: 'Comentar' }).fill('Qual é o modelo?');
  await history.getByRole('button', { name: 'Comentar' }).click();
  await expect(history.getByRole('listitem').filter({ hasText: 'Qual é o modelo?' })).toHaveCount(1);

  // Answered, while her network is away and his as well: nothing is lost and nothing is there twice.
  await hers.getByLabel('Mensagem', { exact: true }).fill('Qual é o modelo da geladeira?');
  await hers.getByLabel('Mensagem', { exact: true }).press('Control+Enter');
  await expect(messages.getByRole('listitem').filter({ hasText: 'Qual é o modelo' }).getByText('Entregue')).toBeAttached();
  await Promise.all([hers, his].map((page) => page.context().setOffline(true)));
  for (const text of ['É a Frio Bom 300', 'Comprei em março', 'Tenho a nota']) await writeTo(request, number, { text });
  await expect.poll(async () => (await company.get('/api/v1/inbox/support-tickets?status=in_progress')).items.length).toBe(1);
  await Promise.all([hers, his].map((page) => page.context().setOffline(false)));
  for (const text of ['É a Frio Bom 300', 'Comprei em março', 'Tenho a nota']) await expect(messages.getByText(text)).toHaveCount(1);
  await expect(history).toContainText('O cliente respondeu: Em andamento');
  await expect(history.getByText('O cliente respondeu')).toHaveCount(1);
  await expect(his.getByRole('button', { name: 'Situação: Em andamento' })).toBeVisible();

  // Resolved, both.
  await his.getByRole('button', { name: 'Situação: Em andamento' }).click();
  await his.getByRole('menuitem', { name: 'Resolvido' }).click();
  await expect(his.getByRole('button', { name: 'Situação: Resolvido' })).toBeVisible();
  await hers.getByRole('button', { name: 'Resolver' }).click();
  await expect(hers.getByText('Nenhuma conversa aberta')).toBeVisible();

  // The customer writes again: both are there again.
  await writeTo(request, number, { text: 'Parou de novo' });
  await expect(list.getByRole('button', { name: /Maria Lima/ })).toContainText('Parou de novo');
  await expect(messages).toContainText('A conversa voltou a ficar aberta');
  await expect(his.getByRole('button', { name: 'Situação: Aberto' })).toBeVisible();
  await expect(history).toContainText('O cliente escreveu de novo: Aberto');
  const sent = await (await request.get(`${sandboxUrl}/sandbox/meta/ledger?phoneNumberId=${number.id}`)).text();
  expect(sent.split('Qual é o modelo da geladeira?').length - 1).toBe(1);
});

test('tickets by hand are found by number and state, changed, and two about the same become one', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/chamados');
  await expect(page.getByText('Nenhum chamado ainda')).toBeVisible();
  for (const title of ['Trocar a lâmpada da vitrine', 'Lâmpada queimada']) {
    await page.getByRole('button', { name: 'Novo chamado' }).first().click();
    await page.getByLabel('Assunto').fill(title);
    await page.getByRole('dialog').getByRole('button', { name: 'Abrir chamado' }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Chamados' }).click();
  }

  await page.getByLabel('Número do chamado').fill('2');
  await expect(page.getByRole('table', { name: 'Chamados' }).getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Lâmpada queimada' }).click();
  await page.getByRole('button', { name: 'Mudar' }).click();
  await page.getByLabel('Assunto').fill('Lâmpada queimada na vitrine');
  await page.getByLabel('Prazo').fill('2020-01-02T10:00');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('heading', { name: 'Lâmpada queimada na vitrine' })).toBeVisible();
  const history = page.getByRole('region', { name: 'Histórico' });
  await expect(history).toContainText('Ana Souza mudou o prazo de sem prazo para');
  await expect(page.getByText('Atrasado:')).toBeAttached();
  await page.goto('/chamados?atrasados=true');
  await expect(page.getByRole('table', { name: 'Chamados' }).getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Lâmpada queimada na vitrine' }).click();

  await page.getByRole('button', { name: 'Juntar', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Juntar a outro chamado' });
  await dialog.getByLabel('Número do outro chamado').fill('9');
  await expect(dialog.getByText('Não há chamado com este número.')).toBeVisible();
  await dialog.getByLabel('Número do outro chamado').fill('1');
  await expect(dialog.getByText('Trocar a lâmpada da vitrine')).toBeVisible();
  await dialog.getByRole('button', { name: 'Juntar ao nº 1' }).click();
  await expect(page.getByRole('heading', { name: 'Trocar a lâmpada da vitrine' })).toBeVisible();
  await expect(history).toContainText('Ana Souza juntou a este o chamado nº 2');
  await page.goBack();
  await page.getByRole('link', { name: 'Continuar por ele' }).click();
  await expect(page.getByRole('heading', { name: 'Trocar a lâmpada da vitrine' })).toBeVisible();
});
