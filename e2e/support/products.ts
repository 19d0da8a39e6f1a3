import type { Page } from '@playwright/test';
import type { Company } from './company.ts';

const brl = (value: string) => ({ value, currency: 'BRL' });

/** A small picture of a thing: its first letters on a colour of its own. */
export async function pictureOf(page: Page, name: string, hue: number): Promise<Buffer> {
  const sheet = await page.context().newPage();
  await sheet.setViewportSize({ width: 480, height: 480 });
  await sheet.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:linear-gradient(150deg,hsl(${hue} 45% 78%),hsl(${hue} 40% 52%));font:600 150px sans-serif;color:#fff">${name.slice(0, 2)}</body>`,
  );
  const picture = await sheet.screenshot({ type: 'jpeg', quality: 80 });
  await sheet.close();
  return picture;
}

/** What a bakery sells: in groups, with pictures, one that is not counted, one put aside, one whose price was raised. */
export async function withProducts(company: Company, page: Page) {
  const drinks = await company.post('/api/v1/sales/product-categories', { name: 'Bebidas' });
  const breads = await company.post('/api/v1/sales/product-categories', { name: 'Pães e bolos' });
  const made = [];
  for (const [sku, name, unit, price, more] of [
    [
      'CAF-500',
      'Café torrado em grãos',
      'pct',
      '18.90',
      { cost: brl('9.40'), ncm: '09012100', origin: 0, cfop: '5102', stock: 48, categoryId: drinks.id },
    ],
    ['PAO-FR', 'Pão francês', 'kg', '16.50', { cost: brl('6.10'), ncm: '19059090', origin: 0, cfop: '5101', stock: 12.5, categoryId: breads.id }],
    ['BOLO-FUBA', 'Bolo de fubá', 'un', '28.00', { cost: brl('11.00'), stock: 6, categoryId: breads.id }],
    ['SUCO-LAR', 'Suco de laranja 300 ml', 'un', '9.00', { cost: brl('3.20'), categoryId: drinks.id }],
    ['ENTREGA', 'Entrega no bairro', 'serv', '7.00', { serviceCode: '26.01' }],
    ['PANETONE', 'Panetone', 'un', '39.90', { categoryId: breads.id }],
  ] as const)
    made.push(await company.post('/api/v1/sales/products', { product: { sku, name, unit, price: brl(price), ...more } }));
  const [coffee, bread, cake, , , panettone] = made;
  for (const [product, hue] of [
    [coffee, 24],
    [coffee, 350],
    [bread, 40],
    [cake, 200],
  ] as const)
    await company.upload(`/api/v1/sales/products/${product.id}/images`, 'foto.jpg', 'image/jpeg', await pictureOf(page, product.name, hue));
  const { sku, name, unit, ncm, origin, cfop, stock, categoryId, cost } = coffee;
  const description = 'Torra média, em grãos, de Minas.';
  await company.put(`/api/v1/sales/products/${coffee.id}`, {
    version: 1,
    product: { sku, name, unit, ncm, origin, cfop, stock, categoryId, cost, description, price: brl('21.50') },
  });
  await company.put(`/api/v1/sales/products/${panettone.id}/active`, { active: false });
  return { coffee, bread };
}
