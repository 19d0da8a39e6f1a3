/** What people write to customers with, and by which words each is found. Fetched when it is first asked for. */
export interface Emoji {
  char: string
  /** The first words name it. */
  words: string
}

const TABLE = `
😀 sorriso feliz alegre
😃 sorriso aberto feliz
😄 sorriso olhos alegre
😁 sorrindo dentes
😆 risada gargalhada
😅 riso suor alívio
😂 chorando de rir risada lágrimas
🤣 rolando de rir gargalhada
🙂 sorriso leve
🙃 de cabeça para baixo ironia
😉 piscada piscando
😊 sorriso corado tímido
😇 anjo santo auréola
🥰 apaixonado corações carinho
😍 olhos de coração amor paixão
🤩 deslumbrado estrelas uau
😘 beijo beijinho
😋 delícia gostoso língua
😜 brincalhão piscada língua
🤗 abraço acolher
🤭 risadinha mão na boca
🤫 silêncio segredo psiu
🤔 pensando dúvida hum
😐 neutro sem expressão
😑 sem paciência inexpressivo
😏 malicioso sorriso de lado
😒 contrariado chateado
🙄 revirando os olhos
😬 constrangido dentes
😌 aliviado calmo
😔 pensativo triste
😴 dormindo sono
🤒 doente febre termômetro
😷 máscara doente
🤧 espirro gripe
🥳 festa comemorando parabéns
😎 óculos de sol legal
🤓 nerd óculos
😕 confuso
😟 preocupado
🙁 triste chateado
😮 surpreso boca aberta
😯 espantado surpresa
😲 chocado pasmo
😳 envergonhado corado
🥺 suplicando por favor
😢 chorando triste lágrima
😭 choro alto triste
😱 grito susto medo
😩 cansado exausto
😤 bufando irritado
😡 bravo raiva
🤬 palavrão raiva
💩 cocô
🤖 robô
👍 joinha positivo ok curtir sim
👎 negativo não gostei
👌 ok perfeito
✌️ paz vitória
🤞 dedos cruzados torcer sorte
🤝 aperto de mão acordo negócio
👏 palmas parabéns aplauso
🙌 mãos para cima viva
🙏 obrigado por favor reza gratidão
💪 força músculo
👋 oi tchau aceno olá
🤙 hang loose ligação
👉 aponta direita
👈 aponta esquerda
👆 aponta cima
👇 aponta baixo
☝️ um dedo atenção
✋ mão pare
🤚 mão levantada
✍️ escrevendo assinar
🤷 não sei tanto faz ombros
🤦 mão no rosto vergonha
🙋 mão levantada eu pergunta
💁 informação balcão
👀 olhos olhando
🧠 cérebro ideia
❤️ coração amor vermelho
🧡 coração laranja
💛 coração amarelo
💚 coração verde
💙 coração azul
💜 coração roxo
🖤 coração preto
🤍 coração branco
💔 coração partido
💕 corações amor
💯 cem por cento nota dez
💥 explosão
💫 estrela tontura
💬 balão conversa mensagem
💤 sono dormir
🔥 fogo quente sucesso
✨ brilho novo
⭐ estrela favorito
🌟 estrela brilhante
☀️ sol dia
🌙 lua noite
🌈 arco-íris
☔ chuva guarda-chuva
⚡ raio rápido energia
❄️ neve frio gelo
🌹 rosa flor
🌸 flor cerejeira
🌻 girassol flor
🌳 árvore
🐶 cachorro
🐱 gato
🦋 borboleta
🍎 maçã fruta
🍌 banana fruta
🍓 morango fruta
🥑 abacate
🍅 tomate
🍞 pão
🧀 queijo
🍕 pizza
🍔 hambúrguer lanche
🌭 cachorro-quente
🍟 batata frita
🥗 salada
🍰 bolo fatia
🎂 bolo aniversário parabéns
🍫 chocolate
🍦 sorvete
☕ café
🍺 cerveja
🍷 vinho
🥂 brinde comemoração
🎉 festa comemoração parabéns confete
🎊 confete festa
🎁 presente
🎈 balão festa
🏆 troféu prêmio
🥇 medalha primeiro lugar
⚽ futebol bola
🎵 música nota
📷 câmera foto
📱 celular telefone
💻 computador notebook
☎️ telefone
📞 ligação telefone
📧 e-mail
📎 clipe anexo
📄 documento página
📝 anotação escrever
📅 calendário data agenda
⏰ despertador hora
⏳ ampulheta esperando
📍 local endereço mapa
🏠 casa
🏢 empresa prédio
🏪 loja mercado
🚗 carro
🚚 caminhão entrega
🏍️ moto entrega
✈️ avião viagem
📦 pacote encomenda entrega
🛒 carrinho compras
🛍️ sacolas compras
💰 dinheiro saco
💵 dinheiro nota
💳 cartão pagamento
🧾 recibo nota fiscal
🏷️ etiqueta preço desconto
🔑 chave
🔒 cadeado seguro fechado
🔧 ferramenta conserto
💡 lâmpada ideia
🔔 sino aviso
📢 megafone aviso promoção
✅ certo feito confirmado
✔️ certo ok
❌ errado não cancelar
⚠️ atenção cuidado aviso
❗ exclamação importante
❓ pergunta dúvida
🚫 proibido
🆗 ok
🆕 novo
🔝 topo
➡️ seta direita
🔄 atualizar trocar
🇧🇷 brasil bandeira
`

export const EMOJIS: Emoji[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const end = line.indexOf(' ')
    return { char: line.slice(0, end), words: line.slice(end + 1) }
  })

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('pt-BR')

const searched = EMOJIS.map((emoji) => ({ emoji, words: plain(emoji.words).split(/[ -]/) }))

/** Those of which every word begins so; whose first word does, first. */
export function findEmojis(query: string): Emoji[] {
  const sought = plain(query).split(/\s+/).filter(Boolean)
  if (sought.length === 0) return EMOJIS
  const found = searched.filter(({ words }) =>
    sought.every((one) => words.some((word) => word.startsWith(one))),
  )
  const isFirst = ({ words }: (typeof searched)[number]) => words[0]?.startsWith(sought[0] ?? '') === true
  return [...found.filter(isFirst), ...found.filter((one) => !isFirst(one))].map(({ emoji }) => emoji)
}
