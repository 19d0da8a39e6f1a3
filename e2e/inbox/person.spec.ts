import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

/** Maria, who was at the counter, paid, and writes. */
async function withMaria(company: Company) {
  const { number } = await connected(company);
  const customer = { name: 'Maria Lima', phone: '+5511987654321' };
  const ticket = await company.post('/api/v1/counter/tickets', { serviceId: (await company.service('B')).id, customer });
  await company.post(`/api/v1/counter/tickets/${ticket.id}/manual-payments`, { method: 'cash' });
  await writeTo(company.request, number, { text: 'Fecham que horas?' });
  const conversation = await conversationWith(company, 'Fecham que horas?');
  return { conversation, contactId: ticket.contactId as string, ticket };
}

for (const [device, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 780 }],
] as const)
  test(`what is known of a person is at hand beside the conversation, and written down there (${device})`, async ({ page, request }) => {
    await page.setViewportSize(viewport);
    const company = await Company.withCounter(request);
    const { conversation, contactId, ticket } = await withMaria(company);
    await company.signIn(page, '/configuracoes/campos-da-pessoa');
    for (const [name, kind, options] of [
      ['Alergias', 'Texto', ''],
      ['Sabor', 'Escolha', 'Chocolate\nLimão'],
    ] as const) {
      await page.getByRole('button', { name: 'Novo campo' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Nome' }).fill(name);
      await dialog.getByRole('combobox', { name: 'Tipo' }).click();
      await page.getByRole('option', { name: kind }).click();
      if (options) await dialog.getByLabel('Opções').fill(options);
      await dialog.getByRole('button', { name: 'Salvar' }).click();
      await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Mover Sabor para cima' }).click();
    await expect(page.getByRole('button', { name: 'Mover Sabor para cima' })).toBeDisabled();

    await page.goto(`/atendimento?conversa=${conversation.id}&ver=pessoa`);
    const person = page.getByRole('region', { name: 'Pessoa' });
    await expect(person.getByRole('region', { name: 'Dados de contato' })).toContainText('+55 11 *******21');
    await person.getByRole('textbox', { name: 'Alergias' }).fill('Amendoim');
    await person.getByRole('textbox', { name: 'Alergias' }).press('Enter');
    await expect(page.getByText('Alergias salvo.')).toBeVisible();
    await person.getByRole('combobox', { name: 'Sabor' }).click();
    await page.getByRole('option', { name: 'Limão' }).click();
    await expect(page.getByText('Sabor salvo.')).toBeVisible();
    // The way back is at hand.
    await page.locator('.notice-action', { hasText: 'Desfazer' }).last().click();
    await expect(person.getByRole('combobox', { name: 'Sabor' })).toHaveValue('');
    await page.reload();
    await expect(person.getByRole('textbox', { name: 'Alergias' })).toHaveValue('Amendoim');

    const consents = person.getByRole('region', { name: 'Consentimentos' });
    await consents.getByRole('button', { name: 'Registrar' }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().check();
    await page.getByRole('dialog').getByRole('button', { name: 'Registrar' }).click();
    await expect(consents.getByText('Autorizado')).toBeVisible();
    const [given] = (await company.get(`/api/v1/privacy/contacts/${contactId}/consents`)).items;
    expect(given.source).toBe('conversation');
    await consents.getByRole('button', { name: 'Retirar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirar' }).click();
    await expect(consents.getByText('Retirado')).toBeVisible();

    const history = person.getByRole('list', { name: 'Histórico' });
    await expect(history.getByRole('listitem')).toHaveCount(4);
    await expect(history).toContainText('R$ 35,00 em dinheiro');
    await history.getByRole('link', { name: `Senha ${ticket.code}` }).click();
    await expect(page).toHaveURL(/senhas\?senha=/);
    // Nothing personal is in an address.
    expect(page.url()).not.toMatch(/Maria|98765|Amendoim/);
  });

test('who may be the same person is compared, merged and told apart again from the conversation', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const { conversation, contactId } = await withMaria(company);
  const field = await company.post('/api/v1/people/fields', { name: 'Alergias', kind: 'text' });
  const twin = await company.post('/api/v1/people/contacts', { name: 'Maria Lima', identifiers: [{ kind: 'email', text: 'maria@cliente.example' }] });
  await company.put(`/api/v1/people/contacts/${contactId}/fields/${field.id}`, { value: 'Amendoim' });
  await company.put(`/api/v1/people/contacts/${twin.id}/fields/${field.id}`, { value: 'Nozes' });
  await company.signIn(page, `/atendimento?conversa=${conversation.id}`);
  const person = page.getByRole('region', { name: 'Pessoa' });

  await person.getByRole('region', { name: 'Talvez a mesma pessoa' }).getByRole('button', { name: 'Comparar' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Este passa a fazer parte dele' })).toContainText('m***@cliente.example');
  await expect(dialog.getByRole('row', { name: /Alergias/ })).toContainText('Nozes (não fica)');
  await dialog.getByRole('button', { name: 'Juntar', exact: true }).click();

  await expect(person.getByRole('region', { name: 'Dados de contato' })).toContainText('m***@cliente.example');
  await expect(person.getByRole('region', { name: 'Talvez a mesma pessoa' })).toHaveCount(0);
  await expect(person.getByRole('textbox', { name: 'Alergias' })).toHaveValue('Amendoim');
  await expect(person.getByRole('list', { name: 'Histórico' })).toContainText('Juntada com Maria Lima');
  await page.locator('.notice-action', { hasText: 'Desfazer' }).last().click();
  await expect(page.getByText('Junção desfeita.')).toBeVisible();
  await expect(person.getByRole('region', { name: 'Dados de contato' })).not.toContainText('m***@cliente.example');
});

test('who may not see payments sees none, and who is not of the team not what was asked there', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const agent = await company.invite('agent', 'Bia Ramos');
  const { conversation } = await withMaria(company);
  const team = await company.post('/api/v1/inbox/teams', { name: 'Entregas', memberIds: [], channelIds: [] });
  const ours = await company.post('/api/v1/inbox/support-tickets', {
    title: 'Bolo errado',
    type: 'complaint',
    priority: 'normal',
    conversationId: conversation.id,
  });
  await company.put(`/api/v1/inbox/support-tickets/${ours.id}/team`, { teamId: team.id });

  await agent.signIn(page, `/atendimento?conversa=${conversation.id}`);
  const history = page.getByRole('region', { name: 'Pessoa' }).getByRole('list', { name: 'Histórico' });
  await expect(history).toContainText('Senha B001');
  await expect(history).not.toContainText('em dinheiro');
  await expect(history).not.toContainText('Bolo errado');
});
