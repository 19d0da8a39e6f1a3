import { Company } from '../support/company.ts';
import { schemes, shooter, sizes } from '../support/shots.ts';
import { withFunnel } from '../support/sales.ts';
import { expect, test } from '../support/test.ts';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`funnel, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const seller = await company.invite('agent', 'Bia Ramos');
      const { wedding } = await withFunnel(company, seller);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/comercial/funil');
      await expect(page.getByText('Coffee break mensal')).toBeVisible();
      await shot(page, 'funil');
      await page.goto('/comercial/funil?ver=lista');
      await expect(page.getByRole('button', { name: /Bolo do casamento/ })).toBeVisible();
      await shot(page, 'funil-lista');
      await page.goto(`/comercial/oportunidades/${wedding.id}`);
      await expect(page.getByText('Quer massa de nozes', { exact: false })).toBeVisible();
      await shot(page, 'oportunidade');
      await page.goto('/configuracoes/funis');
      await expect(page.getByText('Sem orçamento')).toBeVisible();
      await shot(page, 'funis');
    });
  }
