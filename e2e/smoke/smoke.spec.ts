import { Company, password } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

// What must work in every installation before anybody is let in: a minute, and nothing but what people do all day.

test('one signs in by the form and works in the other company', async ({ page, request }) => {
  const [bakery, optician] = [await Company.register(request, 'Padaria Aurora'), await Company.register(request, 'Ótica Boa Vista')];
  const { url } = await optician.post('/api/v1/members/invites', { role: 'manager', email: bakery.email });
  await bakery.post(`/api/v1/auth/invites/${new URL(url).pathname.split('/').pop()}/accept`, { name: 'Ana Souza', email: bakery.email, password });
  await page.goto('/entrar');
  await page.getByLabel('E-mail').fill(bakery.email);
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  const switcher = page.getByRole('button', { name: /Trocar de empresa/ });
  await expect(switcher).toBeVisible();
  for (const name of ['Ótica Boa Vista', 'Padaria Aurora']) {
    if ((await switcher.innerText()).includes(name)) continue;
    await switcher.click();
    await page.getByRole('menuitem', { name }).click();
    await expect(switcher).toContainText(name);
  }
});

test('a lead is created, goes on in the pipeline and is offered something', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/comercial/leads');
  await page.getByRole('button', { name: 'Novo lead' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Novo lead' });
  await dialog.getByText('Pessoa nova').click();
  await dialog.getByLabel('Nome').fill('Maria Lima');
  await dialog.getByLabel('Telefone').fill('(11) 98765-4321');
  await dialog.getByLabel('Interesse').fill('Bolo de casamento');
  await dialog.getByRole('button', { name: 'Criar lead' }).click();
  await page.getByRole('button', { name: 'Virar oportunidade' }).click();
  await expect(page.getByRole('heading', { name: 'Bolo de casamento' })).toBeVisible();
  const sale = page.url();

  await page.goto('/comercial/funil');
  await page.getByRole('button', { name: 'Mover Bolo de casamento para…' }).click();
  const moved = page.waitForResponse((answer) => answer.url().endsWith('/place') && answer.ok());
  await page.getByRole('menuitem', { name: 'Negociação' }).click();
  await moved;
  await page.reload();
  await expect(page.getByRole('region', { name: 'Negociação', exact: true })).toContainText('Bolo de casamento');

  await page.goto(sale);
  await page.getByRole('button', { name: 'Nova proposta' }).click();
  await page.getByRole('combobox', { name: 'Item 1', exact: true }).fill('Bolo de três andares');
  await page.getByRole('textbox', { name: 'Preço do item 1' }).fill('2350');
  const kept = async () => (await company.get('/api/v1/sales/proposals')).items[0]?.total.value;
  await expect.poll(kept).toBe('2350.00');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Item 1', exact: true })).toHaveValue('Bolo de três andares');
  await expect(page.getByRole('region', { name: 'Totais' })).toContainText('R$ 2.350,00');
});

test('a customer writes, is answered, gets a ticket, and the ticket its status', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Minha geladeira parou' });
  const { id } = await conversationWith(company, 'Minha geladeira parou');
  await company.signIn(page, `/atendimento?conversa=${id}`);
  const field = page.getByLabel('Mensagem', { exact: true });
  await field.fill('Qual é o modelo?');
  await field.press('Control+Enter');
  const said = page.getByRole('group', { name: 'Mensagens' }).getByRole('listitem').filter({ hasText: 'Qual é o modelo?' });
  await expect(said.getByText('Entregue')).toBeAttached();

  await page.getByRole('button', { name: 'Abrir chamado' }).click();
  const dialog = page.getByRole('dialog', { name: 'Novo chamado' });
  await dialog.getByLabel('Assunto').fill('Geladeira não gela');
  await dialog.getByRole('button', { name: 'Abrir chamado' }).click();
  await expect(page.getByText('Chamado nº 1 aberto.')).toBeVisible();
  const [ticket] = (await company.get('/api/v1/inbox/support-tickets')).items;
  await page.goto(`/chamados/${ticket.id}`);
  await page.getByRole('button', { name: 'Situação: Aberto' }).click();
  await page.getByRole('menuitem', { name: 'Resolvido' }).click();
  await expect(page.getByRole('button', { name: 'Situação: Resolvido' })).toBeVisible();
});
