using CleanApp.Application.Identity.Auth;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Refuses what attackers try first: known favourites of ten characters and more, with the usual endings and letter swaps undone,
/// single characters or short words repeated, and runs along the keyboard or the alphabet.
/// </summary>
internal sealed class CommonPasswords : ICommonPasswords
{
    private static readonly string[] Runs =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890123456789",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn",
        "qazwsxedcrfvtgbyhnujmikolp",
    ];

    private static readonly HashSet<string> Words =
    [
        .. """
            password passwords passw0rd senha senhas minhasenha senhasegura novasenha mudar mudarsenha trocarsenha admin administrator
            administrador welcome bemvindo bemvinda letmein iloveyou euteamo teamo teamomuito amorzinho meuamor amor princesa football futebol
            flamengo corinthians palmeiras saopaulo santos vasco gremio internacional cruzeiro botafogo fluminense atleticomineiro brasil
            brazil brasileiro riodejaneiro jesus jesuscristo deus deusfiel deusefiel jesusteama nossasenhora familia minhafamilia
            superman batman pokemon starwars spiderman dragon dragonball monkey master shadow sunshine princess michael jennifer jordan
            trustno changeme default secret login access whatever computer computador internet windows microsoft google facebook instagram
            samsung motorola freedom liberdade hello helloworld test teste testing testando guest user usuario root toor qwerty qwertyuiop
            qwer asdf zxcv baseball basketball soccer charlie summer winter verao inverno primavera outono empresa cleanapp sicredi atendimento
            matheus gabriel rafael lucas pedro maria eduarda juliana fernanda carolina rodrigo gustavo vinicius
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    public bool Contains(string password)
    {
        var text = password.Trim().ToLowerInvariant();
        if (text.Distinct().Count() <= 3 || IsRepeated(text) || IsRun(text))
            return true;
        // Endings go before letters are swapped back: the 1 and the 3 of "p4ssw0rd123" are no letters. Beginnings may be ("4dmin...").
        return Words.Contains(Core(text)) || Words.Contains(Core(Unswapped(text.TrimEnd(Signs)))) || Words.Contains(Core(Unswapped(text)));
    }

    /// <summary>Without the digits and signs people put around a word.</summary>
    private static string Core(string text) => text.Trim(Signs);

    private static readonly char[] Signs = [.. "0123456789!@#$%&*?._- "];

    private static string Unswapped(string text) => new([.. text.Select(Unswap)]);

    private static bool IsRepeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
            if (text.Length % length == 0 && Enumerable.Range(0, text.Length).All(i => text[i] == text[i % length]))
                return true;
        return false;
    }

    private static bool IsRun(string text) =>
        Runs.Any(run => run.Contains(text, StringComparison.Ordinal) || new string([.. run.Reverse()]).Contains(text, StringComparison.Ordinal));

    private static char Unswap(char c) =>
        c switch
        {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' => 't',
            _ => c,
        };
}
