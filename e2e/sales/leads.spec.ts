import { Company } from '../support/company.ts';
import { withLossReasons } from '../support/leads.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

const path = '/api/v1/sales/leads';

test('a customer becomes a lead by one key, is followed, lost and won back, and their past tells of it', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await withLossReasons(company, 'Comprou do vizinho');
  await writeTo(request, number, { text: 'Quanto sai um bolo de casamento?' });
  const conversation = await conversationWith(company, 'Quanto sai um bolo de casamento?');
  await page.setViewportSize({ width: 1400, height: 900 });
  await company.signIn(page, `/atendimento?conversa=${conversation.id}`);

  // By one key; it is beside the conversation at once.
  await expect(page.getByRole('button', { name: 'Virar lead' })).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText('Agora é um lead seu.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Pessoa' }).getByRole('region', { name: 'Leads' })).toContainText('Novo');
  await page.getByRole('button', { name: 'Lead: Novo' }).click();
  await expect(page.getByRole('heading', { name: 'Maria Lima' })).toBeVisible();
  const { items } = await company.get(path);
  expect(items).toHaveLength(1);

  // What they want, how far it has come, what comes next.
  await page.getByRole('button', { name: 'Mudar', exact: true }).click();
  const change = page.getByRole('dialog', { name: 'Mudar o lead' });
  await change.getByLabel('Interesse').fill('Bolo de casamento');
  await change.getByLabel('Valor').fill('2.350,00');
  await change.getByRole('button', { name: 'Salvar' }).click();
  const facts = page.getByRole('complementary', { name: 'Dados do lead' });
  await expect(facts).toContainText('R$ 2.350,00');
  const situation = page.getByRole('group', { name: 'Situação' });
  await situation.getByRole('button', { name: 'Qualificado' }).click();
  await expect(situation.getByRole('button', { name: 'Qualificado' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Planejar o próximo passo' }).click();
  await page.getByLabel('Próximo passo').fill('Mandar o orçamento');
  await page.getByLabel('Quando').fill('2026-01-05T10:00');
  await page.getByRole('button', { name: 'Guardar o passo' }).click();
  const next = page.getByRole('region', { name: 'Próximo passo' });
  await expect(next).toContainText('Atrasado:');
  await next.getByRole('button', { name: 'Feito' }).click();
  await expect(page.getByText('Nada combinado ainda.')).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(next).toContainText('Mandar o orçamento');
  const history = page.getByRole('region', { name: 'Histórico' });
  await history.getByRole('textbox', { name: 'Comentar' }).fill('Quer sem lactose');
  await history.getByRole('textbox', { name: 'Comentar' }).press('Control+Enter');
  await expect(history.getByRole('listitem').filter({ hasText: 'Quer sem lactose' })).toHaveCount(1);

  // Lost, and won back as it was.
  await page.getByRole('button', { name: 'Perdido' }).click();
  await page.getByRole('radio', { name: 'Comprou do vizinho' }).check();
  await page.getByRole('button', { name: 'Marcar como perdido' }).click();
  await expect(page.getByText('Lead perdido: Comprou do vizinho.')).toBeVisible();
  await expect(facts).toContainText('Comprou do vizinho');
  await page.getByRole('button', { name: 'Desfazer' }).last().click();
  await expect(next).toContainText('Mandar o orçamento');
  await expect(situation.getByRole('button', { name: 'Qualificado' })).toHaveAttribute('aria-pressed', 'true');
  await expect(history).toContainText('Ana Souza marcou como perdido: Comprou do vizinho');
  await expect(history).toContainText('Ana Souza reabriu o lead');

  await facts.getByRole('link', { name: 'Maria Lima' }).click();
  const entry = page.getByRole('list', { name: 'Histórico' }).getByRole('link', { name: /Lead: Bolo de casamento/ });
  await expect(entry).toContainText('Qualificado');
  await entry.click();
  await expect(situation.getByRole('button', { name: 'Qualificado' })).toHaveAttribute('aria-pressed', 'true');

  // What a colleague does is seen as it happens.
  await company.put(`${path}/${items[0].id}/status`, { status: 'working' });
  await expect(situation.getByRole('button', { name: 'Em contato' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/comercial/leads?atrasados=true');
  await expect(page.getByRole('table', { name: 'Leads' })).toContainText('Mandar o orçamento');

  // They are about to buy: what is known of it goes on in the funnel.
  await page.goto(`/comercial/leads/${items[0].id}`);
  await page.getByRole('button', { name: 'Virar oportunidade' }).click();
  await expect(page).toHaveURL(/\/comercial\/oportunidades\//);
  await expect(page.getByRole('heading', { name: 'Bolo de casamento' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('R$ 2.350,00');
});

test('in a hand: a lead of somebody who has one is not opened twice, and two of one person become one', async ({ page, request }) => {
  const company = await Company.register(request);
  await page.setViewportSize({ width: 390, height: 844 });
  await company.signIn(page, '/comercial/leads');
  await expect(page.getByText('Nenhum lead aberto')).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'Novo lead' });
  const create = async (name: string, phone: string, interest: string) => {
    await page.getByRole('button', { name: 'Novo lead' }).first().click();
    await dialog.getByText('Pessoa nova').click();
    await dialog.getByLabel('Nome').fill(name);
    await dialog.getByLabel('Telefone').fill(phone);
    await dialog.getByLabel('Interesse').fill(interest);
    await dialog.getByRole('button', { name: 'Criar lead' }).click();
  };
  await create('Maria Lima', '(11) 98765-4321', 'Bolo de casamento');
  await expect(page.getByRole('heading', { name: 'Maria Lima' })).toBeVisible();
  const first = page.url();
  const back = () => page.getByRole('main').getByRole('link', { name: 'Leads' }).click();
  await back();

  // The same telephone: it is said that there is one, and the way to it.
  await create('Maria', '+55 11 98765-4321', 'Outro bolo');
  await expect(dialog.getByText('Esta pessoa já tem um lead aberto.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Abrir o lead' }).click();
  await expect(page).toHaveURL(first);
  await expect(dialog).toBeHidden();
  await back();
  await create('M. Lima', '(11) 91111-2222', 'Docinhos');
  await expect(page.getByRole('heading', { name: 'M. Lima' })).toBeVisible();
  await back();

  // Whom one looks for stands in no address.
  await page.getByRole('textbox', { name: 'Buscar pessoa' }).fill('maria');
  const rows = page.getByRole('table', { name: 'Leads' }).getByRole('button');
  await expect(rows).toHaveCount(1);
  expect(page.url()).not.toContain('maria');
  await rows.click();
  await expect(page).toHaveURL(first);
  await page.goBack();
  await expect(rows).toHaveCount(1);
  await rows.click();

  // They turn out to be one person.
  const { items } = await company.get(`${path}?open=true`);
  const contactOf = (name: string) => items.find((lead: { person: { name: string } }) => lead.person.name === name).person.contactId;
  await company.post(`/api/v1/people/contacts/${contactOf('Maria Lima')}/merges`, { otherId: contactOf('M. Lima'), nameFrom: 'survivor' });
  await page.reload();
  const same = page.getByRole('region', { name: 'Da mesma pessoa' });
  await expect(same).toContainText('Docinhos');
  await same.getByRole('button', { name: 'Juntar a este' }).click();
  const merged = page.getByRole('region', { name: 'Juntados a este' });
  await expect(merged).toContainText('Docinhos');
  await expect(same).toBeHidden();
  await merged.getByRole('button', { name: 'Separar' }).click();
  await expect(same).toContainText('Docinhos');
});
