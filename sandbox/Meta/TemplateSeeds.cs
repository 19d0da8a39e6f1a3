namespace CleanApp.Sandbox.Meta;

/// <summary>What every business account begins with: each way of writing parameters, each kind of button.</summary>
internal static class TemplateSeeds
{
    public const string Json = """
        [
          {
            "name": "lembrete_agendamento", "language": "pt_BR", "category": "UTILITY", "status": "APPROVED", "parameter_format": "NAMED",
            "components": [
              { "type": "BODY", "text": "Olá, {{nome}}! Seu horário é {{data}} às {{hora}}. Responda abaixo.",
                "example": { "body_text_named_params": [
                  { "param_name": "nome", "example": "Ana" }, { "param_name": "data", "example": "12/03" }, { "param_name": "hora", "example": "14:00" } ] } },
              { "type": "FOOTER", "text": "Mensagem automática" },
              { "type": "BUTTONS", "buttons": [
                { "type": "QUICK_REPLY", "text": "Confirmar" }, { "type": "QUICK_REPLY", "text": "Remarcar" } ] }
            ]
          },
          {
            "name": "pedido_pronto", "language": "pt_BR", "category": "UTILITY", "status": "APPROVED", "parameter_format": "POSITIONAL",
            "components": [
              { "type": "HEADER", "format": "TEXT", "text": "Pedido {{1}}", "example": { "header_text": ["A-102"] } },
              { "type": "BODY", "text": "Oi, {{1}}. Seu pedido de {{2}} está pronto para retirada.", "example": { "body_text": [["Ana", "R$ 35,00"]] } },
              { "type": "BUTTONS", "buttons": [
                { "type": "URL", "text": "Acompanhar", "url": "https://exemplo.com.br/p/{{1}}", "example": ["https://exemplo.com.br/p/102"] },
                { "type": "PHONE_NUMBER", "text": "Ligar", "phone_number": "+551130000000" } ] }
            ]
          },
          {
            "name": "oferta_semana", "language": "pt_BR", "category": "MARKETING", "status": "APPROVED", "parameter_format": "POSITIONAL",
            "components": [
              { "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4::sandbox"] } },
              { "type": "BODY", "text": "{{1}}, esta semana tem {{2}}% de desconto!", "example": { "body_text": [["Ana", "20"]] } },
              { "type": "FOOTER", "text": "Para não receber mais, toque abaixo" },
              { "type": "BUTTONS", "buttons": [
                { "type": "QUICK_REPLY", "text": "Quero" }, { "type": "QUICK_REPLY", "text": "Não quero receber" },
                { "type": "COPY_CODE", "example": "SEMANA20" } ] }
            ]
          },
          {
            "name": "codigo_acesso", "language": "pt_BR", "category": "AUTHENTICATION", "status": "APPROVED", "parameter_format": "POSITIONAL",
            "components": [
              { "type": "BODY", "text": "*{{1}}* é o seu código de verificação. Para sua segurança, não o compartilhe.",
                "add_security_recommendation": true, "example": { "body_text": [["123456"]] } },
              { "type": "FOOTER", "text": "Este código expira em 10 minutos.", "code_expiration_minutes": 10 },
              { "type": "BUTTONS", "buttons": [
                { "type": "URL", "text": "Copiar código", "url": "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
                  "example": ["https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456"] } ] }
            ]
          },
          {
            "name": "boas_vindas", "language": "pt_BR", "category": "MARKETING", "status": "APPROVED", "parameter_format": "POSITIONAL",
            "components": [ { "type": "BODY", "text": "Bem-vindo! Como podemos ajudar?" } ]
          },
          {
            "name": "hello_world", "language": "en_US", "category": "UTILITY", "status": "APPROVED", "parameter_format": "POSITIONAL",
            "components": [
              { "type": "HEADER", "format": "TEXT", "text": "Hello World" },
              { "type": "BODY", "text": "Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification." },
              { "type": "FOOTER", "text": "WhatsApp Business Platform sample message" }
            ]
          },
          {
            "name": "promo_reprovada", "language": "pt_BR", "category": "MARKETING", "status": "REJECTED", "parameter_format": "POSITIONAL",
            "rejected_reason": "INVALID_FORMAT",
            "components": [ { "type": "BODY", "text": "{{1}}{{2}}", "example": { "body_text": [["a", "b"]] } } ]
          },
          {
            "name": "pesquisa_em_analise", "language": "pt_BR", "category": "UTILITY", "status": "PENDING", "parameter_format": "POSITIONAL",
            "components": [ { "type": "BODY", "text": "De 1 a 5, que nota você dá ao atendimento?" } ]
          }
        ]
        """;
}
