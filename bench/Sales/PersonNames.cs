using System.Globalization;

namespace CleanApp.Bench.Sales;

/// <summary>Names as there are in Brazil: few that many have, many that few have, and of each five hundredth a surname of their own.</summary>
internal static class PersonNames
{
    private static readonly string[] First =
    [
        "Maria",
        "José",
        "Ana",
        "João",
        "Antônio",
        "Francisco",
        "Carlos",
        "Paulo",
        "Pedro",
        "Lucas",
        "Luiz",
        "Marcos",
        "Gabriel",
        "Rafael",
        "Francisca",
        "Daniel",
        "Marcelo",
        "Bruno",
        "Eduardo",
        "Felipe",
        "Antônia",
        "Adriana",
        "Juliana",
        "Márcia",
        "Fernanda",
        "Patrícia",
        "Aline",
        "Sandra",
        "Camila",
        "Amanda",
        "Bruna",
        "Jéssica",
        "Letícia",
        "Júlia",
        "Luciana",
        "Vanessa",
        "Mariana",
        "Gabriela",
        "Beatriz",
        "Otávio",
    ];
    private static readonly string[] Last =
    [
        "Silva",
        "Santos",
        "Oliveira",
        "Souza",
        "Rodrigues",
        "Ferreira",
        "Alves",
        "Pereira",
        "Lima",
        "Gomes",
        "Ribeiro",
        "Carvalho",
        "Araújo",
        "Barbosa",
        "Cardoso",
        "Nascimento",
        "Rocha",
        "Dias",
        "Moreira",
        "Nunes",
        "Marques",
        "Machado",
        "Mendes",
        "Freitas",
        "Cavalcanti",
        "Teixeira",
        "Moura",
        "Figueiredo",
        "Albuquerque",
        "Conceição",
        "Queiroz",
        "Peixoto",
    ];
    private const int Rare = 500;

    public static string Of(int n)
    {
        var random = new Random(n);
        string One(string[] names) => names[(int)(names.Length * random.NextDouble() * random.NextDouble())];
        var name = $"{One(First)} {One(Last)} {One(Last)}";
        return n % Rare == 0 ? $"{name} {Own(n / Rare)}" : name;
    }

    public static string Telephone(int n) => string.Create(CultureInfo.InvariantCulture, $"+55119{10_000_000 + n}");

    /// <summary>The surname that only the n-th of those who have one has.</summary>
    public static string Own(int n)
    {
        var letters = new char[5];
        for (var (i, rest) = (0, n * 7919); i < letters.Length; i++, rest /= 21)
            letters[i] = "bcdfghjklmnpqrstvwxyz"[rest % 21];
        return $"O{string.Join('a', letters)}";
    }
}
