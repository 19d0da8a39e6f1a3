import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

test.describe('isolation', () => {
  test('who moves a conversation to a team they are not of sees it no more, and who is of it does', async ({ browser, request }) => {
    test.setTimeout(120_000);
    const company = await Company.register(request);
    const { channel, number } = await connected(company);
    const bia = await company.invite('agent', 'Bia Ramos');
    const caio = await company.invite('agent', 'Caio Prado');
    const { agents } = await company.get('/api/v1/inbox/teams');
    const id = (name: string) => agents.find((one: { name: string }) => one.name === name).id;
    await company.post('/api/v1/inbox/teams', { name: 'Vendas', memberIds: [id('Bia Ramos')], channelIds: [channel.id] });
    await company.post('/api/v1/inbox/teams', { name: 'Entregas', memberIds: [id('Caio Prado')], channelIds: [] });
    await writeTo(request, number, { text: 'Quanto custa a entrega?' });
    const { id: conversation } = await conversationWith(company, 'Quanto custa a entrega?');

    const [hers, his] = await Promise.all(
      [bia, caio].map(async (one) => {
        const page = await (await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 800 } })).newPage();
        await one.signIn(page);
        return page;
      }),
    );
    const row = { name: /Maria Lima/ };
    await expect(his.getByText('Nenhuma conversa aberta')).toBeVisible();
    await his.goto(`/atendimento?conversa=${conversation}`);
    await expect(his.getByText('Conversa não encontrada')).toBeVisible();
    await expect(his.getByText('Quanto custa a entrega?')).toHaveCount(0);

    await hers.getByRole('list', { name: 'Conversas' }).getByRole('button', row).click();
    await hers.getByRole('button', { name: 'Equipe: Vendas' }).click();
    await hers.getByRole('menuitem', { name: 'Entregas' }).click();
    await expect(hers.getByText('A conversa agora é da equipe Entregas.')).toBeVisible();
    await expect(hers.getByText('Nenhuma conversa aberta')).toBeVisible();
    await expect(hers.getByText('Escolha uma conversa')).toBeVisible();
    await hers.goto(`/atendimento?conversa=${conversation}`);
    await expect(hers.getByText('Conversa não encontrada')).toBeVisible();
    await expect(hers.getByText('Quanto custa a entrega?')).toHaveCount(0);

    await expect(his.getByRole('list', { name: 'Conversas' }).getByRole('button', row)).toBeVisible();
    await his.getByRole('list', { name: 'Conversas' }).getByRole('button', row).click();
    await expect(his.getByRole('group', { name: 'Mensagens' })).toContainText('Bia Ramos moveu a conversa para a equipe Entregas');
  });

  test('a conversation of another company is not there, whoever knows its address', async ({ page, request }) => {
    const ours = await Company.register(request);
    const { number } = await connected(ours);
    await writeTo(request, number, { text: 'Segredo da nossa cliente' });
    const { id } = await conversationWith(ours, 'Segredo da nossa cliente');
    const theirs = await Company.register(request, 'Outra Padaria');
    await theirs.signIn(page, `/atendimento?conversa=${id}`);
    await expect(page.getByText('Conversa não encontrada')).toBeVisible();
    await expect(page.getByText('Segredo da nossa cliente')).toHaveCount(0);
    await expect(page.getByText('Maria Lima')).toHaveCount(0);
  });
});
