import { t } from '@lingui/core/macro'
import { ApiError, NETWORK_UNREACHABLE } from './problem'

/**
 * Every failure the server can name, in Portuguese, ending with what to do next. The only place where a code becomes a sentence
 * (those of pages behind the sign-in wall alone are in error-catalogue-inside);
 * a test compares it with the codes declared in the server's *Errors.cs files.
 */
export const errorSentences: Record<string, () => string> = {
  [NETWORK_UNREACHABLE]: () =>
    t`Sem resposta do servidor. Confira a internet deste aparelho e tente de novo.`,
  'auth.required': () => t`Sua sessão terminou. Entre de novo para continuar.`,
  'auth.forbidden': () => t`Seu perfil não permite esta ação. Peça acesso a quem administra a empresa.`,

  'identity.credentials.invalid': () => t`E-mail ou senha não conferem. Confira os dois e tente de novo.`,
  'identity.user.email_taken': () =>
    t`Já existe uma conta com este e-mail. Entre com ela, ou use outro e-mail.`,
  'identity.sign_in.too_many': () => t`Tentativas demais para esta conta. Espere um minuto e tente de novo.`,
  'identity.register.too_many': () =>
    t`Cadastros demais a partir desta rede. Espere um minuto e tente de novo.`,
  'identity.sign_in.busy': () => t`Muita gente está entrando agora. Tente de novo em alguns segundos.`,
  'identity.refresh_token.invalid': () => t`Sua sessão terminou. Entre de novo para continuar.`,
  'identity.refresh_token.reused': () =>
    t`Por segurança, esta sessão foi encerrada. Entre de novo para continuar.`,
  'identity.password.length': () =>
    t`A senha precisa ter de 10 a 128 caracteres. Use uma frase, por exemplo.`,
  'identity.password.too_common': () => t`Esta senha é comum demais e seria adivinhada. Escolha outra.`,
  'identity.tenant.not_found': () => t`A empresa não foi encontrada. Entre de novo e escolha outra.`,
  'identity.invite.not_found': () =>
    t`Este convite não existe mais: já foi usado, cancelado ou venceu. Peça um novo.`,
  'identity.invite.account_needed': () =>
    t`Para aceitar o convite, entre na sua conta ou informe nome, e-mail e senha.`,
  'identity.invite.for_another': () =>
    t`Este convite foi feito para outro e-mail. Entre com a conta convidada ou peça outro convite.`,
  'identity.invite.already_member': () =>
    t`Esta pessoa já faz parte da empresa. Não é preciso convidar de novo.`,

  'identity.password_reset.too_many': () =>
    t`Pedidos demais a partir desta rede. Espere um minuto e tente de novo.`,
  'identity.link.not_found': () => t`Este link não vale mais: já foi usado ou venceu. Peça outro.`,
  'identity.second_factor.code_needed': () => t`A senha confere. Agora informe o código do seu aplicativo.`,
  'identity.second_factor.enrolment_needed': () =>
    t`Esta empresa exige a verificação em duas etapas. Configure a sua para entrar.`,
  'identity.second_factor.code_wrong': () =>
    t`O código não confere, já foi usado ou passou do tempo. Use o que o aplicativo mostra agora.`,
  'identity.second_factor.too_many': () => t`Códigos errados demais. Espere e tente de novo mais tarde.`,
  'identity.second_factor.step_over': () =>
    t`O tempo acabou, ou houve códigos errados demais. Comece de novo pela senha.`,
  'identity.second_factor.already_on': () =>
    t`A verificação em duas etapas já está ligada. Recarregue a página.`,
  'identity.second_factor.off': () =>
    t`A verificação em duas etapas está desligada na sua conta. Ligue-a em Meu perfil e tente de novo.`,

  'people.contact.not_found': () => t`A pessoa não foi encontrada. Busque de novo.`,
  'people.identifier.not_found': () => t`Este dado já tinha sido removido. Recarregue a página.`,
  'people.identifier.taken': () =>
    t`Outra pessoa já tem este número ou endereço. Busque por ele para encontrá-la.`,
  'people.identifier.twice': () => t`Esta pessoa já tem um número deste tipo. Remova-o antes de pôr outro.`,
  'people.identifier.too_many': () => t`Esta pessoa já tem dados de contato demais. Remova um antes.`,
  'people.field.not_found': () => t`Este campo não é mais usado. Recarregue a página.`,
  'people.field.name_taken': () => t`Já existe um campo com este nome. Escolha outro.`,
  'people.field.too_many': () => t`A empresa já tem 30 campos. Exclua um que ninguém usa.`,
  'people.field.options_invalid': () => t`Uma escolha precisa de opções, cada uma com um nome diferente.`,
  'people.field.in_use': () =>
    t`Há dados escritos neste campo, e ele não pode ser excluído. Abra-o e tire-o de uso.`,
  'people.field.order_outdated': () => t`Alguém mudou os campos agora há pouco. Confira e ordene de novo.`,
  'people.field.value_invalid': () => t`Este valor não serve para o campo. Confira o tipo e o formato.`,
  'people.cpf.invalid': () => t`Este CPF não existe. Confira os números.`,
  'people.whatsapp.invalid': () =>
    t`Este não é um código de pessoa do WhatsApp. Ele vem com a mensagem de quem esconde o número, como BR.123.`,
  'people.cnpj.invalid': () => t`Este CNPJ não existe. Confira os caracteres.`,
  'people.phone.invalid': () => t`Este telefone não é válido. Informe DDD e número, ou + e o código do país.`,
  'people.email.invalid': () => t`Este e-mail não é válido. Confira o endereço.`,

  'privacy.consent_text.not_found': () =>
    t`Este texto de consentimento não existe mais. Recarregue a página e mostre o texto atual.`,
  'privacy.consent_text.too_many': () =>
    t`Já há textos demais. Em vez de criar outro, mude um que não seja mais usado.`,

  'counter.service.purpose_needed': () =>
    t`Diga para que servem os dados: quem é perguntado tem o direito de saber.`,
  'counter.queue_ticket.customer_needed': () =>
    t`Este serviço precisa saber quem é o cliente. Informe nome, CPF ou telefone.`,
  'counter.service.not_found': () => t`O serviço não foi encontrado. Recarregue a página.`,
  'counter.service.inactive': () => t`O serviço está desligado. Ligue-o em Configurações ou escolha outro.`,
  'counter.service.prefix_taken': () => t`Outro serviço já usa este prefixo. Escolha outras letras.`,
  'counter.desk.not_found': () => t`O guichê não foi encontrado. Escolha outro.`,
  'counter.desk.inactive': () => t`O guichê está desligado. Ligue-o em Configurações ou escolha outro.`,
  'counter.desk.name_taken': () => t`Outro guichê já tem este nome. Escolha outro nome.`,
  'counter.printer.not_found': () => t`A impressora não foi encontrada. Recarregue a página.`,
  'counter.printer.name_taken': () => t`Outra impressora já tem este nome. Escolha outro nome.`,
  'counter.printer.none': () => t`Nenhuma impressora ativa. Cadastre ou ligue uma em Configurações.`,
  'counter.printer.address_not_allowed': () =>
    t`Este endereço fica fora das redes em que o CleanApp pode imprimir. Use o endereço local da impressora.`,
  'counter.queue_ticket.not_found': () => t`A senha não foi encontrada. Recarregue a página.`,
  'counter.queue_ticket.id_taken': () => t`Outra senha saiu com a mesma identificação. Emita de novo.`,
  'counter.queue_ticket.not_pending': () => t`Esta senha não espera mais pagamento. A lista foi atualizada.`,
  'counter.queue_ticket.day_over': () => t`O dia desta senha já terminou. Emita outra.`,
  'counter.queue_ticket.not_waiting': () =>
    t`Esta senha não está mais na fila: outra pessoa pode tê-la chamado. Chame a próxima.`,
  'counter.queue_ticket.not_called': () => t`Esta senha não está em atendimento. Chame-a antes.`,
  'counter.queue_ticket.finished': () => t`Esta senha já foi encerrada. Chame a próxima.`,
  'counter.queue_ticket.nothing_to_charge': () =>
    t`Esta senha não tem valor, então não há o que cobrar. Ela já está na fila.`,
  'counter.panel.not_found': () => t`O painel não foi encontrado. Recarregue a lista.`,
  'counter.panel_pairing.not_found': () =>
    t`Nenhuma tela mostra este código, ou ele venceu. Confira o código que está na TV agora.`,
  'counter.print_job.not_found': () => t`A impressão não foi encontrada. Recarregue a página.`,
  'counter.print_job.not_reprintable': () =>
    t`Esta via ainda está a caminho da impressora. Espere sair antes de reimprimir.`,

  'payments.charge.not_found': () => t`A cobrança não foi encontrada. Confira se o endereço está completo.`,
  'payments.charge.rejected': () =>
    t`O banco recusou a cobrança. Confira a chave Pix e os dados do Sicredi em Configurações.`,
  'payments.link.not_found': () => t`O link de pagamento não existe. Confira se o endereço está completo.`,
  'payments.link.closed': () => t`Este link não recebe mais pagamentos. Peça outro a quem o enviou.`,
  'payments.link.paid': () => t`Este link já foi pago. Para desfazer, devolva o pagamento.`,
  'payments.webhook.not_found': () =>
    t`Este endereço de notificação não existe. Copie-o de novo em Configurações.`,

  'people.contact.anonymised': () =>
    t`Esta pessoa foi anonimizada; o cadastro não recebe mais dados. Se ela voltou, cadastre-a de novo.`,
  'counter.queue_ticket.customer_present': () =>
    t`A pessoa tem uma senha em aberto hoje. Conclua ou cancele a senha e tente de novo.`,
  'privacy.form.not_found': () => t`Esta página não existe mais. Peça à empresa o endereço certo.`,
  'privacy.request.not_found': () => t`Este pedido não existe. Confira o endereço.`,
  'privacy.request.closed': () => t`Este pedido já foi encerrado. Recarregue a página.`,
  'privacy.request.not_identified': () =>
    t`Ainda não se sabe se quem pede é a própria pessoa. Registre antes como a identidade foi conferida.`,
  'privacy.request.of_another': () => t`O pedido é de outra pessoa. Ligue-o antes ao cadastro certo.`,
  'privacy.contact.held': () =>
    t`A pessoa está sob retenção legal: nada dela pode ser apagado. Libere a retenção antes, se puder.`,
  'privacy.hold.not_found': () => t`Esta retenção não existe. Recarregue a página.`,
  'privacy.retention.class_not_found': () => t`Este tipo de dado não existe. Recarregue a página.`,
  'privacy.retention.too_short': () => t`Estes dados são necessários por mais tempo. Escolha mais dias.`,
  'privacy.register.not_found': () => t`Este registro não existe. Recarregue a página.`,
  'privacy.register.changed': () => t`Outra pessoa mudou o registro. Recarregue a página e repita a mudança.`,
  'privacy.register.full': () => t`O livro está cheio. Mude um registro que já existe.`,

  'money.amount.invalid': () => t`O valor não é válido. Use reais e centavos, como 12,50.`,
  'money.currency.unsupported': () => t`Só é possível cobrar em reais. Troque a moeda.`,

  'request.invalid': () =>
    t`Alguns campos precisam de ajuste. Corrija os que estão marcados e envie de novo.`,
  'request.idempotency_key.malformed': () =>
    t`O servidor não entendeu o pedido. Recarregue a página e tente de novo.`,
  'request.limit.invalid': () => t`O servidor não entendeu o pedido. Recarregue a página e tente de novo.`,
  'request.method_not_allowed': () =>
    t`O servidor não entendeu o pedido. Recarregue a página e tente de novo.`,
  'request.not_acceptable': () => t`O servidor não entendeu o pedido. Recarregue a página e tente de novo.`,
  'request.unsupported_media_type': () =>
    t`O servidor não entendeu o pedido. Recarregue a página e tente de novo.`,
  'request.not_found': () => t`Não encontramos o que você procura. Confira o endereço e tente de novo.`,
  'service.failed': () =>
    t`O servidor falhou ao atender este pedido. Tente de novo; se continuar, envie o código abaixo ao suporte.`,
  'service.unavailable': () => t`O servidor está indisponível por um momento. Tente de novo em instantes.`,
  'request.malformed': () => t`O servidor não entendeu o pedido. Recarregue a página e tente de novo.`,
  'request.too_many': () => t`Pedidos demais em pouco tempo. Espere um instante e tente de novo.`,
  'request.too_large': () => t`O conteúdo enviado é grande demais. Diminua-o e tente de novo.`,
  'request.already_exists': () => t`Já existe um cadastro com estes dados. Troque o que se repete.`,
  'request.reference_not_found': () =>
    t`Um dos itens escolhidos não existe mais. Recarregue a página e escolha de novo.`,
  'request.cursor.invalid': () => t`A lista mudou de lugar. Recarregue-a desde o começo.`,
  'request.idempotency_key.running': () => t`Este pedido ainda está sendo feito. Espere um instante.`,
  'request.idempotency_key.reused': () =>
    t`Este pedido já foi feito com outros dados. Recarregue a página e tente de novo.`,
  'service.database_unavailable': () =>
    t`O servidor está sem acesso aos dados; nada foi mudado. Tente de novo em instantes.`,
  'service.storage_unavailable': () =>
    t`O servidor não consegue guardar ou ler arquivos agora; nada foi mudado. Tente de novo em instantes.`,
  'service.busy': () => t`Outra pessoa mexia no mesmo registro. Tente de novo.`,
}

function byStatus(status: number): string {
  if (status === 401) return errorSentences['auth.required']!()
  if (status === 403) return errorSentences['auth.forbidden']!()
  if (status === 404)
    return t`Não encontramos o que você procura. Ele pode ter sido removido; volte e tente de novo.`
  if (status === 409) return t`Outra pessoa mudou isto antes. Recarregue a página e tente de novo.`
  if (status === 422 || status === 400) return errorSentences['request.invalid']!()
  if (status === 429) return errorSentences['request.too_many']!()
  if (status >= 500)
    return t`O servidor falhou ao atender este pedido. Tente de novo; se continuar, envie o código abaixo ao suporte.`
  return t`Algo não deu certo. Tente de novo; se continuar, envie o código abaixo ao suporte.`
}

export interface ErrorDescription {
  message: string
  traceId: string | null
  code: string
}

export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof ApiError)) {
    return { message: byStatus(-1), traceId: null, code: error instanceof Error ? error.name : 'unknown' }
  }
  const sentence = errorSentences[error.code]
  let message = sentence ? sentence() : byStatus(error.status)
  if (error.status === 429 && error.retryAfterSeconds) {
    message = t`Tentativas demais. Tente de novo em ${error.retryAfterSeconds} s.`
  }
  return { message, traceId: error.traceId, code: error.code }
}

/** The server explains fields in English; the few sentences a person can meet are recognised, the rest point at the field. */
const fieldSentences: [pattern: RegExp, sentence: (match: RegExpExecArray) => string][] = [
  [/common password/i, () => errorSentences['identity.password.too_common']!()],
  [/10 to 128/i, () => errorSentences['identity.password.length']!()],
  [/at most (\d+) characters/i, ([, most]) => t`Use no máximo ${most ?? ''} caracteres.`],
  [/https address/i, () => t`Informe um endereço completo, começando com https://.`],
  [/Meta's id/i, () => t`Informe o ID que a Meta mostra: só números, e não o telefone.`],
  [/without blanks/i, () => t`Cole o valor inteiro, sem espaços: de 8 a 1.000 caracteres.`],
  [/version of Meta/i, () => t`Informe a versão como a Meta escreve, por exemplo v24.0.`],
  [/language as Meta/i, () => t`Informe o idioma como a Meta escreve, por exemplo pt_BR.`],
  [/small letters/i, () => t`Use só letras minúsculas, números e sublinhado (_).`],
  [/telephone number/i, () => t`Informe um telefone, com DDD.`],
  [/one emoji/i, () => t`Escolha um emoji só.`],
  [/(id|title|name) once/i, () => t`Não repita: cada um precisa ser diferente.`],
  [/spaces in a row/i, () => t`Não use mais de quatro espaços seguidos.`],
  [/e-?mail/i, () => t`Informe um e-mail válido, como nome@empresa.com.br.`],
  [/required|must not be (null|empty)|missing/i, () => t`Preencha este campo.`],
  [/this template/i, () => t`O modelo mudou na Meta. Escolha-o de novo e confira os valores.`],
]

export function describeFieldError(sentences: string[]): string {
  const text = sentences.join(' ')
  for (const [pattern, sentence] of fieldSentences) {
    const match = pattern.exec(text)
    if (match) return sentence(match)
  }
  return t`Este valor foi recusado. Confira e tente de novo.`
}
