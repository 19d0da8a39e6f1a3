import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, sandboxUrl, writeTo } from '../support/whatsapp.ts';

const customer = '+5511987654321';

test('a customer writes, is answered by whoever is there, is done with, and comes back', async ({ page, request }) => {
  test.setTimeout(120_000);
  const company = await Company.register(request);
  const { number } = await connected(company);
  const agent = await company.invite('agent', 'Bia Ramos');
  await agent.signIn(page);
  // Where an agent's day begins.
  await expect(page).toHaveURL(/atendimento/);
  await expect(page.getByText('Nenhuma conversa aberta')).toBeVisible();
  const list = page.getByRole('list', { name: 'Conversas' });

  // Without a reload.
  await writeTo(request, number, { text: 'Ainda tem bolo de fubá?' });
  const row = list.getByRole('button', { name: /Maria Lima/ });
  await expect(row).toContainText('Ainda tem bolo de fubá?');
  await expect(page.getByRole('button', { name: /Sem dono 1/ })).toBeVisible();
  await expect(row.getByText('1 não lidas')).toBeVisible();

  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Maria Lima' })).toBeVisible();
  const messages = page.getByRole('group', { name: 'Mensagens' });
  await expect(messages).toContainText('Ainda tem bolo de fubá?');
  await expect(row.getByText('não lidas')).toHaveCount(0);

  await page.getByLabel('Mensagem', { exact: true }).fill('Tem sim!\nAté as 18h.');
  await page.getByLabel('Mensagem', { exact: true }).press('Control+Enter');
  const answer = messages.getByRole('listitem').filter({ hasText: 'Até as 18h.' });
  await expect(answer).toHaveCount(1);
  await expect(page.getByLabel('Mensagem', { exact: true })).toHaveValue('');
  await expect(messages).toContainText('Bia Ramos assumiu');
  await expect
    .poll(async () => JSON.stringify(await (await request.get(`${sandboxUrl}/sandbox/meta/ledger?phoneNumberId=${number.id}`)).json()))
    .toContain('Até as 18h.');
  await expect(answer.getByText('Entregue')).toBeAttached();
  await request.post(`${sandboxUrl}/sandbox/meta/numbers/${number.id}/customers/${encodeURIComponent(customer)}/open`);
  await expect(answer.getByText('Lida')).toBeAttached();
  await expect(page.getByRole('button', { name: /Minhas 1/ })).toBeVisible();

  // What comes in is told to who does not see it appear.
  await writeTo(request, number, { text: 'Separa um, por favor' });
  await expect(messages).toContainText('Separa um, por favor');
  await expect(page.locator('[aria-live=polite]').filter({ hasText: 'Maria Lima escreveu: Separa um, por favor' })).toBeAttached();

  await page.getByRole('button', { name: 'Anotação', exact: true }).click();
  await page.getByRole('textbox', { name: 'Anotação' }).fill('Cliente do casamento de sábado');
  await page.getByRole('button', { name: 'Anotar' }).click();
  await expect(messages).toContainText('Anotação de Bia Ramos');

  await page.getByRole('button', { name: 'Resolver' }).click();
  await expect(page.getByText('Conversa resolvida. Se o cliente escrever, ela volta sozinha.')).toBeVisible();
  await expect(page.getByText('Conversa resolvida.', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
  await expect(page.getByText('Nenhuma conversa aberta')).toBeVisible();
  await expect(messages).toContainText('Resolvida por Bia Ramos');

  await writeTo(request, number, { text: 'Só mais uma coisa' });
  await expect(row).toContainText('Só mais uma coisa');
  await expect(messages).toContainText('A conversa voltou a ficar aberta');
  await expect(page.getByLabel('Mensagem', { exact: true })).toBeVisible();
});

test('a conversation is put off, given away and taken back; a draft waits for whoever comes back', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  const agent = await company.invite('agent', 'Bia Ramos');
  await writeTo(request, number, { text: 'Bom dia' });
  await writeTo(request, number, { from: '+5521998765432', name: 'João Batista', text: 'Boa tarde' });
  const maria = await conversationWith(company, 'Bom dia');
  await conversationWith(company, 'Boa tarde');
  await agent.signIn(page, `/atendimento?conversa=${maria.id}`);

  await page.getByLabel('Mensagem', { exact: true }).fill('Estou vendo isso');
  const list = page.getByRole('list', { name: 'Conversas' });
  await list.getByRole('button', { name: /João Batista/ }).click();
  await expect(page.getByRole('heading', { name: 'João Batista' })).toBeVisible();
  await expect(page.getByLabel('Mensagem', { exact: true })).toHaveValue('');
  await page.goBack();
  await expect(page.getByLabel('Mensagem', { exact: true })).toHaveValue('Estou vendo isso');

  await page.getByRole('button', { name: 'Assumir' }).click();
  await page.getByRole('button', { name: 'Responsável: Você' }).click();
  await page.getByRole('menuitem', { name: 'Ana Souza' }).click();
  await expect(page.getByRole('button', { name: 'Responsável: Ana Souza' })).toBeVisible();
  await expect(page.getByText('A conversa agora é de Ana Souza.')).toBeVisible();

  await page.getByRole('button', { name: 'Adiar' }).click();
  await page.getByRole('menuitem', { name: /Amanhã às 9 h/ }).click();
  await expect(page.getByText(/^Adiada até .* 09:00$/).first()).toBeVisible();
  await expect(list.getByRole('button', { name: /Maria Lima/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(list.getByRole('button', { name: /Maria Lima/ })).toBeVisible();
});

test('in a hand there is one pane at a time', async ({ browser, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Bom dia' });
  await conversationWith(company, 'Bom dia');
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await company.signIn(page);
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Conversas' }).click();
  const list = page.getByRole('list', { name: 'Conversas' });
  await list.getByRole('button', { name: /Maria Lima/ }).click();
  await expect(page.getByRole('heading', { name: 'Maria Lima' })).toBeVisible();
  await expect(list).toBeHidden();
  await page.getByRole('button', { name: 'Pessoa' }).click();
  await expect(page.getByRole('link', { name: 'Abrir o cadastro' })).toBeVisible();
  await expect(page.getByLabel('Mensagem', { exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Voltar à conversa' }).click();
  await page.getByRole('button', { name: 'Voltar às conversas' }).click();
  await expect(list).toBeVisible();
});

test('what is answered every day is kept by who manages and put in by a slash; nothing in braces reaches a customer', async ({
  page,
  browser,
  request,
}) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await company.signIn(page, '/configuracoes/respostas-prontas');
  await page.getByRole('button', { name: 'Nova resposta' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Atalho').fill('Olá');
  await dialog.getByLabel('Texto').fill('Oi, {{nome}}!');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('letras minúsculas')).toBeVisible();
  await expect(dialog.getByText('Entre chaves só podem ir')).toBeVisible();
  await dialog.getByLabel('Atalho').fill('bem-vindo');
  await dialog.getByLabel('Texto').fill('Oi, {{cliente}}! Aqui é {{atendente}}, da {{empresa}}.');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('button', { name: '/bem-vindo', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Excluir /bem-vindo' }).click();
  await expect(page.getByText('Nenhuma resposta pronta ainda')).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByRole('button', { name: '/bem-vindo', exact: true })).toBeVisible();

  const agent = await company.invite('agent', 'Bia Ramos');
  await writeTo(request, number, { text: 'Bom dia' });
  const { id } = await conversationWith(company, 'Bom dia');
  const theirs = await (await browser.newContext()).newPage();
  await agent.signIn(theirs, `/atendimento?conversa=${id}`);
  const field = theirs.getByLabel('Mensagem', { exact: true });
  await field.pressSequentially('/vindo');
  await expect(theirs.getByRole('option', { name: /bem-vindo/ })).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(field).toHaveValue('Oi, Maria! Aqui é Bia, da Padaria São João.');
  await field.fill('Oi, {{cliente}}!');
  await expect(theirs.getByText('Troque {{cliente}} antes de enviar.')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Enviar', exact: true })).toBeDisabled();
  await field.fill('');
  await theirs.getByRole('button', { name: 'Respostas prontas' }).click();
  await theirs.getByRole('option', { name: /bem-vindo/ }).click();
  await field.press('Control+Enter');
  const sent = theirs.getByRole('group', { name: 'Mensagens' }).getByRole('listitem').filter({ hasText: 'Oi, Maria! Aqui é Bia' });
  await expect(sent.getByText('Entregue')).toBeAttached({ timeout: 20_000 });
  // Who only answers does not change them.
  await theirs.goto('/configuracoes');
  await expect(theirs.getByRole('link', { name: 'Alertas' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Respostas prontas' })).toHaveCount(0);
});

test('a message is quoted and reacted to; who has not written is written to by a template', async ({ page, request }) => {
  const company = await Company.register(request);
  const { channel, number } = await connected(company);
  await company.post(`/api/v1/channels/${channel.id}/templates/sync`);
  await writeTo(request, number, { text: 'Qual sabor tem hoje?' });
  const { id } = await conversationWith(company, 'Qual sabor tem hoje?');
  const agent = await company.invite('agent', 'Bia Ramos');
  await agent.signIn(page, `/atendimento?conversa=${id}`);
  const messages = page.getByRole('group', { name: 'Mensagens' });
  const question = messages.getByRole('listitem').filter({ hasText: 'Qual sabor tem hoje?' }).first();
  const field = page.getByLabel('Mensagem', { exact: true });
  const received = async () => JSON.stringify(await (await request.get(`${sandboxUrl}/sandbox/meta/ledger?phoneNumberId=${number.id}`)).json());

  await question.hover();
  await question.getByRole('button', { name: 'Responder citando' }).click();
  await expect(page.getByText('Em resposta a:')).toBeAttached();
  await expect(field).toBeFocused();
  await field.press('Escape');
  await expect(page.getByText('Em resposta a:')).toHaveCount(0);
  await question.getByRole('button', { name: 'Responder citando' }).click();
  await field.fill('Fubá e laranja');
  await field.press('Control+Enter');
  const answer = messages.getByRole('listitem').filter({ hasText: 'Fubá e laranja' });
  await expect(answer).toContainText('Qual sabor tem hoje?');
  await expect(page.getByText('Em resposta a:')).toHaveCount(0);
  await expect(answer.getByText('Entregue')).toBeAttached();
  expect(await received()).toMatch(/"quoted":"wamid\./);

  await question.getByRole('button', { name: 'Reagir' }).click();
  await page.getByRole('menuitem', { name: '❤️' }).click();
  await expect(question.getByText('Reação da empresa:')).toBeAttached();
  await expect.poll(received).toContain('❤️');
  await question.getByRole('button', { name: 'Reagir' }).click();
  await page.getByRole('menuitem', { name: 'Tirar a reação' }).click();
  await expect(question.getByText('Reação da empresa:')).toHaveCount(0);

  // What was sent can be looked at again, and is fetched once, whatever else happens.
  let fetched = 0;
  page.on('request', (sent) => void (fetched += sent.url().endsWith('/file') ? 1 : 0));
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({
    name: 'bolo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  });
  await field.fill('O de hoje');
  await field.press('Control+Enter');
  const picture = messages.getByRole('listitem').filter({ hasText: 'O de hoje' }).getByRole('img', { name: 'Imagem' });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  await writeTo(request, number, { text: 'Que bonito!' });
  await expect(messages).toContainText('Que bonito!');
  await page.getByRole('button', { name: 'Pendente' }).click();
  await expect(messages).toContainText('deixou a conversa pendente');
  expect(fetched).toBe(1);

  await page.getByRole('button', { name: 'Nova conversa' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('WhatsApp do cliente').fill('123');
  await dialog.getByRole('button', { name: 'Escolher o modelo' }).click();
  await expect(dialog.getByText('Informe DDD e número')).toBeVisible();
  await dialog.getByLabel('WhatsApp do cliente').fill('(21) 97777-6655');
  await dialog.getByRole('button', { name: 'Escolher o modelo' }).click();
  await dialog.getByLabel('Modelo', { exact: true }).click();
  await page.getByRole('option', { name: /^boas_vindas/ }).click();
  await dialog.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(messages).toContainText('Modelo boas_vindas');
  // Nothing but templates until the customer answers.
  await expect(page.getByText('O WhatsApp só entrega um modelo aprovado')).toBeVisible();
  await writeTo(request, number, { from: '+5521977776655', name: 'Rui Costa', text: 'Oi, recebi' });
  await expect(messages).toContainText('Oi, recebi');
  await expect(field).toBeVisible();
});

test('what may be seen is saved as a spreadsheet', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Ainda tem bolo de fubá?' });
  await conversationWith(company, 'Ainda tem bolo de fubá?');
  await company.signIn(page, '/atendimento');
  await page.getByRole('button', { name: 'Exportar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exportar' });
  await dialog.getByLabel('Até').fill('2020-01-01');
  await expect(dialog.getByText('Antes do começo.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Baixar planilha' })).toBeDisabled();
  await dialog.getByLabel('Até').fill(new Date().toLocaleDateString('sv', { timeZone: 'America/Sao_Paulo' }));
  await dialog.getByLabel('Mensagens e anotações delas').check();
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Baixar planilha' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^mensagens-\d{4}-\d\d-\d\d-a-\d{4}-\d\d-\d\d\.csv$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString('utf8')).toContain(';cliente;Maria Lima;text;Ainda tem bolo de fubá?;');
});

test('what is written for later waits above the field, is called back or goes, and says when it could not', async ({ page, request }) => {
  test.setTimeout(120_000);
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Me avisa quando abrir?' });
  const { id } = await conversationWith(company, 'Me avisa quando abrir?');
  await company.signIn(page, `/atendimento?conversa=${id}`);
  const field = page.getByLabel('Mensagem', { exact: true });
  const waiting = page.getByRole('list', { name: 'Mensagens agendadas' });
  await expect(page.getByRole('button', { name: 'Agendar' })).toBeDisabled();
  await field.fill('Abrimos às 7h!');
  await page.getByRole('button', { name: 'Agendar' }).click();
  await page.getByRole('menuitem', { name: /Daqui a 1 hora/ }).click();
  await expect(waiting).toContainText('Abrimos às 7h!');
  await expect(waiting).toContainText('de Ana Souza');
  await expect(field).toHaveValue('');
  await page.getByRole('button', { name: 'Cancelar o agendamento' }).click();
  await expect(waiting).toHaveCount(0);
  await expect(field).toHaveValue('Abrimos às 7h!');

  // The one that goes: a colleague's program asks for it over the API, and it comes to stand among the messages.
  await company.post(`/api/v1/inbox/conversations/${id}/scheduled-messages`, {
    content: { type: 'text', text: 'Estamos abertos' },
    sendAt: new Date(Date.now() + 10_000).toISOString(),
  });
  await expect(waiting).toContainText('Estamos abertos');
  const messages = page.getByRole('group', { name: 'Mensagens' });
  await expect(messages.getByRole('listitem').filter({ hasText: 'Estamos abertos' }).getByText('Entregue')).toBeAttached({ timeout: 30_000 });
  await expect(waiting).toHaveCount(0);
});
