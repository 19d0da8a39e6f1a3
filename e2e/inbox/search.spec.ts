import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

test('what was said long before is found by keyboard, and the conversation opens there', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'O portão da chácara abre com a senha 4471' });
  const maria = await conversationWith(company, 'O portão da chácara abre com a senha 4471');
  // So much since, that it is on no page of the conversation's end.
  for (let i = 1; i <= 70; i++) await company.post(`/api/v1/inbox/conversations/${maria.id}/notes`, { text: `Visita ${i} combinada` });
  // WhatsApp tells times by whole seconds, and of one second either may stand first.
  await page.waitForTimeout(1_000);
  await writeTo(request, number, { from: '+5521998765432', name: 'João Batista', text: 'Qual portão?' });
  await conversationWith(company, 'Qual portão?');
  await company.signIn(page, '/atendimento');
  await expect(page.getByRole('list', { name: 'Conversas' }).getByRole('button')).toHaveCount(2);

  await page.keyboard.press('/');
  const box = page.getByRole('textbox', { name: 'Buscar nas mensagens' });
  await expect(box).toBeFocused();
  await box.pressSequentially('PORTOES');
  const found = page.getByRole('list', { name: 'O que foi encontrado' });
  await expect(found.getByRole('button')).toHaveCount(2);
  await expect(found.getByRole('button').first()).toContainText('João Batista');
  await expect(found.locator('mark')).toHaveText(['portão', 'portão']);
  // Nothing of it stands in the address, and it is there after a reload.
  expect(page.url()).not.toContain('PORT');
  await page.reload();
  await expect(box).toHaveValue('PORTOES');
  await box.fill('senha do por');
  await expect(found.getByRole('button')).toHaveCount(1);

  await box.press('Enter');
  const thread = page.getByRole('group', { name: 'Mensagens' });
  const hit = thread.locator('[data-found]');
  await expect(hit).toContainText('a senha 4471');
  await expect(hit).toBeInViewport();
  await expect(hit).toBeFocused();
  await expect(page).toHaveURL(/mensagem=1(&|$)/);
  await expect(thread.getByText('Visita 70 combinada')).toHaveCount(0);
  await page.reload();
  await expect(hit).toBeInViewport();
  // Down to the end, what lies between is fetched on the way.
  await thread.getByText('Visita 10 combinada').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Ir ao fim' }).click();
  await expect(thread.getByText('Visita 70 combinada')).toBeInViewport();
  await expect(hit).toHaveCount(0);

  // Back to what was found, and from there to the list.
  await page.getByRole('heading', { name: 'Atendimento' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Escolha uma conversa')).toBeVisible();
  await expect(found.getByRole('button')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Conversas' }).getByRole('button')).toHaveCount(2);
  await expect(box).toHaveValue('');
});

test('scrolling down from what was found reaches the newest', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Uma jabuticabeira grande' });
  const { id } = await conversationWith(company, 'Uma jabuticabeira grande');
  for (let i = 1; i <= 120; i++) await company.post(`/api/v1/inbox/conversations/${id}/notes`, { text: `Passo ${i}` });
  await company.signIn(page, `/atendimento?conversa=${id}&mensagem=1`);
  const thread = page.getByRole('group', { name: 'Mensagens' });
  await expect(thread.locator('[data-found]')).toBeInViewport();

  await expect(async () => {
    await thread.evaluate((box) => box.scrollBy(0, 2_000));
    await expect(thread.getByText('Passo 120', { exact: true })).toBeInViewport({ timeout: 200 });
  }).toPass({ timeout: 15_000 });
  // And hears what comes from then on.
  await writeTo(request, number, { text: 'Chegou mais uma' });
  await expect(thread.getByText('Chegou mais uma')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Ir ao fim' })).toHaveCount(0);
});

test('a search is narrowed by author and period, which stay in the address', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Tem pudim?' });
  const { id } = await conversationWith(company, 'Tem pudim?');
  await company.post(`/api/v1/inbox/conversations/${id}/notes`, { text: 'Pudim acabou' });
  await company.signIn(page, '/atendimento');
  await page.getByRole('textbox', { name: 'Buscar nas mensagens' }).fill('pudim');
  const found = page.getByRole('list', { name: 'O que foi encontrado' });
  await expect(found.getByRole('button')).toHaveCount(2);

  await page.getByRole('button', { name: 'Autor' }).click();
  await page.getByRole('menuitemradio', { name: 'Anotação' }).click();
  await expect(found.getByRole('button')).toHaveCount(1);
  await expect(found.getByRole('button')).toContainText('Anotação · Ana Souza');
  await expect(page).toHaveURL(/autor=note/);
  await page.getByRole('button', { name: 'Período' }).click();
  const narrowed = page.waitForResponse((response) => response.url().endsWith('/inbox/messages/searches'));
  await page.getByRole('button', { name: 'Últimos 7 dias' }).click();
  expect((await (await narrowed).json()).items).toHaveLength(1);
  await expect(page).toHaveURL(/de=20/);
  await expect(found.getByRole('button')).toHaveCount(1);
  await page.getByRole('button', { name: /^Período/ }).click();
  await page.getByLabel('Até').fill('2020-01-31');
  await page.getByLabel('De', { exact: true }).fill('2020-01-01');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nada encontrado')).toBeVisible();
  await page.getByRole('button', { name: 'Buscar em tudo' }).click();
  await expect(found.getByRole('button')).toHaveCount(2);
  await expect(page).not.toHaveURL(/autor=|de=|ate=/);
});

test('in a hand, what was found and the conversation take turns; a name finds whom it is of', async ({ page, request }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Bom dia! Maria aqui' });
  await conversationWith(company, 'Bom dia! Maria aqui');
  await company.signIn(page, '/atendimento');
  const box = page.getByRole('textbox', { name: 'Buscar nas mensagens' });

  await box.fill('maria');
  await expect(page.getByRole('heading', { name: 'Conversas com' })).toBeVisible();
  const found = page.getByRole('list', { name: 'O que foi encontrado' });
  await expect(found.getByRole('button')).toHaveCount(2);
  await found.getByRole('button').last().click();
  await expect(page.locator('[data-found]')).toContainText('Maria aqui');
  await expect(found).toBeHidden();
  await page.getByRole('button', { name: 'Voltar às conversas' }).click();
  await expect(found.getByRole('button')).toHaveCount(2);

  await box.fill('xyzabc');
  await expect(page.getByText('Nada encontrado')).toBeVisible();
  await box.fill('de');
  await expect(page.getByText('Escreva uma palavra inteira')).toBeVisible();
  await page.getByRole('button', { name: 'Limpar a busca' }).click();
  await expect(page.getByRole('list', { name: 'Conversas' }).getByRole('button')).toHaveCount(1);
});
