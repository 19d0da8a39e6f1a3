using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity.Mails;

/// <summary>What our mails say, in Portuguese.</summary>
internal static class MailTexts
{
    private const string Ignore = "Se não foi você quem pediu, ignore esta mensagem: nada muda.";
    private const string NotYou =
        "Se não foi você, alguém pode ter entrado na sua conta: peça uma senha nova na tela de entrada (“Esqueci minha senha”) e avise quem administra a empresa.";

    public static MailContent Invite(string to, string? name, string company, string by, Role role, string url) =>
        new(
            to,
            name,
            company,
            $"Convite para entrar em {company}",
            [
                $"{by} convidou você para trabalhar com {company} no CleanApp, como {NameOf(role)}.",
                "O convite é só seu, funciona uma vez e vale por sete dias.",
            ],
            "Aceitar o convite",
            url
        );

    public static MailContent PasswordReset(User person, string url) =>
        new(
            person.Email,
            person.Name,
            null,
            "Crie uma senha nova",
            ["Alguém pediu uma senha nova para a sua conta no CleanApp.", "O endereço abaixo vale por 30 minutos e funciona uma vez.", Ignore],
            "Criar senha nova",
            url
        );

    public static MailContent PasswordChanged(User person) =>
        new(
            person.Email,
            person.Name,
            null,
            "Sua senha foi trocada",
            ["A senha da sua conta no CleanApp acaba de ser trocada, e os outros aparelhos saíram da conta.", NotYou]
        );

    public static MailContent EmailChange(User person, string to, string url) =>
        new(
            to,
            person.Name,
            null,
            "Confirme seu novo e-mail",
            [
                "Você pediu para entrar no CleanApp com este e-mail.",
                "O endereço abaixo vale por um dia. Até confirmar, vale o e-mail de antes.",
                Ignore,
            ],
            "Confirmar e-mail",
            url
        );

    /// <summary>To an address that has an account of its own: who asked is not told, whose address it is learns of it.</summary>
    public static MailContent EmailTaken(string to) =>
        new(
            to,
            null,
            null,
            "Este e-mail já tem conta",
            ["Alguém pediu para usar este e-mail em outra conta do CleanApp, mas ele já é de uma conta sua. Nada mudou."]
        );

    public static MailContent EmailChanged(User person, string before) =>
        new(
            before,
            person.Name,
            null,
            "O e-mail da sua conta mudou",
            ["A partir de agora sua conta no CleanApp usa outro e-mail; este não serve mais para entrar.", NotYou]
        );

    public static MailContent SecondFactorChanged(User person, bool on) =>
        new(
            person.Email,
            person.Name,
            null,
            on ? "Verificação em duas etapas ligada" : "Verificação em duas etapas desligada",
            [
                on
                    ? "A partir de agora, além da senha, sua conta no CleanApp pede o código do seu aplicativo autenticador."
                    : "A partir de agora sua conta no CleanApp entra só com a senha.",
                NotYou,
            ]
        );

    private static string NameOf(Role role) =>
        role switch
        {
            Role.Owner => "proprietário",
            Role.Manager => "gerente",
            Role.Agent => "atendente",
            _ => "operador",
        };
}
