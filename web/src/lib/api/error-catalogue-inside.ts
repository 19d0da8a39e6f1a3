import { t } from '@lingui/core/macro'
import { errorSentences } from './error-catalogue'
import './error-catalogue-lead-form'
import './error-catalogue-proposal'

/**
 * Sentences that only pages behind the sign-in wall can meet: fetched by the shell once it stands, so that nobody who signs in or pays waits for
 * them. New ones of such pages belong here.
 */
Object.assign(errorSentences, {
  'feature.not_available': () =>
    t`Sua empresa não tem esta parte do CleanApp. Se precisa dela, fale com quem cuida da sua conta.`,
  'identity.member.not_found': () => t`Esta pessoa não faz parte da empresa. Recarregue a lista.`,
  'identity.member.last_owner': () =>
    t`A empresa precisa de pelo menos um proprietário ativo. Promova outra pessoa antes.`,
  'identity.invite.without_address': () => t`Para enviar o convite, informe o e-mail da pessoa.`,
  'identity.invite.pending': () =>
    t`Já há um convite em aberto para este e-mail. Envie-o de novo na lista, ou cancele-o antes.`,
  'identity.invite.just_sent': () =>
    t`Este convite acabou de ser enviado. Espere um minuto antes de enviar de novo.`,
  'identity.invite.too_many': () =>
    t`A empresa já enviou convites demais nesta hora. Espere, ou gere um link e entregue-o você mesmo.`,
  'identity.mail.too_many': () =>
    t`A empresa já enviou e-mails demais a clientes nesta hora. Espere, ou mande o link você mesmo.`,
  'identity.mail.not_configured': () =>
    t`Esta instalação não envia e-mails. Gere um link e entregue-o você mesmo, ou peça a quem cuida da instalação.`,
  'identity.password.wrong': () => t`Esta não é a sua senha atual. Confira e tente de novo.`,
  'identity.password.too_many': () => t`Senhas erradas demais. Espere um pouco e tente de novo.`,
  'identity.email_change.too_many': () =>
    t`Você já pediu várias trocas de e-mail. Espere uma hora e tente de novo.`,
  'identity.email_change.same': () => t`Este já é o seu e-mail. Informe outro.`,
  'identity.email_change.not_found': () =>
    t`Não há troca de e-mail esperando confirmação. Recarregue a página.`,
  'identity.session.not_found': () => t`Este aparelho já tinha saído da conta. Recarregue a lista.`,
  'identity.avatar.missing': () => t`Nenhuma imagem foi enviada. Escolha um arquivo.`,
  'identity.avatar.not_found': () => t`Esta pessoa não tem foto. Recarregue a página.`,
  'identity.avatar.not_a_picture': () => t`Este arquivo não é uma foto PNG ou JPEG. Escolha outro.`,
  'identity.avatar.too_large': () => t`A foto é grande demais. Escolha uma menor.`,
  'identity.second_factor.required': () =>
    t`Uma empresa em que você trabalha exige a verificação em duas etapas. Ligue-a em Meu perfil, Duas etapas.`,
  'payments.payment.not_found': () => t`O pagamento não foi encontrado. Recarregue a página.`,
  'payments.payment.resolved': () =>
    t`Este pagamento já foi resolvido. Recarregue a página para ver o que foi decidido.`,
  'payments.payment.amount_differs': () =>
    t`O valor não é o mesmo. Devolva a diferença primeiro, ou escolha outra senha.`,
  'payments.refund.not_found': () => t`A devolução não foi encontrada. Recarregue a página.`,
  'payments.refund.too_much': () =>
    t`Passa do que foi pago. Confira quanto ainda resta deste pagamento e diminua o valor.`,
  'payments.refund.too_late': () =>
    t`O Pix só pode ser devolvido em até 90 dias. Combine outra forma com o cliente.`,
  'payments.refund.not_awaiting': () => t`Esta devolução já foi decidida. Recarregue a página.`,
  'payments.refund.same_person': () => t`Quem pede a devolução não pode aprová-la. Peça a outra pessoa.`,
  'payments.refund.open': () => t`Há uma devolução em andamento. Espere que ela termine e tente de novo.`,
  'payments.reconciliation.day_out_of_range': () =>
    t`Este dia não pode ser conferido. Escolha um dos últimos três meses.`,
  'payments.reconciliation.not_complete': () =>
    t`O dia ainda não terminou ou o banco não foi lido depois disso. Confira de novo mais tarde.`,
  'payments.reconciliation.note_needed': () =>
    t`O banco e o livro não batem. Escreva por que o dia pode ser assinado assim mesmo.`,
  'payments.sicredi.not_configured': () =>
    t`O Pix do Sicredi ainda não foi configurado. Peça ao proprietário para fazer isso em Configurações.`,
  'payments.sicredi.host_not_allowed': () =>
    t`Este endereço de banco não é permitido nesta instalação. Escolha Produção ou Homologação.`,
  'payments.sicredi.certificate_invalid': () =>
    t`O certificado e a chave não conferem. Os dois precisam estar em PEM, formar um par e estar dentro da validade.`,
  'payments.sicredi.secret_needed': () => t`Falta o Client Secret. Preencha-o na primeira vez que salvar.`,
  'people.merge.same': () => t`As duas já são a mesma pessoa. Recarregue a página.`,
  'people.merge.two_of_a_kind': () =>
    t`Cada uma tem o seu CPF ou CNPJ. Se for mesmo a mesma pessoa, remova antes o número errado.`,
  'people.merge.overtaken': () => t`Esta pessoa acaba de ser juntada com outra. Recarregue a página.`,
  'people.merge.not_found': () => t`Esta junção não existe. Recarregue a página.`,
  'people.merge.not_last': () =>
    t`Esta pessoa foi juntada com outra depois. Desfaça antes a junção mais recente.`,
  'people.merge.changed_since': () =>
    t`Um dado que veio com a junção foi removido depois. Não dá mais para desfazê-la.`,
  'channels.channel.not_found': () => t`Este número não está mais conectado. Recarregue a página.`,
  'channels.channel.number_taken': () =>
    t`Este número de WhatsApp já está conectado. Abra-o na lista, ou confira o ID do número.`,
  'channels.channel.host_not_allowed': () =>
    t`Este endereço não é permitido nesta instalação. Deixe em branco para usar o da Meta.`,
  'channels.channel.unreachable': () => t`A Meta não respondeu agora. Tente de novo em instantes.`,
  'channels.channel.refused_by_meta': () =>
    t`A Meta recusou a pergunta. Confira o token, as permissões e o ID da conta em Configurações, WhatsApp.`,
  'channels.template.not_found': () =>
    t`Este modelo não existe neste número e idioma. Sincronize os modelos e escolha na lista.`,
  'channels.template.pending': () =>
    t`A Meta ainda analisa este modelo. Espere a aprovação ou escolha outro.`,
  'channels.template.rejected': () =>
    t`A Meta reprovou este modelo. Corrija-o no Gerenciador do WhatsApp ou escolha outro.`,
  'channels.template.paused': () =>
    t`A Meta pausou este modelo por algumas horas, por queixas de clientes. Escolha outro por enquanto.`,
  'channels.template.disabled': () =>
    t`A Meta desativou este modelo, por queixas repetidas. Escolha ou crie outro.`,
  'channels.template.deleted': () => t`Este modelo foi excluído na Meta. Escolha outro ou crie-o de novo lá.`,
  'channels.template.not_usable': () =>
    t`A Meta não envia este modelo agora. Veja o motivo no Gerenciador do WhatsApp ou escolha outro.`,
  'channels.template.not_supported': () =>
    t`Este modelo tem carrossel, catálogo ou formulário, que ainda não dá para enviar por aqui. Escolha outro.`,
  'channels.webhook.not_found': () =>
    t`Este endereço de webhook não existe. Copie-o de novo em Configurações, WhatsApp.`,
  'channels.webhook.signature_invalid': () =>
    t`O aviso não foi assinado com o segredo deste app. Confira o segredo do app em Configurações, WhatsApp.`,
  'channels.webhook.verification_refused': () =>
    t`O token de verificação não é o deste número. Copie-o de novo em Configurações, WhatsApp.`,
  'channels.dead_letter.not_found': () => t`Este aviso da Meta não foi encontrado. Recarregue a página.`,
  'channels.message.not_found': () => t`Esta mensagem não foi encontrada. Recarregue a lista.`,
  'channels.message.recipient_invalid': () =>
    t`Este telefone não é válido. Informe DDD e número, ou + e o código do país.`,
  'channels.message.window_closed': () =>
    t`Faz mais de 24 horas que o cliente não escreve. Por isso o WhatsApp só aceita um modelo aprovado: envie um.`,
  'channels.message.reply_to_not_found': () =>
    t`A mensagem citada não existe neste número. Recarregue a lista e escolha de novo.`,
  'channels.message.not_undecided': () =>
    t`Já se sabe o que houve com esta mensagem, ou alguém já decidiu. A lista foi atualizada.`,
  'channels.message.recipient_missing': () =>
    t`Falta dizer para quem é a mensagem. Informe o telefone, ou responda a uma recebida.`,
  'channels.message.erased': () => t`A pessoa foi anonimizada; não há mais o que enviar.`,
  'channels.message.under_way': () =>
    t`Uma mensagem para esta pessoa está sendo enviada agora. Tente de novo em um minuto.`,
  'channels.media.not_found': () => t`Este arquivo não foi encontrado neste número. Envie-o de novo.`,
  'channels.media.gone': () => t`Este arquivo não está mais guardado. Peça que seja enviado de novo.`,
  'channels.media.pending': () => t`O arquivo ainda está vindo da Meta. Tente de novo em instantes.`,
  'channels.media.missing': () => t`Nenhum arquivo chegou. Escolha um e tente de novo.`,
  'channels.media.empty': () => t`Este arquivo está vazio. Escolha outro.`,
  'channels.media.too_large': () =>
    t`Este arquivo é maior do que o WhatsApp permite para o tipo dele. Escolha um menor.`,
  'channels.media.type_unsupported': () =>
    t`O WhatsApp não leva arquivos deste tipo. Use foto, áudio, vídeo, PDF ou documento do Office.`,
  'channels.media.type_mismatch': () =>
    t`O conteúdo do arquivo não é o que o nome diz. Salve-o no formato certo e tente de novo.`,
  'channels.media.kind_mismatch': () => t`Este arquivo não combina com o tipo escolhido. Troque um dos dois.`,
  'channels.message.too_late': () => t`Tarde demais para desfazer: a mensagem já saiu.`,
  'inbox.conversation.not_held': () => t`Tarde demais para desfazer: esta mensagem já não espera.`,
  'inbox.conversation.of_another_author': () =>
    t`Só quem escreveu a mensagem pode desfazer o envio: peça a essa pessoa.`,
  'channels.message.not_failed': () =>
    t`Esta mensagem não falhou, ou já foi reenviada. A lista foi atualizada.`,
  'inbox.conversation.not_found': () =>
    t`Esta conversa não existe, ou está com outra equipe. Volte à lista e escolha outra.`,
  'inbox.conversation.message_not_found': () =>
    t`Esta mensagem não está nesta conversa. Abra a conversa de novo.`,
  'inbox.conversation.resolved': () => t`Esta conversa já foi resolvida. Reabra-a antes de continuar.`,
  'inbox.conversation.another_open': () =>
    t`O cliente já tem outra conversa aberta neste número. Continue por ela.`,
  'inbox.conversation.of_another_team': () =>
    t`Este cliente está conversando com uma equipe de que você não faz parte, e nada foi enviado. Peça a ela, ou a quem gerencia, que passe a conversa para você.`,
  'inbox.conversation.answered_meanwhile': () =>
    t`Um colega respondeu a este cliente enquanto você escrevia, e nada foi enviado. Leia a resposta dele antes de enviar a sua.`,
  'inbox.conversation.snooze_in_past': () => t`Este horário já passou. Escolha um que ainda venha.`,
  'inbox.conversation.assignee_not_found': () =>
    t`Esta pessoa não atende mais conversas. Recarregue a página e escolha outra.`,
  'inbox.conversation.erased': () =>
    t`A pessoa foi anonimizada; não há mais a quem escrever. A conversa fica só para consulta.`,
  'inbox.conversation.mention_not_found': () =>
    t`Alguém mencionado não vê esta conversa. Chame só quem é da equipe dela.`,
  'inbox.alert.quiet_incomplete': () =>
    t`O horário de silêncio precisa de um começo e de outro fim. Preencha os dois.`,
  'inbox.alert.endpoint_not_allowed': () =>
    t`O serviço de avisos deste navegador não é aceito. Tente com outro navegador.`,
  'inbox.alert.keys_invalid': () =>
    t`O navegador mandou uma inscrição incompleta. Recarregue a página e tente de novo.`,
  'inbox.alert.device_not_found': () => t`Este aparelho não é mais avisado. Inscreva-o de novo.`,
  'inbox.alert.too_many_devices': () => t`Você já tem 20 aparelhos avisados. Remova um que não usa mais.`,
  'inbox.alert.tested_just_now': () => t`Um teste acabou de sair. Espere três segundos e tente de novo.`,
  'inbox.label.not_found': () => t`Esta etiqueta foi excluída. Recarregue a página.`,
  'inbox.label.name_taken': () => t`Já existe uma etiqueta com este nome. Escolha outro.`,
  'inbox.label.too_many': () => t`A empresa já tem 200 etiquetas. Exclua as que ninguém usa.`,
  'inbox.saved_filter.not_found': () => t`Este filtro já foi excluído. Recarregue a página.`,
  'inbox.saved_filter.too_many': () => t`Já há 50 filtros guardados. Exclua um antes de guardar outro.`,
  'inbox.canned_response.not_found': () => t`Esta resposta pronta foi excluída. Recarregue a página.`,
  'inbox.canned_response.shortcut_taken': () => t`Já existe uma resposta com este atalho. Escolha outro.`,
  'inbox.canned_response.too_many': () =>
    t`A empresa já tem 500 respostas prontas. Exclua as que ninguém usa.`,
  'inbox.agent.not_found': () =>
    t`Esta pessoa não atende conversas, ou saiu da empresa. Recarregue a página.`,
  'inbox.agent.back_in_past': () => t`Este horário de volta já passou. Escolha um que ainda venha.`,
  'inbox.team.not_found': () => t`Esta equipe não existe mais, ou foi desligada. Recarregue e escolha outra.`,
  'inbox.team.name_taken': () => t`Já existe uma equipe com este nome. Escolha outro.`,
  'inbox.team.is_needed': () =>
    t`As conversas sem equipe própria vão para esta. Por isso ela não pode ser desligada; mude só o nome.`,
  'inbox.team.has_conversations': () =>
    t`Esta equipe ainda tem conversas ou chamados por resolver. Passe-os a outra equipe, ou resolva-os, e tente de novo.`,
  'inbox.scheduled_message.not_found': () => t`Este agendamento não existe mais. Recarregue a página.`,
  'inbox.scheduled_message.sent': () => t`Esta mensagem já foi enviada; ela está na conversa.`,
  'inbox.scheduled_message.too_many': () =>
    t`Já há mensagens demais agendadas nesta conversa. Cancele uma e tente de novo.`,
  'inbox.search.nothing_to_look_for': () =>
    t`Não há palavra para buscar. Escreva uma palavra inteira, ou o começo de um nome.`,
  'inbox.ticket.not_found': () => t`Este chamado não existe, ou é de uma equipe de que você não faz parte.`,
  'inbox.ticket.status_not_allowed': () =>
    t`Só um chamado resolvido pode ser fechado, e um fechado só pode ser reaberto. Recarregue a página.`,
  'inbox.ticket.was_merged': () => t`Este chamado foi juntado a outro. Continue pelo outro.`,
  'inbox.ticket.merged_with_itself': () => t`Escolha outro chamado: este é o mesmo.`,
  'inbox.ticket.of_another_customer': () =>
    t`O chamado é de outro cliente. Abra um chamado novo para esta conversa.`,
  'inbox.ticket.erased': () => t`A pessoa foi anonimizada; o chamado fica só para consulta.`,
  'inbox.team.member_not_found': () =>
    t`Uma das pessoas escolhidas não faz mais parte da empresa. Recarregue a página e escolha de novo.`,
  'sales.product.not_found': () => t`Este produto não existe. Volte à lista e escolha outro.`,
  'sales.product.sku_taken': () => t`Outro produto já tem este código (SKU). Use outro.`,
  'sales.product.changed_meanwhile': () =>
    t`Outra pessoa mudou este produto enquanto você editava, e nada foi salvo. Veja como ele está agora e repita a sua mudança.`,
  'sales.product.image_missing': () => t`Nenhuma foto chegou. Escolha o arquivo de novo.`,
  'sales.product.image_not_found': () => t`Esta foto já foi tirada. Recarregue a página.`,
  'sales.product.image_not_a_picture': () => t`Este arquivo não é uma foto. Use PNG ou JPEG.`,
  'sales.product.image_too_large': () => t`A foto é grande demais: até 1 MB e 2048 pixels de lado.`,
  'sales.product.too_many_images': () => t`Um produto tem até 8 fotos. Tire uma antes de pôr outra.`,
  'sales.product.order_incomplete': () => t`As fotos mudaram agora há pouco. Confira e ordene de novo.`,
  'sales.product_category.not_found': () => t`Esta categoria foi excluída. Recarregue e escolha outra.`,
  'sales.product_category.name_taken': () => t`Já existe uma categoria com este nome. Escolha outro.`,
  'sales.product_category.in_use': () => t`Há produtos nesta categoria. Passe-os a outra antes de excluí-la.`,
  'sales.product_category.too_many': () => t`A empresa já tem 500 categorias. Exclua as que ninguém usa.`,
  'sales.product_import.file_missing': () => t`Nenhuma planilha chegou. Escolha o arquivo de novo.`,
  'sales.product_import.too_large': () =>
    t`A planilha é grande demais: até 2 MB e 5.000 linhas. Divida-a em duas.`,
  'sales.product_import.unreadable': () =>
    t`Este arquivo não é uma planilha em texto. No programa de planilhas, salve como CSV e tente de novo.`,
  'sales.product_import.header_unknown': () =>
    t`A primeira linha precisa ter o nome das colunas, cada um uma vez: SKU (ou Código) e mais uma, como Nome ou Preço.`,
  'sales.opportunity.not_found': () => t`Esta oportunidade não existe, ou é de outra pessoa.`,
  'sales.opportunity.changed_meanwhile': () =>
    t`Outra pessoa mexeu nesta oportunidade antes de você, e nada do que você fez foi gravado. Veja como ela está agora e, se ainda for o caso, faça de novo.`,
  'sales.opportunity.not_open': () => t`Esta oportunidade já foi encerrada. Reabra-a para continuar.`,
  'sales.opportunity.erased': () => t`A pessoa foi anonimizada; não se escreve mais nada sobre ela.`,
  'sales.opportunity.owner_not_found': () =>
    t`Quem você escolheu não vende mais nesta empresa. Recarregue a página e escolha outra pessoa.`,
  'sales.proposal.sent_to_another': () =>
    t`Uma versão desta proposta já foi para outra pessoa. Faça outra proposta na oportunidade.`,
  'sales.proposal.changed_meanwhile': () =>
    t`Outra pessoa mudou esta proposta enquanto você editava, e a sua última mudança não foi salva. Veja como ela está agora e repita-a.`,
  'sales.proposal.no_draft': () => t`O que já foi enviado não muda mais. Faça uma nova versão.`,
  'sales.proposal.empty': () => t`A proposta está sem itens. Adicione ao menos um antes de enviar.`,
  'sales.proposal.customer_missing': () =>
    t`A oportunidade está sem pessoa. Diga nela para quem é a proposta e envie de novo.`,
  'sales.proposal.too_many_versions': () =>
    t`Esta proposta já tem versões demais. Faça outra proposta na oportunidade.`,
  'sales.proposal.was_erased': () => t`A pessoa foi anonimizada; não se escreve mais nada sobre ela.`,
  'sales.proposal.no_conversation': () =>
    t`Não há conversa com esta pessoa em que você possa escrever. Envie por e-mail ou pelo link.`,
  'sales.proposal.of_another_person': () => t`A conversa é com outra pessoa. Escolha o e-mail ou o link.`,
  'sales.proposal.no_email': () =>
    t`O cadastro da pessoa não tem e-mail. Escreva o endereço, ou escolha outra forma de enviar.`,
  'sales.proposal.mail_not_configured': () =>
    t`Esta instalação não envia e-mails. Envie por WhatsApp ou pelo link.`,
  'sales.proposal.logo_missing': () => t`Nenhuma imagem chegou. Escolha o arquivo de novo.`,
  'sales.proposal.logo_not_found': () => t`O logotipo já foi tirado. Recarregue a página.`,
  'sales.proposal.logo_not_a_picture': () =>
    t`Este arquivo não é uma imagem que se possa imprimir. Use PNG ou JPEG.`,
  'sales.proposal.logo_too_large': () =>
    t`O logotipo é grande demais: até 500 kB e 1024 pixels de lado. Escolha um menor.`,
  'sales.pipeline.not_found': () => t`Este funil não existe mais. Recarregue a página e escolha outro.`,
  'sales.pipeline.name_taken': () => t`Já existe um funil com este nome. Escolha outro.`,
  'sales.pipeline.too_many': () =>
    t`A empresa já tem o máximo de funis. Use um dos que estão fora de uso: mude o nome dele.`,
  'sales.pipeline.has_opportunities': () =>
    t`Este funil tem oportunidades abertas. Mova-as para outro funil, ou encerre-as, e tente de novo.`,
  'sales.pipeline.is_last': () => t`Este é o último funil em uso, e um tem de ficar. Crie outro antes.`,
  'sales.stage.not_found': () =>
    t`Esta etapa não existe mais, ou está fora de uso. Recarregue a página e escolha outra.`,
  'sales.stage.name_taken': () => t`Este funil já tem uma etapa com este nome. Escolha outro.`,
  'sales.stage.too_many': () =>
    t`Este funil já tem o máximo de etapas. Use uma das que estão fora de uso: mude o nome dela.`,
  'sales.stage.has_opportunities': () =>
    t`Há oportunidades abertas nesta etapa. Escolha para qual etapa elas vão e salve de novo.`,
  'sales.stage.is_last': () => t`Esta é a última etapa em uso, e uma tem de ficar. Crie outra antes.`,
  'sales.stage.order_outdated': () =>
    t`As etapas mudaram desde que você abriu esta página. Recarregue e ordene de novo.`,
  'sales.loss_reason.not_found': () => t`Este motivo não existe mais, ou está fora de uso. Escolha outro.`,
  'sales.loss_reason.name_taken': () => t`Já existe um motivo com este nome. Escolha outro.`,
  'sales.loss_reason.too_many': () =>
    t`A empresa já tem o máximo de motivos. Use um dos que estão fora de uso: mude o nome dele.`,
  'sales.lead_form.name_taken': () => t`Já existe um formulário com este nome. Escolha outro.`,
  'sales.lead_form.too_many': () =>
    t`A empresa já tem 50 formulários. Mude um que esteja desligado em vez de criar outro.`,
  'sales.lead_form.unreachable': () =>
    t`Exija o telefone ou o e-mail: sem um deles não há como responder a quem preenche.`,
  'sales.lead_form.changed_meanwhile': () =>
    t`Outra pessoa mudou este formulário, e nada foi salvo. Veja como ele está agora e mude de novo.`,
  'sales.lead.not_found': () => t`Este lead não existe, ou é de um colega. Volte à lista e escolha outro.`,
  'sales.lead.already_open': () =>
    t`Esta pessoa já tem um lead aberto. Continue por ele; se você não o vê, ele é de um colega.`,
  'sales.lead.not_open': () => t`Este lead não está mais aberto. Recarregue a página para ver o que houve.`,
  'sales.lead.status_not_allowed': () =>
    t`Um lead aberto é novo, em contato ou qualificado. Para encerrá-lo, marque-o como perdido ou junte-o a outro.`,
  'sales.lead.loss_reason_not_found': () =>
    t`Este motivo não é mais usado. Recarregue a página e escolha outro.`,
  'sales.lead.owner_not_found': () => t`Esta pessoa não cuida de leads. Recarregue a página e escolha outra.`,
  'sales.lead.nobody': () =>
    t`Não se sabe quem é o cliente desta conversa. Crie o lead em Leads, com o nome e o telefone.`,
  'sales.lead.nobody_named': () =>
    t`Diga de quem é o lead: escolha uma pessoa, ou informe o nome e um telefone, e-mail, CPF ou CNPJ.`,
  'sales.lead.merged_with_itself': () => t`Escolha outro lead: este é o mesmo.`,
  'sales.lead.of_another_person': () =>
    t`Os dois leads são de pessoas diferentes. Se for a mesma, junte antes os cadastros em Pessoas.`,
  'sales.lead.not_merged': () => t`Este lead não está junto de outro. Recarregue a página.`,
  'sales.lead_import.not_found': () => t`Esta importação não existe. Volte à lista e escolha outra.`,
  'sales.lead_import.file_missing': () => t`Nenhuma planilha chegou. Escolha o arquivo de novo.`,
  'sales.lead_import.too_large': () =>
    t`A planilha passa de 50 MB, de 200.000 linhas ou de 100 colunas. Divida-a e envie as partes.`,
  'sales.lead_import.unreadable': () =>
    t`Este arquivo não é uma planilha em texto com cabeçalho e linhas, ou está cortado. Salve como CSV e envie de novo.`,
  'sales.lead_import.too_many_waiting': () =>
    t`Já há vinte planilhas esperando para começar. Comece ou descarte alguma delas.`,
  'sales.lead_import.columns_invalid': () =>
    t`Diga qual coluna tem o telefone, o e-mail ou o CPF/CNPJ, e não use o mesmo dado em duas colunas.`,
  'sales.lead_import.nobody_named': () => t`Falta dizer qual coluna tem o telefone, o e-mail ou o CPF/CNPJ.`,
  'sales.lead_import.started': () => t`Esta importação já começou. Recarregue a página para ver como está.`,
  'sales.lead_import.not_running': () => t`Esta importação não está em andamento. Recarregue a página.`,
  'sales.lead_import.not_over': () =>
    t`Ainda não há o que desfazer: a importação não começou ou não terminou.`,
  'sales.lead_import.file_gone': () =>
    t`O arquivo desta importação não é mais guardado. Envie a planilha de novo.`,
  'sales.lead.was_erased': () => t`A pessoa foi anonimizada; o lead fica só para consulta.`,
} satisfies typeof errorSentences)
