using CleanApp.Adapter.Tests.Common.Pdf;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Privacy.DataSubjects;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Privacy;

public sealed class PersonalDataPdfTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 23, 1, 5, 0, TimeSpan.Zero);
    private static readonly Guid Contact = new("0199aaaa-0000-7000-8000-000000000001");

    [Fact]
    public void Values_are_as_people_write_them_at_the_companys_time()
    {
        var text = Poppler.Text(
            Of([
                new DataField("amount", "Pago", new Money(1234567.5m)),
                new DataField("granted", "Autorizou", true),
                new DataField("asked", "Perguntado", false),
                new DataField("at", "Quando", Night),
                new DataField("by", "Quem", null),
                new DataField("number", "Versão", 3),
                new DataField("status", "Situação", "done", "atendido"),
            ])
        );

        text.ShouldContain("Pago R$ 1.234.567,50");
        text.ShouldContain("Autorizou sim");
        text.ShouldContain("Perguntado não");
        text.ShouldContain("Quando 22/11/2026 22:05");
        text.ShouldContain("Quem —");
        text.ShouldContain("Versão 3");
        text.ShouldContain("Situação atendido");
    }

    [Fact]
    public void It_says_whose_it_is_who_gave_it_when_and_by_which_law()
    {
        var pdf = Of([new DataField("name", "Nome", "Ana")]);

        var text = Poppler.Text(pdf);
        text.ShouldContain("Empresa Padaria São José");
        text.ShouldContain($"Número do cadastro {Contact}");
        text.ShouldContain("Emitido em 22/11/2026 22:05");
        text.ShouldContain("Coisas Nome Ana");
        text.ShouldContain("LGPD, art. 18, II e V");
        Poppler.Info(pdf)["Title"].ShouldBe("Seus dados pessoais – Padaria São José");
        Poppler.Info(pdf)["CreationDate"].ShouldBe("D:20261122220500-03'00'");
    }

    private static byte[] Of(DataField[] row) =>
        new PersonalDataDocument(
            "Padaria São José",
            new BusinessCalendar("America/Sao_Paulo", TimeOnly.MinValue),
            Contact,
            Night,
            [new DataSection("things", "Coisas", 10, [row])]
        ).ToPdf();
}
