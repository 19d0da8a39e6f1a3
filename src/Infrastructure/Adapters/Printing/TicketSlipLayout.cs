using CleanApp.Application.Counter.Printing;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>What stands on the paper, in which order and size; how it is encoded is <see cref="EscPosDocument"/>'s matter.</summary>
public static class TicketSlipLayout
{
    private const int CodeScale = 4;

    public static EscPosDocument Slip(PrinterProfile profile, TicketSlip slip)
    {
        var document = new EscPosDocument(profile).Center();
        if (slip.Copy > 1)
            document.Bold(true).Scale(2).Text($"{slip.Copy}ª VIA").Scale(1).Bold(false);

        document.Bold(true).Text(slip.CompanyName).Bold(false).Feed(1);
        document.Text("SENHA").ScaleToFit(slip.Code, CodeScale).Bold(true).Text(slip.Code).Bold(false).Scale(1).Feed(1);
        if (slip.Priority is { } priority)
            document.Scale(2).Text(priority).Scale(1);
        document.Text(slip.ServiceName).Text(slip.IssuedAt);

        if (slip.FollowUrl is { } url)
            document.Feed(1).QrCode(url).Feed(1).Text("Acompanhe a fila pelo celular");

        return document.Feed(1).Cut();
    }

    public static EscPosDocument TestPage(PrinterProfile profile, string companyName, string printerName) =>
        new EscPosDocument(profile)
            .Center()
            .Bold(true)
            .Text(companyName)
            .Bold(false)
            .Text("PÁGINA DE TESTE")
            .Text(printerName)
            .Text($"Perfil {profile.Name}, {profile.Columns} colunas")
            .Feed(1)
            .Text("ÁÀÂÃÇÉÊÍÓÔÕÚÜ áàâãçéêíóôõúü ªº")
            .Text(Ruler(profile.Columns))
            .Scale(CodeScale)
            .Text("A 123")
            .Scale(1)
            .Feed(1)
            .QrCode("TESTE-DE-IMPRESSAO")
            .Feed(1)
            .Text("Está certo se os acentos estão legíveis, a régua ocupa uma só linha, o código QR abre no celular e o papel foi cortado.")
            .Feed(1)
            .Cut();

    private static string Ruler(int columns) => string.Concat(Enumerable.Range(1, columns).Select(column => (char)('0' + column % 10)));
}
