using System.Security.Cryptography;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>A customer of whom every module holds something, with words that are found wherever they are.</summary>
internal sealed class Person
{
    public const string Cpf = "529.982.247-25";
    public const string CpfDigits = "52998224725";
    public const string Phone = "(11) 98765-4321";
    public const string PhoneDigits = "+5511987654321";

    public required TestTenant Company { get; init; }
    public required Guid Id { get; init; }
    public required Guid Service { get; init; }
    public required Guid CancelledTicket { get; init; }

    public string Name => $"Quitéria {Marker}";
    public required string Marker { get; init; }

    public static async Task<Person> OfAsync(TestTenant company)
    {
        // Letters only, as in a name; nothing else contains it.
        var marker = "Zw" + RandomNumberGenerator.GetString("bcdfghjkmnpqrstvxz", 8);
        var service = await company.AddServiceAsync(RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3));
        var customer = new
        {
            name = $"Quitéria {marker}",
            cpf = Cpf,
            phone = Phone,
            consents = new[] { new { purpose = "marketing", channel = "whatsapp" } },
        };
        var ticket = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer })).ShouldBe(201);
        var contact = Guid.Parse(ticket["contactId"]!);
        (await company.Owner.PostAsync($"/api/v1/counter/tickets/{ticket.Id}/cancel", new { reason = $"{marker} desistiu" })).ShouldBe(200);
        (await company.Owner.PostAsync($"/api/v1/people/contacts/{contact}/reveals", new { reason = $"Ligar para {marker}" })).ShouldBe(200);
        (
            await company.Owner.PostAsync(
                $"/api/v1/privacy/contacts/{contact}/consents",
                new
                {
                    purpose = "survey",
                    channel = "whatsapp",
                    granted = true,
                    evidence = $"Ficha de {marker}",
                }
            )
        ).ShouldBe(201);
        return new Person
        {
            Company = company,
            Id = contact,
            Service = service,
            CancelledTicket = ticket.Id,
            Marker = marker,
        };
    }

    public Task<Answer> ExportAsync(string format = "json", string reason = "Pedido da titular", ApiClient? by = null) =>
        (by ?? Company.Owner).PostAsync($"/api/v1/privacy/contacts/{Id}/exports", new { reason, format });

    public Task<Answer> AnonymiseAsync(string reason = "Pedido 1", ApiClient? by = null) =>
        (by ?? Company.Owner).PostAsync($"/api/v1/privacy/contacts/{Id}/anonymisation", new { reason });

    public Task<Answer> IssueAsync(object? customer = null) =>
        Company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = Service, customer = customer ?? new { cpf = Cpf } });
}
