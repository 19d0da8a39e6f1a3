import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

test('a full inbox is put in order: labels, priority, many at once, and a filter for the team', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await company.signIn(page, '/configuracoes/etiquetas');
  await page.getByRole('button', { name: 'Nova etiqueta' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('Dê um nome à etiqueta.')).toBeVisible();
  await dialog.getByLabel('Nome').fill('Festa');
  await dialog.getByText('Violeta').click();
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('button', { name: 'Festa', exact: true })).toBeVisible();

  await writeTo(request, number, { text: 'Bolo para 40 pessoas' });
  await writeTo(request, number, { from: '+5521998765432', name: 'João Batista', text: 'Salgados para sábado' });
  await writeTo(request, number, { from: '+5531987651111', name: 'Clara Nunes', text: 'Abre que horas?' });
  const maria = await conversationWith(company, 'Bolo para 40 pessoas');
  await conversationWith(company, 'Abre que horas?');
  await page.goto(`/atendimento?conversa=${maria.id}&ver=pessoa`);
  const list = page.getByRole('list', { name: 'Conversas' });

  await page.getByRole('button', { name: 'Prioridade: Normal' }).click();
  await page.getByRole('menuitem', { name: 'Urgente' }).click();
  await expect(list.getByRole('button', { name: /Maria Lima/ })).toContainText('Prioridade Urgente');
  await expect(page.getByRole('group', { name: 'Mensagens' })).toContainText('Ana Souza mudou a prioridade para urgente');
  await page.getByRole('button', { name: 'Pôr etiqueta' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Festa' }).click();
  await page.keyboard.press('Escape');
  await expect(list.getByRole('button', { name: /Maria Lima/ })).toContainText('Festa');

  await page.getByRole('button', { name: 'Selecionar várias' }).click();
  await list.getByRole('button', { name: /João Batista/ }).click();
  await list.getByRole('button', { name: /Maria Lima/ }).click();
  await expect(page.getByText('2 selecionadas')).toBeVisible();
  await page.getByRole('button', { name: 'Mais', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Festa' }).click();
  await expect(page.getByText('2 conversas mudadas.')).toBeVisible();
  await expect(list.getByRole('button', { name: /João Batista/ })).toContainText('Festa');

  await page.getByRole('button', { name: 'Filtros' }).click();
  await page.getByRole('combobox', { name: 'Etiqueta' }).click();
  await page.getByRole('option', { name: 'Festa' }).click();
  await expect(list.getByRole('button')).toHaveCount(2);
  await page.getByLabel('Nome do filtro').fill('Festas');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('button', { name: 'Festas', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Limpar' }).click();
  await expect(list.getByRole('button')).toHaveCount(3);
  await page.getByRole('button', { name: 'Festas', exact: true }).click();
  await expect(list.getByRole('button')).toHaveCount(2);

  await page.getByRole('button', { name: 'Selecionar várias' }).click();
  await page.getByRole('button', { name: 'Todas na lista' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Resolver' }).click();
  await expect(page.getByText('Nenhuma conversa assim')).toBeVisible();
  await expect(page.getByRole('toolbar')).toHaveCount(0);
});

test('a colleague is called into a conversation by name, and finds it', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  const agent = await company.invite('agent', 'Bia Ramos');
  await company.invite('agent', 'Bianca Reis');
  await writeTo(request, number, { text: 'Tem desconto para 40?' });
  const { id } = await conversationWith(company, 'Tem desconto para 40?');
  const theirs = await (await browser.newContext()).newPage();
  await agent.signIn(theirs);
  await expect(theirs.getByRole('button', { name: 'Menções', exact: true })).toBeVisible();

  await company.signIn(page, `/atendimento?conversa=${id}`);
  await page.getByRole('button', { name: 'Anotação', exact: true }).click();
  const note = page.getByRole('textbox', { name: 'Anotação' });
  await note.pressSequentially('Posso dar 10%? @bia');
  await expect(page.getByRole('option')).toHaveText(['Bia Ramos', 'Bianca Reis']);
  await note.press('Enter');
  await expect(note).toHaveValue('Posso dar 10%? @Bia Ramos ');
  await note.press('Control+Enter');
  await expect(page.getByRole('group', { name: 'Mensagens' }).getByText('@Bia Ramos')).toBeVisible();

  // Without a reload.
  await theirs.getByRole('button', { name: 'Menções 1 não vistas' }).click();
  const row = theirs.getByRole('list', { name: 'Conversas' }).getByRole('button', { name: /Maria Lima/ });
  await expect(row).toContainText('Chamaram você');
  await row.click();
  await expect(theirs.getByRole('group', { name: 'Mensagens' })).toContainText('Posso dar 10%?');
  await expect(theirs.getByRole('button', { name: 'Menções', exact: true })).toBeVisible();
  await expect(row.getByText('Chamaram você')).toHaveCount(0);
});

test('two who answer the same customer see each other', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  const agent = await company.invite('agent', 'Bia Ramos');
  await writeTo(request, number, { text: 'Oi?' });
  const { id } = await conversationWith(company, 'Oi?');
  const theirs = await (await browser.newContext()).newPage();
  for (const [who, where] of [
    [company, page],
    [agent, theirs],
  ] as const) {
    await who.signIn(where, `/atendimento?conversa=${id}`);
    await expect(where.getByLabel('Mensagem', { exact: true })).toBeVisible();
  }
  const notice = page.getByText('Bia Ramos está respondendo a este cliente');

  await theirs.getByLabel('Mensagem', { exact: true }).pressSequentially('Oi! ');
  await expect(notice).toBeVisible();
  await expect(theirs.getByText('está respondendo a este cliente')).toHaveCount(0);
  // Who stops writing is soon forgotten.
  await expect(notice).toHaveCount(0);
  // A note answers nobody.
  await theirs.getByRole('button', { name: 'Anotação', exact: true }).click();
  await theirs.getByRole('textbox', { name: 'Anotação' }).pressSequentially('Lembrar do desconto');
  await page.waitForTimeout(1_500);
  await expect(notice).toHaveCount(0);
});
