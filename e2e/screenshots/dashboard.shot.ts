import { Company } from '../support/company.ts';
import { withHistory } from '../support/dashboard.ts';
import { schemes, shooter, sizes } from '../support/shots.ts';
import { expect, test } from '../support/test.ts';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`commercial dashboard, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      await withHistory(company, await company.invite('agent', 'Bia Ramos'));
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/comercial/painel');
      await expect(page.getByRole('list', { name: 'Totais' })).toContainText('Leads novos');
      await shot(page, 'painel-comercial');
      const sources = page.getByRole('region', { name: 'Conversão por origem' });
      await sources.getByRole('button', { name: /Ver em tabela/ }).click();
      await sources.scrollIntoViewIfNeeded();
      await shot(page, 'painel-comercial-tabela');
    });
  }
